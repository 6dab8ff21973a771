/** How TMS fills loads: nobody is left out, nothing is overfull, and room that a later one finds is used. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Equipment, type Goods, loadsOf } from './load-filling.ts';

const EQUIPMENT: Equipment = { weightGramsMax: 10, handlingUnitsMax: 5 };
const goods = (shipment: number, weightGrams: number, changes: Partial<Goods> = {}): Goods => ({
  shipment,
  weightGrams,
  handlingUnits: 1,
  dangerous: false,
  alone: false,
  ...changes,
});

test('the heaviest first, each into the first load with room for it', () => {
  expect(loadsOf([goods(1, 4), goods(2, 7), goods(3, 3), goods(4, 6)], EQUIPMENT)).toEqual([
    [1, 4],
    [2, 3],
  ]);
});

test('handling units fill a load as weight does', () => {
  const bulky = [1, 2, 3].map((shipment) => goods(shipment, 1, { handlingUnits: 2 }));
  expect(loadsOf(bulky, EQUIPMENT)).toEqual([[1, 2], [3]]);
});

test('dangerous goods travel apart, who is to travel alone does, and what is too much is a load by itself', () => {
  const mixed = [
    goods(1, 1),
    goods(2, 1, { dangerous: true }),
    goods(3, 1, { alone: true }),
    goods(4, 1),
    goods(5, 99),
  ];
  expect(loadsOf(mixed, EQUIPMENT)).toEqual([[1, 4], [2], [3], [5]]);
});

test('whatever comes: everybody is in one load, none with more than one is overfull, and no two of a sort could be one', () => {
  const any = fc.record({
    weightGrams: fc.integer({ min: 1, max: 12 }),
    handlingUnits: fc.integer({ min: 0, max: 6 }),
    dangerous: fc.boolean(),
    alone: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 30 }), (each) => {
      const all = each.map((one, shipment): Goods => ({ shipment, ...one }));
      const loads = loadsOf(all, EQUIPMENT);
      expect(loads.flat().toSorted((x, y) => x - y)).toEqual(all.map(({ shipment }) => shipment));
      const full = loads.map((load) => {
        const aboard = load.map((shipment) => all[shipment]!);
        return {
          count: load.length,
          weightGrams: aboard.reduce((sum, { weightGrams }) => sum + weightGrams, 0),
          handlingUnits: aboard.reduce((sum, { handlingUnits }) => sum + handlingUnits, 0),
          dangerous: aboard.every(({ dangerous }) => dangerous),
          ordinary: aboard.every(({ dangerous }) => !dangerous),
          alone: aboard.some(({ alone }) => alone),
        };
      });
      for (const { count, weightGrams, handlingUnits, dangerous, ordinary, alone } of full) {
        expect(dangerous || ordinary).toBe(true);
        if (count === 1) continue;
        expect(alone).toBe(false);
        expect(weightGrams).toBeLessThanOrEqual(EQUIPMENT.weightGramsMax);
        expect(handlingUnits).toBeLessThanOrEqual(EQUIPMENT.handlingUnitsMax);
      }
      full.forEach((one, i) => {
        for (const other of full.slice(i + 1)) {
          if (one.alone || other.alone || one.dangerous !== other.dangerous) continue;
          const fits =
            one.weightGrams + other.weightGrams <= EQUIPMENT.weightGramsMax &&
            one.handlingUnits + other.handlingUnits <= EQUIPMENT.handlingUnitsMax;
          expect(fits).toBe(false);
        }
      });
    }),
  );
});
