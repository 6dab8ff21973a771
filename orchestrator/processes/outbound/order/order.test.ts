/**
 * The order to its end, and whatever comes: every row of its table, what comes late, out of turn or not at all, and that no
 * unit of a line is ever lost. Read each test as given inputs, when an input, then these effects.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CollectingOut } from '#testing/core/collecting-out';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { ERP } from '../../../contracts/partners.ts';
import { type OrderInput, STOP_REASON } from '../inputs.ts';
import { smallNetwork } from '../network.fixture.ts';
import {
  answer,
  cancelled,
  changed,
  closed,
  decided,
  deliveredBy,
  option,
  PROMISED,
  planned,
  rated,
  rating,
  released,
  reserved,
  ring,
  SALES,
  says,
  shipped,
  stopped,
} from './order.fixture.ts';
import { orderActor } from './order.ts';
import {
  BACKORDER_TIMER,
  ORDER_TABLE,
  type OrderState,
  type OrderStatus,
  PROMISE_TIMER,
} from './order-state.ts';

const order = orderActor(smallNetwork());
const delivered = [...shipped, deliveredBy(0)];

test('a state from before tasks were counted by the answer that they wait for is carried over', () => {
  const { rounds: _, ...old } = given(order).when(released()).state;
  expect(order.migrate(old, 2)).toMatchObject({ status: 'rating', rounds: 0 });
  expect(() => order.migrate(old, 1)).toThrow('order state of version 1 is unknown');
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
    expect(given(order, shipped).when(ring(PROMISE_TIMER)).effects).toEqual([
      { event: 'promiseMissed', n: 1, a: PROMISED, b: 0 },
    ]);
    expect(given(order, [...shipped, ring(PROMISE_TIMER)]).when(ring(PROMISE_TIMER)).effects).toMatchObject([
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
