/**
 * A customer cancels an order: done as far as it is not too late, and answered in either case. Read each test
 * as given inputs, when an input, then these effects.
 */
import { describe, expect, test } from 'vitest';
import type { Effect } from '#testing/core/collecting-out';
import { given, input, TEST_KEY } from '#testing/core/given';
import { ERP } from '../../../contracts/partners.ts';
import { STOP_REASON } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import {
  cancelled,
  closed,
  decided,
  deliveredBy,
  option,
  planned,
  rated,
  rating,
  released,
  reserved,
  says,
  shipped,
  sourced,
  stopped,
  tellStop,
} from './order.fixture.ts';
import { orderActor } from './order.ts';
import { BACKORDER_TIMER, TASK_TIMER } from './order-state.ts';

const order = orderActor(smallNetwork());

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
