/** Parts of a list of orders: small ones first, in the order of the list, with the order that is named first of all, and not many in all. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WrittenOrder } from '#scenarios/schema/outbound/orders';
import { smallerWorlds } from './smaller-worlds.ts';

function orders(length: number): WrittenOrder[] {
  return Array.from({ length }, (_, i) => ({
    no: 10 + i,
    release: `${i} min`,
    customer: 'C0001',
    promised: '5 d',
    lines: [{ product: 'P0001', units: 1 }],
  }));
}

const numbers = (length: number, named: number | null): number[][] =>
  [...smallerWorlds(orders(length), named)].map((part) => part.map(({ no }) => no));

describe('parts of a long list', () => {
  test('are runs of it, the smallest first, and none is more than a quarter', () => {
    const shapes = fc.record({
      length: fc.nat({ max: 3000 }),
      named: fc.option(fc.nat({ max: 3000 }), { nil: null }),
    });
    fc.assert(
      fc.property(shapes, ({ length, named }) => {
        const parts = numbers(length, named);
        for (const [i, part] of parts.entries()) {
          expect(part).toEqual(part.map((_no, n) => part[0]! + n));
          expect(part.length * 4).toBeLessThanOrEqual(length);
          expect(part.length).toBeGreaterThanOrEqual(parts[i - 1]?.length ?? 1);
          expect([part[0]! >= 10, part.at(-1)! < 10 + length]).toEqual([true, true]);
        }
      }),
    );
  });

  test('cost a few runs of the whole: of all sizes together', () => {
    const cost = numbers(5000, null).reduce((sum, part) => sum + part.length, 0);
    expect(cost).toBeLessThan(3 * 5000);
    expect(numbers(5000, null)[0]).toHaveLength(8);
  });

  test('begin with the order that is named, and hold it in one part of each size', () => {
    const parts = numbers(200, 17);
    expect(parts[0]).toEqual([17]);
    const sizes = new Set(parts.map(({ length }) => length));
    for (const size of sizes) expect(parts.find(({ length }) => length === size)).toContain(17);
    expect(sizes).toEqual(new Set([1, 8, 32]));
  });

  test('reach its last order, whose run is the busiest', () => {
    expect(numbers(100, null)[0]).toEqual([102, 103, 104, 105, 106, 107, 108, 109]);
  });

  test('of a short list there is none', () => {
    expect(numbers(31, null)).toEqual([]);
    expect(numbers(3, 11)).toEqual([]);
  });
});
