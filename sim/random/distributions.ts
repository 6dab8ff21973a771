/**
 * The distributions of a scenario: plain JSON, compiled once into something that draws.
 *
 * 1. A draw is a pure function of (stream, entity, index).
 * 2. Wherever a closed or tabulated inverse exists, one draw is one uniform number and rises with it (exponential,
 *    Weibull, normal, lognormal, uniform, triangular, geometric, empirical, discrete, Poisson up to a mean of 1024).
 *    Gamma, beta, large Poisson and mixtures use more than one, from a stream that belongs to that draw alone.
 * 3. `compile` refuses parameters that can't be right: it names the place, the value and the way out.
 */
import { betaSampler, gammaSampler } from './gamma.ts';
import {
  constantSampler,
  exponentialSampler,
  geometricSampler,
  lognormalSampler,
  normalSampler,
  triangularSampler,
  uniformSampler,
  weibullSampler,
} from './inversion.ts';
import { discreteSampler, empiricalSampler } from './observed.ts';
import { poissonSampler } from './poisson.ts';
import { DistributionError, listOf, onlyFields, type Parameters, type Sampler, show } from './sampler.ts';
import { CumulativeTable, probabilities } from './weights.ts';

export type { Sampler } from './sampler.ts';

/** Units are those of the quantity drawn. */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'triangular'; readonly min: number; readonly mode: number; readonly max: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  /** exp of a normal number with mean `mu` and standard deviation `sigma`. */
  | { readonly kind: 'lognormal'; readonly mu: number; readonly sigma: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'gamma'; readonly shape: number; readonly scale: number }
  | { readonly kind: 'weibull'; readonly shape: number; readonly scale: number }
  /** On [min, max], by default [0, 1]. */
  | {
      readonly kind: 'beta';
      readonly alpha: number;
      readonly beta: number;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly kind: 'poisson'; readonly mean: number }
  /** Failures before the first success: 0, 1, 2 ... */
  | { readonly kind: 'geometric'; readonly p: number }
  /** A distribution function through points [cumulative probability, value], linear in between. */
  | { readonly kind: 'empirical'; readonly points: readonly (readonly [number, number])[] }
  /** Observed values, each as likely as another. */
  | { readonly kind: 'empirical'; readonly samples: readonly number[] }
  /** Weights sum to 1, or are whole counts. The alias method is quicker for long lists, but not monotone. */
  | {
      readonly kind: 'discrete';
      readonly values: readonly number[];
      readonly weights: readonly number[];
      readonly method?: 'inversion' | 'alias';
    }
  | { readonly kind: 'mixture'; readonly components: readonly MixtureComponent[] };

/** Weights of a mixture sum to 1, or are whole counts. */
export interface MixtureComponent {
  readonly weight: number;
  readonly distribution: Distribution;
}

interface Kind {
  readonly fields: readonly string[];
  compile(from: Parameters, place: string): Sampler;
}

const KINDS: Readonly<Record<Distribution['kind'], Kind>> = {
  constant: { fields: ['value'], compile: constantSampler },
  uniform: { fields: ['min', 'max'], compile: uniformSampler },
  triangular: { fields: ['min', 'mode', 'max'], compile: triangularSampler },
  normal: { fields: ['mean', 'sd'], compile: normalSampler },
  lognormal: { fields: ['mu', 'sigma'], compile: lognormalSampler },
  exponential: { fields: ['mean'], compile: exponentialSampler },
  gamma: { fields: ['shape', 'scale'], compile: gammaSampler },
  weibull: { fields: ['shape', 'scale'], compile: weibullSampler },
  beta: { fields: ['alpha', 'beta', 'min', 'max'], compile: betaSampler },
  poisson: { fields: ['mean'], compile: poissonSampler },
  geometric: { fields: ['p'], compile: geometricSampler },
  empirical: { fields: ['points', 'samples'], compile: empiricalSampler },
  discrete: { fields: ['values', 'weights', 'method'], compile: discreteSampler },
  mixture: { fields: ['components'], compile: mixtureSampler },
};

/**
 * Checks a distribution and makes it ready to draw.
 * @param place where it stands, for messages, such as `demand.gap`
 * @throws DistributionError naming place, value and way out
 */
export function compile(distribution: Distribution, place = 'distribution'): Sampler {
  const from = distribution as unknown as Parameters | null;
  const name = typeof from === 'object' && from !== null ? from.kind : undefined;
  if (from === null || typeof name !== 'string' || !Object.hasOwn(KINDS, name)) {
    throw new DistributionError(
      `unknown distribution: ${show(name ?? distribution)} (${place}.kind). Known: ${Object.keys(KINDS).join(', ')}`,
    );
  }
  const kind = KINDS[name as Distribution['kind']];
  onlyFields(from, kind.fields, place);
  const sampler = kind.compile(from, place);
  if (Number.isFinite(sampler.mean) && sampler.variance < Infinity) return sampler;
  throw new DistributionError(
    `${name}: its mean is ${sampler.mean} and its variance ${sampler.variance}, beyond what numbers hold (${place}). ` +
      'Check the units of its parameters',
  );
}

/**
 * One uniform number picks the component and another one gives the value, the same for all components: if weights
 * change a little, few picks change, and a changed pick stays at the same quantile.
 */
function mixtureSampler(from: Parameters, place: string): Sampler {
  const components = listOf(from, 'components', place) as readonly MixtureComponent[];
  components.forEach((component, i) => {
    const at = `${place}.components[${i}]`;
    if (typeof component !== 'object' || component === null || typeof component.weight !== 'number') {
      throw new DistributionError(
        `mixture: a component is {weight, distribution}, got ${show(component)} (${at})`,
      );
    }
    onlyFields({ ...component, kind: 'mixture component' }, ['weight', 'distribution'], at);
  });
  const chances = probabilities(
    components.map((component) => component.weight),
    `${place}.components`,
  );
  const samplers = components.map((component, i) =>
    compile(component.distribution, `${place}.components[${i}].distribution`),
  );
  const table = new CumulativeTable(chances);
  const mean = samplers.reduce((sum, sampler, i) => sum + chances[i]! * sampler.mean, 0);
  const used = samplers.filter((_, i) => chances[i]! > 0);
  return {
    sample(stream, entity, index) {
      const own = stream.at(entity, index);
      return samplers[table.find(own.unit(0, 0))]!.sample(own, 1, 0);
    },
    mean,
    variance: samplers.reduce((sum, { mean: m, variance }, i) => {
      return sum + chances[i]! * (variance + (m - mean) * (m - mean));
    }, 0),
    min: used.reduce((least, sampler) => Math.min(least, sampler.min), Infinity),
    max: used.reduce((most, sampler) => Math.max(most, sampler.max), -Infinity),
  };
}
