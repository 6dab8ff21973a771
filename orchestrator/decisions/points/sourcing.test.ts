/** What a model is shown is frozen: another column, unit or order is another version, and this test says so. */
import { expect, test } from 'vitest';
import { columnsOf, featureRows } from '../features.ts';
import type { SourcingContext, SourcingOption } from '../sourcing.ts';
import type { View } from '../view.ts';
import { SOURCING, SOURCING_COLUMNS } from './sourcing.ts';

const HOUR = 3_600_000;
const context: SourcingContext = {
  customer: 1,
  destination: 2,
  totalUnits: 12,
  weightGrams: 12_499,
  dangerous: true,
  shipComplete: false,
  priority: 2,
  releasedAt: 0,
  promisedAt: 72 * HOUR,
  products: [0, 2],
  units: [10, 2],
  instructed: null,
};
const option: SourcingOption = {
  node: 4,
  origin: 0,
  carrier: 1,
  service: 0,
  mode: 'AIR',
  transitDays: 2,
  arrivesAt: 3 * 24 * HOUR,
  freightMinor: 1234,
  handlingMinor: 55.6,
  instructed: false,
};
const views: View[] = [
  { type: 'stock-view', key: 4, ageMs: 119_999, state: { available: [7, 99, 2] } },
  { type: 'stock-view', key: 5, ageMs: null, state: null },
  { type: 'other-view', key: 4, ageMs: 1, state: { available: [99, 99, 99] } },
];

/** Rows by feature name. */
function rows(options: readonly SourcingOption[], now: number, seen = views): Record<string, number>[] {
  const values = featureRows(SOURCING.features, SOURCING.views, { now, context, options, views: seen });
  return options.map((_option, row) =>
    Object.fromEntries(
      SOURCING_COLUMNS.map(({ name }, i) => [name, values[row * SOURCING_COLUMNS.length + i]!]),
    ),
  );
}

test('frozen', () => {
  expect([SOURCING.name, SOURCING.features.version, ...columnsOf(SOURCING.features)]).toEqual([
    'sourcing',
    1,
    'freight [minor units]',
    'handling [minor units]',
    'priced [0 or 1]',
    'transit [days]',
    'shortfall [hours]',
    'tightness [hours]',
    'parcel [0 or 1]',
    'air [0 or 1]',
    'ocean [0 or 1]',
    'lines [lines]',
    'units [pieces]',
    'weight [kg]',
    'uncovered [pieces]',
    'viewAge [minutes]',
    'shipComplete [0 or 1]',
    'dangerous [0 or 1]',
    'priority [rank]',
    'instructed [0 or 1]',
  ]);
});

test('one row an option, each column its own', () => {
  const sea = { ...option, node: 5, mode: 'OCEAN', freightMinor: null, transitDays: 4, instructed: true };
  const [air, ocean, parcel] = rows([option, sea, { ...option, node: 6, mode: 'PARCEL' }], HOUR / 2);
  expect(air).toEqual({
    freight: 1234,
    handling: 56,
    priced: 1,
    transit: 2,
    shortfall: 0,
    tightness: 25,
    parcel: 0,
    air: 1,
    ocean: 0,
    lines: 2,
    units: 12,
    weight: 12,
    uncovered: 3,
    viewAge: 1,
    shipComplete: 0,
    dangerous: 1,
    priority: 2,
    instructed: 0,
  });
  expect(ocean).toMatchObject({ freight: 0, priced: 0, shortfall: 25, tightness: 48, air: 0, ocean: 1 });
  expect(ocean).toMatchObject({ uncovered: 12, viewAge: 10_080, instructed: 1 });
  expect(parcel).toMatchObject({ parcel: 1, uncovered: 12, viewAge: 10_080 });
});

test('slack to the hour: none missing with two days, all of it when there is none', () => {
  const at = (slackHours: number) => rows([option], (24 - slackHours) * HOUR)[0]!;
  expect([at(49), at(48), at(47), at(1), at(0), at(-1)].map((row) => [row.tightness, row.shortfall])).toEqual(
    [
      [0, 0],
      [0, 0],
      [1, 0],
      [47, 0],
      [48, 0],
      [48, 1],
    ],
  );
});

test('a view older than a week is a week old', () => {
  const old = [{ ...views[0]!, ageMs: 1e12 }];
  expect(rows([option], 0, old)[0]).toMatchObject({ viewAge: 10_080, uncovered: 3 });
});
