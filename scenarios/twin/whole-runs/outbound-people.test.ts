/**
 * People in the whole house: trays, hours, second and late answers. Whatever they do, the core stays right (all invariants are on), and
 * an answer that it has had, or no longer needs, changes nothing.
 */
import { describe, expect, test } from 'vitest';
import type { RoleSettings } from '#mock-systems/people/settings';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { eventCounts } from '#testing/worlds/partner-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { ANSWERS_OF, TASKS } from '../../schema/outbound/tasks.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';

const MINUTE_MS = 60_000;
const OFFICE = { zone: 'America/Chicago', week: { days: 'mon-fri', hours: ['08:00-17:00'] } } as const;

/** Asks people much: a planner for each load that its first carrier refuses. */
function asking(people: (role: RoleSettings) => RoleSettings): OutboundWorld {
  const world = smallDistributor({ ordersPerDay: 400, platform: { workers: 0 } });
  const limits = { ...world.network.limits, tendersMax: 1 };
  return { ...world, network: { ...world.network, limits }, people: world.people.map(people) };
}

const tireless = (role: RoleSettings): RoleSettings => ({ ...role, unansweredShare: 0 });

/** One head a role, at work in office hours. */
function desk(minutes: number, rest: Partial<RoleSettings> = {}): (role: RoleSettings) => RoleSettings {
  return (role) => ({
    ...role,
    answerMs: null,
    unansweredShare: 0.02,
    handling: { ms: { kind: 'constant', value: minutes * MINUTE_MS }, byKind: {} },
    team: {
      staff: 1,
      hours: OFFICE,
      noticeMs: { kind: 'constant', value: 5 * MINUTE_MS },
      fatigue: { perQueued: 0.01, factorMax: 1.5 },
    },
    ...rest,
  });
}

/** Half of all that can be wrong is. */
function careless(role: RoleSettings): RoleSettings {
  const several = TASKS[role.role]!.filter((kind) => (ANSWERS_OF[kind] ?? 1) > 1);
  const mistakes = Object.fromEntries(
    several.map((kind) => [kind, { share: 0.5, choices: ANSWERS_OF[kind]! }]),
  );
  return { ...role, mistakes, doubledShare: 0.5 };
}

function ran(world: OutboundWorld) {
  const notes = new Map<string, number>();
  const states = { open: 0, handled: 0, answered: 0 };
  let escalated = 0;
  const recorder: Recorder = Object.assign(Object.create(nullRecorder), {
    audit: (...[, subject]: Parameters<Recorder['audit']>) =>
      notes.set(subject, (notes.get(subject) ?? 0) + 1),
    task: (...[, role, , , , , state]: Parameters<Recorder['task']>) => {
      states[state as keyof typeof states] += 1;
      if (role === 'supervisor' && state === 'open') escalated += 1;
    },
  });
  const counts = eventCounts();
  const twin = distributorTwin(world, { recorder, watchers: [counts] });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, notes, states, escalated, counts };
}

describe('a second answer', () => {
  const once = ran(asking(tireless));
  const twice = ran(asking((role) => ({ ...tireless(role), doubledShare: 1 })));

  test('is noted, and changes nothing', () => {
    expect(once.states.open).toBeGreaterThan(15);
    expect(twice.states.open).toBe(once.states.open);
    expect(twice.states.answered).toBe(2 * once.states.answered);
    const before = once.twin.digests();
    const { businessDigest, outcomeDigest, digest } = twice.twin.digests();
    expect({ businessDigest, outcomeDigest }).toEqual({
      businessDigest: before.businessDigest,
      outcomeDigest: before.outcomeDigest,
    });
    expect(digest).not.toBe(before.digest);
    expect(twice.counts.sorted()).toEqual(once.counts.sorted());
  });

  test('each is on record as not expected, or as too late', () => {
    const noted = (subject: string) => (twice.notes.get(subject) ?? 0) - (once.notes.get(subject) ?? 0);
    expect(noted('inputNotExpected') + noted('answerTooLate')).toBe(once.states.answered);
    expect(noted('inputNotExpected')).toBeGreaterThan(0);
  });
});

describe('a team that does not keep up', () => {
  const slow = ran(asking(desk(120)));

  test('answers late: the supervisor has been asked before, and some answers find the matter over', () => {
    const quick = ran(asking(tireless));
    expect(slow.counts.sorted().find(([event]) => event === 'orderDone')![1]).toBeGreaterThan(300);
    expect(slow.escalated).toBeGreaterThan(quick.escalated);
    const late = (slow.notes.get('inputNotExpected') ?? 0) + (slow.notes.get('answerTooLate') ?? 0);
    const before = (quick.notes.get('inputNotExpected') ?? 0) + (quick.notes.get('answerTooLate') ?? 0);
    expect(late).toBeGreaterThan(before);
    expect(slow.states.handled).toBe(slow.states.answered);
  });

  test('leaves nothing that waits for anything but a person', () => {
    const { orders, loads } = slow.twin.pastBound();
    expect([orders, loads]).toEqual([[], []]);
  });
});

test.each([desk(40), tireless])('careless people: whatever they answer, all invariants hold (%#)', (way) => {
  const { states } = ran(asking((role) => careless(way(role))));
  expect(states.answered).toBeGreaterThan(states.open);
});

describe('the settle bound', () => {
  // Without a queue the slowest order takes more than 55 and less than 60 days; with these trays more than 65.
  const settleBoundMs = 62 * 24 * 60 * MINUTE_MS;
  const queues = { ...asking(desk(600, { unansweredShare: 0 })), settleBoundMs };

  test('is longer by what teams have taken', () => {
    ran({ ...asking(tireless), settleBoundMs });
    expect(ran(queues).twin.pastBound()).toEqual({ orders: [], loads: [] });
  });

  test('would be passed if that did not count', () => {
    const twin = distributorTwin(queues);
    (twin as unknown as { invariants: { longestAnswerMs(): number } }).invariants.longestAnswerMs = () => 0;
    twin.start();
    expect(() => twin.run()).toThrow(
      /settles violated: (order|load) \d+ was (released|formed) more than 62 days ago/,
    );
  });
});

test('an auditor who has a bill paid and then says otherwise: what was said first is what counts', () => {
  const asked = asking((role) => {
    if (role.role !== 'freight-auditor') return tireless(role);
    return { ...tireless(role), doubledShare: 1, mistakes: { disputedBill: { share: 0.5, choices: 2 } } };
  });
  // Every bill is wrong, and no carrier admits it.
  const carriers = asked.carriers.map((profile) => ({
    ...profile,
    freight: {
      ...profile.freight,
      errorShare: 1,
      errorWeights: { rate: 1, accessorial: 0, duplicate: 0, fuel: 0, weight: 0 },
      correctedShare: 0,
    },
  }));
  const { states } = ran({ ...asked, carriers });
  expect(states.answered).toBeGreaterThan(200);
});

test('a copy with tasks in trays goes on as the run that was never copied', () => {
  const world = asking((role) => careless(desk(60)(role)));
  const straight = ran(world).twin;
  const source = distributorTwin(world);
  source.start();
  const trays = (): number => {
    const { teams } = source.snapshot().components.people as {
      teams: readonly { readonly tray: readonly unknown[] }[];
    };
    return teams.reduce((sum, { tray }) => sum + tray.length, 0);
  };
  do source.run({ events: 2000 });
  while (trays() < 3);
  const copy = structuredClone(source.snapshot());
  source.run();
  const other = distributorTwin(world);
  other.restore(copy);
  expect(other.run()).toBe('empty');
  expect(other.digests()).toEqual(straight.digests());
});
