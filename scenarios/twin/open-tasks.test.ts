/** Open tasks of a kind are one row, which counts them and names the oldest. */
import { expect, test } from 'vitest';
import type { TaskInHand } from '../invariants/outbound/tasks.ts';
import { openTasksByKind } from './open-tasks.ts';

const task = (kind: string, key: number, givenAt: number, escalated = true): TaskInHand => ({
  type: 17,
  key,
  role: 'claims-desk',
  kind,
  no: 1,
  givenAt,
  dueAt: givenAt + 10,
  escalated,
});

test('by kind, the most first, with the age of the oldest and whose it is', () => {
  const tasks = [task('a', 1, 100), task('b', 2, 200, false), task('b', 3, 300)];
  expect(openTasksByKind(tasks, 1_000, (type) => `type-${type}`)).toEqual([
    { kind: 'b', role: 'claims-desk', open: 2, escalated: 1, oldestMs: 800, oldest: 'type-17 2' },
    { kind: 'a', role: 'claims-desk', open: 1, escalated: 1, oldestMs: 900, oldest: 'type-17 1' },
  ]);
});

test('of two roles are two rows; as many of each, the older first; none are none', () => {
  const other = { ...task('a', 1, 50), role: 'planner' };
  expect(openTasksByKind([other, task('a', 2, 60)], 100, String).map(({ role }) => role)).toEqual([
    'planner',
    'claims-desk',
  ]);
  expect(openTasksByKind([], 100, String)).toEqual([]);
});
