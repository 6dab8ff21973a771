/**
 * Replication control: the same model run again and again under seeds of its own, until the means are known well enough.
 *
 * 1. Replication n (from 1) has the seed `<seed>/replication-<n>`, whatever ran before it and whenever it stops: any one can
 *    be run again alone.
 * 2. It stops at the first replication, not before the minimum, at which the interval of every controlled result is
 *    narrow enough, or at the maximum; `stoppedBy` says which.
 * 3. In antithetic pairs both members have one seed, and their mean is one observation: members depend on each other,
 *    pairs don't.
 * 4. Each replication gives the same names, and finite numbers. Anything else is refused with its number and seed.
 *
 * Looking at the interval after each replication and stopping at the first narrow one favours samples that are narrow by
 * chance: coverage falls a little below `confidence`. Hence the minimum: keep it at 10 or above.
 *
 * Source: Law, "Simulation Modeling and Analysis", 5th ed. (2015), section 9.4.1 (sequential procedure), 11.3 (antithetic
 * variates).
 */
import { AssertionError, assert } from '../assert.ts';
import { checkOptions } from '../options.ts';
import { type ConfidenceInterval, checkConfidence, confidenceInterval } from '../stats/confidence.ts';
import { Series } from '../stats/series.ts';
import { Tally } from '../stats/tally.ts';
import { type HalfWidth, isNarrow, type WidthTargets, widthTargets } from './width-targets.ts';

/** What a replication is told. */
export interface Replication {
  /** For the random streams of this run: `new Random(seed)`. */
  readonly seed: string;
  /** From 1; both members of a pair have the same. */
  readonly replication: number;
  /** True for the second member of a pair: draw from `stream.antithetic()`. */
  readonly antithetic: boolean;
}

/** Of a run that returns a number the only name is `result`. */
export type ResultName<Result> = Result extends number ? 'result' : keyof Result & string;

export interface ReplicateOptions<Result> {
  /** Any text; two experiments with one seed see the same random numbers. */
  readonly seed: string;
  /** Runs the model once; returns one finite number, or a record of them, the same names each time. */
  readonly run: (replication: Replication) => Result;
  /** Of the intervals, above 0, below 1. Default 0.95. */
  readonly confidence?: number;
  /** How narrow: for all results, or by name; results not named are observed, not controlled. */
  readonly halfWidth: HalfWidth | { readonly [Name in ResultName<Result>]?: HalfWidth };
  /** Observations before it may stop, a whole number >= 2. Default 10. */
  readonly replicationsMin?: number;
  /** Observations at which it stops in any case. Default 10,000. */
  readonly replicationsMax?: number;
  /** Runs each seed twice, the second time antithetic. */
  readonly antithetic?: 'pairs';
}

export interface ReplicateResult<Name extends string> {
  readonly stoppedBy: 'width' | 'maximum';
  /** Observations made: replications, or pairs. */
  readonly replications: number;
  readonly intervals: Readonly<Record<Name, ConfidenceInterval>>;
  /** In the order of the replications; observation i is of replication i + 1. */
  readonly observations: Readonly<Record<Name, Float64Array>>;
}

const OPTIONS: readonly (keyof ReplicateOptions<number>)[] = [
  'seed',
  'run',
  'confidence',
  'halfWidth',
  'replicationsMin',
  'replicationsMax',
  'antithetic',
];

/** All that is known of one result. */
interface Column {
  readonly tally: Tally;
  readonly series: Series;
}

/**
 * Replicates a model until its means are known well enough, or the maximum is reached.
 * @returns intervals and observations by name. Cost: the runs, and some microseconds a replication
 */
export function replicate<Result extends number | { readonly [Name in keyof Result]: number }>(
  options: ReplicateOptions<Result>,
): ReplicateResult<ResultName<Result>> {
  const { confidence = 0.95, replicationsMin = 10, replicationsMax = 10_000 } = options;
  checkOptions(options, OPTIONS, 'replicate');
  assert(
    typeof options.run === 'function' && options.run.length > 0,
    'replicate: run must take its argument, (replication) => ..., and use its seed: without it all replications are one',
  );
  assert(options.halfWidth !== undefined, 'replicate: halfWidth is needed, such as { relative: 0.05 }');
  checkConfidence(confidence);
  checkLimits(replicationsMin, replicationsMax);
  const columns = new Map<string, Column>();
  let targets: WidthTargets = new Map();
  let stoppedBy: 'width' | 'maximum' = 'maximum';
  let replications = 0;
  while (replications < replicationsMax && stoppedBy === 'maximum') {
    replications += 1;
    const observed = observe(options, replications);
    if (replications === 1) {
      for (const name of observed.keys())
        columns.set(name, { tally: new Tally(name), series: new Series(name) });
      targets = widthTargets(options.halfWidth, [...columns.keys()]);
    }
    record(columns, observed, `replication ${replications} (seed "${seedOf(options.seed, replications)}")`);
    if (replications >= replicationsMin && narrowEnough(columns, targets, confidence)) stoppedBy = 'width';
  }
  return {
    stoppedBy,
    replications,
    intervals: byName(columns, ({ tally }) => confidenceInterval(tally, confidence)),
    observations: byName(columns, ({ series }) => series.values),
  };
}

function checkLimits(min: number, max: number): void {
  assert(
    Number.isSafeInteger(min) && min >= 2,
    `replicationsMin must be a whole number >= 2, got ${min}: one observation has no interval`,
  );
  assert(
    Number.isSafeInteger(max) && max >= min,
    `replicationsMax must be a whole number >= replicationsMin (${min}), got ${max}`,
  );
}

function seedOf(seed: string, replication: number): string {
  return `${seed}/replication-${replication}`;
}

/** One observation of each result: of one run, or the mean of a pair. */
function observe<Result>(options: ReplicateOptions<Result>, replication: number): Map<string, number> {
  const seed = seedOf(options.seed, replication);
  const place = `replication ${replication} (seed "${seed}")`;
  const first = resultsOf(options.run({ seed, replication, antithetic: false }), place);
  if (options.antithetic === undefined) return first;
  const antithetic = `antithetic ${place}`;
  const second = resultsOf(options.run({ seed, replication, antithetic: true }), antithetic);
  checkNames(second, [...first.keys()], antithetic);
  return new Map([...first].map(([name, value]) => [name, value / 2 + second.get(name)! / 2]));
}

function resultsOf(result: unknown, place: string): Map<string, number> {
  const entries =
    typeof result === 'object' && result !== null ? Object.entries(result) : [['result', result] as const];
  assert(entries.length > 0, `${place} returned no results. Return a number, or a record of numbers`);
  for (const [name, value] of entries) {
    if (!Number.isFinite(value))
      throw new AssertionError(`${place}: "${name}" must be a finite number, got ${String(value)}`);
  }
  return new Map(entries as [string, number][]);
}

function checkNames(results: ReadonlyMap<string, number>, expected: readonly string[], place: string): void {
  const missing = expected.find((name) => !results.has(name));
  if (missing !== undefined)
    throw new AssertionError(`${place}: no result "${missing}", which the first replication gave`);
  if (results.size === expected.length) return;
  const more = [...results.keys()].find((name) => !expected.includes(name));
  throw new AssertionError(`${place}: result "${more}", which the first replication did not give`);
}

function record(
  columns: ReadonlyMap<string, Column>,
  observed: ReadonlyMap<string, number>,
  place: string,
): void {
  checkNames(observed, [...columns.keys()], place);
  for (const [name, { tally, series }] of columns) {
    tally.add(observed.get(name)!);
    series.push(observed.get(name)!);
  }
}

function narrowEnough(
  columns: ReadonlyMap<string, Column>,
  targets: WidthTargets,
  confidence: number,
): boolean {
  for (const [name, target] of targets) {
    if (!isNarrow(confidenceInterval(columns.get(name)!.tally, confidence), target)) return false;
  }
  return true;
}

function byName<Name extends string, T>(
  columns: ReadonlyMap<string, Column>,
  of: (column: Column) => T,
): Record<Name, T> {
  const entries = [...columns].map(([name, column]) => [name, of(column)]);
  return Object.fromEntries(entries) as Record<Name, T>;
}
