/** Whatever a question says, another word in it gives another digest; a state that was seen before costs less and counts the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inputDigest } from './input-digest.ts';
import type { Ask, ViewReading } from './ports.ts';
import { StateDigests } from './state-digests.ts';

const VIEW: ViewReading = {
  type: 'stock-view',
  key: 2,
  version: 7,
  ageMs: 60_000,
  state: { available: [1, 2, 3, 4, 5, 6, 7], toldBy: [0.5, 70_000, -1] },
};
const ASK: Ask = {
  point: 'sourcing',
  attempt: 1,
  entityType: 'order',
  entityKey: 9,
  now: 1_772_409_618_711,
  context: { customer: 3, units: [3, 6, 2, 1, 9, 8], mode: 'AIR', late: false, instructed: null },
  options: [
    { node: 0, freightMinor: 968 },
    { node: 1, freightMinor: 8_024 },
  ],
  views: [VIEW],
};

/** Every number, text, flag and null below, one changed at a time. */
function changed(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'string') return [`${value}x`];
  if (typeof value === 'boolean') return [!value];
  if (value === null) return [0, '', false, [], {}];
  if (Array.isArray(value))
    return [
      [...value, 0],
      value.slice(1),
      ...value.flatMap((each, i) => changed(each).map((other) => value.with(i, other))),
    ];
  const fields = Object.entries(value as object);
  return [
    { ...(value as object), more: 1 },
    Object.fromEntries(fields.slice(1)),
    ...fields.flatMap(([key, field]) =>
      changed(field).map((other) => ({ ...(value as object), [key]: other })),
    ),
  ];
}

const asked = (change: Partial<Ask>): string => inputDigest({ ...ASK, ...change });

describe('another digest', () => {
  test.each(['context', 'options', 'views', 'now'] as const)('of another %s', (part) => {
    const others = changed(ASK[part]).filter(
      // A view that lacks a field, or has more, is none.
      (other) => part !== 'views' || (other as readonly object[]).every((view) => sameKeys(view, VIEW)),
    );
    const digests = others.map((other) => asked({ [part]: other }));
    expect(others.length).toBeGreaterThan(0);
    expect(new Set([...digests, inputDigest(ASK)]).size).toBe(others.length + 1);
  });

  test('of one number among many, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer(), fc.double({ noNaN: true })), { minLength: 1, maxLength: 40 }),
        fc.nat(),
        (numbers, at) => {
          const i = at % numbers.length;
          const others = numbers.with(i, numbers[i] === 1 ? 2 : 1);
          expect(asked({ context: others })).not.toBe(asked({ context: numbers }));
        },
      ),
    );
  });

  test('of an empty list, an empty map and nothing', () => {
    const values = [null, [], {}, [null], [[]], [{}], 0, '', false];
    expect(new Set(values.map((context) => asked({ context }))).size).toBe(values.length);
  });
});

function sameKeys(one: object, other: object): boolean {
  return Object.keys(one).join() === Object.keys(other).join();
}

test('the same with states that were seen before, and after they took an input', () => {
  const known = new StateDigests();
  const state = { available: [1, 2, 3] };
  for (const version of [1, 1, 2, 2]) {
    state.available[0] = version;
    for (const key of [2, 258]) {
      const ask = { ...ASK, views: [{ ...VIEW, key, version, state }, VIEW] };
      expect(inputDigest(ask, known)).toBe(inputDigest(structuredClone(ask)));
    }
  }
});

test('a state that was seen before is not looked at again', () => {
  const known = new StateDigests();
  let computed = 0;
  const compute = (): { one: number; two: number } => ({ one: ++computed, two: 0 });
  known.of(VIEW, compute);
  known.of({ ...VIEW }, compute);
  expect(computed).toBe(1);
  known.of({ ...VIEW, version: 8 }, compute);
  known.of({ ...VIEW, version: 8, state: structuredClone(VIEW.state) }, compute);
  expect(computed).toBe(3);
});
