/**
 * Whatever a message says: its partner does it, the answer is lost, it dies, and a person sends it again when the partner no longer
 * knows it by its number. It is given it to do once more, and nothing is done twice.
 */
import { describe, expect, test } from 'vitest';
import { MESSAGE_KINDS } from '#orchestrator/middleware/message-kinds';
import {
  expectCaught,
  type Inside,
  type Plant,
  replaced,
  violationOf,
} from '#testing/worlds/outbound-plants';
import { smallDistributor } from '#testing/worlds/outbound-world';
import type { FaultPlan } from '../../twin/faults/fate.ts';
import type { OutboundTwin } from '../../twin/outbound-twin.ts';

const FIVE_DAYS_MS = 5 * 86_400_000;

const small = smallDistributor({ days: 1, ordersPerDay: 40 });
const WORLD = {
  ...small,
  people: small.people.map((each) => {
    // Nobody is quicker than the desk.
    if (each.role === 'supervisor') return { ...each, unansweredShare: 1 };
    const answerMs = { kind: 'constant' as const, value: FIVE_DAYS_MS };
    return each.role === 'integration-desk' ? { ...each, answerMs } : each;
  }),
};

/** Done, and not heard of; then its partner is said to want none of it. */
function dead(...kinds: readonly string[]): FaultPlan {
  return ({ kind }, attempt) => {
    if (!kinds.includes(kind) || attempt > 2) return null;
    return attempt === 1 ? { kind: 'answerLost' } : { kind: 'rejected', status: 422, retryAfterMs: null };
  };
}

/** Messages that partners were given a second time. */
function givenAgain({ invariants }: Inside): number {
  const { sent } = invariants.messages;
  return invariants.systems.all.reduce(
    (sum: number, { partner, applied }: Inside) => sum + applied.count - (sent[partner]?.count ?? 0),
    0,
  );
}

describe('a dead letter sent again five days later', () => {
  test.each([
    'reserveStock',
    'loadTruck',
    'bookLoad',
    'payInvoice',
    'dispatchTruck',
    'releaseTruck',
    'reportGoodsIssue',
  ])('%s', (kind) => {
    let twin: OutboundTwin | null = null;
    const plant: Plant = (built) => {
      twin = built;
    };
    expect(violationOf(plant, WORLD, { faults: dead(kind) })).toBe(null);
    expect(givenAgain(twin!)).toBeGreaterThan(20);
  });

  test('of every kind there is, in one run', () => {
    expect(violationOf(() => {}, WORLD, { faults: dead(...MESSAGE_KINDS) })).toBe(null);
  });
});

describe('what is wrong is still caught', () => {
  test('a WMS that does again what it remembers, where one letter came late', () => {
    expectCaught(
      'applied-once',
      /WMS was given \d+ messages to do, the core sent it \d+/,
      ({ systems }) =>
        replaced(
          (systems.wms as Inside).seen,
          'note',
          (right, counter: number, now: number) => right(counter, now) || counter % 5 === 0,
        ),
      WORLD,
      {
        faults: (message, attempt, now) =>
          message.kind === 'releaseWave'
            ? { kind: 'duplicated', afterMs: 90_000 }
            : dead('returnToStock')(message, attempt, now),
      },
    );
  });

  test('a TMS that has forgotten what it booked', () => {
    expectCaught(
      'one-active-booking',
      /load \d+: booked with .* \(tender (\d)\) while it is booked with .* \(tender \1\)/,
      ({ systems }) =>
        replaced((systems.tms as Inside).bookings, 'book', (right, key, ...asked) => {
          (systems.tms as Inside).loads.loads.delete(key);
          right(key, ...asked);
        }),
      WORLD,
      { faults: dead('bookLoad') },
    );
  });
});
