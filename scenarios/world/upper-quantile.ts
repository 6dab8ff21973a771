/**
 * A value that few draws of a distribution pass: exactly its quantile where there is a formula for it, else a bound above it.
 *
 * Source of the bound for the gamma distribution: Boucheron, Lugosi, Massart, "Concentration Inequalities", 2.4: with probability
 * 1 - e^-L, a gamma number of shape k and scale 1 is at most k + sqrt(2 k L) + L. For the rest: Cantelli's inequality.
 */
import { compile, type Distribution } from '#sim/random/distributions';
import { exp, log, pow } from '#sim/random/math';
import { normalQuantile } from '#sim/random/normal-quantile';

/** @param tail share of the draws that may lie above, in (0, 0.5] */
export function upperQuantile(distribution: Distribution, tail: number): number {
  const l = -log(tail);
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'uniform':
      return distribution.max - tail * (distribution.max - distribution.min);
    case 'triangular':
      return distribution.max;
    case 'exponential':
      return distribution.mean * l;
    case 'weibull':
      return distribution.scale * pow(l, 1 / distribution.shape);
    case 'normal':
      return distribution.mean + distribution.sd * normalQuantile(1 - tail);
    case 'lognormal':
      return exp(distribution.mu + distribution.sigma * normalQuantile(1 - tail));
    case 'gamma': {
      const { shape, scale } = distribution;
      return scale * (shape + Math.sqrt(2 * shape * l) + l);
    }
    default: {
      const { mean, variance, max } = compile(distribution);
      return Math.min(max, mean + Math.sqrt(variance * (1 / tail - 1)));
    }
  }
}
