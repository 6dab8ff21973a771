/**
 * From replications to a verdict. Pure functions.
 *
 * 1. All checked values together are judged at 99 %: each has an interval of its own at 1 - 0.01 / (number of values).
 * 2. `outside` comes before `too wide`: a value that lies outside a wide interval is wrong for sure.
 * 3. The expected value is rounded, so it counts as inside when it is within its rounding.
 *
 * Source: Bonferroni; Law, Simulation Modeling and Analysis, 5th ed., chapter 9 (replications; several measures at once).
 */
import { studentQuantile } from '#sim/stats/student';
import { Tally } from '#sim/stats/tally';

/** Chance that a right kernel fails somewhere. */
export const FAMILY_ALPHA = 0.01;
/** Of the eight decimals that the cases are printed to, and as much again for the arithmetic. */
const ROUNDING = 1e-8;

export interface Estimate {
  readonly replications: number;
  readonly mean: number;
  /** Infinity below two replications. */
  readonly halfWidth: number;
}

export type Verdict = 'ok' | 'outside' | 'too wide';

/** Chance of error of each interval when this many must all hold (Bonferroni). */
export function alphaOfEach(values: number): number {
  return FAMILY_ALPHA / values;
}

/** Mean and two-sided Student-t interval at level 1 - alpha. */
export function estimate(observations: readonly number[], alpha: number): Estimate {
  const tally = new Tally('replications');
  for (const value of observations) tally.add(value);
  const { count: replications, mean } = tally;
  if (replications < 2) return { replications, mean, halfWidth: Infinity };
  const error = tally.standardDeviation / Math.sqrt(replications);
  return { replications, mean, halfWidth: error * studentQuantile(1 - alpha / 2, replications - 1) };
}

/** Of a model in which nothing is random. */
export function exact(value: number): Estimate {
  return { replications: 1, mean: value, halfWidth: 0 };
}

/** @param share half-width allowed, as a share of the expected value */
export function verdictOf(estimate: Estimate, expected: number, share: number): Verdict {
  const slack = ROUNDING * Math.max(1, Math.abs(expected));
  // Written so that NaN fails.
  if (!(Math.abs(estimate.mean - expected) <= estimate.halfWidth + slack)) return 'outside';
  return estimate.halfWidth <= share * Math.abs(expected) ? 'ok' : 'too wide';
}
