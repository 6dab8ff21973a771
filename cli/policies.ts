/** From the policies that a scenario names to those that can run: rules of thumb, and models with their files open. */
import { FailureNotes, type ModelFailures } from '#bench/models/failure-notes';
import type { OutsideModel } from '#bench/models/outside-model';
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINT_WORDS, pointNamed } from '#orchestrator/decisions/point-words';
import { DECISION_POINTS, POINTS } from '#orchestrator/decisions/points';
import { answersOf } from '#scenarios/host/answer-source';
import type { AnswerSource } from '#scenarios/host/ports';
import { MODELS, modelPath } from '#scenarios/library/index';
import type { AddedPolicy } from '#scenarios/schema/load';
import { namesModelFile, namesPython, WAYWARD } from '#scenarios/schema/outbound/model-source';
import { namesForAll } from '#scenarios/schema/outbound/point-places';
import {
  isModel,
  isWayward,
  type ModelPolicyEntry,
  nameOfPolicy,
  type PolicyEntry,
  pointOf,
} from '#scenarios/schema/outbound/policies';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { OwnParts } from '#scenarios/schema/own-parts';
import { armOf, firstThumb } from '#scenarios/twin/deciders/arm';
import type { OutboundPolicies, OwnPolicy } from '#scenarios/twin/deciders/outbound-decider';
import { pointModelOf } from '#scenarios/twin/deciders/point-model';
import { armByItself } from '#scenarios/twin/deciders/wayward-model';
import { nearest } from '#sim/nearest';
import { UserError } from './exit-codes.ts';
import { openModel } from './models/model-sources.ts';
import { keysOf } from './secret-leaks.ts';
import type { DiskFiles } from './source-files.ts';

const ONNX = 'onnx:';
/** Of a model given with --policy, where the scenario says nothing. */
const DEFAULTS = { mode: 'active', thinking: { constant: '50 ms' }, timeout: '500 ms' } as const;

/** The option that policies are asked for with where nothing else is said. */
const OPTION = '--policy';

/**
 * Those of --policy as they are written: files that they may be are not loaded yet.
 * @param option that they were typed with, for messages
 */
export function askedPolicies(words: readonly string[], option = OPTION): readonly AddedPolicy[] {
  return words.map((word) => {
    const { point, policy } = partedWord(word, option);
    return { entry: point === null ? policy : { name: 'asked', [point]: policy }, from: typed(word, option) };
  });
}

/** Of other options than --policy the decision point has one of its own: `--baseline guide-order`. */
function typed(word: string, option: string): string {
  return `${option} ${option === OPTION ? word : partedWord(word, option).policy}`;
}

/** Those of --policy: further arms, beside the ones of the scenario. What runs anyway, or is asked for twice, runs once. */
export function addedPolicies(
  scenario: AnyOutboundScenario,
  words: readonly string[],
  parts: OwnParts,
  option = OPTION,
): readonly AddedPolicy[] {
  const entries = scenario.policies;
  const models = entries.filter(isModel).map(keyOfModel);
  const listed = new Set([...entries.map(nameOfPolicy), ...models]);
  return words.flatMap((word) => {
    const { point, policy } = partedWord(word, option);
    const entry = entryOf(typed(word, option), point, policy, scenario, parts);
    const arm = nameOfArm(entry, parts);
    if (listed.has(arm)) return [];
    listed.add(arm);
    return [{ entry, from: typed(word, option) }];
  });
}

/** Which arm of a scenario a word runs as, that of --policy included; -1 = none. */
export function armOfWord(word: string, scenario: AnyOutboundScenario, parts: OwnParts): number {
  const { point, policy } = partedWord(word, OPTION);
  const name = nameOfArm(entryOf(typed(word, OPTION), point, policy, scenario, parts), parts);
  return scenario.policies.findIndex(
    (entry) => nameOfPolicy(entry) === name || nameOfArm(entry, parts) === name,
  );
}

/** `POINT=POLICY`, or a policy for `sourcing`. */
function partedWord(
  word: string,
  option: string,
): { readonly point: DecisionPoint | null; readonly policy: string } {
  const parted = /^([a-z-]+)=(.+)$/.exec(word);
  if (parted === null) return { point: null, policy: word };
  const [, name, policy] = parted;
  const point = pointNamed(name!);
  if (point !== undefined) return { point, policy: policy! };
  const near = nearest(
    name!,
    POINT_WORDS.map(([each]) => each),
  );
  const hint = near === null ? `There are ${DECISION_POINTS.join(', ')}` : `Did you mean "${near}"?`;
  throw new UserError(`${option} ${word}: unknown decision point: "${name}". ${hint}`);
}

/** What it would run as: a file as the policy in it, a model as its file. */
function nameOfArm(entry: PolicyEntry, parts: OwnParts): string {
  if (typeof entry !== 'string') return isModel(entry) ? keyOfModel(entry) : entry.name;
  return nameIn(entry, parts);
}

/** One of the library is the same by its name and by its path. */
function keyOfModel(entry: ModelPolicyEntry): string {
  const { model, http } = entry;
  if (model === undefined) return `${pointOf(entry)} ${JSON.stringify(http)}`;
  const named = namesModelFile(model) || namesPython(model);
  return `${pointOf(entry)} ${named ? model : modelPath(model)}`;
}

function nameIn(policy: string, parts: OwnParts): string {
  const part = parts.get(policy);
  return part?.kind === 'policy' ? part.policy.name : policy;
}

function entryOf(
  asked: string,
  point: DecisionPoint | null,
  policy: string,
  scenario: AnyOutboundScenario,
  parts: OwnParts,
): PolicyEntry {
  if (policy.startsWith(ONNX) || namesPython(policy))
    return modelEntry(asked, point ?? 'sourcing', policy, scenario);
  return point === null ? policy : { name: `${point}-${nameIn(policy, parts)}`, [point]: policy };
}

function modelEntry(
  asked: string,
  point: DecisionPoint,
  policy: string,
  scenario: AnyOutboundScenario,
): ModelPolicyEntry {
  const model = namesPython(policy) ? policy : policy.slice(ONNX.length);
  if (model === WAYWARD)
    throw new UserError(
      `${asked}: unknown model: "${model}". A model is one of the library (${MODELS.join(', ')}), a file (${ONNX}FILE.onnx), or a Python class (py:FILE.py:Class). ` +
        `The ${WAYWARD} one takes the place of a model that stands in the scenario: --set policies.NAME.model=${WAYWARD}`,
    );
  const file = model.split(namesPython(model) ? ':' : /[/\\]/).at(-1)!;
  const name = file
    .replace(/\.onnx$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (name === '') throw new UserError(`${asked}: a model is named ${ONNX}FILE, such as ${ONNX}mine.onnx`);
  const thumbs = { ...namesForAll(scenario), sourcing: firstThumb(scenario.policies) };
  const baseline = thumbs[point] ?? POINTS[point].baseline;
  return {
    name,
    model,
    ...(point === 'sourcing' ? {} : { point }),
    baseline,
    ...DEFAULTS,
    source: 'assumption, of --policy',
  };
}

export interface OpenPolicies {
  /** Arm by arm. */
  readonly policies: readonly OutboundPolicies[];
  /** What must be said of a run that has ended: answers of models that failed. */
  notes(): readonly string[];
  /** Answers of the model of an arm that could not be used, since they were last taken; null = none. */
  takeFailures(policy: string): ModelFailures | null;
  /** Frees what models hold. */
  close(): Promise<void>;
}

/** Opens every model; throws `UserError` for what can't be one. @param hosts that may be called */
export async function openPolicies(
  scenario: AnyOutboundScenario,
  files: DiskFiles,
  parts: OwnParts,
  hosts: readonly string[] = [],
): Promise<OpenPolicies> {
  const open: OutsideModel[] = [];
  const failures = new Map<string, FailureNotes>();
  const close = async (): Promise<void> => {
    for (const model of open) await model.close();
  };
  const policies: OutboundPolicies[] = [];
  try {
    for (const entry of scenario.policies) {
      const arm = armByItself(scenario, entry, ownPolicies(parts));
      if (!isModel(entry) || isWayward(entry)) policies.push(arm);
      else {
        const model = await openModel(entry, { files, models: scenario.models, hosts });
        open.push(model);
        const noted = new FailureNotes(keysOf(scenario));
        failures.set(entry.name, noted);
        const answers = noted.listeningTo(answersOf(model));
        policies.push({ ...arm, model: pointModelOf(entry, model.digest, answers) });
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  const notes = (): string[] => [...failures].flatMap(([policy, noted]) => noted.text(policy) ?? []);
  return { policies, notes, takeFailures: (policy) => failures.get(policy)?.take() ?? null, close };
}

/** An arm whose model answers from a recording; null where the scenario has no such policy. */
export function recordedArm(
  scenario: AnyOutboundScenario,
  name: string,
  digest: string,
  answers: AnswerSource,
  parts: OwnParts,
): OutboundPolicies | null {
  const entry = scenario.policies.find((each) => nameOfPolicy(each) === name);
  if (entry === undefined) return null;
  const arm = armOf(scenario, entry, ownPolicies(parts));
  return isModel(entry) ? { ...arm, model: pointModelOf(entry, digest, answers) } : arm;
}

/** Those among the user's own parts. */
export function ownPolicies(parts: OwnParts): readonly OwnPolicy[] {
  return [...parts.values()].filter((part) => part.kind === 'policy');
}
