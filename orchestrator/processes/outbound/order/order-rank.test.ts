/** An order that is ranked before it is planned: what it asks, what it does with the answer, and what comes meanwhile. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { ERP } from '../../../contracts/partners.ts';
import type { OrderPriorityOption } from '../../../decisions/order-priority.ts';
import { instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import type { OrderInput } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { rating, SALES } from './order.fixture.ts';
import { orderActor } from './order.ts';
import { AWAITING } from './order-state.ts';

const network: Network = {
  ...smallNetwork(),
  ranksOrders: { typicalMinor: 4000, typicalLineMinor: 2000 },
  care: {
    afterCareMs: 86_400_000,
    answerWithinMs: 3_600_000,
    lateCreditShare: 0,
    lateCreditMinorMax: 0,
    disputes: null,
    returns: null,
  },
};
const order = orderActor(network);
const silent = orderActor(smallNetwork());

const released = (hold = 0): OrderInput => ({ ...input('salesOrderReleased', SALES, hold), fromKey: ERP });
const ranked = (rank: number | null): OrderInput => {
  const option: OrderPriorityOption | null = rank === null ? null : { rank, erp: false };
  return input('decided', { point: 'order-priority', policy: 'p', fallback: null, option }, 0, 1);
};
const rated: OrderInput = input('orderRated', { ratings: [rating(10)] }, 1);
const cancelled: OrderInput = input('orderCancelled', null);
const asks = (effects: readonly object[], what: string): boolean =>
  effects.some((each) => ('ask' in each && each.ask === what) || ('send' in each && each.send === what));

describe('it is asked', () => {
  test('before anything is planned, with what ERP says among the options', () => {
    const { state, effects } = given(order).when(released());
    expect(state).toMatchObject({ status: 'ranking', awaiting: AWAITING.rank, attempt: 0 });
    expect(asks(effects, 'requestRating')).toBe(false);
    expect(effects).toContainEqual(
      expect.objectContaining({
        ask: 'order-priority',
        attempt: 1,
        context: expect.objectContaining({
          erpRank: SALES.priority,
          waitedMs: 0,
          lines: 2,
          units: 14,
          valueMinor: SALES.lines.reduce((sum, { units, unitPriceMinor }) => sum + units * unitPriceMinor, 0),
          typicalMinor: 4000,
          typicalLineMinor: 2000,
        }),
        options: [0, 1, 2, 3].map((rank) => ({ rank, erp: rank === SALES.priority })),
      }),
    );
  });

  test('when a hold is lifted, with how long that took; and only once', () => {
    const later = instant(TEST_NOW + LIMITS.holdTaskAfterMs);
    const { effects } = given(order, [released(1)]).when(input('holdReleased', null), later);
    expect(effects).toContainEqual(
      expect.objectContaining({ context: expect.objectContaining({ waitedMs: LIMITS.holdTaskAfterMs }) }),
    );
    const nothingThere = given(order, [released(), ranked(0)]).when(input('orderRated', { ratings: [] }, 1));
    expect(asks(nothingThere.effects, 'order-priority')).toBe(false);
  });

  test('not where nobody ranks: then it is rated at once, with the rank of ERP', () => {
    const { state, effects } = given(silent).when(released());
    expect(asks(effects, 'order-priority')).toBe(false);
    expect(asks(effects, 'requestRating')).toBe(true);
    expect(state).toMatchObject({ priority: SALES.priority, ranked: false });
  });
});

describe('the question', () => {
  const question = (history: readonly OrderInput[], last: OrderInput) =>
    given(order, history)
      .when(last)
      .effects.find((each) => 'ask' in each);

  test('is of what is open, and of no other view', () => {
    const less: OrderInput = input('orderChanged', { change: 1 }, 0, 0);
    expect(question([released(1), less], input('holdReleased', null))).toMatchObject({
      context: { lines: 1, units: 4, weightGrams: 1_000, valueMinor: 3_600 },
      views: [],
    });
  });

  test('has a rank of ERP that is none of the usual among its options, too', () => {
    const odd: OrderInput = { ...input('salesOrderReleased', { ...SALES, priority: 7 }, 0), fromKey: ERP };
    expect(question([], odd)).toMatchObject({
      options: [...[0, 1, 2, 3].map((rank) => ({ rank, erp: false })), { rank: 7, erp: true }],
    });
  });
});

describe('the answer', () => {
  test('is its rank where nobody hears of its customer, too', () => {
    const { care: _, ...unheard } = network;
    expect(given(orderActor(unheard), [released()]).when(ranked(3)).state.priority).toBe(3);
  });

  test('to a question that is over changes nothing, whatever is waited for by then', () => {
    expect(given(order, [released(), ranked(3), rated]).when(ranked(0))).toMatchObject({
      state: { status: 'deciding', priority: 3 },
      effects: [{ audit: 'inputNotExpected' }],
    });
  });

  test('is its rank from then on; now it is rated', () => {
    const { state, effects } = given(order, [released()]).when(ranked(3));
    expect(state).toMatchObject({ status: 'rating', priority: 3, attempt: 1 });
    expect(effects).toContainEqual({ event: 'orderRanked', n: 1, a: 3, b: SALES.priority });
    expect(asks(effects, 'requestRating')).toBe(true);
    const { effects: sourced } = given(order, [released(), ranked(3)]).when(rated);
    expect(sourced).toContainEqual(
      expect.objectContaining({ ask: 'sourcing', context: expect.objectContaining({ priority: 3 }) }),
    );
  });

  test('that nobody could give leaves the rank of ERP; so does one after the customer has hurried it', () => {
    expect(given(order, [released()]).when(ranked(null)).state.priority).toBe(SALES.priority);
    const hurry: OrderInput = input('urgencyChanged', null, 0, 0);
    expect(given(order, [released(), hurry]).when(ranked(3)).state.priority).toBe(0);
  });

  test('after a cancellation changes nothing, and the order ends', () => {
    expect(given(order, [released(), cancelled]).when(ranked(0))).toMatchObject({
      state: { status: 'aftercare', priority: SALES.priority, awaiting: AWAITING.nothing },
    });
  });

  test('that comes again is noted', () => {
    expect(given(order, [released(), ranked(3)]).when(ranked(0))).toMatchObject({
      state: { priority: 3 },
      effects: [{ audit: 'inputNotExpected' }],
    });
  });
});

test('all that is taken out while it waits is not planned', () => {
  const none = [0, 1].map((line): OrderInput => input('orderChanged', { change: line + 1 }, line, 0));
  const { state, effects } = given(order, [released(), ...none]).when(ranked(1));
  expect(asks(effects, 'requestRating')).toBe(false);
  expect(state.status).toBe('aftercare');
});

test('an order of before keeps the rank of ERP', () => {
  const now = order.initial(TEST_KEY);
  const { ranked: _r, openTask: _o, escalated: _e, ...before } = now;
  expect(order.migrate({ ...before, taskStage: 0 }, 6)).toEqual({ ...now, ranked: true });
});
