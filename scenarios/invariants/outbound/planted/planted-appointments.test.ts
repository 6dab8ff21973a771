/** A day of the distributor on which trucks come by appointment, and TMS, a carrier or the core does not keep to it: it stops there. */
import { describe, expect, test } from 'vitest';
import { LOAD } from '#orchestrator/processes/outbound/inputs';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import { dividedDistributor } from '#testing/worlds/divided-world';
import {
  expectCaught,
  type Inside,
  type Plant,
  replaced,
  violationOf,
} from '#testing/worlds/outbound-plants';

/** Short slots: trucks that are a little late miss them. Asked for long before, by many who cancel: slots are given back. */
const WORLD = dividedDistributor({}, { days: 1, ordersPerDay: 90 }, [
  'systems.tms.appointments={ slot: 15 min, doors: 2, answer: { constant: 1 min }, source: assumption }',
  'limits.pickupLead=20 h',
  'systems.erp.cancelAfter={ uniform: { min: 6 h, max: 36 h } }',
  ...['trade', 'plant', 'emergency'].map((name) => `network.customers.classes.${name}.cancelled=0.3`),
]);

const bookOf = (twin: Inside): Inside => twin.systems.tms.appointments;
const onBook =
  (plant: (book: Inside) => void): Plant =>
  (twin) =>
    plant(bookOf(twin));

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {}, WORLD)).toBe(null);
});

describe('stopped is a day with', () => {
  test.each<[string, string, RegExp, Plant]>([
    [
      'a TMS that forgets who has a slot',
      'capacity-respected',
      /load \d+: appointed at node \d for .*Z, as no\. 3 at 2 doors/,
      onBook((book) => replaced(book, 'takenOf', () => 0)),
    ],
    [
      'a TMS that appoints when the docks are closed',
      'capacity-respected',
      /load \d+: appointed at node \d for .*Z, when its docks are not open for as long as a slot/,
      onBook((book) =>
        replaced(book, 'firstFree', (right, node, ...more) => {
          const { docks = [] } = WORLD.network.nodes[node]!;
          const slotAt: number = right(node, ...more);
          return docks.find((at, i) => (i & 1) === 1 && at > slotAt) ?? slotAt;
        }),
      ),
    ],
    [
      'a TMS that appoints a slot that ends after the docks have closed',
      'capacity-respected',
      /when its docks are not open for as long as a slot/,
      onBook((book) =>
        replaced(book, 'firstFree', (right, node, ...more) => {
          const { docks = [] } = WORLD.network.nodes[node]!;
          const slotAt: number = right(node, ...more);
          return (docks.find((at, i) => (i & 1) === 1 && at > slotAt) ?? slotAt + 60_001) - 60_000;
        }),
      ),
    ],
    [
      'a TMS that gives a truck a second slot beside the one that it has missed',
      'appointment-kept',
      /load \d+: appointed for .*Z, while that for .*Z stands/,
      onBook((book) => replaced(book, 'giveBack', () => {})),
    ],
    [
      'a TMS that appoints a load at another node',
      'appointment-kept',
      /load \d+: appointed at node \d, it leaves from node \d/,
      onBook((book) =>
        replaced(book, 'request', (right, message) =>
          right({ ...message, body: { ...message.body, node: message.body.node === 0 ? 1 : 0 } }),
        ),
      ),
    ],
    [
      'a TMS that answers a request twice',
      'side-effect-once',
      /load \d+: request 1 for a slot confirmed; 1 were made, the last answered is 1/,
      onBook((book) =>
        replaced(book, 'decide', (right, load, request) => {
          right(load, request);
          const known = book.requests.get(load);
          known.stage = 'asked';
          right(load, request);
        }),
      ),
    ],
    [
      'a TMS that gives a slot back twice',
      'side-effect-once',
      /load \d+: the slot of .*Z given back, by request \d+, which does not stand/,
      onBook((book) =>
        replaced(book, 'giveBack', (right, load, known) => {
          right(load, known);
          right(load, known);
        }),
      ),
    ],
    [
      'a TMS that does what it writes nothing of',
      'side-effect-once',
      /TMS's own ledger has \d+ appointments given, it has written down \d+/,
      onBook(({ office }) =>
        replaced(office, 'did', (right, what) => {
          right(what);
          if (what === 'appointments') right(what);
        }),
      ),
    ],
    [
      'a TMS that keeps the slots of loads that are called off',
      'nothing-left-over',
      /load \d+ has an appointment at node \d for .*Z at the end, and has not left/,
      onBook((book) => replaced(book, 'cancel', () => {})),
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, plant, WORLD);
  });

  test('a carrier that is called for another time than its slot', () => {
    expectCaught(
      'appointment-kept',
      /load \d+: its truck was called for .*Z, its slot is that of .*Z/,
      (twin) => {
        for (const carrier of twin.systems.carriers as readonly Inside[])
          replaced(carrier, 'take', (right, message) => {
            const { kind, body } = message;
            const late = { ...message, body: { pickupAt: body?.pickupAt + 60_000 } };
            return right(kind === 'dispatchTruck' ? late : message);
          });
      },
      WORLD,
    );
  });

  test('a core that skips a number', () => {
    expectCaught(
      'side-effect-once',
      /load \d+: request 2 for a slot, after request 0/,
      (twin, saboteur) => {
        saboteur.act = (event, load) => {
          if (event !== 'loadFormed') return;
          stateOf(twin, load).appointment += 1;
        };
      },
      WORLD,
    );
  });

  test('a truck that is loaded before its slot', () => {
    expectCaught(
      'appointment-kept',
      /load \d+ left at .*Z, before its slot of .*Z/,
      (twin) => {
        const book = bookOf(twin);
        const { office } = book;
        // Who has missed its slot gets one that is hours away, and the core is told that it has begun.
        replaced(book, 'request', (right, message) => {
          const { a: request, body } = message;
          const fromAt = body.fromAt + (request > 1 ? 5 * 3_600_000 : 0);
          right({ ...message, body: { ...body, fromAt } });
        });
        replaced(office, 'confirm', (right, load, request, node, fromAt, untilAt) =>
          right(load, request, node, request > 1 ? twin.kernel.now : fromAt, untilAt),
        );
      },
      WORLD,
    );
  });

  test('a truck that leaves by the slot that it has missed', () => {
    expectCaught(
      'appointment-kept',
      /load \d+ left by its slot of .*Z, and its truck came at .*Z/,
      (twin, saboteur) => {
        saboteur.act = (event, load) => {
          // The core takes it for one that ends later.
          if (event === 'truckArrived') stateOf(twin, load).slotUntil += 24 * 3_600_000;
        };
      },
      WORLD,
    );
  });

  test('a truck that leaves without an appointment', () => {
    expectCaught(
      'appointment-kept',
      /load \d+ left without an appointment that stands/,
      (twin, saboteur) => {
        const book = bookOf(twin);
        saboteur.act = (event, load) => {
          const known = event === 'truckArrived' ? book.requests.get(load) : undefined;
          if (known?.stage === 'confirmed') book.giveBack(load, known);
        };
      },
      WORLD,
    );
  });
});

function stateOf(twin: Inside, load: number): LoadState {
  return twin.host.state(LOAD, load);
}
