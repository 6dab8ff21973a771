/** normalProbability is the normal distribution, to its stated error. Shown by published values, and by inverting `normalQuantile`. */
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../random/normal-quantile.ts';
import { normalProbability } from './normal-probability.ts';

describe('published values', () => {
  // Abramowitz and Stegun, table 26.1.
  test.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [2, 0.977249868051821],
    [3, 0.99865010196837],
    [-1, 0.158655253931457],
    [-5, 2.866515718791939e-7],
    [-10, 7.61985302416053e-24],
    [-37, 5.725571222524e-300],
  ])('at %d', (x, wanted) => {
    expect(Math.abs(normalProbability(x) / wanted - 1)).toBeLessThan(1e-12);
  });
});

test('it inverts the quantile, from the middle to the far tail', () => {
  for (let i = 1; i < 1200; i++) {
    const p = 0.5 * 10 ** (-i / 4);
    expect(Math.abs(normalProbability(normalQuantile(p)) / p - 1), `at ${p}`).toBeLessThan(2e-12);
  }
});

test('it is symmetric, grows, and ends at 0 and 1', () => {
  let before = 0;
  for (let x = -8; x <= 8; x += 1 / 64) {
    const p = normalProbability(x);
    expect(p).toBeGreaterThanOrEqual(before);
    expect(p + normalProbability(-x)).toBeCloseTo(1, 14);
    before = p;
  }
  expect([normalProbability(-40), normalProbability(40)]).toEqual([0, 1]);
});
