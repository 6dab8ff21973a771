/** A task that a person has: given with a time to answer in, escalated once, answered by either number, closed. */
import { describe, expect, test } from 'vitest';
import { CollectingOut } from '#testing/core/collecting-out';
import { TEST_NOW } from '#testing/core/given';
import {
  answersTask,
  closeTask,
  escalateTask,
  giveTask,
  noTask,
  type OpenTask,
  taskBefore,
} from './open-task.ts';

const TIMER = 3;
const HOUR_MS = 3_600_000;
const QUESTION = { role: 'planner', kind: 'noRoute', detail: 'no node can send it' };

function asked(draft: OpenTask = noTask()) {
  const out = new CollectingOut(TEST_NOW);
  giveTask(draft, QUESTION, { timer: TIMER, withinMs: HOUR_MS }, TEST_NOW, out);
  return { draft, effects: out.effects };
}

function escalated(draft: OpenTask, kind?: string) {
  const out = new CollectingOut(TEST_NOW);
  return { did: escalateTask(draft, 'nobody', out, kind), effects: out.effects };
}

describe('a task', () => {
  test('is due when its timer rings', () => {
    const { draft, effects } = asked();
    expect(draft).toEqual({ tasks: 1, openTask: 1, escalated: false });
    expect(effects).toEqual([
      { timer: TIMER, at: TEST_NOW + HOUR_MS },
      { task: 'noRoute', role: 'planner', no: 1, dueAt: TEST_NOW + HOUR_MS },
    ]);
  });

  test('is escalated once, under its own kind where that is wanted', () => {
    const { draft } = asked();
    expect(escalated(draft)).toEqual({
      did: true,
      effects: [{ task: 'taskUnanswered', role: 'supervisor', no: 2, dueAt: null }],
    });
    expect(escalated(draft)).toEqual({ did: false, effects: [] });
    expect(escalated(asked().draft, 'noRoute').effects).toMatchObject([
      { task: 'noRoute', role: 'supervisor' },
    ]);
    // The next one can be again.
    expect(escalated(asked(draft).draft)).toMatchObject({ did: true, effects: [{ no: 4 }] });
  });

  test('that nobody has is not escalated', () => {
    expect(escalated(noTask())).toEqual({ did: false, effects: [] });
  });

  test('is closed, and its timer with it, unless that has rung', () => {
    const { draft } = asked();
    for (const effects of [[{ cancel: TIMER }], []]) {
      const out = new CollectingOut(TEST_NOW);
      closeTask(draft, TIMER, out);
      expect([draft.openTask, out.effects]).toEqual([0, effects]);
    }
    const again = asked(draft).draft;
    escalated(again);
    const out = new CollectingOut(TEST_NOW);
    closeTask(again, TIMER, out);
    expect([again.openTask, out.effects]).toEqual([0, []]);
  });
});

test.each([
  ['of which none is open', 3, 0, false],
  ['of which the last is open', 3, 3, false],
  ['of which the last is an escalation', 3, 2, true],
])('tasks of before, %s', (_what, tasks, openTask, escalated) => {
  expect(taskBefore(tasks, openTask)).toEqual({ tasks, openTask, escalated });
});

describe('the answer to a task', () => {
  const open: OpenTask = { tasks: 3, openTask: 2, escalated: false };

  test.each([
    ['that is open counts', open, 2, true],
    ['that was escalated counts by either number', { ...open, escalated: true }, 3, true],
    ['that was not escalated counts by its own alone', open, 3, false],
    ['before it does not count', { ...open, escalated: true }, 1, false],
    ['of none that is open does not count', { ...open, openTask: 0, escalated: true }, 3, false],
    ['without a number does not count', { ...open, openTask: 0 }, 0, false],
  ])('%s', (_what, state, no, counts) => {
    expect(answersTask(state, no)).toBe(counts);
  });
});
