/** Who orders what: choice of customers and products by Zipf-like weights. */
import { assert } from '#sim/assert';
import { exp, log } from '#sim/random/math';
import { AliasTable } from '#sim/random/weights';

/**
 * A table that finds i in 0..n-1 with probability proportional to 1 / (i + 1)^skew.
 * @param what for messages
 */
export function zipfTable(n: number, skew: number, what: string): AliasTable {
  assert(n >= 1 && skew >= 0, `${what}: at least one and a skew >= 0 are needed, got ${n} and ${skew}`);
  const weights = Float64Array.from({ length: n }, (_, i) => exp(-skew * log(i + 1)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return new AliasTable(weights.map((weight) => weight / sum));
}
