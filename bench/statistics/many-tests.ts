/**
 * Several questions asked of the same data: what each answer must be worth, so that all together are wrong as rarely as one would be.
 *
 * Source: Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6 (1979); max-t: Westfall and
 * Young, "Resampling-Based Multiple Testing" (1993).
 */
import { assert } from '#sim/assert';
import { Random } from '#sim/random/random';
import { studentProbability } from '#sim/stats/student';
import { moments } from './moments.ts';

const RESAMPLES = 4000;
const SEED = 'dray/max-t';

/** Of a mean against 0, two-sided, by Student's t. Where nothing varies: 1 at 0, else 0. @param values at least two */
export function pValue(values: readonly number[]): number {
  const { mean, variance } = moments(values);
  if (variance === 0) return mean === 0 ? 1 : 0;
  const t = mean / Math.sqrt(variance / values.length);
  return 2 * studentProbability(-Math.abs(t), values.length - 1);
}

/** Of a mean of no more than `bound`, one-sided, by Student's t. Where nothing varies: 0 beyond it, else 1. @param values at least two */
export function pBeyond(values: readonly number[], bound: number): number {
  const { mean, variance } = moments(values);
  if (variance === 0) return mean > bound ? 0 : 1;
  const t = (mean - bound) / Math.sqrt(variance / values.length);
  return studentProbability(-t, values.length - 1);
}

/** Holm's adjusted p-values, in the order given: at or below alpha is rejected, all together at alpha. */
export function holm(pValues: readonly number[]): number[] {
  for (const p of pValues) assert(p >= 0 && p <= 1, `p must be 0 to 1, got ${p}`);
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]! || a - b);
  const adjusted = new Array<number>(pValues.length);
  let most = 0;
  order.forEach((test, rank) => {
    most = Math.max(most, Math.min(1, (pValues.length - rank) * pValues[test]!));
    adjusted[test] = most;
  });
  return adjusted;
}

export interface SimultaneousInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly halfWidth: number;
}

/**
 * Intervals of several means over the same replications that hold all at once: the quantile of the largest |t| among resamples of whole
 * replications, so that what goes together counts together.
 * @param columns one a mean: its values by replication, all of one length, at least two
 */
export function maxTIntervals(
  columns: readonly (readonly number[])[],
  confidence = 0.95,
): readonly SimultaneousInterval[] {
  const stats = columns.map(moments);
  const count = columns[0]?.length ?? 0;
  for (const column of columns)
    assert(column.length === count, `columns of ${count} and of ${column.length} replications`);
  const critical = maxTQuantile(columns, confidence);
  return stats.map(({ mean, variance }) => {
    const halfWidth = critical * Math.sqrt(variance / count);
    return { mean, low: mean - halfWidth, high: mean + halfWidth, halfWidth };
  });
}

function maxTQuantile(columns: readonly (readonly number[])[], confidence: number): number {
  const varying = columns.filter((column) => moments(column).variance > 0);
  if (varying.length === 0) return 0;
  const samples = resamplesOf(varying[0]!.length);
  const largest = new Float64Array(RESAMPLES);
  for (const column of varying)
    for (const [sample, t] of resampledTs(column, samples).entries())
      largest[sample] = Math.max(largest[sample]!, t);
  return largest.sort()[Math.min(RESAMPLES - 1, Math.ceil(confidence * RESAMPLES))]!;
}

/** Replications of each resample, by number. */
function resamplesOf(count: number): readonly Int32Array[] {
  const stream = new Random(SEED).stream('resamples');
  return Array.from({ length: RESAMPLES }, (_, sample) =>
    Int32Array.from({ length: count }, (_each, i) => Math.floor(stream.unit(sample, i) * count)),
  );
}

/**
 * |t| of each resample. Of one that does not vary, though the column does, it has no bound: the largest of all others stands for it. As 0
 * it would make the intervals narrower the rarer a difference is.
 */
function resampledTs(column: readonly number[], samples: readonly Int32Array[]): readonly number[] {
  const ts = samples.map((picked) => resampledT(column, picked));
  const largest = ts.reduce((most, t) => (t < Infinity ? Math.max(most, t) : most), 0);
  return ts.map((t) => Math.min(t, largest));
}

/** |t| of a resample about the mean of all; without a bound where the resample does not vary. */
function resampledT(column: readonly number[], picked: Int32Array): number {
  const count = picked.length;
  const first = column[picked[0]!]!;
  let sum = 0;
  let squares = 0;
  let all = 0;
  let varies = false;
  for (let i = 0; i < count; i++) {
    const value = column[picked[i]!]!;
    sum += value;
    all += column[i]!;
    varies ||= value !== first;
  }
  // Not by the squares: of equal values their mean may differ in the last digit.
  if (!varies) return Infinity;
  const mean = sum / count;
  for (let i = 0; i < count; i++) squares += (column[picked[i]!]! - mean) ** 2;
  return Math.abs(mean - all / count) / Math.sqrt(squares / (count - 1) / count);
}
