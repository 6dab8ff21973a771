/** The mean value of the stock, against sums worked out by hand. */
import { describe, expect, test } from 'vitest';
import { StockValue } from './stock-value.ts';
import { hour, issued, outcomesOf, released, START } from './story.fixture.ts';

describe('the value of the stock', () => {
  test('moves with receipts, adjustments and returns, and not after its period', () => {
    const outcomes = outcomesOf([
      ...released(1, 0, { customer: 1, promise: 10, units: 4 }, 800, 1),
      [12, 'goodsReceived', 'node', 0, 1, 3, 10],
      [12, 'stockAdjusted', 'node', 0, 1, 2, -5],
      ...issued(8, 8, 0, [1, 1, 1, 24], { units: 4, grams: 1, valueMinor: 800 }),
      [36, 'goodsReturned', 'shipment', 8, 1, 0, 2],
      [60, 'goodsReceived', 'node', 0, 2, 3, 1000],
    ]);
    // +10 x 3.00 - 5 x 2.00 at noon; -8.00 after a day; +4.00, half of it, at noon of the second day.
    expect(outcomes.stock!.meanMinor(hour(200))).toBeCloseTo(
      (1_000_000 * 12 + 1_002_000 * 12 + 1_001_200 * 12 + 1_001_600 * 12) / 48,
      6,
    );
    expect(outcomes.stock!.issuedMinor).toBe(800);
  });

  test('a period must have a length', () => {
    expect(() => new StockValue({ from: START, to: START, openingMinor: 0, productValueMinor: [] })).toThrow(
      'after it begins',
    );
  });
});
