/**
 * A core that comes to its retries so late that partners have forgotten what they had of them: it was down for days, or has more to do
 * than it can. Nothing is done twice, people decide about what was not heard of, and in the end every order is done.
 */
import { expect, test } from 'vitest';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { type FaultSettings, type MessageFault, NO_FAULTS } from '../../world/fault-settings.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Ran {
  /** Retries that were not sent. */
  readonly tooLate: number;
  readonly deadLetters: number;
  readonly longestWaitMs: number;
}

/** To its end, with every invariant judging. */
function ran(plain: OutboundWorld, faults: Partial<FaultSettings>): Ran {
  let [tooLate, deadLetters] = [0, 0];
  const recorder: Recorder = {
    ...nullRecorder,
    audit: (_time, subject) => {
      if (subject === 'tooLateToRepeat') tooLate += 1;
    },
    task: (_time, _type, _key, _role, kind) => {
      if (kind === 'deadLetter') deadLetters += 1;
    },
  };
  const twin = distributorTwin({ ...plain, partners: [], faults: { ...NO_FAULTS, ...faults } }, { recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  expect(twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0 });
  expect(twin.host.keptMessages).toBe(0);
  return { tooLate, deadLetters, longestWaitMs: twin.host.waitedMsMax };
}

/** Partners do what they are told, and nobody hears so. */
function unheard(fromAt: number, untilAt: number, share: number): MessageFault {
  return { kind: 'answer-lost', partner: null, fromAt, untilAt, share, byMs: null };
}

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

test('a platform that has a day of orders to do in a week', () => {
  const world = smallDistributor({ ordersPerDay: 60, platform: { workers: 1, stepLatencyMs: 60_000 } });
  const { longestWaitMs } = ran(world, {
    messages: [unheard(world.startAt, world.startAt + 30 * DAY_MS, 0.05)],
  });
  expect(longestWaitMs).toBeGreaterThan(12 * HOUR_MS);
});
