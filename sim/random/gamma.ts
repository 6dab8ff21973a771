/**
 * Gamma and beta draws.
 *
 * 1. Rejection needs an unknown number of uniforms, so each draw works in the stream of its own (entity, index):
 *    however often it rejects, no other draw moves.
 * 2. Shapes below 1 are computed in logarithms: tiny shapes give tiny values, never 0/0.
 *
 * Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000) 363-372. Beta as
 * X / (X + Y) of two gammas: Devroye, "Non-Uniform Random Variate Generation" (1986), IX.4.
 */
import { exp, log } from './math.ts';
import { normalQuantile } from './normal-quantile.ts';
import type { RandomStream } from './random.ts';
import {
  anyNumber,
  DistributionError,
  numberOf,
  type Parameters,
  positive,
  type Sampler,
} from './sampler.ts';

/** Draws of Gamma(shape, 1). */
class StandardGamma {
  private readonly shape: number;
  private readonly d: number;
  private readonly c: number;

  constructor(shape: number) {
    this.shape = shape;
    // For a shape below 1: Gamma(shape) = Gamma(shape + 1) * U^(1/shape).
    this.d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
    this.c = 1 / Math.sqrt(9 * this.d);
  }

  /**
   * @param own the stream of one draw
   * @param part 0 or 1: which gamma of that draw
   */
  draw(own: RandomStream, part: number): number {
    return this.shape < 1 ? exp(this.logDraw(own, part)) : this.atLeastOne(own, part);
  }

  logDraw(own: RandomStream, part: number): number {
    const value = log(this.atLeastOne(own, part));
    return this.shape < 1 ? value + log(own.unit(0, 4 + part)) / this.shape : value;
  }

  private atLeastOne(own: RandomStream, part: number): number {
    const { d, c } = this;
    for (let attempt = 0; ; attempt++) {
      const x = normalQuantile(own.unit(attempt, 2 * part));
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = own.unit(attempt, 2 * part + 1);
      const square = x * x;
      // The squeeze saves the logarithms in more than nine cases of ten.
      if (u < 1 - 0.0331 * square * square) return d * v;
      if (log(u) < 0.5 * square + d * (1 - v + log(v))) return d * v;
    }
  }
}

export function gammaSampler(from: Parameters, place: string): Sampler {
  const shape = numberOf(from, 'shape', positive, place);
  const scale = numberOf(from, 'scale', positive, place, 'Give the scale, not the rate: scale = 1 / rate');
  const gamma = new StandardGamma(shape);
  return {
    sample: (stream, entity, index) => scale * gamma.draw(stream.at(entity, index), 0),
    mean: shape * scale,
    variance: shape * scale * scale,
    min: 0,
    max: Infinity,
  };
}

/** On [min, max], which is [0, 1] unless given. */
export function betaSampler(from: Parameters, place: string): Sampler {
  const alpha = numberOf(from, 'alpha', positive, place);
  const beta = numberOf(from, 'beta', positive, place);
  const min = from.min === undefined ? 0 : numberOf(from, 'min', anyNumber, place);
  const max = from.max === undefined ? 1 : numberOf(from, 'max', anyNumber, place);
  if (!(min < max)) {
    throw new DistributionError(`beta: "min" must be below "max", got ${min} and ${max} (${place})`);
  }
  const first = new StandardGamma(alpha);
  const second = new StandardGamma(beta);
  const inLogs = alpha < 1 || beta < 1;
  const width = max - min;
  const sum = alpha + beta;
  // Rounding may carry min + width past max.
  const within = (share: number): number => Math.min(max, min + width * share);
  return {
    sample(stream, entity, index) {
      const own = stream.at(entity, index);
      if (inLogs) return within(1 / (1 + exp(second.logDraw(own, 1) - first.logDraw(own, 0))));
      const x = first.draw(own, 0);
      return within(x / (x + second.draw(own, 1)));
    },
    mean: min + (width * alpha) / sum,
    variance: (width * width * alpha * beta) / (sum * sum * (sum + 1)),
    min,
    max,
  };
}
