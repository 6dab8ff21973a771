/** A load that a third party has sent off: the core takes it from the advice, has it rated by the agreed tariff, and follows it like any other. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { MILESTONE } from '../../../contracts/carriers.ts';
import { TMS } from '../../../contracts/partners.ts';
import { FREIGHT_INVOICE, type LoadInput, SHIPMENT } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { DAY_MS, milestone, rating } from './load.fixture.ts';
import { loadActor } from './load.ts';
import { WATCH_TIMER } from './load-state.ts';

const THIRD_PARTY = 2;
const load = loadActor({ ...smallNetwork(), freight: { carrier: THIRD_PARTY } });

const goods = (no: number, promisedAt = TEST_NOW + 3 * DAY_MS) => ({
  shipment: no,
  promisedAt,
  valueMinor: 90_000,
  weightGrams: 10_000,
  handlingUnits: 2,
  dangerous: false,
});
const advised: LoadInput = input(
  'shippingAdvised',
  {
    haulier: 0,
    destination: 20,
    lane: 1,
    cutoff: 3,
    pickupAt: TEST_NOW - 7_200_000,
    departedAt: TEST_NOW - 3_600_000,
    transitDays: 2,
    shipments: [goods(TEST_KEY), goods(TEST_KEY + 8, TEST_NOW + DAY_MS)],
  },
  0,
  THIRD_PARTY,
);
const rated: LoadInput = input(
  'loadRated',
  { ratings: [rating(0, 900, 1), rating(THIRD_PARTY, 1_500, 0)] },
  1,
);
const heard: LoadInput = input(
  'milestoneReported',
  { rawCode: 'AF', occurredAt: TEST_NOW, estimatedAt: null },
  MILESTONE.departed,
  THIRD_PARTY,
);

describe('a load that is advised', () => {
  test('is on record, known to its shipments, and rated for what has left, when it left', () => {
    const { state, effects } = given(load).when(advised);
    expect(state).toMatchObject({
      status: 'advised',
      carrier: THIRD_PARTY,
      shipments: [TEST_KEY, TEST_KEY + 8],
      promisedAt: TEST_NOW + DAY_MS,
      estimatedAt: TEST_NOW - 3_600_000 + 2 * DAY_MS,
    });
    expect(effects).toContainEqual(
      expect.objectContaining({ event: 'loadAdvised', n: 1, a: THIRD_PARTY, b: 2 }),
    );
    for (const shipment of [TEST_KEY, TEST_KEY + 8])
      expect(effects).toContainEqual(
        expect.objectContaining({ tell: 'shipmentBooked', type: SHIPMENT, key: shipment, b: THIRD_PARTY }),
      );
    expect(effects).toContainEqual(
      expect.objectContaining({
        send: 'requestRating',
        partner: TMS,
        b: 1,
        body: expect.objectContaining({
          weightGrams: 20_000,
          handlingUnits: 4,
          pickupsAt: [TEST_NOW - 7_200_000],
        }),
      }),
    );
  });

  test('is expected to cost what was agreed with the third party, not what somebody else would cost', () => {
    const { state, effects } = given(load, [advised]).when(rated);
    expect(state).toMatchObject({ status: 'in-transit', agreedMinor: 1_500, billExpected: true });
    expect(effects).toContainEqual(
      expect.objectContaining({
        tell: 'expectBill',
        type: FREIGHT_INVOICE,
        a: 1_500,
        b: THIRD_PARTY,
        body: {
          charges: [
            ['400', 1_400],
            ['FUE', 100],
          ],
        },
      }),
    );
    const due = TEST_NOW - 3_600_000 + 2 * DAY_MS + LIMITS.milestoneGraceMs;
    expect(effects).toContainEqual({ timer: WATCH_TIMER, at: due });
  });

  test('is what the advice says of each of its shipments, and of all of them together', () => {
    const [first, second] = [
      goods(TEST_KEY),
      { ...goods(15), weightGrams: 3, handlingUnits: 1, valueMinor: 7 },
    ];
    const both: LoadInput = input(
      'shippingAdvised',
      {
        haulier: 0,
        destination: 21,
        lane: 3,
        cutoff: 5,
        pickupAt: TEST_NOW - 50,
        departedAt: TEST_NOW - 40,
        transitDays: 0,
        shipments: [first, { ...second, dangerous: true }],
      },
      1,
      THIRD_PARTY,
    );
    const { state, effects } = given(load).when(both);
    expect(state).toMatchObject({
      node: 1,
      lane: 3,
      cutoff: 5,
      attempt: 1,
      ratings: 1,
      pickupAt: TEST_NOW - 50,
      transitDays: 0,
      // A day at least.
      estimatedAt: TEST_NOW - 40 + DAY_MS,
      promises: [TEST_NOW + 3 * DAY_MS, TEST_NOW + 3 * DAY_MS],
      values: [90_000, 7],
      told: [0, 0],
      valueMinor: 90_007,
      weightGrams: 10_003,
      handlingUnits: 3,
    });
    expect(effects.at(-1)).toEqual({
      send: 'requestRating',
      partner: TMS,
      key: TEST_KEY,
      a: 1,
      b: 1,
      body: {
        origins: [11],
        destination: 21,
        weightGrams: 10_003,
        handlingUnits: 3,
        dangerous: true,
        pickupsAt: [TEST_NOW - 50],
      },
    });
    expect(given(load).when(advised).effects.at(-1)).toMatchObject({ body: { dangerous: false } });
  });

  test('is expected to cost each of what the tariff names, and nothing else', () => {
    const charges = (fuelMinor: number, accessorialsMinor: number) => {
      const agreed = { ...rating(THIRD_PARTY, 1_500, 0), lineHaulMinor: 1_000, fuelMinor, accessorialsMinor };
      const tariff: LoadInput = input('loadRated', { ratings: [agreed] }, 1);
      const { state, effects } = given(load, [advised]).when(tariff);
      expect(state).toMatchObject({ rate: 52, unpriced: false, settled: false });
      return effects.find((each) => 'tell' in each && each.tell === 'expectBill');
    };
    expect(charges(0, 0)).toMatchObject({ body: { charges: [['400', 1_000]] } });
    expect(charges(1, 2)).toMatchObject({
      body: {
        charges: [
          ['400', 1_000],
          ['FUE', 1],
          ['HAZ', 2],
        ],
      },
    });
    const gift: LoadInput = input('loadRated', { ratings: [rating(THIRD_PARTY, 0, 0)] }, 1);
    expect(given(load, [advised]).when(gift).state).toMatchObject({ unpriced: true, settled: true });
  });

  test('for which nothing was agreed waits for no bill', () => {
    const nothing: LoadInput = input('loadRated', { ratings: [rating(0, 900, 1)] }, 1);
    const { state, effects } = given(load, [advised]).when(nothing);
    expect(state).toMatchObject({ status: 'in-transit', unpriced: true, settled: true });
    expect(effects.some((effect) => 'tell' in effect && effect.tell === 'expectBill')).toBe(false);
  });
});

describe('news from the road', () => {
  test('before the advice makes nothing of it, and the advice is taken all the same', () => {
    const { state, effects } = given(load).when(heard);
    expect(state.status).toBe('new');
    expect(effects).toMatchObject([{ audit: 'inputNotExpected' }]);
    expect(given(load, [heard]).when(advised).state.status).toBe('advised');
  });

  test('before the tariff is heard counts', () => {
    const { state } = given(load, [advised]).when(heard);
    expect(state).toMatchObject({ status: 'advised', milestone: MILESTONE.departed });
  });

  test('of somebody else is no news of it', () => {
    const { state, effects } = given(load, [advised, rated]).when(milestone(MILESTONE.inTransit));
    expect(state.milestone).toBe(0);
    expect(effects).toContainEqual(expect.objectContaining({ audit: 'formerCarrier' }));
  });
});

test('nobody else is asked to take it on when it is late', () => {
  const limits = { rerouteMinorMax: 9_000, expediteMinorMax: 0 };
  const rich = loadActor({ ...smallNetwork({ limits }), freight: { carrier: THIRD_PARTY } });
  const late: LoadInput = input(
    'milestoneReported',
    { rawCode: 'SD', occurredAt: TEST_NOW, estimatedAt: TEST_NOW + 9 * DAY_MS },
    MILESTONE.delayed,
    THIRD_PARTY,
  );
  const { effects } = given(rich, [advised, rated]).when(late);
  expect(effects).toContainEqual(expect.objectContaining({ tell: 'deliveryAtRisk' }));
  expect(effects).not.toContainEqual(expect.objectContaining({ send: 'requestRating' }));
});

test('a shipment that would leave it is too late, and a load that is advised twice stays as it is', () => {
  const leave: LoadInput = input('leaveLoad', null, TEST_KEY);
  expect(given(load, [advised]).when(leave).state.shipments).toHaveLength(2);
  const again = given(load, [advised, rated]).when(advised);
  expect(again.state.status).toBe('in-transit');
  expect(again.effects).toEqual([expect.objectContaining({ audit: 'inputNotExpected' })]);
});

test('where nobody arranges freight an advice makes no load', () => {
  expect(loadActor(smallNetwork()).creates).toEqual(['formLoad']);
  expect(load.creates).toContain('shippingAdvised');
});
