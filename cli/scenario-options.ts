/** What `run`, `check` and `replay` share: from the words of the command line to a built world. */
import { createHash } from 'node:crypto';
import { NODE_AND_CARRIER_POLICIES } from '#orchestrator/decisions/node-and-carrier';
import { KPI_CATALOGUE } from '#reports/kpis/kpis';
import { loadScenario } from '#scenarios/schema/load';
import type { Scenario } from '#scenarios/schema/scenario';
import { showProblem } from '#scenarios/schema/source-files';
import { type Built, buildWorld } from '#scenarios/world/build';
import { UserError } from './exit-codes.ts';
import { DiskFiles } from './source-files.ts';

export interface ScenarioWords {
  readonly ref: string;
  readonly data?: string | undefined;
  readonly seed?: string | undefined;
  readonly with?: readonly string[] | undefined;
  readonly set?: readonly string[] | undefined;
}

const KNOWN_NAMES = {
  policies: NODE_AND_CARRIER_POLICIES.map((policy) => policy.name),
  kpis: Object.fromEntries(Object.entries(KPI_CATALOGUE).map(([kpi, { unit }]) => [kpi, unit])),
};

/** Loads and checks a scenario; throws `UserError` with every problem and its place. */
export function loadChecked(words: ScenarioWords, files: DiskFiles): Scenario {
  const loaded = loadScenario(words.ref, files, {
    ...KNOWN_NAMES,
    with: words.with ?? [],
    set: words.set ?? [],
  });
  if (loaded.ok) return loaded.scenario;
  throw new UserError(loaded.problems.map(showProblem).join('\n'));
}

export interface Prepared {
  readonly scenario: Scenario;
  readonly seed: string | number;
  readonly built: Built;
  /** SHA-256 over the resolved scenario and every data file, 16 digits. */
  readonly digest: string;
}

/** A seed as given: whole numbers are numbers. */
function seedOf(text: string): string | number {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

export function prepare(words: ScenarioWords): Prepared {
  const files = new DiskFiles(words.data ?? null);
  const scenario = loadChecked(words, files);
  if (scenario.demand.kind === 'file' && words.data === undefined) {
    throw new UserError(
      `scenario "${scenario.name}" reads its orders from files: name their folder with --data DIR`,
    );
  }
  const seed = words.seed === undefined ? scenario.seed : seedOf(words.seed);
  const built = buildWorld(scenario, seed, files);
  if (!built.ok) throw new UserError(built.problems.map(showProblem).join('\n'));
  const identity = { ...scenario, seed: null, data: files.dataDigests() };
  const digest = createHash('sha256').update(canonical(identity)).digest('hex').slice(0, 16);
  return { scenario, seed, built, digest };
}

/** JSON with sorted keys: the same value gives the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  entries.sort(([x], [y]) => (x < y ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
