/**
 * The interval is Student's, around the mean. Shown by a textbook case, by values worked out by hand, and by how often it
 * covers the true mean of normal numbers, where its coverage is exact.
 */
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../random/normal-quantile.ts';
import { Random } from '../random/random.ts';
import { confidenceInterval } from './confidence.ts';
import { Tally } from './tally.ts';

test('a textbook case', () => {
  // Law, "Simulation Modeling and Analysis", example 4.26: ten observations, 90 %.
  const interval = confidenceInterval([1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09], 0.9);
  expect(interval.mean).toBeCloseTo(1.34, 2);
  expect(interval.halfWidth).toBeCloseTo(0.24, 2);
});

test('two observations, by hand', () => {
  // t for one degree of freedom at 0.75 is 1; the standard error of 1 and 3 is 1.
  const { mean, low, high, halfWidth, confidence, count } = confidenceInterval([1, 3], 0.5);
  expect([mean, confidence, count]).toEqual([2, 0.5, 2]);
  expect([low, high, halfWidth].map((x) => Number(x.toFixed(12)))).toEqual([1, 3, 1]);
});

test('95 % unless said otherwise; a tally and a column say the same as a list', () => {
  const list = [3, 1, 4, 1, 5, 9, 2, 6];
  const tally = new Tally('digits');
  for (const each of list) tally.add(each);
  const interval = confidenceInterval(list);
  expect(interval).toEqual(confidenceInterval(list, 0.95));
  expect(confidenceInterval(tally)).toEqual(interval);
  expect(confidenceInterval(Float64Array.from(list))).toEqual(interval);
  expect([interval.low, interval.high]).toEqual([
    interval.mean - interval.halfWidth,
    interval.mean + interval.halfWidth,
  ]);
});

test('no spread, no width; more confidence, more width, up to the last number below 1', () => {
  expect(confidenceInterval([7, 7, 7])).toMatchObject({ mean: 7, low: 7, high: 7, halfWidth: 0 });
  let before = 0;
  for (const confidence of [0.1, 0.5, 0.9, 0.99, 0.999999, 1 - 2 ** -53]) {
    const { halfWidth } = confidenceInterval([1, 2, 4], confidence);
    expect(halfWidth).toBeGreaterThan(before);
    expect(halfWidth).toBeLessThan(1e9);
    before = halfWidth;
  }
});

test('it covers as often as it says: five normal numbers, 4000 times', () => {
  const stream = new Random('coverage').stream('normal');
  const times = 4000;
  for (const confidence of [0.8, 0.95]) {
    let covered = 0;
    for (let i = 0; i < times; i++) {
      const sample = [0, 1, 2, 3, 4].map((k) => 10 + 3 * normalQuantile(stream.unit(i, k)));
      const { low, high } = confidenceInterval(sample, confidence);
      if (low <= 10 && 10 <= high) covered += 1;
    }
    // Four standard deviations. By the normal distribution in the place of Student's, 95 % would be 88 %.
    const deviation = Math.sqrt(times * confidence * (1 - confidence));
    expect(Math.abs(covered - times * confidence)).toBeLessThan(4 * deviation);
  }
});

describe('refused', () => {
  test('too few data', () => {
    const says = 'a confidence interval was asked for with too few data';
    expect(() => confidenceInterval([])).toThrow(`${says}: 0 of at least 2 observations ("values given")`);
    expect(() => confidenceInterval([5])).toThrow(`${says}: 1 of at least 2 observations`);
    expect(() => confidenceInterval(new Tally('lead time'))).toThrow(
      '0 of at least 2 observations ("lead time")',
    );
  });

  test('what is no confidence, and what is no number', () => {
    for (const confidence of [0, 1, 95, -0.5, NaN])
      expect(() => confidenceInterval([1, 2], confidence)).toThrow(
        `confidence must be between 0 and 1, both excluded, got ${confidence}. 0.95 is 95 %`,
      );
    expect(() => confidenceInterval([1, NaN])).toThrow('observation is NaN');
  });
});
