/** From the policies that a scenario names to those that can run: rules of thumb, and models with their files open. */
import { type OnnxModel, openOnnxModel } from '#bench/models/onnx-model';
import { NODE_AND_CARRIER_POLICIES } from '#orchestrator/decisions/node-and-carrier';
import { answersOf } from '#scenarios/host/answer-source';
import type { AnswerSource } from '#scenarios/host/ports';
import type { ModelPolicyEntry, Scenario } from '#scenarios/schema/scenario';
import { durationMs, moneyMinor } from '#scenarios/schema/units';
import type { ModelPolicy, TwinPolicy } from '#scenarios/twin/model-policy';
import { drawnMs } from '#scenarios/world/draws';
import { UserError } from './exit-codes.ts';
import type { DiskFiles } from './source-files.ts';

const ONNX = 'onnx:';
/** Of a model given with --policy, where the scenario says nothing. */
const DEFAULTS = { mode: 'active', thinking: { constant: '50 ms' }, timeout: '500 ms' } as const;

type Entries = Scenario['policies'];

/** Policies of a scenario and those of --policy, as further arms. */
export function withPolicies(entries: Entries, words: readonly string[]): Entries {
  const first = entries.find((entry) => typeof entry === 'string');
  const baseline = first ?? NODE_AND_CARRIER_POLICIES[0]!.name;
  return [...entries, ...words.map((word) => entryOf(word, baseline))];
}

function entryOf(word: string, baseline: string): Entries[number] {
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
  readonly policies: readonly TwinPolicy[];
  /** Frees what models hold. */
  close(): Promise<void>;
}

/** Opens every model that is asked anything; throws `UserError` for a file that can't be one. */
export async function openPolicies(entries: Entries, files: DiskFiles): Promise<OpenPolicies> {
  const open: OnnxModel[] = [];
  const close = async (): Promise<void> => {
    for (const model of open) await model.close();
  };
  const policies: TwinPolicy[] = [];
  try {
    for (const entry of entries) {
      if (typeof entry === 'string') policies.push(thumb(entry));
      else {
        const model = await openModel(entry, files);
        open.push(model);
        policies.push(modelPolicy(entry, model.digest, answersOf(model)));
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
  if (bytes === null) throw new UserError(`model of policy "${name}": there is no such file: ${model}`);
  try {
    return await openOnnxModel(model, bytes);
  } catch (error) {
    throw new UserError(`model of policy "${name}": ${error instanceof Error ? error.message : error}`);
  }
}

function thumb(name: string): TwinPolicy {
  return NODE_AND_CARRIER_POLICIES.find((policy) => policy.name === name)!;
}

/** A policy whose model answers from a recording; null where the scenario has no such policy. */
export function recordedPolicy(
  entries: Entries,
  name: string,
  digest: string,
  answers: AnswerSource,
): TwinPolicy | null {
  for (const entry of entries) {
    if (typeof entry !== 'string' && entry.name === name) return modelPolicy(entry, digest, answers);
    if (entry === name) return thumb(name);
  }
  return null;
}

function modelPolicy(entry: ModelPolicyEntry, modelDigest: string, answers: AnswerSource): ModelPolicy {
  const { name, mode, canaryShare, minConfidence, maxViewAge, maxFreight } = entry;
  const how = mode === 'canary' ? `canary for ${100 * canaryShare!} % of the orders` : mode;
  return {
    kind: 'model',
    name,
    summary: `model ${modelDigest}, ${how}; where it does not decide: ${entry.baseline}`,
    baseline: NODE_AND_CARRIER_POLICIES.find((policy) => policy.name === entry.baseline)!,
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
