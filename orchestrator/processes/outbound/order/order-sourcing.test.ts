/**
 * How an order is sourced: nodes rated, a way decided on, a shipment planned; what is missing goes to nodes not tried, and
 * to a planner where there is none. Read each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, TEST_KEY, TEST_NOW } from '#testing/core/given';
import type { Instructed } from '../../../contracts/erp.ts';
import { type OrderInput, SHIPMENT, SHIPMENTS_MAX, STOCK_VIEW, STOP_REASON, shipmentKey } from '../inputs.ts';
import { INSTRUCTED, smallNetwork } from '../network.fixture.ts';
import {
  answer,
  decided,
  option,
  PROMISED,
  planned,
  rated,
  rating,
  released,
  reserved,
  ring,
  says,
  sourced,
  stopped,
} from './order.fixture.ts';
import { orderActor } from './order.ts';
import { TASK_TIMER } from './order-state.ts';
import { NO_ROUTE_ANSWER, TASKS_MAX } from './order-tasks.ts';

const network = smallNetwork();
const order = orderActor(network);

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
    expect(effects).toMatchObject([{ cancel: TASK_TIMER }, {}, { task: 'noRoute', role: 'planner', no: 1 }]);
    expect(given(order, [released(), rated(1)]).when(answer(0, 1))).toMatchObject({
      state: { status: 'rating', attempt: 2 },
    });
    const gaveUp = given(order, [released(), rated(1)]).when(answer(1, 1));
    expect(gaveUp.finished).toBe(true);
    expect(gaveUp.effects).toContainEqual({ event: 'lineCancelled', n: 1, a: 10, b: STOP_REASON.noRoute });
  });

  test('unanswered, a planner is told, and may ask once more under the same number', () => {
    const told = [released(), ring(TASK_TIMER)];
    expect(given(order, [released()]).when(ring(TASK_TIMER)).effects).toMatchObject([
      { timer: TASK_TIMER },
      { task: 'ratingUnanswered', role: 'planner' },
    ]);
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
    expect(enough).toMatchObject({ state: { status: 'rating', openTask: TASKS_MAX, tasks: TASKS_MAX } });
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
