/** Options are refused by name, with what was probably meant. Shown by the messages of hurried users' mistakes. */
import { expect, test } from 'vitest';
import { checkOptions, checkWord, describe as inWords } from './options.ts';

test('unknown names, and what are no options at all', () => {
  const check = (options: unknown) => () =>
    checkOptions(options as object, ['capacity', 'rule'], 'resource "dock"');
  expect(check({ capacity: 1 })).not.toThrow();
  expect(check({})).not.toThrow();
  expect(check({ capacty: 5 })).toThrow(
    'resource "dock": unknown option "capacty". Did you mean "capacity"?',
  );
  expect(check(5)).toThrow('resource "dock": options are needed, such as { capacity: ... }, got 5');
  expect(check(null)).toThrow('got null');
});

test('words', () => {
  expect(() => checkWord('fifo', ['fifo', 'lifo'], 'rule')).not.toThrow();
  expect(() => checkWord('fcfs', ['fifo', 'lifo'], 'rule')).toThrow(
    'rule must be one of fifo, lifo, got "fcfs"',
  );
});

test('values in a few words', () => {
  const activity = (function* () {})();
  const values = ['5', 5, undefined, null, () => 1, [1], {}, activity, new Map()];
  expect(values.map(inWords)).toEqual([
    '"5"',
    '5',
    'undefined',
    'null',
    'a function',
    'a list',
    'an object',
    'an activity',
    'a Map',
  ]);
});
