/**
 * Where the warm-up of a run ends: how many observations from its beginning to leave out, so that the mean of the rest is
 * the least uncertain.
 *
 * 1. The mean of the rest has the squared standard error s^2 / n, from batches of 5; the smallest one wins, and of equal
 *    ones that which deletes least.
 * 2. Only the first half is searched: towards the end few batches are left, and their spread is small by chance.
 * 3. A smallest value at the end of the searched half says that the run has not settled: `trusted` is false.
 * 4. Neither adding a number to all observations nor multiplying them by one changes the choice, but for rounding.
 *
 * Source: White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69 (1997)
 * 323-334; Franklin and White, "Stationarity tests and MSER-5", Winter Simulation Conference (2008) 541-546.
 */
import { AssertionError } from '../assert.ts';

const BATCH = 5;
const OBSERVATIONS_MIN = 50;

export interface WarmUp {
  /** How many observations to delete from the beginning: a multiple of 5. */
  readonly truncate: number;
  /** False when the best point is the last one searched: the run is too short for what it has to forget. Run longer. */
  readonly trusted: boolean;
  /** Mean of what is left, in the unit of the observations; up to four at the end, short of a batch, are left out. */
  readonly mean: number;
  /** The smallest squared standard error, by which runs can be compared. */
  readonly mser: number;
}

/**
 * The truncation point of a series by MSER-5.
 * @param series observations in the order of time, at least 50, finite: of one run, or means over replications
 * @param look told of each deletion that is searched, the longest first: how many observations, and the squared standard error then
 * @returns Cost O(n)
 */
export function mser5(
  series: ArrayLike<number>,
  look?: (truncate: number, squaredError: number) => void,
): WarmUp {
  if (series.length < OBSERVATIONS_MIN) {
    throw new AssertionError(
      `MSER-5 was asked for with too few data: ${series.length} of at least ${OBSERVATIONS_MIN} observations. Run longer`,
    );
  }
  const batches = Math.floor(series.length / BATCH);
  const last = Math.floor(batches / 2);
  let best = { truncate: 0, trusted: true, mean: NaN, mser: Infinity };
  let mean = 0;
  let squares = 0;
  // From the end, so that one more batch joins what is left after the deletion (Welford's formulas).
  for (let deleted = batches - 1; deleted >= 0; deleted--) {
    const value = batchMean(series, deleted * BATCH);
    const left = batches - deleted;
    const delta = value - mean;
    mean += delta / left;
    squares += delta * (value - mean);
    const mser = squares / (left * left);
    if (deleted <= last) look?.(deleted * BATCH, mser);
    if (deleted <= last && mser <= best.mser)
      best = { truncate: deleted * BATCH, trusted: deleted < last, mean, mser };
  }
  return best;
}

function batchMean(series: ArrayLike<number>, from: number): number {
  let sum = 0;
  for (let i = from; i < from + BATCH; i++) sum += series[i]!;
  if (!(sum - sum === 0)) refuse(series, from);
  return sum / BATCH;
}

function refuse(series: ArrayLike<number>, from: number): never {
  let at = from;
  while (at < from + BATCH - 1 && Number.isFinite(series[at])) at += 1;
  throw new AssertionError(`MSER-5: observation ${at} is ${series[at]}, or too large to be summed`);
}
