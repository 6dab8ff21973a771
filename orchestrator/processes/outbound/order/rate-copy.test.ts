/** Ratings by the own copy of the rate table: which lines count, what each comes to, the fuel of the copy, and their order. */
import { describe, expect, test } from 'vitest';
import { NO_DETENTION } from '../../../contracts/detention.ts';
import type { RatingRequest } from '../../../contracts/tms.ts';
import { type RateTable, rateSheet, type SheetLine } from '../../../model/rate-sheet.ts';
import { rateLoad, rateOrder } from './rate-copy.ts';

const DAY_MS = 86_400_000;
/** Copies are made each day; the last one at `COPIED`. */
const COPIED = 100 * DAY_MS;
const NOW = COPIED + 5;
const DETENTION = { freeTimeMs: 7_200_000, perHourMinor: 6_000 };

const line = (no: number, changes: Partial<SheetLine> = {}): SheetLine => ({
  no,
  carrier: 0,
  origin: 10,
  destination: { region: 0 },
  service: 0,
  mode: 'LTL',
  minWeightGrams: 0,
  maxWeightGrams: 1_000_000,
  minimumChargeMinor: 1_000,
  ratePerKgMinor: 50,
  transitDays: 2,
  ...changes,
});

/** Places 20 and 21 lie in region 0, all others in none that a line goes to. */
const sheet = (lines: readonly SheetLine[], changes: Partial<RateTable> = {}) =>
  rateSheet(
    {
      lines,
      regionOf: Array.from({ length: 30 }, (_, place) => (place === 20 || place === 21 ? 0 : 1)),
      fuel: [],
      accessorials: [],
      guide: [],
      detention: [DETENTION],
      dangerousGoodsCarriers: new Set([1]),
      ...changes,
    },
    DAY_MS,
  );

const request = (changes: Partial<RatingRequest> = {}): RatingRequest => ({
  origins: [10],
  pickupsAt: [NOW],
  destination: 20,
  weightGrams: 100_000,
  handlingUnits: 1,
  dangerous: false,
  ...changes,
});

describe('a line', () => {
  const numbers = (lines: readonly SheetLine[], asked: Partial<RatingRequest>): readonly number[] =>
    rateOrder(sheet(lines), request(asked), NOW).map(({ rate }) => rate);

  test('counts for weights from its least to its most, both among them', () => {
    const limits = [line(1, { minWeightGrams: 100, maxWeightGrams: 200 })];
    for (const [weightGrams, expected] of [
      [99, []],
      [100, [1]],
      [200, [1]],
      [201, []],
    ] as const)
      expect(numbers(limits, { weightGrams })).toEqual(expected);
  });

  test('counts for dangerous goods where its carrier takes them', () => {
    const both = [line(1), line(2, { carrier: 1 })];
    expect(numbers(both, {})).toEqual([1, 2]);
    expect(numbers(both, { dangerous: true })).toEqual([2]);
  });

  test('counts on its own lane, and once for an origin that is named twice', () => {
    const lines = [line(1), line(2, { origin: 11 })];
    expect(numbers(lines, { origins: [11, 10, 11], pickupsAt: [NOW, NOW, NOW] })).toEqual([1, 2]);
    expect(numbers(lines, { origins: [12] })).toEqual([]);
    expect(numbers(lines, { destination: 22 })).toEqual([]);
  });

  test('is rated with what waiting costs by its carrier, or nothing where none is agreed', () => {
    const [first, second] = rateOrder(sheet([line(1), line(2, { carrier: 1 })]), request(), NOW);
    expect(first).toEqual({
      rate: 1,
      origin: 10,
      carrier: 0,
      service: 0,
      mode: 'LTL',
      transitDays: 2,
      lineHaulMinor: 5_000,
      fuelMinor: 0,
      accessorialsMinor: 0,
      amountMinor: 5_000,
      detention: DETENTION,
      guideRank: 0,
    });
    expect(second?.detention).toEqual(NO_DETENTION);
  });
});

describe('it comes to', () => {
  const FUEL = [[0, 0.1]] as const;

  test.for([
    ['its rate by weight', {}, 100_000, {}, [5_000, 0, 0, 5_000]],
    ['its minimum, where that is more', {}, 10_000, {}, [1_000, 0, 0, 1_000]],
    ['a rate rounded once, half a unit up', {}, 90_250, { ratePerKgMinor: 22 }, [1_986, 0, 0, 1_986]],
    ['fuel on the rounded haul, rounded as well', { fuel: FUEL }, 90_100, {}, [4_505, 451, 0, 4_956]],
    [
      'an amount and a share of the haul for its destination, rounded together; not for another',
      {
        fuel: FUEL,
        accessorials: [
          { applies: { destinations: new Set([20]) }, amountMinor: 7, lineHaulShare: 0.0003 },
          { applies: { destinations: new Set([21]) }, amountMinor: 100, lineHaulShare: 0 },
        ],
      },
      100_000,
      {},
      [5_000, 500, 9, 5_509],
    ],
    [
      'nothing for goods that are not dangerous',
      { accessorials: [{ applies: 'dangerous', amountMinor: 300, lineHaulShare: 0 }] },
      100_000,
      {},
      [5_000, 0, 0, 5_000],
    ],
  ] as const)('%s', ([, table, weightGrams, changes, amounts]) => {
    const [rating] = rateOrder(sheet([line(1, changes)], table), request({ weightGrams }), NOW);
    const { lineHaulMinor, fuelMinor, accessorialsMinor, amountMinor } = rating!;
    expect([lineHaulMinor, fuelMinor, accessorialsMinor, amountMinor]).toEqual(amounts);
  });

  test('what dangerous goods cost, where they are, beside the other charges', () => {
    const charges = sheet([line(1, { carrier: 1 })], {
      accessorials: [
        { applies: 'dangerous', amountMinor: 300, lineHaulShare: 0 },
        { applies: { destinations: new Set([20]) }, amountMinor: 40, lineHaulShare: 0 },
      ],
    });
    expect(rateOrder(charges, request({ dangerous: true }), NOW)[0]).toMatchObject({
      accessorialsMinor: 340,
      amountMinor: 5_340,
    });
  });
});

describe('fuel', () => {
  const table = sheet([line(1), line(2, { origin: 11 })], {
    fuel: [
      [COPIED - 10 * DAY_MS, 0.1],
      [COPIED - DAY_MS, 0.2],
      [COPIED + 1, 0.3],
    ],
  });
  const fuelFor = (pickupAt: number, now = NOW): number | undefined =>
    rateOrder(table, request({ pickupsAt: [pickupAt] }), now)[0]?.fuelMinor;

  test('is that of the day of the copy for whatever later day, though another counts by now', () => {
    expect(fuelFor(NOW)).toBe(1_000);
    expect(fuelFor(NOW + 30 * DAY_MS)).toBe(1_000);
    expect(fuelFor(NOW + DAY_MS, NOW + DAY_MS)).toBe(1_500);
  });

  test('counts from its very instant on, and before the first there is none', () => {
    expect(fuelFor(COPIED - DAY_MS)).toBe(1_000);
    expect(fuelFor(COPIED - DAY_MS - 1)).toBe(500);
    expect(fuelFor(COPIED - 10 * DAY_MS)).toBe(500);
    expect(fuelFor(COPIED - 10 * DAY_MS - 1)).toBe(0);
  });

  test('is that of each origin by its own pickup', () => {
    const asked = request({ origins: [10, 11], pickupsAt: [NOW, COPIED - 2 * DAY_MS] });
    expect(rateOrder(table, asked, NOW).map(({ fuelMinor }) => fuelMinor)).toEqual([1_000, 500]);
  });
});

describe('ratings stand', () => {
  const lines = [
    line(6, { carrier: 3, ratePerKgMinor: 10 }),
    line(5, { carrier: 3, ratePerKgMinor: 90 }),
    line(4, { carrier: 2, ratePerKgMinor: 60 }),
    line(3, { carrier: 1, ratePerKgMinor: 50 }),
    line(2, { carrier: 0, ratePerKgMinor: 10 }),
    line(1, { carrier: 0, origin: 9, ratePerKgMinor: 10 }),
  ];
  const ranked = [1, 2].map((carrier) => ({ carrier, service: 0 }));
  const table = sheet(lines, { guide: [{ origin: 10, region: 0, ranked }] });
  const asked = request({ origins: [10, 9], pickupsAt: [NOW, NOW] });

  test('of an order by origin, then by rank, those without one last, then by line', () => {
    expect(rateOrder(table, asked, NOW).map(({ rate }) => rate)).toEqual([1, 3, 4, 2, 5, 6]);
  });

  test('of a load by rank, those without one last, then by amount, then by line', () => {
    expect(rateLoad(table, asked, NOW).map(({ rate }) => rate)).toEqual([3, 4, 1, 2, 6, 5]);
  });

  test('alike, whatever the order of the table', () => {
    const turned = sheet([...lines].reverse(), { guide: [{ origin: 10, region: 0, ranked }] });
    expect(rateOrder(turned, asked, NOW)).toEqual(rateOrder(table, asked, NOW));
    expect(rateLoad(turned, asked, NOW)).toEqual(rateLoad(table, asked, NOW));
  });
});
