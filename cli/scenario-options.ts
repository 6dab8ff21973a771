/** What `run`, `check` and `replay` share: from the words of the command line to a built world. */
import { createHash } from 'node:crypto';
import { OUTBOUND_KPIS } from '#reports/kpis/outbound/catalogue';
import { type AddedPolicy, type LoadedScenario, loadScenario } from '#scenarios/schema/load';
import { type AnyOutboundScenario, isRecorded } from '#scenarios/schema/outbound/scenario';
import { type Problem, showProblem } from '#scenarios/schema/source-files';
import { buildAnyOutbound, type DemandInput } from '#scenarios/world/outbound/build-any';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { UserError } from './exit-codes.ts';
import { addedPolicies } from './policies.ts';
import { DiskFiles } from './source-files.ts';

export interface ScenarioWords {
  readonly ref: string;
  readonly data?: string | undefined;
  readonly seed?: string | undefined;
  readonly with?: readonly string[] | undefined;
  readonly set?: readonly string[] | undefined;
  /** Further arms: a rule of thumb, or `onnx:` and a model. */
  readonly policy?: readonly string[] | undefined;
}

const KNOWN_NAMES = {
  kpis: Object.fromEntries(Object.entries(OUTBOUND_KPIS).map(([kpi, { unit }]) => [kpi, unit])),
};

/** Loads and checks a scenario; throws `UserError` with every problem and its place. */
export function loadChecked(words: ScenarioWords, files: DiskFiles): LoadedScenario {
  const loaded = load(words, files, []);
  const { policy = [] } = words;
  // What a model falls back on stands in the scenario.
  return policy.length === 0 ? loaded : load(words, files, addedPolicies(loaded.scenario.policies, policy));
}

function load(words: ScenarioWords, files: DiskFiles, policies: readonly AddedPolicy[]): LoadedScenario {
  const { ref, with: overlays = [], set = [] } = words;
  const loaded = loadScenario(ref, files, { ...KNOWN_NAMES, with: overlays, set, policies });
  if (loaded.ok) return loaded;
  throw new UserError(loaded.problems.map(showProblem).join('\n'));
}

/** Each on a line of its own; empty where there is none. */
export function showWarnings(warnings: readonly Problem[]): string {
  return warnings.map((warning) => `warning: ${showProblem(warning)}\n`).join('');
}

export interface Prepared {
  readonly scenario: AnyOutboundScenario;
  /** To be said before the run; it goes on. */
  readonly warnings: readonly Problem[];
  readonly seed: string | number;
  readonly world: OutboundWorld;
  /** What was read of an order list; null where orders are made. */
  readonly input: DemandInput | null;
  /** SHA-256 over the resolved scenario and every data file, 16 digits. */
  readonly digest: string;
  readonly files: DiskFiles;
}

/** A seed as given: whole numbers are numbers. */
function seedOf(text: string): string | number {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** Loads, checks and builds a scenario. */
export function prepareScenario(words: ScenarioWords): Prepared {
  const files = new DiskFiles(words.data ?? null);
  const { scenario, warnings } = loadChecked(words, files);
  const seed = words.seed === undefined ? scenario.seed : seedOf(words.seed);
  if (isRecorded(scenario) && words.data === undefined) {
    throw new UserError(
      `scenario "${scenario.name}" reads its orders from files: name their folder with --data DIR`,
    );
  }
  const built = buildAnyOutbound(scenario, seed, files);
  if (!built.ok) throw new UserError(built.problems.map(showProblem).join('\n'));
  const { world, input } = built;
  const identity = { ...scenario, policies: identityOf(scenario), seed: null, data: files.dataDigests() };
  return { scenario, warnings, seed, world, input, digest: digestOf(identity), files };
}

function digestOf(identity: object): string {
  return createHash('sha256').update(canonical(identity)).digest('hex').slice(0, 16);
}

/** Where a model's file lies is no part of a run; what is in it is told by the arm's digest. */
function identityOf({ policies }: Pick<AnyOutboundScenario, 'policies'>): readonly unknown[] {
  return policies.map((entry) => (typeof entry === 'string' ? entry : { ...entry, model: null }));
}

/** JSON with sorted keys: the same value gives the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  entries.sort(([x], [y]) => (x < y ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
