/** A design of a comparison: a scenario as typed, and which of its policies. */
import type { ModelFailures } from '#bench/models/failure-notes';
import type { DecisionPoint } from '#orchestrator/core/out';
import { pointNamed } from '#orchestrator/decisions/point-words';
import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { UserError } from '../exit-codes.ts';
import { pointOfWord } from '../models/point-of-word.ts';
import { armOfWord, type OpenPolicies, openPolicies } from '../policies.ts';
import { type CheckedScenario, loadChecked, type ScenarioWords } from '../scenario-options.ts';
import { DiskFiles } from '../source-files.ts';

export interface DesignWords extends ScenarioWords {
  /** A policy of the scenario, a file of one's own, or `onnx:` and a model; absent = the scenario's first. */
  readonly arm?: string | undefined;
  /** The option that it was typed with, for messages; absent = `--policy`. */
  readonly armOption?: string | undefined;
  readonly until?: string | undefined;
  /** A bound is made of each replication, in hindsight. */
  readonly hindsight?: boolean | undefined;
  /** It is looked at where its warm-up ends. */
  readonly pilot?: boolean | undefined;
}

/** The decision point whose policies are a scenario's arms. */
export const SOURCING = 'sourcing';

/** The decision point of a word; refuses one that there is none of. */
export function decisionOf(decision: string | undefined): DecisionPoint | undefined {
  return decision === undefined ? undefined : pointOfWord('--decision', decision);
}

/** The scenario with this policy at a decision point; absent = as it stands. */
export function designOfPolicy(
  { ref, data, seed, until, with: overlays, set, allowHost, hindsight }: DesignWords,
  policy: string | undefined,
  decision = SOURCING,
  armOption?: '--baseline' | '--candidate',
): DesignWords {
  const point = pointNamed(decision) ?? decision;
  const arm = policy === undefined || point === SOURCING ? policy : `${point}=${policy}`;
  return { ref, data, seed, until, with: overlays, set, allowHost, hindsight, arm, armOption };
}

export interface OpenDesign {
  readonly checked: CheckedScenario;
  readonly files: DiskFiles;
  readonly policies: OutboundPolicies;
  /** Whether it holds more than memory of this process, such as a process of its own. */
  readonly holdsModels: boolean;
  /** Answers of its model that could not be used, since they were last taken; null = none. */
  takeFailures(): ModelFailures | null;
  close(): Promise<void>;
}

/** Loads and checks the scenario and opens the policy; throws `UserError`. */
export async function openDesign(
  words: DesignWords,
  files = new DiskFiles(words.data ?? null),
): Promise<OpenDesign> {
  const { arm, armOption } = words;
  const policy = arm === undefined ? [] : [arm];
  const checked = await loadChecked({ ...words, policy, policyOption: armOption }, files);
  const open = await openPolicies(checked.scenario, files, checked.parts, words.allowHost ?? []);
  const policies = arm === undefined ? open.policies[0]! : policiesOfWord(arm, checked, open);
  const holdsModels = open.policies.some(({ model }) => model !== undefined);
  const takeFailures = (): ModelFailures | null => open.takeFailures(policies.name);
  return { checked, files, policies, holdsModels, takeFailures, close: () => open.close() };
}

function policiesOfWord(
  arm: string,
  { scenario, parts }: CheckedScenario,
  open: OpenPolicies,
): OutboundPolicies {
  const policies = open.policies[armOfWord(arm, scenario, parts)];
  if (policies !== undefined) return policies;
  const names = scenario.policies.map(nameOfPolicy).join(', ');
  throw new UserError(`policy "${arm}": the scenario has no such arm. It has ${names}`);
}
