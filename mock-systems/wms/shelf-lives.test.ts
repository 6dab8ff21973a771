/** What expires is written off on the day after its date, once, unless it is reserved; feeds that have room for it say which lots there are. */
import { describe, expect, test } from 'vitest';
import type { FeedSettings } from './settings.ts';
import { HOUR_MS, node, START, settingsOf, shp, WmsBench } from './wms.fixture.ts';

const DAY_MS = 24 * HOUR_MS;
const FEED: FeedSettings = {
  firstAt: START + HOUR_MS,
  periodMs: DAY_MS,
  fullEvery: 1,
  delayMs: null,
  omittedShare: 0,
  wrongShare: 0,
  wrongFactor: { kind: 'constant', value: 1 },
};
/** 60 units of product 0 that expire after a day and a half, 40 after four; 100 of product 1 that never do. */
const LOTS = [
  { product: 0, units: 40, expiresAt: START + 4 * DAY_MS },
  { product: 0, units: 60, expiresAt: START + 1.5 * DAY_MS },
  { product: 1, units: 100, expiresAt: null },
];

function bench(feed: FeedSettings | null = null): WmsBench {
  const one = node({ stock: { lots: LOTS, replenishment: [], cycleCounts: null }, feed });
  const products = [20 * DAY_MS, null].map((shelfLifeMs) => ({ unitWeightGrams: 100, shelfLifeMs }));
  const made = new WmsBench(settingsOf([one], { products }));
  made.wms.start();
  return made;
}
const adjusted = ({ log }: WmsBench) => log.filter((line) => line.includes('stockAdjusted'));

describe('stock that expires', () => {
  test('is written off as its day begins, lot by lot, and what keeps stays', () => {
    const made = bench();
    const free = (days: number) => {
      made.until(days * DAY_MS + HOUR_MS);
      return [made.wms.stockOf(0, 0), made.wms.stockOf(0, 1)];
    };
    expect([free(1), free(2), free(3), free(4), free(20)]).toEqual([
      [100, 100],
      [40, 100],
      [40, 100],
      [0, 100],
      [0, 100],
    ]);
    expect(adjusted(made).map((line) => line.replace(/#\d+/, ''))).toEqual([
      'WMS.stockAdjusted node 0(0,-60)',
      'WMS.stockAdjusted node 0(0,-40)',
    ]);
    expect(new Set(adjusted(made)).size).toBe(2);
    expect(made.faults()).toEqual([]);
  });

  test('and is reserved, leaves', () => {
    const made = bench();
    made.reserve(shp(1), [[0, 50]]);
    made.until(3 * DAY_MS);
    expect(adjusted(made)).toEqual([expect.stringMatching(/\(0,-10\)$/)]);
    expect(made.wms.stockOf(0, 0)).toBe(40);
    expect(made.faults()).toEqual([]);
  });

  test.each([
    ['the instant it expires', 1.5 * DAY_MS, [40]],
    ['a millisecond before', 1.5 * DAY_MS - 1, [70]],
  ])('is not reserved from its date on, though nobody has looked yet: %s', (_what, at, reserved) => {
    const made = bench();
    made.until(at);
    made.reserve(shp(1), [[0, 70]]);
    made.until(at + HOUR_MS);
    const answer = made.sent.find(({ kind }) => kind === 'stockReserved')!.body as {
      readonly units: number[];
    };
    expect(answer.units).toEqual(reserved);
    expect(made.wms.stockOf(0, 0)).toBe(100 - reserved[0]!);
    // What is left of it is written off as the next day begins; what was reserved before leaves.
    made.until(3 * DAY_MS);
    expect(made.wms.stockOf(0, 0)).toBe(reserved[0] === 40 ? 0 : 30);
    expect(made.faults()).toEqual([]);
  });

  test.each([
    ['that has room for lots names them, those first that leave first', { ...FEED, tellsLots: true }, [2, 1]],
    ['that has none says how many are free', FEED, undefined],
  ])('a feed %s', (_what, feed, numbers) => {
    const made = bench(feed);
    made.until(2 * HOUR_MS);
    const told = made.sent.find(({ kind }) => kind === 'stockCounted')!.body as {
      readonly entries: readonly { readonly lots?: readonly { readonly no: number }[] }[];
    };
    const [expiring, keeping] = told.entries;
    expect(expiring!.lots?.map(({ no }) => no)).toEqual(numbers);
    expect(keeping!.lots).toBeUndefined();
  });
});
