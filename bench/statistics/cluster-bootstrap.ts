/**
 * An interval of anything that is computed from rows which come in clusters: replications are drawn again as wholes, since rows of one run are not
 * independent of each other.
 *
 * Source: Field and Welsh, "Bootstrapping Clustered Data", JRSS B 69 (2007); percentiles.
 */
import { assert } from '#sim/assert';
import { Random } from '#sim/random/random';

const RESAMPLES = 1000;
const SEED = 'dray/clusters';

export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * @param clusters rows by cluster, at least two clusters
 * @param metric of any rows; NaN where they are too few to have one: such a resample is left out
 */
export function clusteredEstimate<Row>(
  clusters: readonly (readonly Row[])[],
  metric: (rows: readonly Row[]) => number,
  confidence = 0.95,
): Estimate {
  assert(clusters.length >= 2, `an interval over clusters needs at least 2 of them, got ${clusters.length}`);
  const stream = new Random(SEED).stream('resamples');
  const values: number[] = [];
  for (let sample = 0; sample < RESAMPLES; sample++) {
    const picked = clusters.map((_, i) => clusters[Math.floor(stream.unit(sample, i) * clusters.length)]!);
    const value = metric(picked.flat());
    if (!Number.isNaN(value)) values.push(value);
  }
  values.sort((one, other) => one - other);
  const at = (p: number): number => values[Math.round(p * (values.length - 1))] ?? Number.NaN;
  return { value: metric(clusters.flat()), low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}
