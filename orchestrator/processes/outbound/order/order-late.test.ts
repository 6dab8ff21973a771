/**
 * What an order hears late, twice, out of turn or of what it is not waiting for: each changes nothing that it should not. And where it gives
 * up. Read each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import type { SalesOrder } from '../../../contracts/erp.ts';
import { ERP } from '../../../contracts/partners.ts';
import { instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { type OrderInput, SHIPMENT, SHIPMENTS_MAX, STOP_REASON, shipmentKey } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import { PROMISED, rating, SALES } from './order.fixture.ts';
import { orderActor } from './order.ts';
import {
  AFTERCARE_TIMER,
  BACKORDER_TIMER,
  initialOrder,
  markTried,
  PROMISE_TIMER,
  TASK_TIMER,
  wasTried,
} from './order-state.ts';
import { NO_ROUTE_ANSWER } from './order-tasks.ts';

const network = smallNetwork();
const order = orderActor(network);

const released = (changes: Partial<SalesOrder> = {}, hold = 0): OrderInput =>
  input('salesOrderReleased', { ...SALES, ...changes }, hold);
const rated = (attempt: number, ...nodes: readonly number[]): OrderInput =>
  input('orderRated', { ratings: nodes.map((node) => rating(10 + node)) }, attempt);
const decided = (attempt: number, node: number): OrderInput => {
  const option = { node, carrier: 0, service: 0, transitDays: 2, instructed: false };
  const body = { point: 'sourcing', policy: 'p', fallback: null, option } as const;
  return input('decided', body, 0, attempt) as OrderInput;
};
const sourced = (n: number, node: number): readonly OrderInput[] => [
  rated(n + 1, node),
  decided(n + 1, node),
];
const says = (
  kind: 'shipmentReserved' | 'shipmentShort' | 'shipmentShipped',
  n: number,
  ...units: number[]
): OrderInput => input(kind, { units }, n) as OrderInput;
const stopped = (n: number, reason: number): OrderInput => input('shipmentStopped', null, n, reason);
const delivered = (n: number): OrderInput => input('shipmentDelivered', { deliveredAt: TEST_NOW }, n, 0);
const tooLate = (n: number): OrderInput => input('shipmentTooLate', null, n);
const atRisk = (n: number): OrderInput => input('deliveryAtRisk', null, PROMISED + 1, n);
const ring = (timer: number): OrderInput => input('timer', null, timer);
const answer = (a: number, no: number): OrderInput => input('taskAnswered', null, a, no);
const changed = (line: number, units: number, change = 1): OrderInput =>
  input('orderChanged', { change }, line, units);
const cancelled: OrderInput = input('orderCancelled', null);
const lifted: OrderInput = input('holdReleased', null);

const planned = [released(), ...sourced(0, 0)];
const reserved = [...planned, says('shipmentReserved', 0, 10, 4)];
/** Six of ten reserved; of the rest none is left anywhere. */
const waiting = [
  ...planned,
  says('shipmentReserved', 0, 6, 4),
  ...sourced(1, 1),
  stopped(1, STOP_REASON.noStock),
];
const complete = [released({ shipComplete: true }), ...sourced(0, 0), says('shipmentReserved', 0, 10, 4)];
const unexpected = [expect.objectContaining({ audit: 'inputNotExpected' })];
const isUnexpected = (history: readonly OrderInput[], ...late: readonly OrderInput[]): void => {
  for (const each of late) {
    const before = given(order, history.slice(0, -1)).when(history.at(-1)!).state;
    const { state, effects } = given(order, history).when(each);
    expect(effects).toEqual(unexpected);
    expect(state).toEqual(before);
  }
};
const requested = (history: readonly OrderInput[], last: OrderInput) =>
  given(order, history)
    .when(last)
    .effects.find((each) => 'send' in each && each.send === 'requestRating');

describe('an answer', () => {
  test('to an earlier question is not one to this', () => {
    isUnexpected([...planned, says('shipmentReserved', 0, 6, 4), rated(2, 1)], decided(1, 1));
    isUnexpected([...planned, says('shipmentReserved', 0, 6, 4)], rated(1, 1));
  });

  test('that nobody waits for any more plans nothing while it is being cancelled', () => {
    isUnexpected([...reserved, cancelled], rated(1, 0), decided(1, 0));
  });

  test('to a task counts while the task is open, also by its number before it was escalated', () => {
    const noRoute = [released(), rated(1)];
    isUnexpected(noRoute, answer(0, 2), answer(0, 0));
    // Nobody has been asked: there is no task 0.
    isUnexpected([released()], answer(0, 0));
    const escalated = [...noRoute, ring(TASK_TIMER)];
    isUnexpected(escalated, answer(0, 3));
    for (const no of [1, 2]) expect(given(order, escalated).when(answer(0, no)).state.status).toBe('rating');
    const again = [...noRoute, answer(NO_ROUTE_ANSWER.tryAgain, 1), rated(2)];
    isUnexpected(again, answer(0, 1));
  });

  test('to the task of a hold lifts nothing and gives nothing up', () => {
    const { state } = given(order, [released({}, 1), ring(TASK_TIMER)]).when(
      answer(NO_ROUTE_ANSWER.giveUp, 1),
    );
    expect(state).toMatchObject({ status: 'held', open: [10, 4], cancelled: [0, 0] });
  });
});

describe('a timer', () => {
  test('that is not waited for means nothing', () => {
    isUnexpected(reserved, ring(BACKORDER_TIMER), ring(TASK_TIMER), ring(AFTERCARE_TIMER));
    isUnexpected([released()], ring(BACKORDER_TIMER), ring(AFTERCARE_TIMER));
    isUnexpected(waiting, ring(TASK_TIMER), ring(AFTERCARE_TIMER));
  });

  test('of the order itself does not end the time for which it is kept', () => {
    const caring: Network = {
      ...network,
      care: {
        afterCareMs: 1,
        answerWithinMs: 1,
        lateCreditShare: 0,
        lateCreditMinorMax: 0,
        disputes: null,
        returns: null,
      },
    };
    const kept = given(orderActor(caring), [released({}, 1)]);
    expect(kept.when(cancelled).state.status).toBe('aftercare');
    expect(kept.when(ring(TASK_TIMER))).toMatchObject({ finished: false, effects: unexpected });
  });

  test('for the promise is set where that is still to come', () => {
    const watches = (promisedAt: number) =>
      given(order).when(released({ promisedAt }), instant(TEST_NOW)).state;
    expect(watches(TEST_NOW).promiseWatched).toBe(false);
    expect(watches(TEST_NOW + 1).promiseWatched).toBe(true);
  });

  test('for the promise runs until all of it is delivered', () => {
    const both = [
      ...planned,
      says('shipmentReserved', 0, 6, 4),
      ...sourced(1, 1),
      says('shipmentReserved', 1, 4),
      says('shipmentShipped', 0, 6, 4),
      says('shipmentShipped', 1, 4),
    ];
    expect(given(order, both).when(delivered(1)).effects).toEqual([]);
    expect(given(order, [...both, delivered(1)]).when(delivered(0)).effects).toEqual([
      { cancel: PROMISE_TIMER },
    ]);
  });

  test('for a back-order tries every node again, and nothing else', () => {
    expect(given(order, waiting).when(ring(BACKORDER_TIMER)).effects).not.toContainEqual(unexpected[0]);
  });
});

describe('a shipment', () => {
  test('is short once it has reserved, too late when it was asked to stop, at risk until it has arrived', () => {
    isUnexpected(planned, says('shipmentShort', 0, 9, 4), tooLate(0), atRisk(0));
    isUnexpected(reserved, tooLate(0), delivered(0));
    expect(given(order, reserved).when(atRisk(0)).effects[0]).toMatchObject({ event: 'orderAtRisk' });
    const arrived = [...reserved, says('shipmentShipped', 0, 10, 4), delivered(0)];
    isUnexpected(arrived, atRisk(0), tooLate(0));
  });

  test('of a complete order is stopped where units are missing, and told once', () => {
    expect(given(order, complete).when(says('shipmentShort', 0, 10, 4)).effects).toEqual([]);
    const short = [...complete, says('shipmentShort', 0, 9, 4)];
    expect(given(order, short).when(says('shipmentShort', 0, 8, 4)).effects).toEqual([]);
    const stops = given(order, short)
      .when(cancelled)
      .effects.filter((each) => 'tell' in each);
    expect(stops).toEqual([]);
  });

  test('is told to stop by an order that is cancelled, while one that has left is not', () => {
    const history = [
      ...planned,
      says('shipmentReserved', 0, 6, 4),
      ...sourced(1, 1),
      says('shipmentShipped', 0, 6, 4),
    ];
    const tells = given(order, history)
      .when(cancelled)
      .effects.filter((each) => 'tell' in each);
    expect(tells).toEqual([
      {
        tell: 'stopShipment',
        type: SHIPMENT,
        key: shipmentKey(TEST_KEY, 1),
        a: STOP_REASON.cancelledByCustomer,
        b: 0,
      },
    ]);
  });

  test('that another node is to send is sourced there, be it the first; a number as large of another kind says nothing', () => {
    const atSecond = [released(), ...sourced(0, 1), says('shipmentReserved', 0, 10, 4)];
    expect(requested(atSecond, stopped(0, STOP_REASON.reassigned))).toMatchObject({
      body: { origins: [10] },
    });
    const missing: OrderInput = input('shipmentReserved', { units: [6, 4] }, 0, STOP_REASON.reassigned + 9);
    expect(requested(planned, missing as OrderInput)).toMatchObject({ body: { origins: [11] } });
  });

  test('gives back what customer, rule or credit forbids for good; fractions and less than nothing are not units', () => {
    for (const reason of [STOP_REASON.refusedByRule, STOP_REASON.creditRefused]) {
      const { effects, finished } = given(order, reserved).when(stopped(0, reason));
      expect(finished).toBe(true);
      expect(effects).toContainEqual({ event: 'lineCancelled', n: 1, a: 10, b: reason });
    }
    expect(given(order, planned).when(says('shipmentReserved', 0, 6.9, -2)).state).toMatchObject({
      allocated: [6, 0],
      open: [4, 4],
    });
  });

  test('is seen by its stock once, and only the first says how long planning took', () => {
    const { effects } = given(order, [...planned, says('shipmentReserved', 0, 6, 4), rated(2, 1)]).when(
      decided(2, 1),
    );
    expect(effects).toContainEqual({ event: 'orderSourced', n: 2, a: 1, b: 0 });
    expect(effects).not.toContainEqual(expect.objectContaining({ kpi: 'releaseToPlan' }));
  });

  test('holds of its node what that keeps, and the rest stays open', () => {
    const nodes = network.nodes.map((node) => ({ ...node, products: new Set([1 - node.no]) }));
    const divided = orderActor({ ...network, nodes });
    expect(given(divided, [released(), rated(1, 0, 1)]).when(decided(1, 0)).state).toMatchObject({
      open: [10, 0],
      allocated: [0, 4],
      held: [-1, 4],
    });
  });
});

describe('what is cancelled', () => {
  const lines = (history: readonly OrderInput[], last: OrderInput) =>
    given(order, history)
      .when(last)
      .effects.flatMap((each) =>
        'event' in each && each.event === 'lineCancelled' ? [[each.n, each.a]] : [],
      );

  test('has a number of its own each time', () => {
    const asked = [...reserved, cancelled];
    expect(lines(asked, says('shipmentShort', 0, 3, 4))).toEqual([[1, 7]]);
    expect(lines([...asked, says('shipmentShort', 0, 3, 4)], says('shipmentShort', 0, 2, 1))).toEqual([
      [65, 1],
      [66, 3],
    ]);
    expect(lines(waiting, cancelled)).toEqual([[1, 4]]);
    expect(lines([...waiting, cancelled], says('shipmentShort', 0, 5, 4))).toEqual([[65, 1]]);
  });

  test('is all of an order for whom nothing may be delivered to, and it is done', () => {
    const customers = network.customers.map((customer) => ({ ...customer, deniedParty: true }));
    const refusing = orderActor({ ...network, customers });
    const { effects, finished } = given(refusing).when(released());
    expect(finished).toBe(true);
    expect(effects).toMatchObject([
      { timer: PROMISE_TIMER },
      { event: 'orderRefusedByRule', n: 1, a: SALES.customer, b: STOP_REASON.refusedByRule },
      { event: 'lineCancelled', n: 1, a: 10, b: STOP_REASON.refusedByRule },
      { event: 'lineCancelled', n: 2, a: 4, b: STOP_REASON.refusedByRule },
      { cancel: PROMISE_TIMER },
      { event: 'orderDone', n: 1, a: 0, b: 14 },
      { send: 'reportOrderDone' },
    ]);
    // Two said early that it is cancelled, one that its hold is lifted: one answer.
    const early = given(refusing, [cancelled, lifted, cancelled]).when(released());
    const answers = early.effects.filter((each) => 'send' in each && each.send === 'answerCancellation');
    expect(answers).toMatchObject([{ partner: ERP, a: 1 }]);
    expect(given(refusing, [lifted]).when(released()).effects).not.toContainEqual(
      expect.objectContaining({ send: 'answerCancellation' }),
    );
    expect(early.effects.filter((each) => 'audit' in each)).toHaveLength(3);
  });

  test('is the rest after the last shipment number, for want of stock, not of a route', () => {
    const nodes = Array.from({ length: SHIPMENTS_MAX + 2 }, (_, no) => ({
      ...network.nodes[0]!,
      no,
      place: 10 + no,
    }));
    const history: OrderInput[] = [released()];
    for (let n = 0; n < SHIPMENTS_MAX; n++) history.push(...sourced(n, n), stopped(n, STOP_REASON.noStock));
    const wide = orderActor({ ...network, nodes });
    const { effects, finished } = given(wide, history.slice(0, -1)).when(history.at(-1)!);
    expect(finished).toBe(true);
    expect(effects).toContainEqual({ event: 'lineCancelled', n: 1, a: 10, b: STOP_REASON.noStock });
    // Nobody rates the last: nor does it wait for a number that there is not.
    const unrated = given(wide, history.slice(0, -3)).when(rated(SHIPMENTS_MAX));
    expect(unrated.finished).toBe(true);
    expect(unrated.effects).not.toContainEqual(expect.objectContaining({ timer: BACKORDER_TIMER }));
  });

  test('is nothing while all of it waits for stock', () => {
    const none = [
      ...planned,
      stopped(0, STOP_REASON.noStock),
      ...sourced(1, 1),
      stopped(1, STOP_REASON.noStock),
    ];
    expect(given(order, none.slice(0, -1)).when(none.at(-1)!)).toMatchObject({
      finished: false,
      state: { status: 'fulfilling', backordered: [10, 4], cancelled: [0, 0] },
    });
  });
});

describe('a change', () => {
  test('to what it is already is made, and tries no node again', () => {
    expect(requested([...planned, changed(0, 10)], says('shipmentReserved', 0, 6, 4))).toMatchObject({
      body: { origins: [11] },
    });
    expect(given(order, planned).when(changed(0, 10)).effects).toMatchObject([
      { event: 'changeAnswered', n: 1, a: 0, b: 0 },
      { send: 'answerChange', a: 1 },
    ]);
  });

  test('that leaves nothing for a planner to do ends the task', () => {
    const { effects } = given(order, [released(), rated(1), changed(0, 0)]).when(changed(1, 0, 2));
    expect(effects).toContainEqual({ cancel: TASK_TIMER });
  });
});

test('a weight of nothing is one; of less than nothing it is none, and what is known is not said anew', () => {
  const lines = [SALES.lines[0]!, { ...SALES.lines[1]!, unitWeightGrams: null }];
  const provided = (...unitWeightGrams: number[]): OrderInput =>
    input('masterDataProvided', { unitWeightGrams });
  const told = (said: OrderInput) => given(order, [released({ lines })]).when(said).state;
  expect(told(provided(7, 0))).toMatchObject({ status: 'rating', unitWeightGrams: [100, 0] });
  expect(told(provided(7, -5))).toMatchObject({ status: 'incomplete', unitWeightGrams: [100, -1] });
});

test('an order of which nothing is known but that it was cancelled has no goods; one of a customer that nobody knows is planned', () => {
  const { state } = given(order).when(cancelled);
  expect(state).toEqual({ ...initialOrder(), early: [cancelled] });
  const none = {
    products: [],
    unitPriceMinor: [],
    unitWeightGrams: [],
    ordered: [],
    open: [],
    allocated: [],
  };
  expect(state).toMatchObject({ ...none, backordered: [], cancelled: [], shipped: [], held: [], phases: [] });
  expect(state).toMatchObject({ customer: -1, destination: -1, shipComplete: false, nodesTried: [] });
  expect(given(order).when(released()).state).not.toHaveProperty('note');
  expect(given(order).when(released({ customer: 99 })).state.status).toBe('rating');
});

test('nodes that were tried are known one by one, however many there are', () => {
  const draft = initialOrder();
  markTried(draft, 40);
  expect(draft.nodesTried).toEqual([0, 256]);
  for (const node of [0, 31, 32, 95]) markTried(draft, node);
  const tried = Array.from({ length: 130 }, (_, node) => node).filter((node) => wasTried(draft, node));
  expect(tried).toEqual([0, 31, 32, 40, 95]);
});
