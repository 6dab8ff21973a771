/** From the policies that a scenario names to those that can run: rules of thumb, and models with their files open. */
import { type OnnxModel, openOnnxModel } from '#bench/models/onnx-model';
import { SOURCING_POLICIES } from '#orchestrator/decisions/sourcing';
import { answersOf } from '#scenarios/host/answer-source';
import type { AnswerSource } from '#scenarios/host/ports';
import { MODELS } from '#scenarios/library/index';
import type { AddedPolicy } from '#scenarios/schema/load';
import {
  isInPhase,
  type ModelPolicyEntry,
  nameOfPolicy,
  type PolicyEntries,
} from '#scenarios/schema/outbound/policies';
import type { AnyOutboundScenario, OutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { OwnPart, OwnParts } from '#scenarios/schema/own-parts';
import { durationMs, moneyMinor } from '#scenarios/schema/units';
import type { SourcingModel } from '#scenarios/twin/model-policy';
import { type OutboundPolicies, type OwnPolicies, outboundPolicies } from '#scenarios/twin/outbound-decider';
import { phaseArm } from '#scenarios/twin/phase-arm';
import { drawnMs } from '#scenarios/world/draws';
import { UserError } from './exit-codes.ts';
import type { DiskFiles } from './source-files.ts';

const ONNX = 'onnx:';
/** Of a model given with --policy, where the scenario says nothing. */
const DEFAULTS = { mode: 'active', thinking: { constant: '50 ms' }, timeout: '500 ms' } as const;

/** What a scenario says of its arms. */
type PolicySection = AnyOutboundScenario & Partial<Pick<OutboundScenario, 'inbound'>>;

/** Those of --policy: further arms, beside the ones of the scenario. What runs anyway, or is asked for twice, runs once. */
export function addedPolicies(
  entries: PolicyEntries,
  words: readonly string[],
  parts: OwnParts,
): readonly AddedPolicy[] {
  const first = entries.find((entry) => typeof entry === 'string');
  const baseline = first ?? SOURCING_POLICIES[0]!.name;
  const models = entries.flatMap((entry) =>
    typeof entry === 'object' && 'model' in entry ? [ONNX + entry.model] : [],
  );
  const listed = new Set([...entries.map(nameOfPolicy), ...models]);
  const further = words.filter((word) => {
    const part = parts.get(word);
    const arm = part?.kind === 'policy' ? part.policy.name : word;
    if (listed.has(arm)) return false;
    listed.add(arm);
    return true;
  });
  return further.map((word) => ({ entry: entryOf(word, baseline), from: `--policy ${word}` }));
}

function entryOf(word: string, baseline: string): PolicyEntries[number] {
  if (!word.startsWith(ONNX)) return word;
  const model = word.slice(ONNX.length);
  const file = model.split(/[/\\]/).at(-1)!;
  const name = file
    .replace(/\.onnx$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (name === '')
    throw new UserError(`--policy ${word}: a model is named ${ONNX}FILE, such as ${ONNX}mine.onnx`);
  return { name, model, baseline, ...DEFAULTS, source: 'assumption, of --policy' };
}

export interface OpenPolicies {
  /** Arm by arm. */
  readonly policies: readonly OutboundPolicies[];
  /** Frees what models hold. */
  close(): Promise<void>;
}

/** Opens every model; throws `UserError` for a file that can't be one. */
export async function openPolicies(
  scenario: PolicySection,
  files: DiskFiles,
  parts: OwnParts,
): Promise<OpenPolicies> {
  const open: OnnxModel[] = [];
  const close = async (): Promise<void> => {
    for (const model of open) await model.close();
  };
  const policies: OutboundPolicies[] = [];
  try {
    for (const entry of scenario.policies) {
      if (typeof entry === 'string') policies.push(armOf(scenario, entry, parts));
      else if (isInPhase(entry)) policies.push(phaseArm(scenario, entry, ownPolicies(parts)));
      else {
        const model = await openModel(entry, files);
        open.push(model);
        policies.push(modelArm(scenario, entry, model.digest, answersOf(model), parts));
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { policies, close };
}

async function openModel({ name, model }: ModelPolicyEntry, files: DiskFiles): Promise<OnnxModel> {
  const bytes = files.readBytes(model);
  if (bytes === null)
    throw new UserError(
      `model of policy "${name}": there is no such file: ${model}. ` +
        `Name one from here, or a model of the library: ${MODELS.join(', ')}`,
    );
  try {
    return await openOnnxModel(model, bytes);
  } catch (error) {
    throw new UserError(`model of policy "${name}": ${error instanceof Error ? error.message : error}`);
  }
}

/** An arm whose model answers from a recording; null where the scenario has no such policy. */
export function recordedArm(
  scenario: PolicySection,
  name: string,
  digest: string,
  answers: AnswerSource,
  parts: OwnParts,
): OutboundPolicies | null {
  for (const entry of scenario.policies) {
    if (isInPhase(entry)) {
      if (entry.name === name) return phaseArm(scenario, entry, ownPolicies(parts));
    } else if (typeof entry !== 'string' && entry.name === name)
      return modelArm(scenario, entry, digest, answers, parts);
    if (entry === name) return armOf(scenario, name, parts);
  }
  return null;
}

function armOf(scenario: PolicySection, sourcing: string, parts: OwnParts): OutboundPolicies {
  const { carrierPolicy, delayPolicy, inbound } = scenario;
  return outboundPolicies(sourcing, carrierPolicy, delayPolicy, inbound?.dockPolicy, ownPolicies(parts));
}

function ownPolicies(parts: OwnParts): OwnPolicies {
  type Point = Extract<OwnPart, { readonly kind: 'policy' }>['point'];
  const of = <P extends Point>(point: P): Extract<OwnPart, { readonly point: P }>['policy'][] =>
    [...parts.values()].flatMap((part) =>
      part.kind === 'policy' && part.point === point ? [part.policy] : [],
    ) as never;
  return {
    sourcing: of('sourcing'),
    carrier: of('carrier'),
    delay: of('delay-response'),
    dock: of('dock-slot'),
  };
}

function modelArm(
  scenario: PolicySection,
  entry: ModelPolicyEntry,
  modelDigest: string,
  answers: AnswerSource,
  parts: OwnParts,
): OutboundPolicies {
  const model = sourcingModel(entry, modelDigest, answers);
  return { ...armOf(scenario, entry.baseline, parts), name: entry.name, model };
}

function sourcingModel(entry: ModelPolicyEntry, modelDigest: string, answers: AnswerSource): SourcingModel {
  const { name, mode, canaryShare, minConfidence, maxViewAge, maxFreight } = entry;
  const how = mode === 'canary' ? `canary for ${100 * canaryShare!} % of the orders` : mode;
  return {
    name,
    summary: `model ${modelDigest}, ${how}; where it does not decide: ${entry.baseline}`,
    rollout: { mode, canaryShare: canaryShare ?? 0, salt: name },
    thinking: drawnMs(entry.thinking),
    timeoutMs: durationMs(entry.timeout),
    limits: {
      confidenceMin: minConfidence ?? 0,
      viewAgeMsMax: maxViewAge === undefined ? Infinity : durationMs(maxViewAge),
      freightMinorMax: maxFreight === undefined ? Infinity : moneyMinor(maxFreight),
      otherwise: entry.beyondLimits ?? 'baseline',
    },
    personMs: entry.personTakes === undefined ? 0 : durationMs(entry.personTakes),
    modelDigest,
    answers,
  };
}
