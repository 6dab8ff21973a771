/** Where one ERP takes the place of another, each order, shipment and freight bill speaks to the one that has it. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import type { SalesOrder } from '../../../contracts/erp.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { ERP, NEXT_ERP } from '../../../contracts/partners.ts';
import { freightInvoiceActor } from '../freight/freight-invoice.ts';
import {
  type FreightInvoiceInput,
  type OrderInput,
  SHIPMENT,
  type ShipmentInput,
  shipmentKey,
} from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import { shipmentActor } from '../shipment/shipment.ts';
import { rating } from './order.fixture.ts';
import { orderActor } from './order.ts';

const network = smallNetwork();
const order = orderActor(network);
const shipment = shipmentActor(network);

const SALES: SalesOrder = {
  customer: 0,
  destination: 20,
  lines: [{ product: 0, units: 10, unitWeightGrams: 100, unitPriceMinor: 500 }],
  shipComplete: false,
  priority: 1,
  promisedAt: TEST_NOW + 5 * 86_400_000,
  instructed: null,
};
const from = (erp: number, what: OrderInput): OrderInput => ({ ...what, fromKey: erp });
const released = (erp: number): OrderInput => from(erp, input('salesOrderReleased', SALES, 0));
const held = (erp: number): OrderInput => from(erp, input('salesOrderReleased', SALES, 1));
const takenOver = from(NEXT_ERP, input('orderTakenOver', null));
const moved: ShipmentInput = input('moveToErp', null, NEXT_ERP);
const sourced: readonly OrderInput[] = [
  input('orderRated', { ratings: [] }, 1),
  input('orderCancelled', null),
];

describe('an order', () => {
  test.each([
    ['released by it', [released(NEXT_ERP)]],
    ['taken over by it', [released(ERP), takenOver]],
    ['taken over before its release is heard', [takenOver, released(ERP)]],
  ])('%s answers the new ERP', (_what, history) => {
    const { effects } = given(order, [...history, sourced[0]!]).when(sourced[1]!);
    const sent = effects.filter((effect) => 'send' in effect && effect.send === 'answerCancellation');
    expect(sent).toMatchObject([{ partner: NEXT_ERP, key: TEST_KEY }]);
  });

  test('that stays answers the old one', () => {
    const { effects } = given(order, [released(ERP), sourced[0]!]).when(sourced[1]!);
    expect(effects).toContainEqual(expect.objectContaining({ send: 'answerCancellation', partner: ERP }));
  });

  test('tells each shipment that still lives', () => {
    const phases = [1, 5, 4, 0];
    const { state } = given(order).when(released(ERP));
    const { effects } = given({ ...order, initial: () => ({ ...state, phases }) }).when(takenOver);
    expect(effects).toEqual(
      [0, 2].map((n) => ({
        tell: 'moveToErp',
        type: SHIPMENT,
        key: shipmentKey(TEST_KEY, n),
        a: NEXT_ERP,
        b: 0,
      })),
    );
  });

  test('that is released again is the same order: said so, and changed by nothing', () => {
    const before = given(order, [held(ERP)]).when(takenOver).state;
    const { state, effects } = given(order, [held(ERP), takenOver]).when(released(NEXT_ERP));
    expect(state).toEqual(before);
    expect(effects).toEqual([
      { event: 'orderDoubled', n: 1, a: NEXT_ERP, b: NEXT_ERP },
      { audit: 'inputNotExpected', detail: 'salesOrderReleased in status held' },
    ]);
  });

  test('has a shipment of it report to the new ERP from the start; what is not expected says nothing of two orders', () => {
    const option = { node: 0, carrier: 0, service: 0, transitDays: 2, instructed: false };
    const body = { point: 'sourcing', policy: 'p', fallback: null, option } as const;
    const rated: OrderInput = input('orderRated', { ratings: [rating(10)] }, 1);
    const decided = input('decided', body, 0, 1) as OrderInput;
    const moves = expect.objectContaining({ tell: 'moveToErp', key: shipmentKey(TEST_KEY, 0), a: NEXT_ERP });
    expect(given(order, [released(NEXT_ERP), rated]).when(decided).effects).toContainEqual(moves);
    expect(given(order, [released(ERP), rated]).when(decided).effects).not.toContainEqual(moves);
    const lifted = from(NEXT_ERP, input('holdReleased', null));
    expect(given(order, [released(NEXT_ERP)]).when(lifted).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });

  test('of before there were two is with the first', () => {
    const { erp: _, ...old } = given(order).when(released(ERP)).state;
    expect(order.migrate(old, 4)).toMatchObject({ status: 'rating', erp: ERP });
  });
});

describe('a shipment', () => {
  const plan: ShipmentInput = input(
    'planShipment',
    {
      customer: 0,
      destination: 20,
      promisedAt: SALES.promisedAt,
      priority: 1,
      shipComplete: false,
      lines: [0],
      products: [0],
      units: [10],
      unitWeightGrams: [100],
      unitPriceMinor: [500],
      instructed: null,
      planned: { carrier: 0, service: 0, transitDays: 2 },
    },
    1,
    7,
  );
  const history: readonly ShipmentInput[] = [
    plan,
    input('stockReserved', { units: [10] }, 1, 0),
    input('shipmentPicked', { units: [10] }, 1, 0),
    input('shipmentPacked', { units: [10], handlingUnits: 1, grossWeightGrams: 1_000 }, 1, 1),
  ];
  const issued: ShipmentInput = input('goodsIssued', null, 1, 10);
  const arrived: ShipmentInput = input('stopDelivered', null, TEST_NOW, CONDITION.good);

  test('reports goods issue and delivery to the ERP that has its order at the time', () => {
    const first = given(shipment, history).when(issued).effects;
    expect(first).toContainEqual(expect.objectContaining({ send: 'reportGoodsIssue', partner: ERP }));
    const second = given(shipment, [...history, issued, moved]).when(arrived).effects;
    expect(second).toContainEqual(expect.objectContaining({ send: 'reportDelivery', partner: NEXT_ERP }));
  });

  test('hears of it in the midst of being stopped, too', () => {
    const { state } = given(shipment, [...history, input('stopShipment', null, 1)]).when(moved);
    expect(state).toMatchObject({ status: 'stopping', erp: NEXT_ERP });
  });

  test('of before there were two is with the first', () => {
    const { erp: _, ...old } = given(shipment).when(plan).state;
    expect(shipment.migrate(old, 5)).toMatchObject({ status: 'reserving', erp: ERP });
  });
});

describe('a freight bill', () => {
  const expected: FreightInvoiceInput = input('expectBill', { charges: [['400', 900] as const] }, 900, 3);
  const billed: FreightInvoiceInput = input(
    'freightBilled',
    { invoice: 77, charges: [{ code: '400', amountMinor: 900 }] },
    900,
    3,
  );

  test.each([
    ['before the cut-over by the old ERP', 1, ERP],
    ['from the cut-over on by the new one', 0, NEXT_ERP],
  ])('is paid %s', (_what, afterMs, partner) => {
    const payables = { from: TEST_NOW + afterMs, erp: NEXT_ERP };
    const invoice = freightInvoiceActor({ ...network, payables });
    const { effects } = given(invoice, [expected]).when(billed);
    expect(effects).toContainEqual(expect.objectContaining({ send: 'payInvoice', partner }));
  });
});
