/**
 * An order that comes in two shipments, and what it says of each to its customer: which goods left with which, what of them arrived, what
 * is billed. Shown with the second ahead of the first, with lines that only one of them has, and with what was never kept.
 */
import { describe, expect, test } from 'vitest';
import { given, givenState, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { COMPLAINT, orderComplaint, shipmentComplaint } from '../../../contracts/complaint-key.ts';
import { SURE } from '../../../contracts/crm.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { caringNetwork } from '../care.fixture.ts';
import { type OrderInput, SHIPMENT, STOP_REASON, shipmentKey } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import { PROMISED, rating, SALES } from './order.fixture.ts';
import { orderActor } from './order.ts';
import { BACKORDER_TIMER } from './order-state.ts';

const order = orderActor(caringNetwork());

const released: OrderInput = input('salesOrderReleased', SALES, 0);
/** Sourced as attempt n + 1 at a node. */
const sourced = (n: number, node: number): readonly OrderInput[] => {
  const option = { node, carrier: 0, service: 0, transitDays: 2, instructed: false };
  const body = { point: 'sourcing', policy: 'p', fallback: null, option } as const;
  return [
    input('orderRated', { ratings: [rating(10 + node)] }, n + 1),
    input('decided', body, 0, n + 1) as OrderInput,
  ];
};
const says = (
  kind: 'shipmentReserved' | 'shipmentShort' | 'shipmentShipped',
  n: number,
  ...units: number[]
): OrderInput => input(kind, { units }, n) as OrderInput;
const arrived = (n: number, deliveredAt: number, condition: number = CONDITION.good): OrderInput =>
  input('shipmentDelivered', { deliveredAt }, n, condition);
const differing = (n: number, apartMinor: number, ...units: number[]): OrderInput =>
  input('shipmentDelivered', { deliveredAt: TEST_NOW, arrived: units, apartMinor }, n, CONDITION.good);
const closed = (n: number, minor: number): OrderInput => input('shipmentClosed', null, n, minor);
const cancelled: OrderInput = input('orderCancelled', null);
const asked: OrderInput = input('promiseAsked', null, 1);
const stand = (complaint: number): OrderInput => input('standAsked', null, complaint);
const returned = (n: number): OrderInput => input('returnAsked', null, n);
const late = orderComplaint(TEST_KEY, COMPLAINT.late);
const bill = (n: number) => shipmentComplaint(shipmentKey(TEST_KEY, n), COMPLAINT.bill);

/** Six of the first line and all of the second from node 1; the other four of the first from node 0. */
const parts = [
  released,
  ...sourced(0, 1),
  says('shipmentReserved', 0, 6, 4),
  ...sourced(1, 0),
  says('shipmentReserved', 1, 4),
];
const second = [...parts, says('shipmentShipped', 1, 4)];
const both = [...second, says('shipmentShipped', 0, 6, 4)];
const said = (history: readonly OrderInput[], question: OrderInput) =>
  given(order, history).when(question).effects[0];

describe('what left with a shipment', () => {
  test('is its own, also where the second leaves and arrives before the first', () => {
    const ahead = [...second, arrived(1, 70)];
    expect(said(ahead, returned(1))).toMatchObject({
      key: shipmentKey(TEST_KEY, 1),
      a: 70,
      b: CONDITION.good,
      body: { node: 0, products: [0], units: [4], unitPriceMinor: [500] },
    });
    expect(said(ahead, returned(0))).toMatchObject({
      a: 0,
      b: -1,
      body: { node: 1, products: [], units: [] },
    });
    const then = [...ahead, says('shipmentShipped', 0, 6, 4)];
    expect(said(then, returned(0))).toMatchObject({ b: -1, body: { products: [0, 1], units: [6, 4] } });
    expect(said(then, returned(1))).toMatchObject({ b: CONDITION.good, body: { units: [4] } });
  });

  test('is nothing of one that there never was', () => {
    expect(said(both, returned(5))).toMatchObject({ a: 0, b: -1, body: { node: -1, products: [] } });
  });

  test('is written from the first shipment on, whichever was the first to get goods', () => {
    const nowhere: OrderInput = input('orderRated', { ratings: [] }, 1);
    const again: OrderInput = input('taskAnswered', null, 0, 1);
    const history = [released, nowhere, again, ...sourced(1, 0)];
    const { state } = given(order, history.slice(0, -1)).when(history.at(-1)!);
    expect(state).toMatchObject({ phases: [0, 1], held: [-1, -1, 10, 4], care: { nodes: [-1, 0] } });
    const shipped = [...history, says('shipmentReserved', 1, 10, 4), says('shipmentShipped', 1, 10, 4)];
    const done = given(order, [...shipped, arrived(1, 70)]).when(closed(1, 8_600)).state;
    expect(done.care).toEqual({
      wantedBy: 0,
      hurries: 0,
      estimatedAt: 0,
      nodes: [-1, 0],
      sent: [-1, -1, 10, 4],
      deliveredAt: [0, 70],
      conditions: [-1, CONDITION.good],
      billedMinor: [0, 8_600],
    });
  });
});

describe('when it comes', () => {
  test.for([
    ['both on the way', both, PROMISED, SURE.promised],
    ['the first is there', [...both, arrived(0, 50)], PROMISED, SURE.promised],
    ['both are there, the second last', [...both, arrived(0, 50), arrived(1, 70)], 70, SURE.delivered],
    ['both are there, the first last', [...both, arrived(1, 50), arrived(0, 70)], 70, SURE.delivered],
    [
      'one is there, one is lost',
      [...both, arrived(0, 50), arrived(1, 70, CONDITION.lost)],
      50,
      SURE.delivered,
    ],
    [
      'both are lost that were late before',
      [
        ...both,
        input('deliveryAtRisk', null, PROMISED + 7, 0) as OrderInput,
        arrived(0, 50, CONDITION.lost),
        arrived(1, 70, CONDITION.lost),
      ],
      PROMISED,
      SURE.unknown,
    ],
    [
      'what was late is there',
      [...both, input('deliveryAtRisk', null, PROMISED + 7, 0) as OrderInput, arrived(0, 50), arrived(1, 70)],
      70,
      SURE.delivered,
    ],
    [
      'the rest waits for stock',
      [...parts.slice(0, 4), ...sourced(1, 0), input('shipmentStopped', null, 1, STOP_REASON.noStock)],
      PROMISED,
      SURE.unknown,
    ],
    [
      'the rest was cancelled',
      [
        ...parts.slice(0, 4),
        says('shipmentShipped', 0, 6, 4),
        cancelled,
        input('orderRated', { ratings: [] }, 2),
        arrived(0, 50),
      ],
      50,
      SURE.delivered,
    ],
  ] as const)('%s', ([, history, at, sure]) => {
    expect(given(order, history as readonly OrderInput[]).when(asked).effects[0]).toEqual({
      event: 'promiseAnswered',
      n: 1,
      a: at,
      b: sure,
    });
  });
});

describe('how it stands', () => {
  test('is said with what of it is there, lost, to come and cancelled', () => {
    expect(said([...both, arrived(1, 70)], stand(late))).toMatchObject({
      body: { valueMinor: 8_600, comingUnits: 10, deliveredUnits: 4, lostUnits: 0, cancelledUnits: 0 },
    });
    expect(said([...both, arrived(0, 50), arrived(1, 70, CONDITION.lost)], stand(late))).toMatchObject({
      body: { comingUnits: 0, deliveredUnits: 10, lostUnits: 4, estimatedAt: 50 },
    });
    const rest = [...parts.slice(0, 4), says('shipmentShipped', 0, 6, 4), cancelled];
    expect(said(rest, stand(late))).toMatchObject({
      body: { valueMinor: 6_600, comingUnits: 10, cancelledUnits: 4 },
    });
  });

  test('is said of the shipment that it is about: its condition, and its bill', () => {
    const history = [...both, arrived(0, 50, CONDITION.damaged), arrived(1, 70), closed(1, 1_900)];
    expect(said(history, stand(bill(0)))).toMatchObject({
      b: CONDITION.damaged,
      body: { bill: { dueMinor: 6_600, billedMinor: 0, deliveredAt: 50 } },
    });
    expect(said(history, stand(bill(1)))).toMatchObject({
      b: CONDITION.good,
      body: { bill: { dueMinor: 2_000, billedMinor: 1_900, deliveredAt: 70 } },
    });
    expect(said(history, stand(bill(4)))).toMatchObject({
      b: -1,
      body: { bill: { dueMinor: 0, billedMinor: 0, deliveredAt: 0 } },
    });
  });

  test('what differs of one shipment is not another one, whichever came first', () => {
    const history = [...both, differing(1, 100, 3), differing(0, 30, 5, 2)];
    expect(said(history, stand(late))).toMatchObject({
      body: { deliveredUnits: 10, missingUnits: 4, comingUnits: 0 },
    });
    expect(said(history, returned(0))).toMatchObject({ body: { units: [5, 2] } });
    expect(said(history, returned(1))).toMatchObject({ body: { units: [3] } });
    expect(said(history, stand(bill(0)))).toMatchObject({ body: { bill: { dueMinor: 2_500 + 1_800 + 30 } } });
    expect(said(history, stand(bill(1)))).toMatchObject({ body: { bill: { dueMinor: 1_500 + 100 } } });
    const plain = [...both, differing(1, 100, 3), arrived(0, 50)];
    expect(said(plain, stand(bill(0)))).toMatchObject({ body: { bill: { dueMinor: 6_600 } } });
  });

  test('a proof goes by the lines of its shipment: one that the shipment has not, or has nothing of, shifts none', () => {
    const secondLine = [
      released,
      ...sourced(0, 1),
      says('shipmentReserved', 0, 10, 1),
      ...sourced(1, 0),
      says('shipmentReserved', 1, 3),
      says('shipmentShipped', 1, 3),
    ];
    expect(said([...secondLine, differing(1, 0, 2)], returned(1))).toMatchObject({
      body: { products: [1], units: [2] },
    });
    const noFirst = [
      ...parts.slice(0, 3),
      says('shipmentReserved', 0, 0, 4),
      says('shipmentShipped', 0, 0, 4),
    ];
    expect(said([...noFirst, differing(0, 0, 0, 3)], returned(0))).toMatchObject({
      body: { products: [0, 1], units: [0, 3] },
    });
  });
});

describe('an order that was there before customers were heard', () => {
  const { care: _, ...old } = given(order, both).when(arrived(0, 50)).state;
  const carried = () => givenState(order, structuredClone(order.migrate(old, 3)));

  test('says what it knows, and nothing of what was not kept', () => {
    expect(carried().when(asked).effects[0]).toMatchObject({ a: PROMISED, b: SURE.promised });
    expect(carried().when(stand(bill(0))).effects).toMatchObject([
      {
        tell: 'orderStands',
        b: -1,
        body: {
          valueMinor: 8_600,
          deliveredUnits: 0,
          lostUnits: 0,
          bill: { dueMinor: 0, billedMinor: 0, deliveredAt: 0 },
        },
      },
    ]);
    expect(carried().when(returned(0)).effects).toMatchObject([
      { tell: 'deliveryStands', a: 0, b: -1, body: { node: -1, products: [], units: [] } },
    ]);
  });
});

describe('an order that becomes urgent', () => {
  const urgent = (priority: number): OrderInput => input('urgencyChanged', null, priority, 99);
  const hurries = (n: number) => ({
    tell: 'hurryShipment',
    type: SHIPMENT,
    key: shipmentKey(TEST_KEY, n),
    a: 0,
    b: 99,
  });

  test('has those shipments hurry that may: none that has left, none that is to stop', () => {
    expect(given(order, second).when(urgent(0)).effects).toEqual([
      hurries(0),
      { event: 'orderHurried', n: 1, a: 0, b: 1 },
    ]);
    const complete = orderActor(caringNetwork());
    const whole: OrderInput = input('salesOrderReleased', { ...SALES, shipComplete: true }, 0);
    const stopping = [
      whole,
      ...sourced(0, 1),
      says('shipmentReserved', 0, 10, 4),
      says('shipmentShort', 0, 9, 4),
    ];
    expect(given(complete, stopping).when(urgent(0)).effects).toEqual([
      { event: 'orderHurried', n: 1, a: 0, b: 0 },
    ]);
  });

  test('is not too late where all that is left waits for stock', () => {
    const waiting = [
      ...second.slice(0, 4),
      says('shipmentShipped', 0, 6, 4),
      ...sourced(1, 0),
      input('shipmentStopped', null, 1, STOP_REASON.noStock) as OrderInput,
    ];
    const { state, effects } = given(order, waiting).when(urgent(0));
    expect(state).toMatchObject({ backordered: [4, 0], priority: 0 });
    expect(effects).toEqual([{ event: 'orderHurried', n: 1, a: 0, b: 0 }]);
    expect(given(order, waiting).when(input('timer', null, BACKORDER_TIMER)).state.status).toBe('rating');
  });

  test('by a priority that is none is refused', () => {
    const { state, effects } = given(order, parts).when(urgent(-1));
    expect(effects).toEqual([{ audit: 'urgencyRefused', detail: 'priority -1' }]);
    expect(state).toMatchObject({ priority: 1, care: { hurries: 0 } });
  });
});

test('customers make an order only where they are heard', () => {
  const early = ['urgencyChanged', 'promiseAsked'];
  expect(order.creates).toEqual(expect.arrayContaining(early));
  for (const kind of early) expect(orderActor(smallNetwork()).creates).not.toContain(kind);
});
