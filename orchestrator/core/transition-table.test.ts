/** A table that contradicts itself is refused when it is written, not when it is used. */
import { expect, test } from 'vitest';
import { transitionTable } from './transition-table.ts';

test('answers the next state, or null', () => {
  const table = transitionTable('new', ['done'], [['new', 'finish', 'done']]);
  expect(table.next('new', 'finish')).toBe('done');
  expect(table.next('new', 'other')).toBeNull();
  expect(table.next('done', 'finish')).toBeNull();
});

test.each([
  [
    'a way out of a terminal state',
    () =>
      transitionTable(
        'a',
        ['b'],
        [
          ['a', 'x', 'b'],
          ['b', 'y', 'a'],
        ],
      ),
    /terminal state "b" has a way out: "y"/,
  ],
  [
    'two rows for one input',
    () =>
      transitionTable(
        'a',
        [],
        [
          ['a', 'x', 'a'],
          ['a', 'x', 'a'],
        ],
      ),
    /two transitions from "a" on "x"/,
  ],
  [
    'a state nobody reaches',
    () =>
      transitionTable(
        'a',
        [],
        [
          ['a', 'x', 'a'],
          ['c', 'y', 'a'],
        ],
      ),
    /state "c" can't be reached from "a"/,
  ],
])('%s is refused', (_name, build, message) => {
  expect(build).toThrow(message);
});

test('knows what is over, and what is not', () => {
  const table = transitionTable(
    'new',
    ['done', 'dropped'],
    [
      ['new', 'begin', 'open'],
      ['open', 'finish', 'done'],
      ['open', 'drop', 'dropped'],
    ],
  );
  expect((['new', 'open', 'done', 'dropped'] as const).map((state) => table.isOver(state))).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect([...table.terminal]).toEqual(['done', 'dropped']);
  expect(table.initial).toBe('new');
});
