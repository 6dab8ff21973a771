/**
 * How much dearer or cheaper an alternative would have been than what was chosen.
 *
 * 1. Alternative and choice are taken in the same future, and only then averaged: what both have in common cancels out.
 * 2. The future that the run had is told by itself and is not in the interval: a decision that is looked at because it ended badly had
 *    bad luck, and other futures did not.
 */
import type { Advantage, AdvantageInterval } from '#reports/counterfactual/explanation';
import { confidenceInterval } from '#sim/stats/confidence';
import { meanInterval } from '../statistics/mean-interval.ts';

/** Of fewer a bootstrap knows too little: it can't see beyond them, and Student's t can. Source: as the least pairs of a comparison. */
const BOOTSTRAP_MIN = 20;

/** @param differences one a future, or a decision; @returns null for fewer than two */
export function advantageInterval(
  differences: readonly number[],
  confidence: number,
): AdvantageInterval | null {
  if (differences.length < 2) return null;
  const count = differences.length;
  if (count < BOOTSTRAP_MIN) {
    const { mean, low, high } = confidenceInterval(differences, confidence);
    return { count, mean, low, high, method: 't' };
  }
  const { mean, low, high, method } = meanInterval(differences, confidence);
  return { count, mean, low, high, method };
}

/** @param others null = an invariant broke in that future */
export function advantageOf(
  here: number | null,
  others: readonly (number | null)[],
  confidence: number,
): Advantage {
  const whole = others.filter((each) => each !== null);
  return { here, others: advantageInterval(whole, confidence) };
}
