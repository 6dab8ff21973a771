/**
 * What no node has: it waits, is tried again and is cancelled in the end; a customer who takes no part waits for all of it.
 * Read each test as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { ERP } from '../../../contracts/partners.ts';
import { type OrderInput, STOP_REASON } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { planned, released, ring, says, sourced, stopped, tellStop } from './order.fixture.ts';
import { orderActor } from './order.ts';
import { BACKORDER_TIMER } from './order-state.ts';

const order = orderActor(smallNetwork());

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
