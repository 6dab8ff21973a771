/** Few draws lie above the value: at most the share that was asked for, and not far fewer where there is a formula. By drawing. */
import { expect, test } from 'vitest';
import { compile, type Distribution } from '#sim/random/distributions';
import { Random } from '#sim/random/random';
import { upperQuantile } from './upper-quantile.ts';

const DRAWS = 20_000;
const TAIL = 0.01;

function shareAbove(distribution: Distribution): number {
  const sampler = compile(distribution);
  const stream = new Random(1).stream('upper-quantile');
  const limit = upperQuantile(distribution, TAIL);
  let above = 0;
  for (let i = 0; i < DRAWS; i++) if (sampler.sample(stream, i, 1) > limit) above += 1;
  return above / DRAWS;
}

test.each<Distribution>([
  { kind: 'exponential', mean: 3 },
  { kind: 'lognormal', mu: 1, sigma: 1.4 },
  { kind: 'weibull', shape: 0.7, scale: 5 },
  { kind: 'uniform', min: 2, max: 9 },
  { kind: 'normal', mean: 4, sd: 2 },
])('one draw in a hundred of $kind lies above', (distribution) => {
  expect(shareAbove(distribution)).toBeGreaterThan(0.008);
  expect(shareAbove(distribution)).toBeLessThan(0.012);
});

test.each<Distribution>([
  { kind: 'gamma', shape: 0.4, scale: 2 },
  { kind: 'gamma', shape: 8, scale: 1.2 },
  { kind: 'triangular', min: 1, mode: 2, max: 7 },
  { kind: 'poisson', mean: 6 },
  { kind: 'constant', value: 5 },
])('at most one in a hundred of $kind lies above', (distribution) => {
  expect(shareAbove(distribution)).toBeLessThanOrEqual(TAIL);
});
