/** The fit is the one of known answer, and learns what was planted. */
import { describe, expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { fitLogistic, logistic } from './logistic.ts';

const stream = new Random('logistic').stream('rows');

test('with one column of two values and hardly any ridge: the logarithm of the odds of each', () => {
  // 20 of 80 without, 60 of 80 with: odds 1/3 and 3.
  const rows = Array.from({ length: 160 }, (_, i) => [i < 80 ? 0 : 1]);
  const came = rows.map((_, i) => (i < 80 ? i < 20 : i < 140));
  const { intercept, weights } = fitLogistic(rows, came, 1e-9);
  expect(intercept).toBeCloseTo(-Math.log(3), 6);
  expect(weights[0]).toBeCloseTo(2 * Math.log(3), 6);
});

test('planted weights are found, whatever the columns are measured in', () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => [
    1000 * stream.unit(i, 0),
    stream.unit(i, 1) - 0.5,
    stream.unit(i, 2),
  ]);
  const came = rows.map(([x, y], i) => stream.unit(i, 3) < logistic(-1 + 0.002 * x! + 3 * y!));
  const { intercept, weights } = fitLogistic(rows, came, 1);
  expect(intercept).toBeCloseTo(-1, 0);
  expect(weights[0]! * 1000).toBeCloseTo(2, 0);
  expect(weights[1]).toBeCloseTo(3, 0);
  expect(Math.abs(weights[2]!)).toBeLessThan(0.2);
});

describe('what can not be learnt', () => {
  test('a column that is always the same has no weight', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [7, i % 2]);
    expect(
      fitLogistic(
        rows,
        rows.map(([, b]) => b === 1),
        1,
      ).weights[0],
    ).toBe(0);
  });

  test('what is told apart without exception keeps finite weights, by the ridge', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [i % 2]);
    const { weights } = fitLogistic(
      rows,
      rows.map(([b]) => b === 1),
      1,
    );
    expect(weights[0]).toBeGreaterThan(2);
    expect(weights[0]).toBeLessThan(20);
  });
});
