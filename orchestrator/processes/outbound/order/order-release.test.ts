/**
 * What an order needs before it can be sourced: its release, the end of a credit hold, its master data; and what overtakes
 * it. Read each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { ERP, TMS } from '../../../contracts/partners.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { type OrderInput, STOP_REASON } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { answer, cancelled, changed, PROMISED, released, ring, SALES } from './order.fixture.ts';
import { orderActor } from './order.ts';
import { type OrderState, PROMISE_TIMER, TASK_TIMER } from './order-state.ts';
import { TASKS_MAX } from './order-tasks.ts';

const network = smallNetwork();
const order = orderActor(network);

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
      { timer: TASK_TIMER, at: TEST_NOW + LIMITS.taskEscalationMs },
      { task: 'creditHold', role: 'credit-clerk', no: 1, dueAt: TEST_NOW + LIMITS.taskEscalationMs },
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

  test('of an order that is cancelled needs no answer any more', () => {
    expect(given(order, [held, ring(TASK_TIMER)]).when(cancelled).state.openTask).toBe(0);
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
    expect(given(order, [incomplete]).when(ring(TASK_TIMER)).effects).toMatchObject([
      { timer: TASK_TIMER },
      { task: 'weightMissing', role: 'master-data' },
    ]);
    expect(given(order, [incomplete, ring(TASK_TIMER)]).when(answer(0, 1)).effects).toMatchObject([
      { cancel: TASK_TIMER },
      { send: 'requestMasterData' },
      { timer: TASK_TIMER },
    ]);
  });

  test('after so many tasks the last stays open, is escalated, and ends only with the weights', () => {
    const rounds: OrderInput[] = [incomplete, ring(TASK_TIMER)];
    for (let no = 1; no < TASKS_MAX; no++) rounds.push(answer(0, no), ring(TASK_TIMER));
    const stays = { status: 'incomplete', openTask: TASKS_MAX, tasks: TASKS_MAX };
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
      openTask: 0,
      rounds: 0,
    });
  });

  test('an order on hold is checked when the hold is lifted', () => {
    expect(given(order, [released({ lines }, 1)]).when(input('holdReleased', null)).state.status).toBe(
      'incomplete',
    );
  });
});
