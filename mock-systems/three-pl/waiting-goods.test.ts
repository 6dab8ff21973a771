/** Goods that wait for cut-offs: each leaves once, unless it is withdrawn; loads keep to weight and part dangerous from ordinary goods. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackedGoods } from './ramp.ts';
import { loadsOf, WaitingGoods } from './waiting-goods.ts';

const packed = (shipment: number, weightGrams = 1000, dangerous = false): PackedGoods => ({
  shipment,
  handlingUnits: 1,
  weightGrams,
  deliverTo: { destination: 4, lane: 1, promisedAt: 0, valueMinor: 0, dangerous },
});
const GOODS = fc.uniqueArray(
  fc.record({
    shipment: fc.nat(999),
    weightGrams: fc.integer({ min: 1, max: 900 }),
    dangerous: fc.boolean(),
  }),
  { selector: ({ shipment }) => shipment, maxLength: 30 },
);

test('every shipment is on one load, in ascending order, no load is too heavy or mixed, and none could take the next', () => {
  fc.assert(
    fc.property(GOODS, fc.integer({ min: 1000, max: 3000 }), (list, weightGramsMax) => {
      const all = list.map(({ shipment, weightGrams, dangerous }) =>
        packed(shipment, weightGrams, dangerous),
      );
      const loads = loadsOf(all, weightGramsMax);
      const on = loads.flatMap((load) => load.map(({ shipment }) => shipment));
      expect(on.toSorted((x, y) => x - y)).toEqual(all.map(({ shipment }) => shipment).sort((x, y) => x - y));
      for (const load of loads) {
        const keys = load.map(({ shipment }) => shipment);
        expect(keys).toEqual(keys.toSorted((x, y) => x - y));
        expect(load.reduce((sum, each) => sum + each.weightGrams, 0)).toBeLessThanOrEqual(weightGramsMax);
        expect(new Set(load.map(({ deliverTo }) => deliverTo.dangerous)).size).toBe(1);
      }
      for (const sort of [true, false]) {
        const ofSort = loads.filter(([first]) => first!.deliverTo.dangerous === sort);
        ofSort.slice(0, -1).forEach((load, i) => {
          const weight = load.reduce((sum, each) => sum + each.weightGrams, 0);
          expect(weight + ofSort[i + 1]![0]!.weightGrams).toBeGreaterThan(weightGramsMax);
        });
      }
    }),
  );
});

test('one that is alone too heavy for a load is a load all the same', () => {
  expect(loadsOf([packed(1, 5000), packed(2, 10)], 1000).map((load) => load.length)).toEqual([1, 1]);
});

test('a group is taken once, without what was withdrawn, and a copy goes on by itself', () => {
  const goods = new WaitingGoods();
  expect([goods.add(7, packed(1)), goods.add(7, packed(2)), goods.add(9, packed(3))]).toEqual([
    true,
    false,
    true,
  ]);
  const copy = new WaitingGoods();
  copy.load(goods.save());
  goods.remove(1);
  goods.remove(99);
  expect([goods.size, copy.size]).toEqual([2, 3]);
  expect(goods.take(7).map(({ shipment }) => shipment)).toEqual([2]);
  expect(goods.take(7)).toEqual([]);
  expect(copy.take(7).map(({ shipment }) => shipment)).toEqual([1, 2]);
  copy.remove(3);
  expect([goods.size, copy.size]).toEqual([1, 0]);
});
