/**
 * How far the mean of some numbers may be from the truth, by the interval that fits their shape.
 *
 * 1. Student's t; where they are skewed beyond 1, a BCa bootstrap with a seed of its own, so that the same numbers have the same interval.
 * 2. Numbers that are all alike have an interval without width: an A/A comparison is exactly 0.
 *
 * Source: Efron, "Better Bootstrap Confidence Intervals", JASA 82 (1987), for the mean: DiCiccio and Efron (1996), section 2.
 */
import { normalQuantile } from '#sim/random/normal-quantile';
import { Random } from '#sim/random/random';
import { type ConfidenceInterval, confidenceInterval } from '#sim/stats/confidence';
import { normalProbability } from '#sim/stats/normal-probability';
import { moments } from './moments.ts';

/** Beyond it, intervals of Student's t cover too little on one side. Source: experiment protocol. */
const SKEW_MAX = 1;
const RESAMPLES = 10_000;
const SEED = 'dray/bca';

export interface MeanInterval extends ConfidenceInterval {
  readonly method: 't' | 'bca';
  /** Third standardised moment; 0 where all are alike. */
  readonly skew: number;
}

/**
 * @param values at least two, independent of each other
 * @param confidence above 0, below 1
 */
export function meanInterval(values: readonly number[], confidence = 0.95): MeanInterval {
  const { skew, variance } = moments(values);
  const byT = confidenceInterval(values, confidence);
  if (variance === 0 || Math.abs(skew) <= SKEW_MAX) return { ...byT, method: 't', skew };
  const { low, high } = bca(values, confidence);
  return { ...byT, low, high, halfWidth: (high - low) / 2, method: 'bca', skew };
}

/** Bias-corrected and accelerated: percentiles of resampled means, moved by their bias and by how the spread changes with the mean. */
export function bca(
  values: readonly number[],
  confidence: number,
): { readonly low: number; readonly high: number } {
  const { mean, skew } = moments(values);
  const means = resampledMeans(values);
  const below = means.reduce((count, each) => count + (each < mean ? 1 : each === mean ? 0.5 : 0), 0);
  // Neither 0 nor 1, where the mean is beyond all of them.
  const bias = normalQuantile(Math.min(RESAMPLES - 0.5, Math.max(0.5, below)) / RESAMPLES);
  const acceleration = skew / (6 * Math.sqrt(values.length));
  const at = (p: number): number => {
    const z = bias + normalQuantile(p);
    return percentile(means, normalProbability(bias + z / (1 - acceleration * z)));
  };
  return { low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}

/** Ascending. */
function resampledMeans(values: readonly number[]): Float64Array {
  const stream = new Random(SEED).stream('resamples');
  const count = values.length;
  const means = new Float64Array(RESAMPLES);
  for (let sample = 0; sample < RESAMPLES; sample++) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += values[Math.floor(stream.unit(sample, i) * count)]!;
    means[sample] = sum / count;
  }
  return means.sort();
}

function percentile(ascending: Float64Array, p: number): number {
  const place = p * (ascending.length - 1);
  const below = Math.floor(place);
  const lower = ascending[below]!;
  const upper = ascending[Math.min(below + 1, ascending.length - 1)]!;
  return lower + (place - below) * (upper - lower);
}
