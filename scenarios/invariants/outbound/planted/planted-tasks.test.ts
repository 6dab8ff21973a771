/** A small day of the distributor in which a task is left lying, or goes to the next role as it should not: the run stops, and names it. */
import { describe, expect, test } from 'vitest';
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
const SILENT: OutboundWorld = {
  ...SMALL_DAY,
  people: SMALL_DAY.people.map((each) => ({ ...each, unansweredShare: 1 })),
};

/** What the core gives people passes here. */
function tasks(by: (right: Inside, task: Inside) => void): Plant {
  return ({ host }) => replaced((host as Inside).out, 'task', by);
}

test('without a plant, whether people answer or not, nothing is left in silence', () => {
  for (const world of [SMALL_DAY, SILENT])
    expect(violationOf(() => {}, world, { faults: REFUSED })).toBe(null);
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
