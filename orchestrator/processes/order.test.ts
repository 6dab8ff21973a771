/**
 * The order actor: each step of the happy path, every way out, and what comes too late or too often. Read each test
 * as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { TMS, WMS } from '#orchestrator/contracts/partners';
import type { Instant } from '#orchestrator/model/instant';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/given';
import type { Instructed } from '../contracts/erp.ts';
import type { RateQuote } from '../contracts/outbound.ts';
import type { DecisionAnswer } from '../core/actor.ts';
import type { NodeAndCarrierOption } from '../decisions/node-and-carrier.ts';
import { type OrderInput, PLANT_LOAD, SHIPMENT } from './inputs.ts';
import { ORDER_TABLE, orderActor, UNPLANNABLE } from './order.ts';

const PROMISED = TEST_NOW + 5 * 86_400_000;
const PLANTS = [
  { no: 0, ports: [4], unitCostMinor: 50.5, products: new Set([1, 2]), customers: null },
  { no: 1, ports: [4, 5], unitCostMinor: 70, products: new Set([1]), customers: new Set([9]) },
];
const order = orderActor({ plants: PLANTS, invoiceTolerance: 0.02 });

const released = (product = 1, instructed: Instructed | null = null): OrderInput =>
  input('orderReleased', {
    customer: 3,
    product,
    units: 3,
    weightGrams: 1500,
    destination: 9,
    promisedAt: PROMISED,
    instructed,
  });

const quote = (origin: number, carrier: number, amountMinor: number): RateQuote => ({
  rate: 0,
  origin,
  carrier,
  service: 0,
  mode: 'AIR',
  transitDays: 2,
  amountMinor,
});
const quoted = (...quotes: RateQuote[]): OrderInput => input('ratesQuoted', { quotes });

const option: NodeAndCarrierOption = {
  plant: 0,
  origin: 4,
  carrier: 6,
  service: 0,
  mode: 'AIR',
  transitDays: 2,
  freightMinor: 900,
  warehouseMinor: 152,
  instructed: false,
};
const decided = (chosen: NodeAndCarrierOption | null, fallback: string | null = null): OrderInput => {
  const answer: DecisionAnswer = { point: 'node-and-carrier', policy: 'p', fallback, option: chosen };
  return input('decided', answer, chosen === null ? -1 : 0, 1);
};
const issued = input('goodsIssued', null, 0, 3);
const arrived = input('shipmentDelivered', null, PROMISED - 1);
const settled = input('freightSettled', null);
const ring = input('timer', null, 0);

const planned = [released(), quoted(quote(4, 6, 900)), decided(option)];

describe('release', () => {
  test('asks TMS for rates from every port of every plant that makes the product, and watches the promise', () => {
    const { state, effects } = given(order).when(released());
    expect(state.status).toBe('rating');
    expect(effects).toEqual([
      { timer: 0, at: PROMISED },
      {
        send: 'requestRates',
        partner: TMS,
        key: TEST_KEY,
        a: 0,
        b: 0,
        body: { origins: [4, 5], destination: 9, weightGrams: 1500 },
      },
    ]);
  });

  test('ends at once when no plant makes the product', () => {
    const { state, effects, finished } = given(order).when(released(99));
    expect(effects).toEqual([{ event: 'orderUnplannable', n: 1, a: UNPLANNABLE.noPlantMakesProduct, b: 0 }]);
    expect([state.status, finished]).toEqual(['unplannable', true]);
  });

  test('sets no timer for a promise that has passed', () => {
    const { effects } = given(order).when(released(), (PROMISED + 1) as Instant);
    expect(effects).toEqual([expect.objectContaining({ send: 'requestRates' })]);
  });
});

describe('rates', () => {
  test('every plant and port with a quote becomes an option, priced with handling rounded once', () => {
    const { state, effects } = given(order, [released()]).when(quoted(quote(4, 6, 900), quote(5, 7, 800)));
    expect(state.status).toBe('deciding');
    expect(effects).toEqual([
      expect.objectContaining({
        ask: 'node-and-carrier',
        attempt: 1,
        options: [
          option,
          { ...option, plant: 1, warehouseMinor: 210 },
          { ...option, plant: 1, origin: 5, carrier: 7, freightMinor: 800, warehouseMinor: 210 },
        ],
        views: [
          [PLANT_LOAD, 0],
          [PLANT_LOAD, 1],
        ],
      }),
    ]);
  });

  test('what was instructed is marked where a quote matches it, and offered unpriced where none does', () => {
    const instructed = {
      plant: 0,
      origin: 4,
      carrier: 6,
      service: 0,
      mode: 'GROUND',
      transitDays: 2,
      customerArranged: false,
    };
    const options = (said: Instructed): unknown => {
      const [ask] = given(order, [released(1, said)]).when(quoted(quote(4, 6, 900))).effects;
      return ask !== undefined && 'ask' in ask ? ask.options : ask;
    };
    expect(options(instructed)).toMatchObject([
      { instructed: true, freightMinor: 900 },
      { instructed: false },
    ]);
    for (const said of [
      { ...instructed, carrier: 8 },
      { ...instructed, customerArranged: true },
    ]) {
      expect(options(said)).toMatchObject([
        { instructed: false },
        { instructed: false },
        { instructed: true, freightMinor: null, warehouseMinor: 152, carrier: said.carrier },
      ]);
    }
  });

  test('no quote at all ends the order', () => {
    const { effects, finished } = given(order, [released()]).when(quoted());
    expect(effects).toEqual([{ event: 'orderUnplannable', n: 1, a: UNPLANNABLE.noRate, b: 0 }]);
    expect(finished).toBe(true);
  });
});

describe('decision', () => {
  test('plans: warehouse, shipment and the view are told, the price is on record', () => {
    const { state, effects } = given(order, planned.slice(0, 2)).when(decided(option));
    expect(state).toMatchObject({
      status: 'fulfilling',
      plant: 0,
      carrier: 6,
      freightMinor: 900,
      warehouseMinor: 152,
    });
    expect(effects).toEqual([
      { kpi: 'releaseToPlan', value: 0, unit: 'ms' },
      { event: 'orderPlanned', n: 1, a: 0, b: 6 },
      { event: 'freightRated', n: 1, a: 900, b: 2 },
      { tell: 'orderPlanned', type: PLANT_LOAD, key: 0, a: 0, b: 3 },
      {
        tell: 'planShipment',
        type: SHIPMENT,
        key: TEST_KEY,
        a: 0,
        b: 6,
        body: {
          origin: 4,
          destination: 9,
          service: 0,
          mode: 'AIR',
          weightGrams: 1500,
          transitDays: 2,
          ratedMinor: 900,
        },
      },
      { send: 'shipOrder', partner: WMS, key: TEST_KEY, a: 0, b: 3, body: { product: 1, units: 3 } },
    ]);
  });

  test.each([
    ['no-option-left', UNPLANNABLE.noOptionAllowed],
    ['policy-declined', UNPLANNABLE.policyDeclined],
  ])('%s ends the order with its reason', (fallback, reason) => {
    const { effects, finished } = given(order, planned.slice(0, 2)).when(decided(null, fallback));
    expect(effects).toEqual([{ event: 'orderUnplannable', n: 1, a: reason, b: 0 }]);
    expect(finished).toBe(true);
  });
});

describe('fulfilment', () => {
  test('goods issue frees the view and readies the shipment', () => {
    expect(given(order, planned).when(issued).effects).toEqual([
      { tell: 'orderIssued', type: PLANT_LOAD, key: 0, a: 0, b: 3 },
      { tell: 'goodsReady', type: SHIPMENT, key: TEST_KEY, a: 0, b: 0 },
    ]);
  });

  test('delivery stops watching the promise; settlement closes', () => {
    const delivered = given(order, [...planned, issued]).when(arrived);
    expect(delivered.effects).toEqual([{ cancel: 0 }]);
    expect(delivered.finished).toBe(false);
    expect(given(order, [...planned, issued, arrived]).when(settled)).toMatchObject({
      effects: [],
      finished: true,
    });
  });

  test('settlement may come before delivery: the order closes with the later of the two', () => {
    expect(given(order, [...planned, issued]).when(settled)).toMatchObject({ effects: [], finished: false });
    expect(given(order, [...planned, issued, settled]).when(arrived)).toMatchObject({
      state: { status: 'closed' },
      finished: true,
    });
  });

  test.each([
    ['rating', [released()]],
    ['fulfilling', planned],
    ['shipped', [...planned, issued]],
  ] as const)('the promise passes while %s: that is put on record', (_status, before) => {
    expect(given(order, before).when(ring).effects).toEqual([
      { event: 'promiseMissed', n: 1, a: PROMISED, b: 0 },
    ]);
  });
});

test('whatever the table does not know is noted and changes nothing, in every status', () => {
  const histories: readonly (readonly OrderInput[])[] = [
    [released()],
    planned.slice(0, 2),
    planned,
    [...planned, issued],
    [...planned, issued, arrived],
  ];
  const inputs = [released(), quoted(quote(4, 6, 1)), decided(option), issued, arrived];
  for (const history of histories) {
    const { status } = given(order, history.slice(0, -1)).when(history.at(-1)!).state;
    for (const each of inputs) {
      if (ORDER_TABLE.next(status, each.kind) !== null) continue;
      const { state, effects } = given(order, history).when(each);
      expect(effects).toEqual([{ audit: 'inputNotExpected', detail: `${each.kind} in status ${status}` }]);
      expect(state.status).toBe(status);
    }
  }
});
