/** Distributions as scenario files write them -> as the kernel draws them, in the unit that is asked for. */
import type { Distribution } from '#sim/random/distributions';
import { log } from '#sim/random/math';
import type {
  CountDistribution,
  DurationDistribution,
  OffShareDistribution,
  ShareDistribution,
  WeightDistribution,
} from '../schema/distributions.ts';
import { durationMs, weightGrams } from '../schema/units.ts';

type Written<Value> = {
  readonly constant?: Value | undefined;
  readonly exponential?: { readonly mean: Value } | undefined;
  readonly lognormal?: { readonly median: Value; readonly sigma: number } | undefined;
  readonly gamma?: { readonly shape: number; readonly scale: Value } | undefined;
  readonly weibull?: { readonly shape: number; readonly scale: Value } | undefined;
  readonly uniform?: { readonly min: Value; readonly max: Value } | undefined;
  readonly triangular?: { readonly min: Value; readonly mode: Value; readonly max: Value } | undefined;
  readonly poisson?: { readonly mean: Value } | undefined;
  readonly normal?: { readonly mean: number; readonly sd: number } | undefined;
};

function drawn<Value>(written: Written<Value>, number: (value: Value) => number): Distribution {
  const { constant, exponential, lognormal, gamma, weibull, uniform, triangular, poisson, normal } = written;
  if (constant !== undefined) return { kind: 'constant', value: number(constant) };
  if (exponential) return { kind: 'exponential', mean: number(exponential.mean) };
  if (lognormal) return { kind: 'lognormal', mu: log(number(lognormal.median)), sigma: lognormal.sigma };
  if (gamma) return { kind: 'gamma', shape: gamma.shape, scale: number(gamma.scale) };
  if (weibull) return { kind: 'weibull', shape: weibull.shape, scale: number(weibull.scale) };
  if (uniform) return { kind: 'uniform', min: number(uniform.min), max: number(uniform.max) };
  if (triangular) {
    return {
      kind: 'triangular',
      min: number(triangular.min),
      mode: number(triangular.mode),
      max: number(triangular.max),
    };
  }
  if (poisson) return { kind: 'poisson', mean: number(poisson.mean) };
  if (normal) return { kind: 'normal', mean: normal.mean, sd: normal.sd };
  throw new Error('a distribution without a kind came past the check of the scenario');
}

/** Draws ms. */
export function drawnMs(written: DurationDistribution): Distribution {
  return drawn(written, durationMs);
}

/** Draws days, fractional. */
export function drawnDays(written: DurationDistribution): Distribution {
  return drawn(written, (text) => durationMs(text) / 86_400_000);
}

/** Draws grams, fractional. */
export function drawnGrams(written: WeightDistribution): Distribution {
  return drawn(written, weightGrams);
}

export function drawnCount(written: CountDistribution): Distribution {
  return drawn(written, (value) => value);
}

/** Draws shares of an amount; what is off both ways may draw below -1, which whoever draws cuts off. */
export function drawnShare(written: ShareDistribution | OffShareDistribution): Distribution {
  return drawn<number>(written, (value) => value);
}
