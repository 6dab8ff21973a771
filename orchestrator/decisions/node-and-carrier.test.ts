/** The rules of thumb: what each picks, how ties are broken, and what they do without a price. */
import { describe, expect, test } from 'vitest';
import {
  asRecorded,
  cheapestFeasible,
  customerTie,
  fastestFeasible,
  type NodeAndCarrierContext,
  type NodeAndCarrierOption,
} from './node-and-carrier.ts';

const context: NodeAndCarrierContext = {
  customer: 3,
  product: 1,
  units: 1,
  weightGrams: 1,
  releasedAt: 0,
  promisedAt: 0,
  instructed: null,
};
const option = (
  freightMinor: number | null,
  warehouseMinor: number,
  transitDays: number,
): NodeAndCarrierOption => ({
  plant: 0,
  origin: 0,
  carrier: 0,
  service: 0,
  mode: 'AIR',
  transitDays,
  freightMinor,
  warehouseMinor,
  instructed: false,
});

describe('cheapest-feasible', () => {
  test('counts freight and warehouse; shorter transit breaks a tie; the first of equals wins', () => {
    expect(
      cheapestFeasible.recommend(context, [
        option(10, 5, 1),
        option(3, 9, 4),
        option(4, 8, 2),
        option(4, 8, 2),
      ]),
    ).toBe(2);
  });
  test('never picks what has no price', () => {
    expect(cheapestFeasible.recommend(context, [option(null, 0, 0), option(99, 0, 9)])).toBe(1);
    expect(cheapestFeasible.recommend(context, [option(null, 0, 0)])).toBe(-1);
  });
});

test('fastest-feasible counts transit days; lower cost breaks a tie', () => {
  expect(fastestFeasible.recommend(context, [option(1, 0, 3), option(9, 0, 1), option(8, 0, 1)])).toBe(2);
});

test('as-recorded follows the order list, priced or not, and declines where it says nothing', () => {
  const said = { ...option(null, 0, 9), instructed: true };
  expect(asRecorded.recommend(context, [option(1, 0, 1), said])).toBe(1);
  expect(asRecorded.recommend(context, [option(1, 0, 1)])).toBe(-1);
});

test('a plant with listed customers serves those only; any other plant serves all', () => {
  const rule = customerTie((plant) => (plant === 0 ? new Set([4]) : null));
  expect(rule.allows(context, option(1, 1, 1))).toBe(false);
  expect(rule.allows({ ...context, customer: 4 }, option(1, 1, 1))).toBe(true);
  expect(rule.allows(context, { ...option(1, 1, 1), plant: 1 })).toBe(true);
});
