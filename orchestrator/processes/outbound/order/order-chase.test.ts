/**
 * What has not left when its promise is over: its shipments are chased, a few times, and no more once everything has left. Read each test as
 * given inputs, when an input, then these effects.
 */
import { expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { type OrderInput, SHIPMENT, STOP_REASON, shipmentKey } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import {
  cancelled,
  PROMISED,
  planned,
  released,
  reserved,
  ring,
  says,
  sourced,
  stopped,
} from './order.fixture.ts';
import { orderActor } from './order.ts';
import { CHASES_MAX } from './order-chase.ts';
import { PROMISE_TIMER } from './order-state.ts';

const order = orderActor(smallNetwork());
const rang = ring(PROMISE_TIMER);
const due: Effect = { timer: PROMISE_TIMER, at: TEST_NOW + LIMITS.workGraceMs };
const missed: Effect = { event: 'promiseMissed', n: 1, a: PROMISED, b: 0 };
const chase = (n: number, shipComplete = 0): Effect => ({
  tell: 'chaseShipment',
  type: SHIPMENT,
  key: shipmentKey(TEST_KEY, n),
  a: shipComplete,
  b: 0,
});
/** Six of the first line at one node, four at the other. */
const split = [
  ...planned,
  says('shipmentReserved', 0, 6, 4),
  ...sourced(1, 1),
  says('shipmentReserved', 1, 4),
];

test('once the promise is over it is waited a while, then whoever holds something is chased, and again', () => {
  expect(given(order, split).when(rang).effects).toEqual([missed, due]);
  const oneLeft = [...split, rang, says('shipmentShipped', 0, 6, 4)];
  expect(given(order, [...split, rang]).when(rang).effects).toEqual([chase(0), chase(1), due]);
  expect(given(order, oneLeft).when(rang).effects).toEqual([chase(1), due]);
});

test('so many times and no more', () => {
  const rings = Array.from({ length: CHASES_MAX }, () => rang);
  const last = given(order, [...reserved, ...rings]).when(rang);
  expect(last).toMatchObject({ state: { chase: 0 }, effects: [chase(0)] });
});

test('a shipment whose reservation is not answered is chased, and hears whether it may come in parts', () => {
  const whole = [released({ shipComplete: true }), ...planned.slice(1)];
  expect(given(order, [...whole, rang]).when(rang).effects).toEqual([chase(0, 1), due]);
});

test('what waits for stock keeps the clock going', () => {
  const waits: readonly OrderInput[] = [...split, stopped(1, STOP_REASON.noStock), rang];
  const left = [...waits, says('shipmentShipped', 0, 6, 4)];
  expect(given(order, left).when(rang).effects).toEqual([due]);
});

test('when everything has left nothing rings any more', () => {
  const late = [...reserved, rang];
  const left = given(order, late).when(says('shipmentShipped', 0, 10, 4));
  expect(left).toMatchObject({ state: { chase: 0, status: 'closing' } });
  expect(left.effects).toContainEqual({ cancel: PROMISE_TIMER });
});

test('one that is to stop and does not say so is chased, too', () => {
  const stopping = [...reserved, rang, cancelled];
  expect(given(order, stopping).when(rang).effects).toEqual([chase(0), due]);
  expect(given(order, stopping).when(stopped(0, STOP_REASON.cancelledByCustomer)).effects).toContainEqual({
    cancel: PROMISE_TIMER,
  });
});
