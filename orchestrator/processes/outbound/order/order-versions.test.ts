/** An order across versions of the code, and what of it counts in the outcome of a run. */
import { expect, test } from 'vitest';
import { given, input, TEST_NOW } from '#testing/core/given';
import { CONDITION, HOLD } from '../../../contracts/erp.ts';
import { ERP, NEXT_ERP } from '../../../contracts/partners.ts';
import { caringNetwork } from '../care.fixture.ts';
import type { OrderInput } from '../inputs.ts';
import { rating, SALES } from './order.fixture.ts';
import { orderActor } from './order.ts';
import { type OrderState, TASK_TIMER } from './order-state.ts';

const order = orderActor(caringNetwork());
const option = {
  node: 1,
  origin: 11,
  carrier: 0,
  service: 0,
  mode: 'GROUND',
  transitDays: 2,
  arrivesAt: 0,
  freightMinor: 900,
  handlingMinor: 560,
  instructed: false,
};
const history: readonly OrderInput[] = [
  { ...input('salesOrderReleased', SALES, 0), fromKey: NEXT_ERP },
  input('orderRated', { ratings: [rating(11)] }, 1),
  input('decided', { point: 'sourcing', policy: 'p', fallback: null, option }, 0, 1),
  input('shipmentReserved', { units: [10, 4] }, 0) as OrderInput,
  input('shipmentShipped', { units: [9, 4] }, 0) as OrderInput,
  input('orderCancelled', null),
  // Of the unit that was missing, asked for before that.
  input('orderRated', { ratings: [] }, 2),
  input('shipmentDelivered', { deliveredAt: TEST_NOW }, 0, CONDITION.good),
];
const { state: now } = given(order, history).when(input('shipmentClosed', null, 0, 8_100));
const care = now.care!;

test('keeps all that its version knew; of what it did not know nothing is made up', () => {
  const { rounds: _r, care: _c, erp: _e, ranked: _k, openTask: _o, escalated: _s, ...known } = now;
  const second = { ...known, taskStage: 0 };
  const third = { ...second, rounds: 3 };
  const { billedMinor: _b, ...careBefore } = care;
  const noBills = { ...care, billedMinor: [] };
  const carried: readonly (readonly [from: number, old: object, then: Partial<OrderState>])[] = [
    [2, second, { rounds: 0, care: null, erp: ERP }],
    [3, third, { rounds: 3, care: null, erp: ERP }],
    [4, { ...third, care: careBefore }, { rounds: 3, care: noBills, erp: ERP }],
    [5, { ...third, care: careBefore, erp: NEXT_ERP }, { rounds: 3, care: noBills, erp: NEXT_ERP }],
    [6, { ...third, care, erp: NEXT_ERP }, { rounds: 3, care, erp: NEXT_ERP }],
  ];
  for (const [from, old, then] of carried)
    expect(order.migrate(old, from)).toEqual({ ...now, ranked: true, ...then });
});

test('of version 7 keeps the task that it has, and the number of its escalation', () => {
  const rang = input('timer', null, TASK_TIMER);
  const waits: readonly OrderInput[] = [input('salesOrderReleased', SALES, HOLD.credit), rang, rang];
  for (let taskStage = 0; taskStage < waits.length; taskStage++) {
    const { state } = given(order, waits.slice(0, taskStage)).when(waits[taskStage]!);
    const { openTask: _o, escalated: _e, ...old } = state;
    expect(order.migrate({ ...old, taskStage }, 7)).toEqual(state);
  }
});

test('of version 9 or 10 keeps its changes: none of its shipments was called back', () => {
  const wish = input('orderChanged', { change: 1 }, 0, 7);
  const { state } = given(order, history.slice(0, 4)).when(wish);
  const { called: _b, ...tenth } = state.changes!;
  expect(order.migrate({ ...state, changes: tenth }, 10)).toEqual(state);
  expect(order.migrate(now, 10)).toEqual(now);
  const { late: _l, ...before } = tenth;
  const { chases: _c, ...ninth } = state;
  expect(order.migrate({ ...ninth, changes: before }, 9)).toEqual(state);
  const { chases: _n, ...unchanged } = now;
  expect(order.migrate(unchanged, 9)).toEqual(now);
  expect(order.migrate(unchanged, 8)).toEqual(now);
});

test('counts with how it stands, and by line with what was ordered, shipped and cancelled', () => {
  const seen: unknown[] = [];
  order.outcome(now, { name: (name) => seen.push(name), number: (n) => seen.push(n) });
  expect(seen).toEqual(['aftercare', 10, 9, 1, 4, 4, 0]);
});
