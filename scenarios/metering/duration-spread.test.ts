/** Quantiles of durations against those of the sorted list. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { DurationSpread } from './duration-spread.ts';

function spreadOf(values: readonly number[]): DurationSpread {
  const spread = new DurationSpread();
  for (const value of values) spread.add(value);
  return spread;
}

const durations = fc.array(
  fc.oneof(
    fc.nat(64),
    fc.nat(100_000),
    fc.nat(0x7fffffff),
    fc.nat(200).map((n) => 2 ** 31 - 100 + n),
    fc.maxSafeNat().map((n) => n % 2 ** 42),
  ),
  { minLength: 1, maxLength: 80 },
);

test('a quantile is within 6.25 % of the nearest rank, whatever the durations', () => {
  fc.assert(
    fc.property(durations, fc.constantFrom(0, 0.25, 0.5, 0.95, 1), (values, share) => {
      const sorted = values.toSorted((x, y) => x - y);
      const exact = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
      const found = spreadOf(values).quantile(share)!;
      expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact / 16);
    }),
    { numRuns: runs(500) },
  );
});

test('what is always the same, and what is below 32 ms, is exact', () => {
  expect(spreadOf([4010, 4010, 4010]).quantile(0.95)).toBe(4010);
  expect(spreadOf([30, 31, 3]).quantile(0.5)).toBe(30);
});

test('of nothing there is no quantile', () => {
  expect(new DurationSpread().quantile(0.5)).toBeNull();
});

test('a copy goes on by itself', () => {
  const spread = spreadOf([1, 5_000_000_000]);
  const copy = new DurationSpread();
  copy.load(structuredClone(spread.save()));
  copy.add(2 ** 41);
  expect([copy.size, spread.size]).toEqual([3, 2]);
  expect(spread.quantile(1)).toBe(5_000_000_000);
  expect(copy.quantile(1)).toBe(2 ** 41);
});
