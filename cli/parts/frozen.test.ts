/** What a part is given is equal to the original and shares nothing with it that could be written to. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frozenCopy, frozenView } from './frozen.ts';

function everyObject(value: unknown, check: (each: object) => void): void {
  if (value === null || typeof value !== 'object') return;
  check(value);
  for (const each of Object.values(value)) everyObject(each, check);
}

const plain = fc.dictionary(
  fc.string().filter((key) => key !== '__proto__'),
  fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__')),
);

test('a copy is equal, frozen all through, and of other objects', () => {
  fc.assert(
    fc.property(plain, (original) => {
      const originals = new Set<object>();
      everyObject(original, (each) => originals.add(each));
      const copy = frozenCopy(original);
      expect({ ...copy }).toEqual({ ...original });
      everyObject(copy, (each) => {
        expect(Object.isFrozen(each)).toBe(true);
        expect(originals.has(each)).toBe(false);
      });
    }),
  );
});

test('a view is as it was, and no write reaches the original', () => {
  const view = { key: 3, version: 7, state: { available: [1, 2], feed: { at: 5 }, node: 1 } };
  const given = frozenView(view) as typeof view;
  expect(JSON.parse(JSON.stringify(given))).toEqual(view);
  expect(given.state.available).toBe(given.state.available);
  for (const write of [
    () => given.state.available.push(3),
    () => {
      given.state.feed.at = 6;
    },
    () => {
      given.state.available = [];
    },
    () => {
      given.state = view.state;
    },
    () => {
      given.key = 4;
    },
  ])
    expect(write).toThrow(TypeError);
  expect(view).toEqual({ key: 3, version: 7, state: { available: [1, 2], feed: { at: 5 }, node: 1 } });
});

test('a view that does not exist yet', () => {
  expect(frozenView({ key: 3, state: null })).toEqual({ key: 3, state: null });
});
