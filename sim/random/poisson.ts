/**
 * Poisson draws.
 *
 * 1. Up to a mean of 1024: inversion by a table of the distribution function, one uniform a draw, monotone.
 * 2. Above: transformed rejection, each draw in the stream of its own (entity, index).
 *
 * Source: Hoermann, "The transformed rejection method for generating Poisson random variables" (algorithm PTRS),
 * Insurance: Mathematics and Economics 12 (1993) 39-45.
 */
import { logGamma } from './gamma-function.ts';
import { exp, log } from './math.ts';
import type { RandomStream } from './random.ts';
import { notNegative, numberOf, type Parameters, type Sampler } from './sampler.ts';
import { CumulativeTable } from './weights.ts';

const TABLE_MEAN_MAX = 1024;
/** Above it the terms of the acceptance test lose too many digits against each other. */
const MEAN_MAX = 1e9;

export function poissonSampler(from: Parameters, place: string): Sampler {
  const rule = {
    says: `a number from 0 to ${MEAN_MAX}`,
    holds: (x: number) => notNegative.holds(x) && x <= MEAN_MAX,
  };
  const mean = numberOf(from, 'mean', rule, place);
  const bounds = { mean, variance: mean, min: 0, max: mean === 0 ? 0 : Infinity };
  if (mean <= TABLE_MEAN_MAX) {
    const { first, table } = tableOf(mean);
    return { ...bounds, sample: (stream, entity, index) => first + table.find(stream.unit(entity, index)) };
  }
  const ptrs = new TransformedRejection(mean);
  return { ...bounds, sample: (stream, entity, index) => ptrs.draw(stream.at(entity, index)) };
}

/** Probabilities from the mode outwards, as far as a uniform number with 52 bits can tell. */
function tableOf(mean: number): { readonly first: number; readonly table: CumulativeTable } {
  const mode = Math.floor(mean);
  const top = mean === 0 ? 1 : exp(mode * log(mean) - mean - logGamma(mode + 1));
  const least = top * 1e-18;
  const down: number[] = [];
  for (let k = mode, p = top; k > 0; k--) {
    p *= k / mean;
    if (p < least) break;
    down.push(p);
  }
  const up: number[] = [];
  for (let k = mode + 1, p = top * (mean / k); p >= least; k++, p *= mean / k) up.push(p);
  const weights = Float64Array.from([...down.reverse(), top, ...up]);
  return { first: mode - down.length, table: new CumulativeTable(weights) };
}

class TransformedRejection {
  private readonly mean: number;
  private readonly logMean: number;
  private readonly b: number;
  private readonly a: number;
  private readonly logInverseAlpha: number;
  private readonly squeeze: number;

  constructor(mean: number) {
    this.mean = mean;
    this.logMean = log(mean);
    this.b = 0.931 + 2.53 * Math.sqrt(mean);
    this.a = -0.059 + 0.02483 * this.b;
    this.logInverseAlpha = log(1.1239 + 1.1328 / (this.b - 3.4));
    this.squeeze = 0.9277 - 3.6224 / (this.b - 2);
  }

  draw(own: RandomStream): number {
    const { mean, a, b } = this;
    for (let attempt = 0; ; attempt++) {
      const u = own.unit(attempt, 0) - 0.5;
      const v = own.unit(attempt, 1);
      const us = 0.5 - (u < 0 ? -u : u);
      const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= this.squeeze) return k;
      if (k < 0 || (us < 0.013 && v > us)) continue;
      const left = log(v) + this.logInverseAlpha - log(a / (us * us) + b);
      if (left <= k * this.logMean - mean - logGamma(k + 1)) return k;
    }
  }
}
