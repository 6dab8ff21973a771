/** Which lines price a weight, and what they charge. */
import { expect, test } from 'vitest';
import type { RateLine } from '../settings.ts';
import { chargeMinor, RateTable } from './rate-table.ts';

const line = (no: number, min: number, max: number): RateLine => ({
  no,
  carrier: 0,
  origin: 1,
  destination: 2,
  service: 0,
  mode: 'AIR',
  minWeightGrams: min,
  maxWeightGrams: max,
  minimumChargeMinor: 126,
  ratePerKgMinor: 26.5,
  transitDays: 2,
});

test('both bounds of a line are included, and a weight in a gap has no price', () => {
  const table = new RateTable([line(0, 0, 500), line(1, 501, 1000), line(2, 2000, 3000)]);
  const numbers = (weight: number): number[] => table.covering(1, 2, weight).map(({ no }) => no);
  expect([0, 500, 501, 1000, 1500, 2000, 3000, 3001].map(numbers)).toEqual([
    [0],
    [0],
    [1],
    [1],
    [],
    [2],
    [2],
    [],
  ]);
  expect(table.covering(2, 1, 100)).toEqual([]);
});

test('the minimum charge holds until the rate exceeds it; the charge is rounded once, half up', () => {
  expect([1, 4_754, 4_775, 10_000, 10_019].map((grams) => chargeMinor(line(0, 0, 1e6), grams))).toEqual([
    126, 126, 127, 265, 266,
  ]);
  // 1.615 dollars, whose float is 1.6149999...
  expect(chargeMinor({ ...line(0, 0, 1e6), ratePerKgMinor: 0.05 * 100 }, 32.3 * 1000)).toBe(162);
});
