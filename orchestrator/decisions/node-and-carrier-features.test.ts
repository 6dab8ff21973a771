/** What a model is shown is frozen: another column, unit or order is another digest, and this test says so. */
import { expect, test } from 'vitest';
import type { NodeAndCarrierContext, NodeAndCarrierOption } from './node-and-carrier.ts';
import {
  FEATURE_COUNT,
  NODE_AND_CARRIER_FEATURES,
  NODE_AND_CARRIER_FEATURES_DIGEST,
  nodeAndCarrierFeatures,
} from './node-and-carrier-features.ts';

const HOUR = 3_600_000;
const context: NodeAndCarrierContext = {
  customer: 1,
  product: 2,
  units: 7,
  weightGrams: 12_499,
  releasedAt: 0,
  promisedAt: 72 * HOUR,
  instructed: null,
};
const option: NodeAndCarrierOption = {
  plant: 4,
  origin: 0,
  carrier: 1,
  service: 0,
  mode: 'AIR',
  transitDays: 2,
  freightMinor: 1234,
  warehouseMinor: 56,
  instructed: false,
};
const views = [
  { type: 'plant-load', key: 4, state: { openOrders: 9, openUnits: 90 } },
  { type: 'plant-load', key: 5, state: null },
];

/** Rows by feature name. */
function rows(options: readonly NodeAndCarrierOption[], now: number): Record<string, number>[] {
  const values = nodeAndCarrierFeatures({ now, context, options, views });
  return options.map((_option, row) =>
    Object.fromEntries(
      NODE_AND_CARRIER_FEATURES.features.map(({ name }, i) => [name, values[row * FEATURE_COUNT + i]!]),
    ),
  );
}

test('frozen', () => {
  expect(NODE_AND_CARRIER_FEATURES_DIGEST).toBe('9d228fe282a411ff');
});

test('one row an option, each column its own', () => {
  const [air, sea] = rows(
    [option, { ...option, plant: 5, mode: 'OCEAN', freightMinor: null, transitDays: 4, instructed: true }],
    HOUR / 2,
  );
  expect(air).toEqual({
    freight: 1234,
    warehouse: 56,
    priced: 1,
    transit: 2,
    shortfall: 0,
    tightness: 25,
    air: 1,
    ocean: 0,
    units: 7,
    weight: 12,
    openOrders: 9,
    instructed: 0,
  });
  expect(sea).toMatchObject({
    freight: 0,
    priced: 0,
    shortfall: 25,
    tightness: 48,
    air: 0,
    ocean: 1,
    openOrders: 0,
    instructed: 1,
  });
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
