/** Who is least is told by pairs, whatever luck all have had together, and by those replications that two have in common. Known answers. */
import { expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { probabilitiesOfBest } from './probability-best.ts';

const stream = new Random('probability-best').stream('noise');
const common = Array.from({ length: 40 }, (_, i) => 1000 * stream.unit(i, 0));
const noisy = (less: number, of: number, count = 40): number[] =>
  common.slice(0, count).map((luck, i) => luck - less + stream.unit(i, of));

test('common luck is not counted: half a unit below is seen under a thousand of noise', () => {
  const [ours, other] = probabilitiesOfBest([noisy(0.5, 1), noisy(0, 2)], 0);
  expect(ours).toBeGreaterThan(0.99);
  expect(ours! + other!).toBeCloseTo(1, 12);
});

test('two that differ by noise alone share; one that is far behind with few replications has nothing', () => {
  const [one, other, out] = probabilitiesOfBest([noisy(0, 3), noisy(0, 4), noisy(-50, 5, 20)], 0);
  expect(Math.min(one!, other!)).toBeGreaterThan(0.02);
  expect(out).toBe(0);
});

test('of two that are the same each has half', () => {
  expect(probabilitiesOfBest([common, common], 0)).toEqual([0.5, 0.5]);
});

test('the reference must have all replications', () => {
  expect(() => probabilitiesOfBest([common.slice(0, 20), common], 0)).toThrow(/has 20 of 40/);
});
