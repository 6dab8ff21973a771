/**
 * A ratio of two totals over replications (cost of all orders to their number), and how far it may be from the truth: by the jackknife, each
 * replication left out once. A ratio of means is not the mean of ratios.
 *
 * Source: Quenouille (1956), Tukey (1958); Law, "Simulation Modeling and Analysis", section 9.4.3.
 */
import { assert } from '#sim/assert';
import { type ConfidenceInterval, confidenceInterval } from '#sim/stats/confidence';

/** One replication. */
export interface Quotient {
  readonly over: number;
  readonly under: number;
}

/** @param quotients at least two replications, whose totals below are not 0 with any one left out */
export function ratioInterval(quotients: readonly Quotient[], confidence = 0.95): ConfidenceInterval {
  return confidenceInterval(pseudoRatios(quotients), confidence);
}

/** Of two ratios over the same replications: the second less the first. */
export function ratioDifference(
  first: readonly Quotient[],
  second: readonly Quotient[],
  confidence = 0.95,
): ConfidenceInterval {
  assert(
    first.length === second.length,
    `${first.length} replications of one, ${second.length} of the other`,
  );
  const before = pseudoRatios(first);
  return confidenceInterval(
    pseudoRatios(second).map((each, i) => each - before[i]!),
    confidence,
  );
}

/** The jackknife's pseudo-values, one a replication: their mean is the ratio with its bias taken off, and they are as good as independent. */
export function pseudoRatios(quotients: readonly Quotient[]): number[] {
  const count = quotients.length;
  assert(count >= 2, `a ratio needs at least 2 replications, got ${count}`);
  const over = quotients.reduce((sum, each) => sum + each.over, 0);
  const under = quotients.reduce((sum, each) => sum + each.under, 0);
  return quotients.map((each) => {
    const rest = under - each.under;
    assert(under !== 0 && rest !== 0, 'a ratio whose total below is 0 is none');
    return (count * over) / under - ((count - 1) * (over - each.over)) / rest;
  });
}
