/** A design of a comparison: a scenario as typed, and which of its policies. */
import type { DecisionPoint } from '#orchestrator/core/out';
import { pointNamed } from '#orchestrator/decisions/point-words';
import { DECISION_POINTS } from '#orchestrator/decisions/points';
import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { UserError } from '../exit-codes.ts';
import { armOfWord, type OpenPolicies, openPolicies } from '../policies.ts';
import { type CheckedScenario, loadChecked, type ScenarioWords } from '../scenario-options.ts';
import { DiskFiles } from '../source-files.ts';

export interface DesignWords extends ScenarioWords {
  /** A policy of the scenario, a file of one's own, or `onnx:` and a model; absent = the scenario's first. */
  readonly arm?: string | undefined;
  readonly until?: string | undefined;
  /** A bound is made of each replication, in hindsight. */
  readonly hindsight?: boolean | undefined;
}

/** The decision point whose policies are a scenario's arms. */
export const SOURCING = 'sourcing';

/** The decision point of a word; refuses one that there is none of. */
export function decisionOf(decision: string | undefined): DecisionPoint | undefined {
  const point = decision === undefined ? undefined : pointNamed(decision);
  if (decision === undefined || point !== undefined) return point;
  throw new UserError(
    `--decision ${decision}: there is no such decision point. There are ${DECISION_POINTS.join(', ')}`,
  );
}

/** The scenario with this policy at a decision point; absent = as it stands. */
export function designOfPolicy(
  { ref, data, seed, until, with: overlays, set, allowHost, hindsight }: DesignWords,
  policy: string | undefined,
  decision = SOURCING,
): DesignWords {
  const point = pointNamed(decision) ?? decision;
  const arm = policy === undefined || point === SOURCING ? policy : `${point}=${policy}`;
  return { ref, data, seed, until, with: overlays, set, allowHost, hindsight, arm };
}

export interface OpenDesign {
  readonly checked: CheckedScenario;
  readonly files: DiskFiles;
  readonly policies: OutboundPolicies;
  close(): Promise<void>;
}

/** Loads and checks the scenario and opens the policy; throws `UserError`. */
export async function openDesign(words: DesignWords): Promise<OpenDesign> {
  const { arm } = words;
  const files = new DiskFiles(words.data ?? null);
  const checked = await loadChecked({ ...words, policy: arm === undefined ? [] : [arm] }, files);
  const open = await openPolicies(checked.scenario, files, checked.parts, words.allowHost ?? []);
  const policies = arm === undefined ? open.policies[0]! : policiesOfWord(arm, checked, open);
  return { checked, files, policies, close: () => open.close() };
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
