/** The shipment actor: goods and booking in either order, delivery, and what comes too late. */
import { describe, expect, test } from 'vitest';
import { carrierPartner } from '#orchestrator/contracts/partners';
import { given, input, TEST_KEY } from '#testing/given';
import type { Tender } from '../contracts/outbound.ts';
import { FREIGHT_INVOICE, ORDER, type ShipmentInput } from './inputs.ts';
import { SHIPMENT_TABLE, shipmentActor } from './shipment.ts';

const tender: Tender = {
  origin: 4,
  destination: 9,
  service: 0,
  mode: 'AIR',
  weightGrams: 1500,
  transitDays: 2,
  ratedMinor: 900,
};
const plan = (ratedMinor: number | null = 900): ShipmentInput =>
  input('planShipment', { ...tender, ratedMinor }, 2, 6);
const ready: ShipmentInput = input('goodsReady', null);
const accepted: ShipmentInput = input('tenderAccepted', null, 1, 6);
const departed: ShipmentInput = input('loadDeparted', null, 100, 6);
const delivered: ShipmentInput = input('loadDelivered', null, 200, 6);
const dispatch = { send: 'dispatchLoad', partner: carrierPartner(6), key: TEST_KEY, a: 2, b: 6 };

describe('planning', () => {
  test('tenders to the carrier and expects its invoice', () => {
    expect(given(shipmentActor).when(plan()).effects).toEqual([
      { tell: 'expectInvoice', type: FREIGHT_INVOICE, key: TEST_KEY, a: 900, b: 6 },
      { send: 'tenderLoad', partner: carrierPartner(6), key: TEST_KEY, a: 1, b: 6, body: tender },
    ]);
  });

  test('expects no invoice where nothing was rated', () => {
    const { effects } = given(shipmentActor).when(plan(null));
    expect(effects).toEqual([expect.objectContaining({ send: 'tenderLoad' })]);
  });
});

describe('dispatch', () => {
  test.each([
    ['goods last', [plan(), accepted], ready],
    ['acceptance last', [plan(), ready], accepted],
  ] as const)('happens once both are there: %s', (_name, before, last) => {
    expect(given(shipmentActor, before).when(last)).toMatchObject({
      state: { status: 'dispatched' },
      effects: [dispatch],
    });
  });

  test.each([
    ['goods only', [plan()], ready, 'ready'],
    ['acceptance only', [plan()], accepted, 'booked'],
  ] as const)('waits with %s', (_name, before, last, status) => {
    expect(given(shipmentActor, before).when(last)).toMatchObject({ state: { status }, effects: [] });
  });
});

describe('delivery', () => {
  test('tells the order and ends', () => {
    const { effects, finished } = given(shipmentActor, [plan(), accepted, ready, departed]).when(delivered);
    expect(effects).toEqual([{ tell: 'shipmentDelivered', type: ORDER, key: TEST_KEY, a: 200, b: 0 }]);
    expect(finished).toBe(true);
  });

  test('of what was never rated settles the freight: nobody will bill it', () => {
    const { effects } = given(shipmentActor, [plan(null), accepted, ready, departed]).when(delivered);
    expect(effects).toEqual([
      { tell: 'shipmentDelivered', type: ORDER, key: TEST_KEY, a: 200, b: 0 },
      { tell: 'freightSettled', type: ORDER, key: TEST_KEY, a: 0, b: 0 },
    ]);
  });

  test('may overtake the departure; before the dispatch it is noted and moves nothing', () => {
    expect(given(shipmentActor, [plan(), accepted, ready]).when(delivered).state.status).toBe('delivered');
    const { state, effects } = given(shipmentActor, [plan(), accepted]).when(delivered);
    expect(state.status).toBe('booked');
    expect(effects).toEqual([{ audit: 'inputNotExpected', detail: 'loadDelivered in status booked' }]);
  });
});

test('an input that comes a second time is noted and moves nothing', () => {
  const history = [plan(), accepted, ready, departed];
  for (const [i, each] of history.entries()) {
    const { state } = given(shipmentActor, history.slice(0, i)).when(each);
    expect(SHIPMENT_TABLE.next(state.status, each.kind)).toBeNull();
    expect(given(shipmentActor, history.slice(0, i + 1)).when(each).effects).toEqual([
      { audit: 'inputNotExpected', detail: `${each.kind} in status ${state.status}` },
    ]);
  }
});
