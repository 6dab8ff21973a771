/** A small day of the distributor in which a task is left lying, or goes to the next role as it should not: the run stops, and names it. */
import { describe, expect, test } from 'vitest';
import { EXCEPTION_CASE, INBOUND_RECEIPT, LOAD } from '#orchestrator/core/actor-types';
import { DAY_MS } from '#sim/shifts/civil';
import { smallCare } from '#testing/worlds/care-world';
import {
  expectCaught,
  type Inside,
  type Plant,
  replaced,
  SMALL_DAY,
  violationOf,
} from '#testing/worlds/outbound-plants';
import type { FaultPlan } from '../../../twin/faults/fate.ts';
import type { OutboundWorld } from '../../../world/outbound-world.ts';

const INVARIANT = 'task-escalated';
/** ERP wants none of these, so that each is a dead letter. */
const REFUSED: FaultPlan = ({ kind }) =>
  kind === 'reportDelivery' ? { kind: 'rejected', status: 422, retryAfterMs: null } : null;

/** Nobody answers anything. */
const SILENT = silent(SMALL_DAY);
/** Exceptions are cases. */
const CASES = smallCare({ days: 1, ordersPerDay: 60, overlays: ['exceptions-as-cases'] });
/** What its case says of a task comes when the task is due already. */
const SLOW = silent(
  smallCare({
    days: 1,
    ordersPerDay: 60,
    overlays: ['exceptions-as-cases'],
    set: ['limits.taskEscalation=1 min', 'cases.policy=to-person'],
  }),
);
const THINKING_MS = 120_000;
/** The next role has it on the same day. */
const HASTY = smallCare({
  days: 1,
  ordersPerDay: 60,
  overlays: [],
  set: ['limits.taskEscalation=6 h'],
});
const INBOUND = smallCare({ days: 3, ordersPerDay: 40, from: 'inbound-dock', overlays: [] });

function silent(world: OutboundWorld): OutboundWorld {
  return { ...world, people: world.people.map((each) => ({ ...each, unansweredShare: 1 })) };
}

/** What the core gives people passes here. */
function tasks(by: (right: Inside, task: Inside) => void): Plant {
  return ({ host }) => replaced((host as Inside).out, 'task', by);
}

/** As if the actors of a type never closed a task: it stays the open one, and its timer rings. */
function neverCloses(type: number): Plant {
  return (twin) => {
    const { actor } = (twin as Inside).host.actors.of(type);
    const escalation = actor.timers.indexOf('escalation');
    expect(escalation).toBeGreaterThanOrEqual(0);
    replaced(actor, 'step', (step, draft, input, now, out) => {
      const before = draft.openTask;
      const cancel = (id: number): void => {
        if (id !== escalation) out.cancel(id);
      };
      step(draft, input, now, Object.assign(Object.create(out), { cancel }));
      if (draft.openTask === 0) draft.openTask = before;
    });
  };
}

test('without a plant, whether people answer or not, nothing is left in silence', () => {
  for (const world of [SMALL_DAY, SILENT, CASES, silent(CASES), INBOUND])
    expect(violationOf(() => {}, world, { faults: REFUSED })).toBe(null);
});

test('a task that its case holds back is escalated before anybody has it, and nothing stops the run', () => {
  const seen: string[] = [];
  const plant = tasks((right, task) => {
    if (task.kind === 'taskUnanswered' || task.kind === 'noNews') seen.push(task.kind);
    right(task);
  });
  expect(violationOf(plant, SLOW, { thinkingMs: THINKING_MS })).toBe(null);
  expect(seen.slice(0, 2)).toEqual(['taskUnanswered', 'noNews']);
});

describe('a task', () => {
  test.each<[string, RegExp, Plant, FaultPlan?]>([
    [
      'that nobody escalates',
      /deadLetter of outbound-message \d+, its task 1, was due 20\S+Z: nobody has answered, and the next role does not have it/,
      tasks((right, task) => {
        if (task.role !== 'supervisor') right(task);
      }),
      REFUSED,
    ],
    [
      'that nobody escalates, where nothing goes wrong by design',
      /\w+ of \S+ \d+, its task \d+, was due 20\S+Z: nobody has answered/,
      tasks((right, task) => {
        if (task.role !== 'supervisor') right(task);
      }),
    ],
    [
      'that need never be answered',
      /deadLetter of outbound-message \d+, its task 1: nobody is to answer it by any time/,
      tasks((right, task) =>
        right(task.kind === 'deadLetter' ? { ...task, dueAt: null, role: 'planner' } : task),
      ),
      REFUSED,
    ],
    [
      'that is escalated twice',
      /task \d+ of \S+ \d+: the next role has it, and nobody had it before/,
      tasks((right, task) => {
        right(task);
        if (task.role === 'supervisor') right({ ...task, no: task.no + 1 });
      }),
    ],
    [
      'that the next role has at once',
      /\w+ of \S+ \d+, its task \d+: the next role has it before its time/,
      tasks((right, task) => {
        right(task);
        if (task.role !== 'supervisor') right({ ...task, role: 'supervisor', dueAt: null, no: task.no + 1 });
      }),
    ],
  ])('%s', (_what, message, plant, faults) => {
    expectCaught(INVARIANT, message, plant, SILENT, faults === undefined ? {} : { faults });
  });
});

const TWICE = /task \d+ of \S+ \d+: the next role has it, and nobody had it before/;

describe('where exceptions are cases, a task', () => {
  test.each<[string, RegExp, Plant, OutboundWorld]>([
    [
      'that is escalated twice',
      TWICE,
      tasks((right, task) => {
        right(task);
        if (task.role === 'supervisor') right({ ...task, no: task.no + 1 });
      }),
      silent(CASES),
    ],
    [
      'that nobody was given, nor a case holds back',
      TWICE,
      tasks((right, task) => {
        if (task.role === 'supervisor') right(task);
      }),
      silent(CASES),
    ],
    [
      'that is given after its time, and that nobody escalates',
      /noNews of load \d+, its task \d+, was due 20\S+Z: nobody has answered/,
      tasks((right, task) => {
        if (task.kind === 'noNews') right({ ...task, dueAt: task.dueAt - 2 * DAY_MS });
        else if (task.kind !== 'taskUnanswered') right(task);
      }),
      silent(CASES),
    ],
    [
      'that is held back, and escalated twice',
      TWICE,
      tasks((right, task) => {
        right(task);
        if (task.kind === 'taskUnanswered') right({ ...task, no: task.no + 1 });
      }),
      SLOW,
    ],
    [
      'that is escalated, given after all, and escalated again',
      TWICE,
      tasks((right, task) => {
        right(task);
        if (task.kind === 'noNews') right({ ...task, role: 'supervisor', dueAt: null, no: task.no + 2 });
      }),
      SLOW,
    ],
  ])('%s', (_what, message, plant, world) => {
    expectCaught(INVARIANT, message, plant, world, world === SLOW ? { thinkingMs: THINKING_MS } : {});
  });
});

/** Something has come for a load that never was: whoever looks at it has answered when the timer rings. */
const stray: Plant = (twin, saboteur) => {
  neverCloses(EXCEPTION_CASE)(twin, saboteur);
  const { host } = twin as Inside;
  let isFirst = true;
  replaced(host, 'receive', (receive, message) => {
    const receipt = receive(message);
    if (isFirst) {
      const key = 100_000;
      const { workers, out } = host;
      workers.arrive(
        EXCEPTION_CASE,
        key,
        out.inputOf('inputWithoutActor', EXCEPTION_CASE, key, LOAD, 0, message),
      );
    }
    isFirst = false;
    return receipt;
  });
};

describe('a task that has been answered, and is escalated', () => {
  const answered = 'the next role has it, and it has been answered';
  test.each<[string, RegExp, Plant, OutboundWorld]>([
    [
      'by a load',
      new RegExp(`noNews of load \\d+, its task \\d+: ${answered}`),
      neverCloses(LOAD),
      SMALL_DAY,
    ],
    ['by a load, for which its case has answered', TWICE, neverCloses(LOAD), CASES],
    [
      'by a receipt',
      new RegExp(`discrepancy of inbound-receipt \\d+, its task \\d+: ${answered}`),
      neverCloses(INBOUND_RECEIPT),
      INBOUND,
    ],
    [
      'by a matter that is closed',
      /\w+ of exception-case \d+, its task \d+: the next role has it, and it waits for no answer/,
      stray,
      HASTY,
    ],
    ['by a matter that was closed the day before', TWICE, stray, SMALL_DAY],
  ])('%s', (_what, message, plant, world) => {
    expectCaught(INVARIANT, message, plant, world);
  });
});
