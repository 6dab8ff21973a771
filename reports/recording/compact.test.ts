/** Nothing is lost: the rows read by their columns are the list. */
import { expect, test } from 'vitest';
import { type CompactList, compact } from './compact.ts';

const list = [
  { plant: 1, mode: 'AIR', freightMinor: null },
  { plant: 2, mode: 'GROUND', freightMinor: 900 },
  { plant: 3, mode: 'GROUND', freightMinor: 0 },
];

test('a list of one shape, whatever the order of its keys, and back', () => {
  const turned = list.map((each, i) => (i === 1 ? Object.fromEntries(Object.entries(each).reverse()) : each));
  const { columns, rows } = compact(turned) as CompactList;
  expect(rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])))).toEqual(list);
});

test.each([
  ['no list', { a: 1 }],
  ['one entry', [{ a: 1 }]],
  ['numbers', [1, 2]],
  ['different shapes', [{ a: 1 }, { a: 1, b: 2 }]],
  ['other names', [{ a: 1 }, { b: 1 }]],
  ['nothing', null],
])('%s stays as it is', (_what, value) => {
  expect(compact(value)).toBe(value);
});
