/**
 * A day of the distributor in which nobody answers: whatever a person is asked is escalated, and then open at the end, by kind and age.
 * Where the supervisor alone answers, everything that the supervisor has had is over.
 */
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#sim/shifts/civil';
import { distributorWith, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { type MessageFault, NO_FAULTS } from '../../world/fault-settings.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { FaultPlan } from '../faults/fate.ts';
import type { OpenTasksOfKind } from '../open-tasks.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const ALWAYS = { fromAt: 0, untilAt: Number.MAX_SAFE_INTEGER } as const;
const LATE = { kind: 'constant', value: 3 * DAY_MS } as const;
/** Carriers say twice what they say, the second time when nobody is there for it any more. */
const MESSAGES: readonly MessageFault[] = [
  { kind: 'event-duplicated', partner: null, share: 0.3, byMs: LATE, ...ALWAYS },
];
/** TMS wants none of the messages of this kind, for which nobody waits. */
const REFUSED: FaultPlan = ({ kind }) =>
  kind === 'reportMilestone' ? { kind: 'rejected', status: 422, retryAfterMs: null } : null;

/** Parties that may not have it, carriers that bill too much and insist, and answer no claim. */
function hardDay(answers: (role: string) => boolean): OutboundWorld {
  const scenario = outboundScenario(
    distributorWith([/ordersPerDay: [\d.]+/, 'ordersPerDay: 120'], [/days: \d+/, 'days: 1']),
  );
  const { settleBoundMs: _none, ...world } = buildOutboundWorld(scenario, 1);
  const carriers = world.carriers.map((each) => ({
    ...each,
    delivery: { ...each.delivery, damagedShare: 0.2 },
    freight: { ...each.freight, errorShare: 0.5, correctedShare: 0 },
    claims: { ...each.claims, answerMs: { kind: 'constant', value: 200 * DAY_MS } as const },
  }));
  const people = world.people.map((each) => ({
    ...each,
    answerMs: { kind: 'constant', value: 3_600_000 } as const,
    unansweredShare: answers(each.role) ? 0 : 1,
    answers: { ...each.answers, deadLetter: 0 },
  }));
  const deniedCustomers = new Set(world.network.customers.map(({ no }) => no));
  const tms = { ...world.tms, trade: { ...world.tms.trade, deniedCustomers } };
  return { ...world, carriers, people, tms, faults: { ...NO_FAULTS, messages: MESSAGES } };
}

function begun(world: OutboundWorld): OutboundTwin {
  const twin = distributorTwin(world, { faults: REFUSED });
  twin.start();
  return twin;
}

/** The kinds that once were given and left lying. */
const KINDS = ['claimUnanswered', 'deadLetter', 'disputedBill', 'lateInput', 'papersRefused'] as const;

describe('where nobody answers', () => {
  const world = hardDay(() => false);
  const twin = begun(world);
  const openAt = (days: number): readonly OpenTasksOfKind[] => {
    const until = world.startAt + days * DAY_MS;
    expect(twin.run({ until })).toBe('until');
    return twin.openTasks();
  };

  test('each kind of task is escalated, and stays open, with its age', () => {
    const open = openAt(150);
    expect(open.map(({ kind }) => kind).sort()).toEqual(expect.arrayContaining([...KINDS]));
    for (const each of open) {
      expect(each.open, each.kind).toBeGreaterThan(0);
      expect([each.kind, each.escalated]).toEqual([each.kind, each.open]);
      expect(each.oldestMs, each.kind).toBeGreaterThan(world.network.limits.taskEscalationMs);
      expect(each.oldestMs, each.kind).toBeLessThan(151 * DAY_MS);
    }
  });

  test('at the end they are open still, but for the claims that a carrier has answered after all', () => {
    expect(twin.run()).toBe('empty');
    const kinds = twin.openTasks().map(({ kind }) => kind);
    for (const kind of KINDS)
      expect([kind, kinds.includes(kind)]).toEqual([kind, kind !== 'claimUnanswered']);
    expect(twin.openWork().freightInvoices).toBe(
      twin.openTasks().find(({ kind }) => kind === 'disputedBill')!.open,
    );
  });
});

describe('where nobody but the supervisor answers', () => {
  const twin = begun(hardDay((role) => role === 'supervisor'));

  test('no task is left, and nothing waits for anybody', () => {
    expect(twin.run()).toBe('empty');
    expect(twin.openTasks()).toEqual([]);
    expect(twin.openWork()).toMatchObject({ loads: 0, freightInvoices: 0, claims: 0, exceptionCases: 0 });
  });
});

test('a run that is copied half-way leaves the same tasks', () => {
  const world = hardDay(() => false);
  const straight = begun(world);
  straight.run({ until: world.startAt + 40 * DAY_MS });
  const copy = distributorTwin(world, { faults: REFUSED });
  copy.restore(straight.snapshot());
  expect(copy.openTasks()).toEqual(straight.openTasks());
  for (const twin of [straight, copy]) expect(twin.run()).toBe('empty');
  expect(straight.openTasks().length).toBeGreaterThan(3);
  expect(copy.openTasks()).toEqual(straight.openTasks());
  expect(copy.digests()).toEqual(straight.digests());
});
