/** Wrong bills: too high in the way that was drawn, in the share that was set, whatever happens to other orders. */
import { describe, expect, test } from 'vitest';
import { BILL_DISPUTE } from '#orchestrator/contracts/crm';
import { Random } from '#sim/random/random';
import { type WrongBillSettings, WrongBills } from './wrong-bills.ts';

const NONE: WrongBillSettings = {
  priceShare: 0,
  priceFactor: { kind: 'constant', value: 1.25 },
  quantityShare: 0,
  quantityUnits: 3,
  freightShare: 0,
  freightMinor: 2_500,
  twiceShare: 0,
};
const lines = [{ product: 7, units: 10, unitWeightGrams: 250, unitPriceMinor: 400 }];
const bills = (changes: Partial<WrongBillSettings>) => new WrongBills(new Random(1), { ...NONE, ...changes });
const of = (wrong: WrongBills, drawKey = 1, n = 0, dueMinor = 4_000) =>
  wrong.of({ drawKey, lines }, n, dueMinor);

describe('a bill', () => {
  test.each([
    ['price', { priceShare: 1 }, 1_000],
    ['quantity', { quantityShare: 1 }, 1_200],
    ['freight', { freightShare: 1 }, 2_500],
    ['twice', { twiceShare: 1 }, 4_000],
  ] as const)('is too high by its %s', (kind, changes, tooHighMinor) => {
    expect(of(bills(changes))).toEqual({ kind: BILL_DISPUTE[kind], tooHighMinor });
  });

  test('that does not come out higher is right', () => {
    const lower = bills({ priceShare: 1, priceFactor: { kind: 'constant', value: 0.9 } });
    expect(of(lower)).toBeNull();
    expect(of(bills({ twiceShare: 1 }), 1, 0, 0)).toBeNull();
    expect(of(bills({}))).toBeNull();
  });

  test('is wrong in the share that is set, in each way, alike each time it is looked at', () => {
    const wrong = bills({ priceShare: 0.1, quantityShare: 0.2, freightShare: 0.05, twiceShare: 0.15 });
    const counts = [0, 0, 0, 0];
    for (let drawKey = 1; drawKey <= 4_000; drawKey++) {
      const mistake = of(wrong, drawKey);
      expect(of(wrong, drawKey)).toEqual(mistake);
      if (mistake !== null) counts[mistake.kind]! += 1;
    }
    for (const [kind, share] of [0.1, 0.2, 0.05, 0.15].entries())
      expect(Math.abs(counts[kind]! / 4_000 - share)).toBeLessThan(0.03);
  });
});

test('shares that are more than all bills are refused', () => {
  expect(() => bills({ priceShare: 0.7, twiceShare: 0.7 })).toThrow(/together at most 1, got 1.4/);
});
