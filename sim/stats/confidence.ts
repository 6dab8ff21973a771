/**
 * How far the mean of a few observations may be from the truth.
 *
 * 1. Right for independent observations that are normal, and nearly so for means of many: results of replications, batch
 *    means. Waiting times of one run are neither: use `BatchMeans`.
 * 2. Below two observations there is no interval: asking for one is refused.
 *
 * Source: Student's t interval; Law, "Simulation Modeling and Analysis", 5th ed. (2015), section 4.5.
 */
import { AssertionError, assert } from '../assert.ts';
import { studentQuantile } from './student.ts';
import { Tally } from './tally.ts';

/** Bounds and half width are in the unit of the observations. */
export interface ConfidenceInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly halfWidth: number;
  /** The probability with which such an interval covers the true mean. */
  readonly confidence: number;
  /** Observations it rests on. */
  readonly count: number;
}

/**
 * The interval around the mean that covers the true mean with probability `confidence`.
 * @param values observations, at least two; or their tally
 * @param confidence above 0, below 1
 */
export function confidenceInterval(values: Tally | ArrayLike<number>, confidence = 0.95): ConfidenceInterval {
  checkConfidence(confidence);
  const tally = values instanceof Tally ? values : tallyOf(values);
  const { count, mean } = tally;
  if (count < 2) {
    throw new AssertionError(
      `a confidence interval was asked for with too few data: ${count} of at least 2 observations ("${tally.name}"). ` +
        'Observe more, or ask count first',
    );
  }
  // By the lower tail: 0.5 + confidence / 2 would round to 1 for a confidence near it.
  const halfWidth = -studentQuantile((1 - confidence) / 2, count - 1) * Math.sqrt(tally.variance / count);
  return { mean, low: mean - halfWidth, high: mean + halfWidth, halfWidth, confidence, count };
}

/** Refuses what is no confidence: above 0 and below 1 it must be. */
export function checkConfidence(confidence: number): void {
  assert(
    confidence > 0 && confidence < 1,
    `confidence must be between 0 and 1, both excluded, got ${confidence}. 0.95 is 95 %`,
  );
}

function tallyOf(values: ArrayLike<number>): Tally {
  const tally = new Tally('values given');
  for (let i = 0; i < values.length; i++) tally.add(values[i]!);
  return tally;
}
