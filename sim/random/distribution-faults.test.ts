/**
 * Parameters that can't be right are refused when compiled, whatever a scenario file holds: the message says what, the
 * value, the place and the way out. Shown by one fault of each sort.
 */
import { describe, expect, test } from 'vitest';
import { compile, type Distribution } from './distributions.ts';

describe('parameters that can not be right', () => {
  test.each<readonly [unknown, string]>([
    [
      { kind: 'exponential', mean: -3 },
      'exponential: "mean" must be a number > 0, got -3 (demand.gap.mean). Give the mean, not the rate: mean = 1 / rate',
    ],
    [{ kind: 'exponential', mean: 0 }, 'got 0'],
    [{ kind: 'exponential', mean: NaN }, 'got NaN'],
    [{ kind: 'exponential', mean: Infinity }, 'got Infinity'],
    [{ kind: 'exponential', mean: '3' }, 'got "3"'],
    [{ kind: 'exponential' }, 'got undefined'],
    [
      { kind: 'exponential', rate: 3 },
      'exponential: unknown field "rate" (demand.gap.rate). Its fields are: mean',
    ],
    [
      { kind: 'exponentail', mean: 3 },
      'unknown distribution: "exponentail" (demand.gap.kind). Known: constant, uniform',
    ],
    [{ kind: 'toString' }, 'unknown distribution: "toString"'],
    [null, 'unknown distribution: null'],
    [undefined, 'unknown distribution: undefined'],
    [7, 'unknown distribution: 7'],
    [
      { kind: 'uniform', min: 2, max: 2 },
      '"min" must be below "max", got 2 and 2 (demand.gap). For one value use "constant"',
    ],
    [{ kind: 'triangular', min: 0, mode: 3, max: 2 }, '"mode" must lie between 0 and 2, got 3'],
    [{ kind: 'normal', mean: 0, sd: -1 }, '"sd" must be a number >= 0, got -1'],
    [{ kind: 'lognormal', mu: 0, sigma: -1 }, '"sigma" must be a number >= 0'],
    [{ kind: 'lognormal', mu: 1000, sigma: 1 }, 'lognormal: its mean is Infinity and its variance'],
    [{ kind: 'gamma', shape: 0, scale: 1 }, '"shape" must be a number > 0'],
    [{ kind: 'weibull', shape: 1, scale: 0 }, '"scale" must be a number > 0'],
    [{ kind: 'beta', alpha: 1, beta: 0 }, '"beta" must be a number > 0'],
    [{ kind: 'beta', alpha: 1, beta: 1, min: 3 }, '"min" must be below "max", got 3 and 1'],
    [{ kind: 'poisson', mean: -1 }, '"mean" must be a number from 0 to 1000000000, got -1'],
    [{ kind: 'geometric', p: 0 }, '"p" must be a probability > 0 and <= 1, got 0'],
    [{ kind: 'geometric', p: 1.1 }, 'got 1.1'],
    [{ kind: 'empirical' }, 'give either "points" or "samples"'],
    [{ kind: 'empirical', points: [[1, 1]], samples: [1] }, 'give either "points" or "samples"'],
    [{ kind: 'empirical', samples: [] }, 'must be a list of at least one, got []'],
    [{ kind: 'empirical', samples: [1, null] }, 'must hold finite numbers, got null (demand.gap.samples[1])'],
    [
      {
        kind: 'empirical',
        points: [
          [0, 1],
          [0.5, 2],
        ],
      },
      'the last point must have probability 1, got 0.5',
    ],
    [
      {
        kind: 'empirical',
        points: [
          [0, 1],
          [1, 0],
        ],
      },
      'values must not fall, got [1,0] after [0,1] (demand.gap.points[1])',
    ],
    [
      {
        kind: 'empirical',
        points: [
          [0.5, 1],
          [0.4, 2],
          [1, 3],
        ],
      },
      'got [0.4,2] after [0.5,1]',
    ],
    [
      {
        kind: 'empirical',
        points: [
          [-0.1, 1],
          [1, 3],
        ],
      },
      'got [-0.1,1]',
    ],
    [{ kind: 'empirical', points: [[0, 1], 3] }, 'a point must be [cumulative probability, value], got 3'],
    [{ kind: 'discrete', values: [1, 2], weights: [1] }, 'as many weights as values are needed, got 1 and 2'],
    [
      { kind: 'discrete', values: [1, 2], weights: [0.5, 0.4] },
      'the weights sum to 0.9 (demand.gap.weights)',
    ],
    [
      { kind: 'discrete', values: [1, 2], weights: [-1, 2] },
      'a weight must be >= 0, got -1 (demand.gap.weights[0])',
    ],
    [
      { kind: 'discrete', values: [1], weights: [1], method: 'magic' },
      '"method" must be "inversion" or "alias", got "magic"',
    ],
    [
      { kind: 'mixture', components: [{ weight: 1 }] },
      'unknown distribution: undefined (demand.gap.components[0].distribution.kind)',
    ],
    [{ kind: 'mixture', components: [3] }, 'a component is {weight, distribution}, got 3'],
    [
      { kind: 'mixture', components: [{ weight: 0.4, distribution: { kind: 'constant', value: 1 } }] },
      'the weights sum to 0.4 (demand.gap.components)',
    ],
    [
      { kind: 'mixture', components: [{ weight: 1, distribution: { kind: 'constant', value: NaN } }] },
      'got NaN (demand.gap.components[0].distribution.value)',
    ],
  ])('%j', (distribution, message) => {
    expect(() => compile(distribution as Distribution, 'demand.gap')).toThrow(message);
  });
});
