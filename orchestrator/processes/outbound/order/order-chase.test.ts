/**
 * What has not left when its promise is over: its shipments are chased once, and not when everything has left. Read each test as
 * given inputs, when an input, then these effects.
 */
import { expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY } from '#testing/core/given';
import { instant } from '../../../model/instant.ts';
import { type OrderInput, SHIPMENT, STOP_REASON, shipmentKey } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { cancelled, PROMISED, planned, reserved, ring, says, sourced, stopped } from './order.fixture.ts';
import { orderActor } from './order.ts';
import { PROMISE_TIMER } from './order-state.ts';

const order = orderActor(smallNetwork());
const rang = ring(PROMISE_TIMER);
const due: Effect = { timer: PROMISE_TIMER, at: PROMISED + LIMITS.workGraceMs };
const missed: Effect = { event: 'promiseMissed', n: 1, a: PROMISED, b: 0 };
const chase = (n: number): Effect => ({
  tell: 'chaseShipment',
  type: SHIPMENT,
  key: shipmentKey(TEST_KEY, n),
  a: 0,
  b: 0,
});
/** Six of the first line at one node, four at the other. */
const split = [
  ...planned,
  says('shipmentReserved', 0, 6, 4),
  ...sourced(1, 1),
  says('shipmentReserved', 1, 4),
];

test('once the promise is over it is waited a while, then whoever holds something is chased, once', () => {
  expect(given(order, split).when(rang).effects).toEqual([missed, due]);
  const late = [...split, rang];
  expect(given(order, late).when(rang)).toMatchObject({
    state: { chases: false },
    effects: [chase(0), chase(1)],
  });
  expect(given(order, [...late, says('shipmentShipped', 0, 6, 4)]).when(rang).effects).toEqual([chase(1)]);
  expect(given(order, [...late, rang]).when(rang).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
});

test('a core that comes to the promise when the while is over chases at once', () => {
  const now = instant(PROMISED + LIMITS.workGraceMs + 1);
  expect(given(order, split).when(rang, now).effects).toEqual([missed, { timer: PROMISE_TIMER, at: now }]);
});

test('a shipment whose reservation is not answered is chased, too', () => {
  expect(given(order, [...planned, rang]).when(rang).effects).toEqual([chase(0)]);
});

test('what waits for stock keeps the clock going', () => {
  const waits: readonly OrderInput[] = [...split, stopped(1, STOP_REASON.noStock)];
  const left = [...waits, says('shipmentShipped', 0, 6, 4)];
  expect(given(order, left).when(rang).effects).toEqual([missed, due]);
  expect(given(order, [...left, rang]).when(rang).effects).toEqual([]);
});

test('when everything has left nothing rings any more', () => {
  const late = [...reserved, rang];
  const left = given(order, late).when(says('shipmentShipped', 0, 10, 4));
  expect(left).toMatchObject({ state: { chases: false, status: 'closing' } });
  expect(left.effects).toContainEqual({ cancel: PROMISE_TIMER });
  expect(given(order, [...split, rang]).when(says('shipmentShipped', 0, 6, 4)).effects).not.toContainEqual({
    cancel: PROMISE_TIMER,
  });
});

test('one that is to stop and does not say so is chased, too', () => {
  const stopping = [...reserved, rang, cancelled];
  expect(given(order, stopping).when(rang).effects).toEqual([chase(0)]);
  expect(given(order, stopping).when(stopped(0, STOP_REASON.cancelledByCustomer)).effects).toContainEqual({
    cancel: PROMISE_TIMER,
  });
});

test('another day gives it a clock for that, whether the first is over or was chased for', () => {
  const later = PROMISED + 30 * 86_400_000;
  const dated: OrderInput = input('deliveryDateChanged', null, later, 1);
  const held: OrderInput = input('deliveryHeld', null, 0, 0);
  for (const history of [
    [...reserved, rang],
    [...reserved, rang, rang],
  ]) {
    const { state, effects } = given(order, [...history, dated]).when(held);
    expect(state).toMatchObject({ promisedAt: later, chases: true, promiseWatched: false });
    expect(effects[0]).toEqual({ timer: PROMISE_TIMER, at: later + LIMITS.workGraceMs });
  }
});
