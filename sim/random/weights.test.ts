/**
 * Both tables choose by weight and never choose what has none. Shown on arbitrary weights against a plain search, by
 * integrating the choice over a fine grid of u, and by the messages for weights that can't be right.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { AliasTable, CumulativeTable, probabilities } from './weights.ts';

const weights = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1000 }), fc.constant(1_000_000)), {
    minLength: 1,
    maxLength: 60,
  })
  .filter((list) => list.some((weight) => weight > 0));
const unit = fc.integer({ min: 0, max: 2 ** 52 - 1 }).map((k) => (k + 0.5) * 2 ** -52);

describe('CumulativeTable', () => {
  test('finds what a plain search finds, and rises with u', () => {
    fc.assert(
      fc.property(weights, fc.array(unit), (list, us) => {
        const table = new CumulativeTable(probabilities(list, 'w'));
        let before = 0;
        for (const u of us.sort((a, b) => a - b)) {
          let plain = 0;
          while (u >= table.below(plain + 1)) plain += 1;
          const found = table.find(u);
          expect(found).toBe(plain);
          expect(list[found]).toBeGreaterThan(0);
          expect(found).toBeGreaterThanOrEqual(before);
          before = found;
        }
      }),
    );
  });

  test('where a boundary is one of the guide, and u * n rounds up to it', () => {
    let rounded = 0;
    for (let n = 2; n <= 400; n++) {
      const table = new CumulativeTable(new Float64Array(n).fill(1 / n));
      for (let i = 1; i < n; i++) {
        const edge = table.below(i);
        const u = edge - edge * 2 ** -53;
        if (Math.floor(u * n) >= i) rounded += 1;
        expect(table.find(u)).toBe(i - 1);
      }
    }
    expect(rounded).toBeGreaterThan(100);
  });

  test('at and beside every boundary', () => {
    fc.assert(
      fc.property(weights, (list) => {
        const table = new CumulativeTable(probabilities(list, 'w'));
        for (let i = 1; i < list.length; i++) {
          const edge = table.below(i);
          if (edge < 1) expect(table.find(edge)).toBeGreaterThanOrEqual(i);
          if (edge > 0) expect(table.find(edge - edge * 2 ** -53)).toBeLessThan(i);
        }
      }),
    );
  });
});

test.each([CumulativeTable, AliasTable])('%o gives each number its share', (Table) => {
  fc.assert(
    fc.property(weights, (list) => {
      const chances = probabilities(list, 'w');
      const table = new Table(chances);
      const n = 20_000;
      const counts = new Float64Array(list.length);
      for (let k = 0; k < n; k++) counts[table.find((k + 0.5) / n)]! += 1;
      chances.forEach((p, i) => {
        if (p === 0) expect(counts[i]).toBe(0);
        // A number holds at most one interval in each cell of an alias table, each off by one grid point at most.
        expect(Math.abs(counts[i]! - p * n)).toBeLessThanOrEqual(list.length + 1);
      });
    }),
    { numRuns: runs(40) },
  );
});

test('weights that can not be right', () => {
  expect(() => probabilities([0.5, -0.5], 'carrier.weights')).toThrow(
    'a weight must be >= 0, got -0.5 (carrier.weights[1])',
  );
  expect(() => probabilities([1, NaN], 'w')).toThrow('a weight must be >= 0, got NaN (w[1])');
  expect(() => probabilities([0, 0], 'w')).toThrow('the weights sum to 0 (w). Make one > 0');
  expect(() => probabilities([0.5, 0.4], 'w')).toThrow(
    'the weights sum to 0.9 (w). Make them sum to 1, or give whole numbers as counts',
  );
  expect([...probabilities([0.1, 0.2, 0.7], 'w')].map((p) => p.toFixed(12))).toEqual([
    '0.100000000000',
    '0.200000000000',
    '0.700000000000',
  ]);
  expect([...probabilities([3, 1], 'w')]).toEqual([0.75, 0.25]);
});
