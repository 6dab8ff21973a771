/** Columns are counted as terminals count them; what a terminal would obey is not printed. */
import { expect, test } from 'vitest';
import { padded, printable, widthOf, wrapped } from './width.ts';

test.each([
  ['plain', 5],
  ['é', 1],
  ['e\u0301', 1],
  ['漢字', 4],
  ['🚚', 2],
  ['شحن', 3],
  ['–', 1],
])('%s takes %d columns', (text, columns) => {
  expect(widthOf(text)).toBe(columns);
  expect(widthOf(padded(text, 9, 'right'))).toBe(9);
});

test('escapes, carriage returns and turned-around lines are shown, not obeyed; line breaks stay', () => {
  expect(printable('a\u001b[31mb\rc\u202ed\u0007\n\te')).toBe('a\ufffd[31mb\ufffdc\ufffdd\ufffd\n e');
});

test('lines break at spaces, and words only where they must', () => {
  expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapped('abcdefghij k', 4)).toEqual(['abcd', 'efgh', 'ij k']);
  expect(wrapped('', 4)).toEqual(['']);
});
