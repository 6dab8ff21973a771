/** A state told by its changes is the state, whatever it was before and is now. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { anyBody } from './bodies/bodies.fixture.ts';
import { type Changes, changed, KeptState } from './state-changes.ts';

const view = (available: number[], feed: number): object => ({ available, toldBy: [1, 2, 3], feed, by: 'W' });
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('only what has changed is told: places and numbers of a list, the value of a field', () => {
  const kept = KeptState.of(view([5, 6, 7, 8], 1))!;
  expect(kept.changesTo(view([5, 6, 9, 8], 2))).toEqual({ available: [[2], [9]], feed: 2 });
  expect(kept.changesTo(view([5, 6, 9, 8], 2))).toEqual({});
});

test.each([
  ['of another length', view([5, 6, 9, 8, 1], 1)],
  ['of which too much has changed', view([1, 2, 7, 8], 1)],
  ['with a text in a list', { ...view([5, 6, 7, 8], 1), toldBy: [1, 2, 'x'] }],
  ['with a field more', { ...view([5, 6, 7, 8], 1), more: 1 }],
  ['with a field less', { available: [5, 6, 7, 8], toldBy: [1, 2, 3], feed: 1 }],
  ['with a list for a value', { ...view([5, 6, 7, 8], 1), feed: [1] }],
  ['with a value for a list', { ...view([5, 6, 7, 8], 1), available: 1 }],
  ['that is none', null],
])('a state %s is told whole', (_name, state) => {
  expect(KeptState.of(view([5, 6, 7, 8], 1))!.changesTo(state)).toBeNull();
});

test.each([[[1, 2]], [{}], [{ a: { b: 1 } }], [{ a: [{ b: 1 }] }], [new Uint8Array(2)], ['x'], [null]])(
  '%j can only be told whole',
  (state) => {
    expect(KeptState.of(state)).toBeNull();
  },
);

test('one state after the other, changed where they lie, come out as they were', () => {
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true }));
  const changesOfOne = fc.tuple(fc.nat(40), number, fc.oneof(fc.string(), fc.boolean(), number));
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 40 }), fc.array(changesOfOne), (list, steps) => {
      const state: Record<string, unknown> = { list, one: 0 };
      let whole = asJson(state);
      let kept = KeptState.of(state)!;
      for (const [place, value, one] of steps) {
        list[place % list.length] = value;
        state.one = one;
        const changes = kept.changesTo(state);
        if (changes === null) kept = KeptState.of(state)!;
        whole = changes === null ? asJson(state) : changed(whole, asJson(changes) as Changes);
        expect(whole).toEqual(asJson(state));
      }
    }),
    { numRuns: runs(50) },
  );
});

test('any two states', () => {
  fc.assert(
    fc.property(anyBody, anyBody, (one, other) => {
      const changes = KeptState.of(one)?.changesTo(other) ?? null;
      if (changes !== null) expect(JSON.stringify(changed(one, changes))).toBe(JSON.stringify(other));
    }),
    { numRuns: runs(200) },
  );
});
