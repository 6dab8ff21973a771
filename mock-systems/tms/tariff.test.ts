/** What a rating costs, to the cent, and in which order ratings stand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_DETENTION } from '#orchestrator/contracts/detention';
import type { RatingRequest } from '#orchestrator/contracts/tms';
import { DAY_MS, MONDAY } from '../erp/system-bench.fixture.ts';
import { lineHaul, Tariff } from './tariff.ts';
import { line, market, PLACES } from './tms.fixture.ts';

const request = (changes: Partial<RatingRequest> = {}): RatingRequest => ({
  origins: [PLACES.first],
  destination: PLACES.near,
  weightGrams: 500_000,
  handlingUnits: 1,
  dangerous: false,
  pickupsAt: [MONDAY],
  ...changes,
});

const tariff = new Tariff(market());
const shown = (ratings: readonly { rate: number; guideRank: number }[]): number[][] =>
  ratings.map(({ rate, guideRank }) => [rate, guideRank]);

describe('amounts', () => {
  test('line haul, fuel and accessorials are rounded once each, half up, and add up', () => {
    const [rated] = tariff.rateLoad(
      request({
        destination: PLACES.own,
        weightGrams: 505_200,
        pickupsAt: [MONDAY + 7 * DAY_MS],
        dangerous: true,
      }),
    );
    // 9 x 505.2 = 4546.8; 15.5 % of 4547 = 704.785; 25 dollars, and 99.5 + 45.47 = 144.97.
    expect(rated).toMatchObject({ rate: 5, lineHaulMinor: 4547, fuelMinor: 705, accessorialsMinor: 2645 });
    expect(rated!.amountMinor).toBe(4547 + 705 + 2645);
  });

  test('fuel is that of the pickup: nothing before the first week, then by instant', () => {
    const fuel = (pickupAt: number): number =>
      tariff.rateLoad(request({ pickupsAt: [pickupAt] }))[0]!.fuelMinor;
    const week = 7 * DAY_MS;
    expect([MONDAY - 1, MONDAY, MONDAY + week - 1, MONDAY + week, MONDAY + 99 * week].map(fuel)).toEqual([
      0, 400, 400, 620, 620,
    ]);
  });

  test('from each origin it is that of the pickup there; a pickup for each must be said', () => {
    const origins = [PLACES.second, PLACES.first];
    const rated = tariff.rateOrder(request({ origins, pickupsAt: [MONDAY + 7 * DAY_MS, MONDAY] }));
    expect(rated.filter(({ carrier }) => carrier === 0).map(({ fuelMinor }) => fuelMinor)).toEqual([
      500, 775,
    ]);
    expect(() => tariff.rateOrder(request({ origins }))).toThrow(
      'a rating asked from 2 places says 1 times of pickup',
    );
  });

  test('the minimum charge holds until the rate exceeds it; a float below a half counts as the half it stands for', () => {
    const dear = line(0, { minimumChargeMinor: 126, ratePerKgMinor: 26.5 });
    expect([1, 4_754, 4_775, 10_000, 10_019].map((grams) => lineHaul(dear, grams))).toEqual([
      126, 126, 127, 265, 266,
    ]);
    expect(lineHaul({ ...dear, ratePerKgMinor: 5 }, 32_300)).toBe(162);
  });

  test('whole minor units, that add up, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.constantFrom(PLACES.near, PLACES.own, PLACES.abroad),
        fc.boolean(),
        fc.integer({ min: MONDAY - DAY_MS, max: MONDAY + 30 * DAY_MS }),
        (weightGrams, destination, dangerous, pickupAt) => {
          const asked = request({
            origins: [1, 0],
            destination,
            weightGrams,
            dangerous,
            pickupsAt: [pickupAt, pickupAt],
          });
          for (const each of tariff.rateOrder(asked)) {
            const parts = [each.lineHaulMinor, each.fuelMinor, each.accessorialsMinor];
            expect(parts.every((minor) => Number.isInteger(minor) && minor >= 0)).toBe(true);
            expect(each.amountMinor).toBe(parts[0]! + parts[1]! + parts[2]!);
          }
        },
      ),
    );
  });
});

describe('lines', () => {
  test('both weight bounds are included, and a weight in a gap has no price', () => {
    const breaks = new Tariff(
      market({
        lines: [
          line(0, { maxWeightGrams: 500 }),
          line(1, { minWeightGrams: 501, maxWeightGrams: 1000 }),
          line(2, { minWeightGrams: 2000, maxWeightGrams: 3000 }),
        ],
      }),
    );
    const rates = (weightGrams: number): number[] =>
      breaks.rateLoad(request({ weightGrams })).map(({ rate }) => rate);
    expect([0, 500, 501, 1000, 1500, 2000, 3000, 3001].map(rates)).toEqual([
      [0],
      [0],
      [1],
      [1],
      [],
      [2],
      [2],
      [],
    ]);
  });

  test('to a place stand for those of the same carrier and service to its region', () => {
    expect(shown(tariff.rateLoad(request({ destination: PLACES.own })))).toEqual([
      [1, 1],
      [5, 2],
      [2, 0],
    ]);
  });

  test('of carriers that take no dangerous goods are left out for them', () => {
    expect(shown(tariff.rateLoad(request({ dangerous: true })))).toEqual([[0, 2]]);
  });

  test("say the detention terms of their carrier's agreement; without one, nothing may be charged", () => {
    const terms = tariff.rateLoad(request()).map(({ carrier, detention }) => [carrier, detention]);
    expect(new Map(terms as [number, unknown][])).toEqual(
      new Map([
        [1, NO_DETENTION],
        [0, { freeTimeMs: 3_600_000, perHourMinor: 6000 }],
        [2, NO_DETENTION],
      ]),
    );
    const odd = market({ detention: [{ freeTimeMs: 90_001, perHourMinor: 6000 }] });
    expect(() => new Tariff(odd)).toThrow('detention of carrier 0: 90001 ms free, then 6000 an hour');
  });

  test('there are none to a place that nobody knows', () => {
    expect(tariff.rateLoad(request({ destination: 77 }))).toEqual([]);
    expect(() => tariff.lineOf(77)).toThrow('there is no rate line 77');
    expect(() => new Tariff(market({ lines: [line(1), line(1)] }))).toThrow('rate line 1 stands twice');
  });
});

describe('order', () => {
  test('for an order: by origin, guide rank with spot last, rate', () => {
    const ratings = tariff.rateOrder(request({ origins: [1, 0, 1], pickupsAt: [MONDAY, MONDAY, MONDAY] }));
    expect(ratings.map(({ origin, rate }) => [origin, rate])).toEqual([
      [0, 1],
      [0, 0],
      [0, 2],
      [1, 3],
    ]);
  });

  test('for a load: by guide rank with spot last, amount, rate', () => {
    const spot = new Tariff(
      market({
        lines: [
          line(0, { carrier: 2, ratePerKgMinor: 50 }),
          line(1, { carrier: 2, service: 2, ratePerKgMinor: 40 }),
          line(2, { carrier: 2, service: 3, ratePerKgMinor: 40 }),
          line(3, { carrier: 0, ratePerKgMinor: 90 }),
        ],
      }),
    );
    expect(shown(spot.rateLoad(request()))).toEqual([
      [3, 2],
      [1, 0],
      [2, 0],
      [0, 0],
    ]);
  });
});
