/** A rating service of a user's own says line haul and days; what follows from them, and the order of ratings, is TMS's. */
import { expect, test } from 'vitest';
import { MONDAY } from '../erp/system-bench.fixture.ts';
import type { PricedCase } from './conduct.ts';
import { Tariff } from './tariff.ts';
import { market, PLACES } from './tms.fixture.ts';

const REQUEST = {
  origins: [PLACES.first],
  destination: PLACES.near,
  weightGrams: 200_000,
  handlingUnits: 3,
  dangerous: false,
  pickupsAt: [MONDAY],
};

test('the price of a line is what it says; fuel follows, a line that is not offered is not there', () => {
  const asked: PricedCase[] = [];
  const price = (priced: PricedCase, usual: { lineHaulMinor: number; transitDays: number }) => {
    asked.push(priced);
    if (priced.carrier === 2) return null;
    return priced.carrier === 1 ? { lineHaulMinor: 5_000, transitDays: 7 } : usual;
  };
  const ratings = new Tariff(market({ conduct: { price } })).rateLoad(REQUEST);
  const usual = new Tariff(market()).rateLoad(REQUEST);
  expect(ratings).toEqual([
    { ...usual[0]!, transitDays: 7, lineHaulMinor: 5_000, fuelMinor: 500, amountMinor: 5_500 },
    usual[1],
  ]);
  expect(usual).toHaveLength(3);
  expect(asked[0]).toEqual({
    rate: expect.any(Number),
    origin: PLACES.first,
    destination: PLACES.near,
    carrier: expect.any(Number),
    service: 0,
    mode: 'GROUND',
    pickupAt: MONDAY,
    weightGrams: 200_000,
    handlingUnits: 3,
    dangerous: false,
  });
});
