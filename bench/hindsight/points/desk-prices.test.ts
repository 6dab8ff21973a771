/** A task that surely goes on to whoever is next costs the work of both; one that may, only its own. Shown by roles that forget all, or nothing. */
import { expect, test } from 'vitest';
import { LOAD } from '#orchestrator/core/actor-types';
import { NEXT_ROLE } from '#orchestrator/core/open-task';
import { Random } from '#sim/random/random';
import { smallCare } from '#testing/worlds/care-world';
import { DeskPrices } from './desk-prices.ts';

const WORLD = smallCare({ overlays: [] });
const TASK = { role: 'track-and-trace', kind: 'noNews', type: LOAD, key: 1, no: 1 };
const TASK_MINOR = Math.round(WORLD.costs.taskMinutes * WORLD.costs.taskPerMinuteMinor);

/** @param forgetful roles that answer nothing; the others answer all, at once */
function leastOf(...forgetful: readonly string[]) {
  const people = WORLD.people.map((each) => ({
    ...each,
    answerMs: { kind: 'constant', value: 1 } as const,
    unansweredShare: forgetful.includes(each.role) ? 1 : 0,
  }));
  return new DeskPrices({ ...WORLD, people }, new Random(1)).leastOf(TASK, { settles: true });
}

test('a task of a role whose time is not measured', () => {
  expect(TASK_MINOR).toBeGreaterThan(0);
  expect(leastOf()).toEqual({ minor: TASK_MINOR, answers: [0] });
  expect(leastOf(TASK.role)).toEqual({ minor: 2 * TASK_MINOR, answers: [0] });
  expect(leastOf(TASK.role, NEXT_ROLE)).toEqual({ minor: 2 * TASK_MINOR, answers: [] });
});
