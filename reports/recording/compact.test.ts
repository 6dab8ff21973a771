/** Nothing is lost: what was made compact and went through JSON is, expanded, what was given. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compactBody, compactList, expanded } from './compact.ts';

const scalar = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null));
const shape = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
const uniform = shape.chain((names) =>
  fc.array(
    fc
      .tuple(...names.map(() => scalar))
      .map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]]))),
    { maxLength: 5 },
  ),
);
const mixed = fc.array(fc.oneof(scalar, fc.dictionary(fc.constantFrom('a', 'b', 'c'), scalar)), {
  maxLength: 5,
});

describe('round trip', () => {
  const through = (value: unknown): unknown => expanded(JSON.parse(JSON.stringify(value)));

  test('of lists', () => {
    fc.assert(
      fc.property(fc.oneof(uniform, mixed), (list) => {
        expect(through(compactList(list))).toEqual(list);
      }),
    );
  });

  test('of bodies', () => {
    const body = fc.dictionary(fc.constantFrom('quotes', 'lines', 'rate'), fc.oneof(uniform, mixed, scalar));
    fc.assert(
      fc.property(fc.oneof(body, scalar), (given) => {
        expect(through(compactBody(given))).toEqual(given);
      }),
    );
  });
});

test('names stand there once', () => {
  const list = [
    { plant: 1, mode: 'AIR' },
    { mode: 'GROUND', plant: 2 },
  ];
  const compact = {
    columns: ['plant', 'mode'],
    rows: [
      [1, 'AIR'],
      [2, 'GROUND'],
    ],
  };
  expect(compactList(list)).toEqual(compact);
  expect(compactBody({ quotes: list, rate: 3 })).toEqual({ quotes: compact, rate: 3 });
});

test.each([
  ['one entry', [{ a: 1 }]],
  ['numbers', [1, 2]],
  ['different shapes', [{ a: 1 }, { a: 1, b: 2 }]],
  ['other names', [{ a: 1 }, { b: 1 }]],
])('%s: the list stays as it is', (_what, list) => {
  expect(compactList(list)).toBe(list);
});
