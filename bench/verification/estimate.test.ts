/**
 * An interval holds the truth as often as it says, and a verdict says what is wrong. Shown by a hand-made sample, by the
 * coverage of many samples with a known mean, and by means and widths on both sides of each limit.
 */
import { expect, test } from 'vitest';
import { compile } from '#sim/random/distributions';
import { Random } from '#sim/random/random';
import { alphaOfEach, estimate, exact, verdictOf } from './estimate.ts';

test('mean and Student-t interval of a sample known by hand', () => {
  // Deviations -1, 0, 1: variance 1, error sqrt(1/3); t of 2 degrees of freedom at 97.5 % is 4.30265.
  const { replications, mean, halfWidth } = estimate([4, 5, 6], 0.05);
  expect(replications).toBe(3);
  expect(mean).toBe(5);
  expect(halfWidth).toBeCloseTo(4.30265273 / Math.sqrt(3), 7);
});

test('the chance of error is shared by all values', () => {
  expect(alphaOfEach(1)).toBe(0.01);
  expect(alphaOfEach(250)).toBe(0.00004);
  const sample = [1, 2, 3, 4, 5, 6];
  expect(estimate(sample, alphaOfEach(250)).halfWidth).toBeGreaterThan(estimate(sample, 0.01).halfWidth);
});

test('one observation has no interval, unless nothing is random', () => {
  expect(estimate([3], 0.01).halfWidth).toBe(Infinity);
  expect(exact(3)).toEqual({ replications: 1, mean: 3, halfWidth: 0 });
});

test('intervals at 90 % miss the true mean in 10 % of samples', () => {
  const numbers = compile({ kind: 'normal', mean: 7, sd: 2 });
  const stream = new Random('coverage').stream('observation');
  const samples = 2000;
  let missed = 0;
  for (let n = 0; n < samples; n++) {
    const { mean, halfWidth } = estimate(
      Array.from({ length: 8 }, (_, i) => numbers.sample(stream, n, i)),
      0.1,
    );
    if (Math.abs(mean - 7) > halfWidth) missed += 1;
  }
  // 200 with a standard deviation of 13: four of them on each side.
  expect(missed).toBeGreaterThan(147);
  expect(missed).toBeLessThan(253);
});

test('verdicts', () => {
  const verdict = (mean: number, halfWidth: number) =>
    verdictOf({ replications: 30, mean, halfWidth }, 100, 0.01);
  expect(verdict(100.4, 0.5)).toBe('ok');
  expect(verdict(99.5, 1)).toBe('ok');
  expect(verdict(100.6, 0.5)).toBe('outside');
  expect(verdict(99.4, 0.5)).toBe('outside');
  expect(verdict(100, 1.001)).toBe('too wide');
  // Wrong for sure, however wide.
  expect(verdict(110, 5)).toBe('outside');
  expect(verdict(Number.NaN, 5)).toBe('outside');
  expect(verdict(100, Number.NaN)).toBe('outside');
});

test('an exact value may differ by the rounding of the expected one, and by no more', () => {
  expect(verdictOf(exact(68.410525505948), 68.41052551, 0.01)).toBe('ok');
  expect(verdictOf(exact(68.41053), 68.41052551, 0.01)).toBe('outside');
});
