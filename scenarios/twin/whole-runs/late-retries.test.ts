/**
 * A core that comes to its retries so late that partners have forgotten what they had of them: it was down for days, or has more to do
 * than it can. Nothing is done twice, people decide about what was not heard of, and in the end every order is done.
 */
import { expect, test } from 'vitest';
import { IDEMPOTENCY_MS } from '#mock-systems/mock-system';
import { CORE_SENDER } from '#orchestrator/contracts/envelope';
import { DEAD_LETTER_ROLE } from '#orchestrator/middleware/outbound-message';
import { DEFAULT_PARTNER_POLICY } from '#orchestrator/middleware/policy';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { CALL_LATE_MS_MAX } from '../../schema/outbound/checks/check-faults.ts';
import { type FaultSettings, type MessageFault, NO_FAULTS } from '../../world/fault-settings.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { allOf } from '../landscape.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Ran {
  /** Retries that were not sent. */
  readonly tooLate: number;
  readonly deadLetters: number;
  /** Messages that partners were given to do once more. */
  readonly twice: number;
  readonly longestWaitMs: number;
}

/** To its end, with every invariant judging. */
function ran(plain: OutboundWorld, faults: Partial<FaultSettings>): Ran {
  let [tooLate, deadLetters] = [0, 0];
  const sent = new Set<string>();
  const recorder: Recorder = {
    ...nullRecorder,
    message: (...[, , , , , to, , sender, counter]) => {
      if (sender === CORE_SENDER) sent.add(`${to} ${counter}`);
    },
    audit: (_time, subject) => {
      if (subject === 'tooLateToRepeat') tooLate += 1;
    },
    task: (...[, role, , , kind]) => {
      // One that is escalated is the supervisor's as well; an answer has a kind of its own.
      if (role === DEAD_LETTER_ROLE && kind === 'deadLetter') deadLetters += 1;
    },
  };
  const twin = distributorTwin({ ...plain, partners: [], faults: { ...NO_FAULTS, ...faults } }, { recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0 });
  expect(twin.host.keptMessages).toBe(0);
  const given = allOf(twin.systems).reduce((sum, { applied }) => sum + applied.count, 0);
  return { tooLate, deadLetters, twice: given - sent.size, longestWaitMs: twin.host.waitedMsMax };
}

/** Partners do what they are told, and nobody hears so. */
function unheard(fromAt: number, untilAt: number, share: number): MessageFault {
  return { kind: 'answer-lost', partner: null, fromAt, untilAt, share, byMs: null };
}

test('what a scenario may hold a call up by, and the core may take to send it again, is within what partners remember', () => {
  expect(DEFAULT_PARTNER_POLICY.repeatsKnownMs + CALL_LATE_MS_MAX).toBeLessThanOrEqual(IDEMPOTENCY_MS);
});

test.each([
  ['a day: partners know it again, and it is sent again', 24, false],
  ['four days: they do not any more, and people decide', 96, true],
])('down for %s', (_says, hours, late) => {
  const world = smallDistributor({ ordersPerDay: 60 });
  const from = world.startAt + 15 * HOUR_MS;
  const at = from + 2 * HOUR_MS;
  const { tooLate, deadLetters } = ran(world, {
    messages: [unheard(from, at, 1)],
    crashes: [{ kind: 'crash-outage', at, outageMs: hours * HOUR_MS }],
  });
  expect(tooLate > 0).toBe(late);
  // A ticket each, and no other.
  expect(deadLetters).toBe(tooLate);
});

test('a retry as late as the core sends one, held up as long as a scenario may say: its partner knows it still', () => {
  const world = smallDistributor({ days: 2, ordersPerDay: 60 });
  // Partners forget what came just before it two days later.
  const at = world.startAt - (world.startAt % IDEMPOTENCY_MS) + IDEMPOTENCY_MS;
  const outageMs = 33 * HOUR_MS;
  const back = at + outageMs;
  const { tooLate, deadLetters, twice } = ran(world, {
    messages: [
      unheard(at - 2 * HOUR_MS, at, 1),
      {
        ...unheard(back, back + HOUR_MS, 1),
        kind: 'call-delayed',
        byMs: { kind: 'constant', value: CALL_LATE_MS_MAX },
      },
    ],
    crashes: [{ kind: 'crash-outage', at, outageMs }],
  });
  expect(tooLate).toBe(0);
  expect(deadLetters).toBeGreaterThan(10);
  expect(twice).toBe(0);
});

test('a platform that has a day of orders to do in a week', () => {
  const world = smallDistributor({ ordersPerDay: 60, platform: { workers: 1, stepLatencyMs: 60_000 } });
  const { longestWaitMs } = ran(world, {
    messages: [unheard(world.startAt, world.startAt + 30 * DAY_MS, 0.05)],
  });
  expect(longestWaitMs).toBeGreaterThan(12 * HOUR_MS);
});
