/**
 * The order actor: every row of its table, what comes late, out of turn or not at all, and that no unit of a line is ever lost.
 * Read each test as given inputs, when an input, then these effects.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut, type Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import type { Instructed, SalesOrder } from '../../../contracts/erp.ts';
import { ERP, TMS } from '../../../contracts/partners.ts';
import type { Rating } from '../../../contracts/tms.ts';
import type { DecisionAnswer } from '../../../core/actor.ts';
import type { SourcingOption } from '../../../decisions/sourcing.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { type OrderInput, SHIPMENT, SHIPMENTS_MAX, STOCK_VIEW, STOP_REASON, shipmentKey } from '../inputs.ts';
import { INSTRUCTED, LIMITS, smallNetwork } from '../network.fixture.ts';
import { PROMISED, rating, SALES } from './order.fixture.ts';
import { orderActor } from './order.ts';
import {
  BACKORDER_TIMER,
  ORDER_TABLE,
  type OrderState,
  type OrderStatus,
  PROMISE_TIMER,
  TASK_TIMER,
} from './order-state.ts';
import { NO_ROUTE_ANSWER, TASKS_MAX } from './order-tasks.ts';

const network = smallNetwork();
const order = orderActor(network);

const released = (changes: Partial<SalesOrder> = {}, hold = 0): OrderInput =>
  input('salesOrderReleased', { ...SALES, ...changes }, hold);
const rated = (attempt: number, ...ratings: Rating[]): OrderInput =>
  input('orderRated', { ratings }, attempt);
const option = (node: number, changes: Partial<SourcingOption> = {}): SourcingOption => ({
  node,
  origin: 10 + node,
  carrier: 0,
  service: 0,
  mode: 'GROUND',
  transitDays: 2,
  arrivesAt: TEST_NOW + LIMITS.pickupLeadMs + 2 * 86_400_000,
  freightMinor: 900,
  handlingMinor: 560,
  instructed: false,
  ...changes,
});
const decided = (attempt: number, chosen: SourcingOption | null): OrderInput => {
  const answer: DecisionAnswer = { point: 'sourcing', policy: 'p', fallback: null, option: chosen };
  return input('decided', answer, chosen === null ? -1 : 0, attempt);
};
const says = (
  kind: 'shipmentReserved' | 'shipmentShort' | 'shipmentShipped',
  n: number,
  ...units: number[]
): OrderInput => input(kind, { units }, n) as OrderInput;
const deliveredBy = (n: number): OrderInput => input('shipmentDelivered', { deliveredAt: TEST_NOW }, n, 0);
const stopped = (n: number, reason: number): OrderInput => input('shipmentStopped', null, n, reason);
const closed = (n: number): OrderInput => input('shipmentClosed', null, n, 8_600);
const ring = (timer: number): OrderInput => input('timer', null, timer);
const cancelled: OrderInput = input('orderCancelled', null);
const changed = (line: number, units: number): OrderInput => input('orderChanged', null, line, units);
const answer = (a: number, no: number): OrderInput => input('taskAnswered', null, a, no);

/** Sourced at a node, as attempt `n + 1`. */
const sourced = (n: number, node: number): OrderInput[] => [
  rated(n + 1, rating(10 + node)),
  decided(n + 1, option(node)),
];
const planned = [released(), ...sourced(0, 0)];
const reserved = [...planned, says('shipmentReserved', 0, 10, 4)];
const shipped = [...reserved, says('shipmentShipped', 0, 10, 4)];
const delivered = [...shipped, deliveredBy(0)];
const tellStop = (n: number, reason: number): Effect => ({
  tell: 'stopShipment',
  type: SHIPMENT,
  key: shipmentKey(TEST_KEY, n),
  a: reason,
  b: 0,
});

test('a state from before tasks were counted by the answer that they wait for is carried over', () => {
  const { rounds: _, ...old } = given(order).when(released()).state;
  expect(order.migrate(old, 2)).toMatchObject({ status: 'rating', rounds: 0 });
  expect(() => order.migrate(old, 1)).toThrow('order state of version 1 is unknown');
});

describe('release', () => {
  test('asks TMS for ratings from every node that keeps an open line, and watches the promise', () => {
    const { state, effects } = given(order).when(released());
    expect(state.status).toBe('rating');
    expect(effects).toEqual([
      { timer: PROMISE_TIMER, at: PROMISED },
      {
        send: 'requestRating',
        partner: TMS,
        key: TEST_KEY,
        a: 1,
        b: 0,
        body: {
          origins: [10, 11],
          destination: 20,
          weightGrams: 2000,
          handlingUnits: 1,
          dangerous: false,
          pickupsAt: [TEST_NOW + LIMITS.pickupLeadMs, TEST_NOW + LIMITS.pickupLeadMs],
        },
      },
      { timer: TASK_TIMER, at: TEST_NOW + LIMITS.backorderRetryMs },
    ]);
  });

  test('dangerous goods are rated as such; a promise that has passed is not watched', () => {
    const lines = [{ product: 2, units: 1, unitWeightGrams: 1, unitPriceMinor: 1 }];
    const { effects } = given(order).when(released({ lines }), (PROMISED + 1) as Instant);
    expect(effects[0]).toMatchObject({ send: 'requestRating', body: { dangerous: true } });
  });

  test('a node that serves other customers, or does not keep all of a complete order, is not asked', () => {
    const [first, second] = network.nodes;
    const tied: Network = {
      ...network,
      nodes: [
        { ...first!, customers: new Set([1]) },
        { ...second!, products: new Set([0]) },
      ],
    };
    const origins = (shipComplete: boolean) =>
      given(orderActor(tied))
        .when(released({ shipComplete }))
        .effects.find((e) => 'send' in e || 'task' in e);
    expect(origins(false)).toMatchObject({ body: { origins: [11] } });
    expect(origins(true)).toMatchObject({ task: 'noRoute', role: 'planner' });
  });
});

describe('credit hold', () => {
  const held = released({}, 1);

  test('plans nothing; after a while a credit clerk is asked, then a supervisor once, then it stays', () => {
    expect(given(order).when(held)).toMatchObject({
      state: { status: 'held' },
      effects: [{ timer: PROMISE_TIMER }, { timer: TASK_TIMER, at: TEST_NOW + LIMITS.holdTaskAfterMs }],
    });
    expect(given(order, [held]).when(ring(TASK_TIMER)).effects).toEqual([
      { task: 'creditHold', role: 'credit-clerk', no: 1, dueAt: TEST_NOW + LIMITS.taskEscalationMs },
      { timer: TASK_TIMER, at: TEST_NOW + LIMITS.taskEscalationMs },
    ]);
    expect(given(order, [held, ring(TASK_TIMER)]).when(ring(TASK_TIMER)).effects).toEqual([
      { task: 'creditHold', role: 'supervisor', no: 2, dueAt: null },
    ]);
    expect(
      given(order, [held, ring(TASK_TIMER), ring(TASK_TIMER)]).when(ring(TASK_TIMER)).effects,
    ).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('no answer to the task lifts it, but it is not escalated any more', () => {
    const { state, effects } = given(order, [held, ring(TASK_TIMER)]).when(answer(0, 1));
    expect(state.status).toBe('held');
    expect(effects).toEqual([{ cancel: TASK_TIMER }]);
  });

  test('ERP lifts it, and planning begins', () => {
    const { state, effects } = given(order, [held]).when(input('holdReleased', null));
    expect(state.status).toBe('rating');
    expect(effects).toMatchObject([{ cancel: TASK_TIMER }, { send: 'requestRating' }, { timer: TASK_TIMER }]);
  });

  test('ERP rejects the order: it is done, all cancelled', () => {
    const { effects, finished } = given(order, [held]).when(input('orderRejected', null));
    expect(effects).toEqual([
      { cancel: TASK_TIMER },
      { event: 'lineCancelled', n: 1, a: 10, b: STOP_REASON.creditRefused },
      { event: 'lineCancelled', n: 2, a: 4, b: STOP_REASON.creditRefused },
      { cancel: PROMISE_TIMER },
      { event: 'orderDone', n: 1, a: 0, b: 14 },
      { send: 'reportOrderDone', partner: ERP, key: TEST_KEY, a: 0, b: 14 },
    ]);
    expect(finished).toBe(true);
  });
});

describe('what overtakes the order itself is kept, and heard when the order is there', () => {
  const lifted: OrderInput = input('holdReleased', null);
  const refused: OrderInput = input('orderRejected', null);
  test.each<[string, OrderInput, OrderInput, Partial<OrderState>]>([
    ['a cancellation', cancelled, released(), { status: 'closing', cancelled: [10, 4] }],
    ['a change', changed(0, 12), released(), { status: 'rating', ordered: [12, 4], open: [12, 4] }],
    ['the end of its hold', lifted, released({}, 1), { status: 'rating' }],
    ['its rejection', refused, released({}, 1), { status: 'done', cancelled: [10, 4] }],
  ])('%s', (_what, early, release, then) => {
    const kept = given(order).when(early);
    expect(kept).toMatchObject({ state: { status: 'new' }, effects: [] });
    const { state, effects } = given(order, [early]).when(release);
    expect(state).toMatchObject({ ...then, early: null });
    expect(effects).not.toContainEqual(expect.objectContaining({ audit: 'inputNotExpected' }));
  });

  test('a cancellation of an order that a rule refuses at once is answered, too', () => {
    const customers = network.customers.map((customer) => ({ ...customer, deniedParty: true }));
    const refusing = orderActor({ ...network, customers });
    const { effects, finished } = given(refusing, [cancelled]).when(released());
    expect(finished).toBe(true);
    expect(
      effects.filter((effect) => 'send' in effect && effect.send === 'answerCancellation'),
    ).toMatchObject([{ partner: ERP, key: TEST_KEY, a: 1, b: 0 }]);
  });
});

describe('missing master data', () => {
  const lines = [SALES.lines[0]!, { ...SALES.lines[1]!, unitWeightGrams: null }];
  const incomplete = released({ lines });
  const provided = (...unitWeightGrams: number[]): OrderInput =>
    input('masterDataProvided', { unitWeightGrams });

  test('is asked for, and planning begins when it is there', () => {
    expect(given(order).when(incomplete).effects.slice(1)).toEqual([
      { send: 'requestMasterData', partner: ERP, key: TEST_KEY, a: 1, b: 0 },
      { timer: TASK_TIMER, at: TEST_NOW + LIMITS.holdTaskAfterMs },
    ]);
    expect(given(order, [incomplete]).when(provided(1, 300)).effects).toMatchObject([
      { cancel: TASK_TIMER },
      { send: 'requestRating', body: { weightGrams: 2200 } },
      { timer: TASK_TIMER },
    ]);
  });

  test('still missing, it waits; unanswered, master data gets a task, whose answer asks ERP again', () => {
    expect(given(order, [incomplete]).when(provided(1))).toMatchObject({
      state: { status: 'incomplete' },
      effects: [{ audit: 'masterDataIncomplete' }],
    });
    expect(given(order, [incomplete]).when(ring(TASK_TIMER)).effects[0]).toMatchObject({
      task: 'weightMissing',
      role: 'master-data',
    });
    expect(given(order, [incomplete, ring(TASK_TIMER)]).when(answer(0, 1)).effects).toMatchObject([
      { cancel: TASK_TIMER },
      { send: 'requestMasterData' },
      { timer: TASK_TIMER },
    ]);
  });

  test('after so many tasks the last stays open, is escalated, and ends only with the weights', () => {
    const rounds: OrderInput[] = [incomplete, ring(TASK_TIMER)];
    for (let no = 1; no < TASKS_MAX; no++) rounds.push(answer(0, no), ring(TASK_TIMER));
    const stays = { status: 'incomplete', taskStage: 1, tasks: TASKS_MAX };
    const enough = given(order, rounds).when(answer(0, TASKS_MAX));
    expect(enough).toMatchObject({ state: stays });
    expect(enough.effects).toEqual([expect.objectContaining({ audit: 'askedOftenEnough' })]);
    rounds.push(answer(0, TASKS_MAX));
    expect(given(order, rounds).when(ring(TASK_TIMER)).effects).toMatchObject([
      { task: 'weightMissing', role: 'supervisor', no: TASKS_MAX + 1 },
    ]);
    rounds.push(ring(TASK_TIMER));
    const bySupervisor = given(order, rounds).when(answer(0, TASKS_MAX + 1));
    expect(bySupervisor.effects).toEqual([expect.objectContaining({ audit: 'askedOftenEnough' })]);
    expect(given(order, rounds).when(provided(1, 300)).state).toMatchObject({
      status: 'rating',
      taskStage: 0,
      rounds: 0,
    });
  });

  test('an order on hold is checked when the hold is lifted', () => {
    expect(given(order, [released({ lines }, 1)]).when(input('holdReleased', null)).state.status).toBe(
      'incomplete',
    );
  });
});

describe('ratings', () => {
  test('a node that ships from ports is rated from each of them, and every such rating is an option of it', () => {
    const ported = orderActor({
      ...network,
      nodes: [{ ...network.nodes[0]!, place: 14, ports: [14, 15] }, network.nodes[1]!],
    });
    expect(given(ported).when(released()).effects).toContainEqual(
      expect.objectContaining({
        send: 'requestRating',
        body: expect.objectContaining({ origins: [14, 15, 11] }),
      }),
    );
    const { effects } = given(ported, [released()]).when(rated(1, rating(15), rating(10), rating(14)));
    expect(effects).toContainEqual(
      expect.objectContaining({
        options: [option(0, { origin: 15 }), option(0, { origin: 14 })],
      }),
    );
  });

  test('every node that could send it, by every rating from its place, is an option', () => {
    const { state, effects } = given(order, [released()]).when(rated(1, rating(10), rating(11, 1, 700)));
    expect(state.status).toBe('deciding');
    expect(effects).toEqual([
      { cancel: TASK_TIMER },
      {
        ask: 'sourcing',
        attempt: 1,
        context: {
          customer: 0,
          destination: 20,
          totalUnits: 14,
          weightGrams: 2000,
          dangerous: false,
          shipComplete: false,
          priority: 1,
          releasedAt: TEST_NOW,
          promisedAt: PROMISED,
          products: [0, 1],
          units: [10, 4],
          instructed: null,
        },
        options: [option(0), option(1, { carrier: 1, freightMinor: 700, handlingMinor: 574 })],
        views: [
          [STOCK_VIEW, 0],
          [STOCK_VIEW, 1],
        ],
      },
    ]);
  });

  test('what was instructed is marked where a rating matches it, and offered unpriced where none does', () => {
    const instructed: Instructed = {
      plant: 0,
      origin: 10,
      carrier: 0,
      service: 0,
      mode: null,
      transitDays: 2,
      customerArranged: false,
    };
    const options = (said: Instructed): unknown => {
      const { effects } = given(order, [released({ instructed: said })]).when(rated(1, rating(10)));
      return effects.flatMap((effect) => ('ask' in effect ? effect.options : []));
    };
    expect(options(instructed)).toMatchObject([{ instructed: true, freightMinor: 900 }]);
    for (const said of [
      { ...instructed, carrier: 2 },
      { ...instructed, customerArranged: true },
    ]) {
      expect(options(said)).toMatchObject([
        { instructed: false },
        { instructed: true, freightMinor: null, handlingMinor: 560, carrier: said.carrier, mode: 'unknown' },
      ]);
    }
    expect(options({ ...instructed, plant: 99 })).toMatchObject([{ instructed: false }]);
  });

  test('without any, a planner is asked: try again, or give up', () => {
    const { state, effects } = given(order, [released()]).when(rated(1));
    expect(state.status).toBe('no-route');
    expect(effects).toMatchObject([{ cancel: TASK_TIMER }, { task: 'noRoute', role: 'planner', no: 1 }, {}]);
    expect(given(order, [released(), rated(1)]).when(answer(0, 1))).toMatchObject({
      state: { status: 'rating', attempt: 2 },
    });
    const gaveUp = given(order, [released(), rated(1)]).when(answer(1, 1));
    expect(gaveUp.finished).toBe(true);
    expect(gaveUp.effects).toContainEqual({ event: 'lineCancelled', n: 1, a: 10, b: STOP_REASON.noRoute });
  });

  test('unanswered, a planner is told, and may ask once more under the same number', () => {
    const told = [released(), ring(TASK_TIMER)];
    expect(given(order, [released()]).when(ring(TASK_TIMER)).effects[0]).toMatchObject({
      task: 'ratingUnanswered',
      role: 'planner',
    });
    expect(given(order, told).when(answer(0, 1)).effects).toMatchObject([
      { cancel: TASK_TIMER },
      { send: 'requestRating', a: 1 },
      { timer: TASK_TIMER },
    ]);
  });

  test('a planner may have TMS asked so often, then the task stays open; the next sourcing counts anew', () => {
    const rounds: OrderInput[] = [released(), ring(TASK_TIMER)];
    for (let no = 1; no < TASKS_MAX; no++) rounds.push(answer(0, no), ring(TASK_TIMER));
    const enough = given(order, rounds).when(answer(0, TASKS_MAX));
    expect(enough).toMatchObject({ state: { status: 'rating', taskStage: 1, tasks: TASKS_MAX } });
    expect(enough.effects).toEqual([expect.objectContaining({ audit: 'askedOftenEnough' })]);
    const next = [...rounds, ...sourced(0, 0), says('shipmentReserved', 0, 10, 0), ring(TASK_TIMER)];
    expect(given(order, next).when(answer(0, TASKS_MAX + 1)).effects).toContainEqual(
      expect.objectContaining({ send: 'requestRating', a: 2 }),
    );
  });

  test('of another attempt are noted and change nothing', () => {
    expect(given(order, [released()]).when(rated(2, rating(10)))).toMatchObject({
      state: { status: 'rating' },
      effects: [{ audit: 'inputNotExpected' }],
    });
  });

  test('an order that finds no route for ever is given up with its last shipment number', () => {
    const history: OrderInput[] = [released()];
    for (let attempt = 1; attempt <= 8; attempt++) history.push(rated(attempt), answer(0, attempt));
    const last = history.pop()!;
    expect(given(order, history).when(last)).toMatchObject({ finished: true });
  });

  test('nor is a planner asked for ever about what no node keeps: after eight tries it is cancelled', () => {
    const nodes = network.nodes.map((node) => ({ ...node, products: new Set<number>() }));
    const nowhere = orderActor({ ...network, nodes });
    const history: OrderInput[] = [released()];
    for (let no = 1; no < SHIPMENTS_MAX; no++) history.push(answer(NO_ROUTE_ANSWER.tryAgain, no));
    expect(given(nowhere, history.slice(0, -1)).when(history.at(-1)!)).toMatchObject({
      state: { status: 'no-route', tasks: SHIPMENTS_MAX },
    });
    const { effects, finished } = given(nowhere, history).when(
      answer(NO_ROUTE_ANSWER.tryAgain, SHIPMENTS_MAX),
    );
    expect(finished).toBe(true);
    expect(effects).toContainEqual({ event: 'lineCancelled', n: 1, a: 10, b: STOP_REASON.noRoute });
    expect(effects).not.toContainEqual(expect.objectContaining({ task: 'noRoute' }));
  });
});

describe('sourcing', () => {
  test('gives all open lines to a shipment of the node', () => {
    const { state, effects } = given(order, [released(), rated(1, rating(10))]).when(decided(1, option(0)));
    expect(state).toMatchObject({ status: 'fulfilling', open: [0, 0], allocated: [10, 4] });
    expect(effects).toEqual([
      { kpi: 'releaseToPlan', value: 0, unit: 'ms' },
      { event: 'orderSourced', n: 1, a: 0, b: 0 },
      {
        tell: 'planShipment',
        type: SHIPMENT,
        key: shipmentKey(TEST_KEY, 0),
        a: 0,
        b: 0,
        body: {
          customer: 0,
          destination: 20,
          promisedAt: PROMISED,
          priority: 1,
          shipComplete: false,
          lines: [0, 1],
          products: [0, 1],
          units: [10, 4],
          unitWeightGrams: [100, 250],
          unitPriceMinor: [500, 900],
          instructed: null,
          planned: { carrier: 0, service: 0, transitDays: option(0).transitDays },
        },
      },
    ]);
  });

  test('an instructed option takes along how it is to travel', () => {
    const instructed = INSTRUCTED;
    const { effects } = given(order, [released({ instructed }), rated(1, rating(10))]).when(
      decided(1, option(0, { instructed: true })),
    );
    expect(effects.at(-1)).toMatchObject({ body: { instructed } });
  });

  test('nobody could choose: a planner is asked', () => {
    const { state } = given(order, [released(), rated(1, rating(10))]).when(decided(1, null));
    expect(state.status).toBe('no-route');
  });

  test('what is missing is sourced at the nodes not tried', () => {
    const { state, effects } = given(order, planned).when(says('shipmentReserved', 0, 6, 4));
    expect(state).toMatchObject({ status: 'rating', open: [4, 0], allocated: [6, 4] });
    expect(effects[0]).toMatchObject({ a: 2, body: { origins: [11], weightGrams: 400 } });
  });

  test('a shipment that got nothing frees its lines for the next node', () => {
    const { state } = given(order, planned).when(stopped(0, STOP_REASON.noStock));
    expect(state).toMatchObject({ status: 'rating', attempt: 2, open: [10, 4], allocated: [0, 0] });
  });

  test('what a rule of trade forbids is cancelled, not sourced again', () => {
    const { effects, finished } = given(order, reserved).when(stopped(0, STOP_REASON.refusedByRule));
    expect(effects).toContainEqual({ event: 'lineCancelled', n: 1, a: 10, b: STOP_REASON.refusedByRule });
    expect(finished).toBe(true);
  });
});

describe('back-order', () => {
  const atBoth = [...planned, says('shipmentReserved', 0, 6, 4), ...sourced(1, 1)];
  const waiting = [...atBoth, says('shipmentReserved', 1, 1)];

  test('when no node is left, the rest waits and ERP is told', () => {
    const { state, effects } = given(order, atBoth).when(says('shipmentReserved', 1, 1));
    expect(state).toMatchObject({ status: 'fulfilling', backordered: [3, 0], allocated: [7, 4] });
    expect(effects).toEqual([
      { timer: BACKORDER_TIMER, at: TEST_NOW + LIMITS.backorderRetryMs },
      { event: 'lineBackordered', n: 1, a: 3, b: STOP_REASON.noStock },
      { send: 'reportBackorder', partner: ERP, key: TEST_KEY, a: 0, b: 3 },
    ]);
  });

  test('then every node is tried again', () => {
    const { state, effects } = given(order, waiting).when(ring(BACKORDER_TIMER));
    expect(state).toMatchObject({ status: 'rating', attempt: 3, open: [3, 0], backordered: [0, 0] });
    expect(effects[0]).toMatchObject({ body: { origins: [10, 11] } });
  });

  test('and after its tries it is cancelled, while the rest goes on', () => {
    const nowhere = (n: number): OrderInput[] => [
      ring(BACKORDER_TIMER),
      ...sourced(n, 0),
      stopped(n, STOP_REASON.noStock),
      ...sourced(n + 1, 1),
      stopped(n + 1, STOP_REASON.noStock),
    ];
    const history = [...waiting, ...nowhere(2), ...nowhere(4)];
    const { state, effects } = given(order, history.slice(0, -1)).when(history.at(-1)!);
    expect(state).toMatchObject({ status: 'fulfilling', cancelled: [3, 0], backordered: [0, 0] });
    expect(effects).toEqual([{ event: 'lineCancelled', n: 1, a: 3, b: STOP_REASON.noStock }]);
  });

  test('a short pick while waiting waits as well, under a number of its own', () => {
    const { state, effects } = given(order, waiting).when(says('shipmentShort', 0, 5, 4));
    expect(state.backordered).toEqual([4, 0]);
    expect(effects).toMatchObject([
      { event: 'lineBackordered', n: 65, a: 1 },
      { send: 'reportBackorder', b: 4 },
    ]);
  });
});

describe('a customer who takes no partial shipment', () => {
  const complete = [released({ shipComplete: true }), ...sourced(0, 0), says('shipmentReserved', 0, 10, 4)];

  test('picked short, it is stopped, and all of it is sourced elsewhere', () => {
    const short = given(order, complete).when(says('shipmentShort', 0, 9, 4));
    expect(short.state.status).toBe('fulfilling');
    expect(short.effects).toEqual([tellStop(0, STOP_REASON.noStock)]);
    const { state } = given(order, [...complete, says('shipmentShort', 0, 9, 4)]).when(
      stopped(0, STOP_REASON.noStock),
    );
    expect(state).toMatchObject({ status: 'rating', open: [10, 4] });
  });

  test('too late to stop, only the rest is sourced', () => {
    const { state } = given(order, [...complete, says('shipmentShort', 0, 9, 4)]).when(
      input('shipmentTooLate', null, 0),
    );
    expect(state).toMatchObject({ status: 'rating', open: [1, 0] });
  });
});

describe('to the end', () => {
  test('shipped, delivered, billed: done', () => {
    expect(given(order, reserved).when(says('shipmentShipped', 0, 10, 4)).state).toMatchObject({
      status: 'closing',
      shipped: [10, 4],
    });
    expect(given(order, shipped).when(deliveredBy(0)).effects).toEqual([{ cancel: PROMISE_TIMER }]);
    const { effects, finished } = given(order, delivered).when(closed(0));
    expect(finished).toBe(true);
    expect(effects).toEqual([
      { event: 'orderDone', n: 1, a: 14, b: 0 },
      { send: 'reportOrderDone', partner: ERP, key: TEST_KEY, a: 14, b: 0 },
    ]);
  });

  test('the promise passes: that is put on record, once', () => {
    expect(given(order, reserved).when(ring(PROMISE_TIMER)).effects).toEqual([
      { event: 'promiseMissed', n: 1, a: PROMISED, b: 0 },
    ]);
    expect(given(order, [...reserved, ring(PROMISE_TIMER)]).when(ring(PROMISE_TIMER)).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
  });

  test('a delivery at risk is told once', () => {
    const risk = input('deliveryAtRisk', null, PROMISED + 1, 0);
    expect(given(order, shipped).when(risk).effects).toMatchObject([
      { event: 'orderAtRisk', n: 1, a: PROMISED + 1, b: PROMISED },
      { audit: 'orderAtRisk' },
    ]);
    expect(given(order, [...shipped, risk]).when(risk).effects).toEqual([]);
  });
});

describe('cancellation', () => {
  const answered = (a: number, b: number): Effect => ({
    send: 'answerCancellation',
    partner: ERP,
    key: TEST_KEY,
    a,
    b,
  });

  test.each([
    ['held', [released({}, 1)]],
    ['without route', [released(), rated(1)]],
  ] as const)('%s, it is done at once', (_status, history) => {
    const { effects, finished } = given(order, history).when(cancelled);
    expect(effects).toContainEqual(answered(1, 0));
    expect(effects.at(-1)).toMatchObject({ send: 'reportOrderDone', a: 0, b: 14 });
    expect(finished).toBe(true);
  });

  test.each([
    ['rating', [released()], rated(1, rating(10))],
    ['deciding', [released(), rated(1, rating(10))], decided(1, option(0))],
  ] as const)(
    'while %s, it is answered at once, and ends when what was asked is answered',
    (_s, history, late) => {
      const first = given(order, history).when(cancelled);
      expect(first.effects).toContainEqual(answered(1, 0));
      expect(first.finished).toBe(false);
      expect(given(order, [...history, cancelled]).when(late).finished).toBe(true);
    },
  );

  test('waits for every living shipment', () => {
    const asked = given(order, reserved).when(cancelled);
    expect(asked.state.status).toBe('cancelling');
    expect(asked.effects).toEqual([{ cancel: TASK_TIMER }, tellStop(0, STOP_REASON.cancelledByCustomer)]);
    const { state, effects, finished } = given(order, [...reserved, cancelled]).when(
      stopped(0, STOP_REASON.cancelledByCustomer),
    );
    expect(state.cancelled).toEqual([10, 4]);
    expect(effects).toContainEqual(answered(1, 0));
    expect(finished).toBe(true);
  });

  test('too late: the goods go on', () => {
    const asked = [...reserved, cancelled];
    const tooLate = given(order, asked).when(input('shipmentTooLate', null, 0));
    expect(tooLate.effects).toEqual([answered(0, 14)]);
    expect(tooLate.state.status).toBe('closing');
    const rest = [input('shipmentTooLate', null, 0), says('shipmentShipped', 0, 10, 4), deliveredBy(0)];
    expect(given(order, [...asked, ...rest]).when(closed(0)).effects).toContainEqual({
      event: 'orderDone',
      n: 1,
      a: 14,
      b: 0,
    });
  });

  test('asked to stop before it was reserved, and gone all the same: it is shipped, and what it lacks is cancelled', () => {
    for (const first of [[], [input('shipmentTooLate', null, 0)]]) {
      const gone = [...planned, cancelled, ...first, says('shipmentShipped', 0, 7, 4)];
      expect(given(order, [...gone, deliveredBy(0)]).when(closed(0)).effects).toContainEqual({
        event: 'orderDone',
        n: 1,
        a: 11,
        b: 3,
      });
    }
  });

  test('after goods issue it is refused, once; what waits for stock is cancelled', () => {
    expect(given(order, shipped).when(cancelled).effects).toContainEqual(answered(0, 14));
    expect(given(order, [...shipped, cancelled]).when(cancelled).effects).toMatchObject([
      { audit: 'inputNotExpected' },
    ]);
    const history = [
      ...planned,
      says('shipmentReserved', 0, 6, 4),
      ...sourced(1, 1),
      stopped(1, STOP_REASON.noStock),
      says('shipmentShipped', 0, 6, 4),
    ];
    const { state, effects } = given(order, history).when(cancelled);
    expect(state).toMatchObject({ status: 'closing', cancelled: [4, 0], shipped: [6, 4] });
    expect(effects).toContainEqual({ cancel: BACKORDER_TIMER });
    expect(effects).toContainEqual(answered(0, 10));
  });

  test('units that come back while it waits are cancelled', () => {
    const { state, effects } = given(order, [...reserved, cancelled]).when(says('shipmentShort', 0, 3, 4));
    expect(state).toMatchObject({ open: [0, 0], cancelled: [7, 0] });
    expect(effects).toEqual([{ event: 'lineCancelled', n: 1, a: 7, b: STOP_REASON.cancelledByCustomer }]);
  });
});

describe('change', () => {
  const made = (a: number, line: number): Effect => ({
    send: 'answerChange',
    partner: ERP,
    key: TEST_KEY,
    a,
    b: line,
  });

  test('less is taken from what is open, and refused beyond that', () => {
    expect(given(order, [released()]).when(changed(0, 2))).toMatchObject({
      state: { ordered: [2, 4], open: [2, 4] },
      effects: [made(1, 0)],
    });
    expect(given(order, planned).when(changed(0, 2))).toMatchObject({
      state: { ordered: [10, 4] },
      effects: [made(0, 0)],
    });
  });

  test('less of what waits for stock; with nothing left waiting the timer is stopped', () => {
    const history = [
      ...planned,
      says('shipmentReserved', 0, 6, 4),
      ...sourced(1, 1),
      stopped(1, STOP_REASON.noStock),
    ];
    expect(given(order, history).when(changed(0, 6))).toMatchObject({
      state: { ordered: [6, 4], backordered: [0, 0] },
      effects: [{ cancel: BACKORDER_TIMER }, made(1, 0)],
    });
  });

  test('more is opened and sourced, from any node', () => {
    const { state, effects } = given(order, reserved).when(changed(1, 9));
    expect(state).toMatchObject({ status: 'rating', ordered: [10, 9], open: [0, 5] });
    expect(effects).toMatchObject([made(1, 1), { send: 'requestRating', body: { origins: [10, 11] } }, {}]);
  });

  test('is refused past shipping, and for a line that is not there', () => {
    expect(given(order, shipped).when(changed(0, 99)).effects).toEqual([made(0, 0)]);
    expect(given(order, reserved).when(changed(5, 1)).effects).toEqual([made(0, 5)]);
  });

  test('to nothing, before anything is planned, ends it with the answer of TMS', () => {
    const history = [released(), changed(0, 0), changed(1, 0)];
    expect(given(order, history).when(rated(1, rating(10)))).toMatchObject({ finished: true });
    expect(given(order, [released(), rated(1), changed(0, 0)]).when(changed(1, 0))).toMatchObject({
      finished: true,
    });
  });
});

/** One history for each status: with all inputs, it makes every row and every hole of the table. */
const HISTORIES: Readonly<
  Record<Exclude<OrderStatus, 'new' | 'ranking' | 'aftercare' | 'done'>, readonly OrderInput[]>
> = {
  held: [released({}, 1)],
  incomplete: [released({ lines: [{ ...SALES.lines[0]!, unitWeightGrams: null }] })],
  rating: [released()],
  deciding: [released(), rated(1, rating(10))],
  'no-route': [released(), rated(1)],
  fulfilling: reserved,
  cancelling: [...reserved, cancelled],
  closing: shipped,
};
const EVERY_INPUT: readonly OrderInput[] = [
  released(),
  input('holdReleased', null),
  input('orderRejected', null),
  changed(0, 11),
  cancelled,
  input('masterDataProvided', { unitWeightGrams: [1, 1] }),
  rated(1, rating(10)),
  decided(1, option(0)),
  says('shipmentReserved', 0, 10, 4),
  says('shipmentShort', 0, 9, 4),
  says('shipmentShipped', 0, 10, 4),
  deliveredBy(0),
  stopped(0, STOP_REASON.noStock),
  input('shipmentTooLate', null, 0),
  closed(0),
  input('deliveryAtRisk', null, 1, 0),
  answer(0, 1),
  ring(PROMISE_TIMER),
];

test('what the table does not know is noted and changes nothing, in every status', () => {
  for (const [status, history] of Object.entries(HISTORIES)) {
    for (const each of EVERY_INPUT) {
      if (ORDER_TABLE.next(status as OrderStatus, each.kind) !== null) continue;
      const before = given(order, history.slice(0, -1)).when(history.at(-1)!).state;
      const { state, effects } = given(order, history).when(each);
      expect(before.status).toBe(status);
      expect(effects).toEqual([{ audit: 'inputNotExpected', detail: `${each.kind} in status ${status}` }]);
      expect(state).toEqual(before);
    }
  }
});

test('a shipment that speaks out of turn is noted and changes nothing', () => {
  for (const each of [closed(0), deliveredBy(0), says('shipmentShipped', 3, 1), closed(9), closed(-1)]) {
    expect(given(order, planned).when(each).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  }
});

const small = fc.integer({ min: -1, max: 3 });
const someUnits = fc.array(fc.integer({ min: -1, max: 12 }), { maxLength: 3 });
const anyInput: fc.Arbitrary<OrderInput> = fc.oneof(
  fc.constantFrom(...EVERY_INPUT),
  fc
    .record({ a: fc.integer({ min: 1, max: 8 }), node: fc.constantFrom(0, 1) })
    .map(({ a, node }) => rated(a, rating(10 + node))),
  fc
    .record({ a: fc.integer({ min: 1, max: 8 }), node: fc.constantFrom(0, 1, 99) })
    .map(({ a, node }) => decided(a, option(node))),
  fc.tuple(small, someUnits).map(([n, units]) => says('shipmentReserved', n, ...units)),
  fc.tuple(small, someUnits).map(([n, units]) => says('shipmentShort', n, ...units)),
  fc.tuple(small, someUnits).map(([n, units]) => says('shipmentShipped', n, ...units)),
  fc.tuple(small, fc.integer({ min: 1, max: 5 })).map(([n, reason]) => stopped(n, reason)),
  small.map(deliveredBy),
  small.map(closed),
  small.map((n) => input('shipmentTooLate', null, n) as OrderInput),
  fc.tuple(small, fc.integer({ min: 0, max: 15 })).map(([line, units]) => changed(line, units)),
  fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 1, max: 4 })).map(([a, no]) => answer(a, no)),
  fc.integer({ min: 0, max: 2 }).map(ring),
);

/** The next thing that a well-behaved world would say, chosen by `pick`; the property mixes it with anything at all. */
function likely(state: OrderState, pick: number): OrderInput {
  const n = state.phases.findLastIndex((phase) => phase > 0 && phase < 5);
  const held = n < 0 ? [] : state.held.slice(n * 2, n * 2 + 2).filter((units) => units >= 0);
  if (state.status === 'rating') return rated(state.attempt, rating(10), rating(11));
  if (state.status === 'deciding') return decided(state.attempt, option(pick & 1));
  if (state.status === 'no-route') return answer(pick & 1, state.tasks);
  switch (n < 0 ? 0 : state.phases[n]) {
    case 1:
      return (pick & 1) === 0
        ? stopped(n, STOP_REASON.noStock)
        : says('shipmentReserved', n, ...held.map((u) => u - (pick % 3)));
    case 2:
      return (pick & 1) === 0
        ? says('shipmentShort', n, ...held.map((u) => u - 1))
        : says('shipmentShipped', n, ...held);
    case 3:
      return deliveredBy(n);
    case 4:
      return closed(n);
    default:
      return ring(BACKORDER_TIMER);
  }
}

function expectConserved(state: OrderState): void {
  for (const [line, ordered] of state.ordered.entries()) {
    const parts = [state.open, state.allocated, state.backordered, state.cancelled, state.shipped].map(
      (u) => u[line]!,
    );
    expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(ordered);
    let held = 0;
    for (let i = line; i < state.held.length; i += state.ordered.length) held += Math.max(0, state.held[i]!);
    expect(state.allocated[line]).toBe(held);
  }
}

test('whatever comes, nothing throws, no unit is lost, every event is written once, and done is the end', () => {
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(fc.oneof(anyInput, fc.nat({ max: 6 })), { maxLength: 60 }),
      (shipComplete, inputs) => {
        const state = order.initial(TEST_KEY);
        const events = new Set<string>();
        let answers = 0;
        let cancellations = 0;
        for (const each of [released({ shipComplete }), ...inputs]) {
          if (order.finished(state)) break;
          const out = new CollectingOut(TEST_NOW);
          order.step(state, typeof each === 'number' ? likely(state, each) : each, TEST_NOW, out);
          expectConserved(state);
          for (const effect of out.effects) {
            if ('send' in effect && effect.send === 'answerCancellation') answers += 1;
            if (!('event' in effect)) continue;
            expect(events).not.toContain(`${effect.event} ${effect.n}`);
            events.add(`${effect.event} ${effect.n}`);
          }
          if (state.cancelAsked) cancellations = 1;
        }
        expect(answers).toBeLessThanOrEqual(cancellations);
        expect(events.has('orderDone 1')).toBe(order.finished(state));
      },
    ),
  );
});
