/** Mean, variance and skew of some numbers. */
import { assert } from '#sim/assert';

export interface Moments {
  readonly mean: number;
  /** Of a sample: divided by one less than there are. */
  readonly variance: number;
  /** Third standardised moment; 0 where all are alike. */
  readonly skew: number;
}

/** @param values at least two, all finite */
export function moments(values: readonly number[]): Moments {
  const count = values.length;
  assert(count >= 2, `moments need at least 2 values, got ${count}`);
  const mean = values.reduce((sum, each) => sum + each, 0) / count;
  assert(Number.isFinite(mean), `moments need finite values, got ${values.find((x) => !Number.isFinite(x))}`);
  let squares = 0;
  let cubes = 0;
  for (const each of values) {
    const off = each - mean;
    squares += off * off;
    cubes += off * off * off;
  }
  const spread = squares / count;
  // Numbers alike, but for what the mean has lost in rounding, have none.
  const alike = spread <= (1e-14 * mean) ** 2;
  if (alike) return { mean, variance: 0, skew: 0 };
  return { mean, variance: squares / (count - 1), skew: cubes / count / (spread * Math.sqrt(spread)) };
}
