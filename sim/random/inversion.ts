/**
 * Distributions drawn by inverting their distribution function in closed form.
 *
 * 1. One draw uses one uniform number, u = stream.unit(entity, index), and rises with it: so arms of a comparison that
 *    differ in a parameter move together, and antithetic streams give the mirrored quantile.
 * 2. `quantile(u)` is the whole of the method; u and 1 - u are both exact.
 */
import { logGamma } from './gamma-function.ts';
import { exp, log, log1p, pow } from './math.ts';
import { normalQuantile } from './normal-quantile.ts';
import type { RandomStream } from './random.ts';
import {
  anyNumber,
  chance,
  DistributionError,
  notNegative,
  numberOf,
  type Parameters,
  positive,
  type Sampler,
} from './sampler.ts';

export class InversionSampler implements Sampler {
  readonly quantile: (u: number) => number;
  readonly mean: number;
  readonly variance: number;
  readonly min: number;
  readonly max: number;

  constructor(quantile: (u: number) => number, mean: number, variance: number, min: number, max: number) {
    this.quantile = quantile;
    this.mean = mean;
    this.variance = variance;
    this.min = min;
    this.max = max;
  }

  sample(stream: RandomStream, entity: number, index: number): number {
    return this.quantile(stream.unit(entity, index));
  }

  fill(stream: RandomStream, from: number, into: Float64Array, count: number): void {
    stream.units(0, from, into, count);
    for (let i = 0; i < count; i++) into[i] = this.quantile(into[i]!);
  }
}

/** The most frequent draw of all: a class of its own, whose quantile is inlined. */
class ExponentialSampler extends InversionSampler {
  constructor(mean: number) {
    super((u) => -mean * log(1 - u), mean, mean * mean, 0, Infinity);
  }

  override fill(stream: RandomStream, from: number, into: Float64Array, count: number): void {
    const { mean } = this;
    stream.units(0, from, into, count);
    for (let i = 0; i < count; i++) into[i] = -mean * log(1 - into[i]!);
  }
}

export function constantSampler(from: Parameters, place: string): Sampler {
  const value = numberOf(from, 'value', anyNumber, place);
  return { sample: () => value, mean: value, variance: 0, min: value, max: value };
}

export function exponentialSampler(from: Parameters, place: string): Sampler {
  const mean = numberOf(from, 'mean', positive, place, 'Give the mean, not the rate: mean = 1 / rate');
  return new ExponentialSampler(mean);
}

export function weibullSampler(from: Parameters, place: string): Sampler {
  const shape = numberOf(from, 'shape', positive, place);
  const scale = numberOf(from, 'scale', positive, place);
  const power = 1 / shape;
  const first = exp(logGamma(1 + power));
  const second = exp(logGamma(1 + 2 * power));
  const quantile = (u: number): number => scale * pow(-log(1 - u), power);
  return new InversionSampler(
    quantile,
    scale * first,
    Math.max(0, scale * scale * (second - first * first)),
    0,
    Infinity,
  );
}

export function normalSampler(from: Parameters, place: string): Sampler {
  const mean = numberOf(from, 'mean', anyNumber, place);
  const sd = numberOf(from, 'sd', notNegative, place);
  return new InversionSampler((u) => mean + sd * normalQuantile(u), mean, sd * sd, -Infinity, Infinity);
}

export function lognormalSampler(from: Parameters, place: string): Sampler {
  const mu = numberOf(from, 'mu', anyNumber, place);
  const sigma = numberOf(from, 'sigma', notNegative, place);
  const square = sigma * sigma;
  const mean = exp(mu + square / 2);
  // exp(s) - 1 loses all digits of a small s.
  const growth = square < 1e-5 ? square + (square * square) / 2 : exp(square) - 1;
  const quantile = (u: number): number => exp(mu + sigma * normalQuantile(u));
  return new InversionSampler(quantile, mean, growth * mean * mean, 0, Infinity);
}

export function uniformSampler(from: Parameters, place: string): Sampler {
  const [min, max] = rangeOf(from, place);
  const width = max - min;
  return new InversionSampler((u) => min + u * width, min + width / 2, (width * width) / 12, min, max);
}

export function triangularSampler(from: Parameters, place: string): Sampler {
  const [min, max] = rangeOf(from, place);
  const mode = numberOf(from, 'mode', anyNumber, place);
  if (!(mode >= min && mode <= max)) {
    throw new DistributionError(
      `triangular: "mode" must lie between ${min} and ${max}, got ${mode} (${place}.mode)`,
    );
  }
  const width = max - min;
  const rise = width * (mode - min);
  const fall = width * (max - mode);
  const split = (mode - min) / width;
  const quantile = (u: number): number =>
    u < split ? min + Math.sqrt(u * rise) : max - Math.sqrt((1 - u) * fall);
  const variance = ((mode - min) * (mode - min) + (max - mode) * width) / 18;
  return new InversionSampler(quantile, (min + mode + max) / 3, variance, min, max);
}

/** Failures before the first success, from 0: P(n) = p (1 - p)^n. */
export function geometricSampler(from: Parameters, place: string): Sampler {
  const p = numberOf(from, 'p', chance, place);
  const fail = 1 - p;
  // With p = 1 the divisor is -Infinity, and every draw 0.
  const logFail = log1p(-p);
  const quantile = (u: number): number => Math.floor(log(1 - u) / logFail);
  return new InversionSampler(quantile, fail / p, fail / (p * p), 0, p === 1 ? 0 : Infinity);
}

/** "min" and "max" of a distribution on an interval that isn't empty. */
function rangeOf(from: Parameters, place: string): readonly [number, number] {
  const min = numberOf(from, 'min', anyNumber, place);
  const max = numberOf(from, 'max', anyNumber, place);
  if (min < max && max - min < Infinity) return [min, max];
  throw new DistributionError(
    `${String(from.kind)}: "min" must be below "max", got ${min} and ${max} (${place}). For one value use "constant"`,
  );
}
