/** When a truck may come: shown at every edge of the hours of the docks. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockTime, type NodeMaster } from './network.ts';

const at = (docks: readonly number[] | undefined, from: number, left: number): number =>
  dockTime({ docks } as NodeMaster, from, left);
/** Open [10, 20), [30, 40), and from 60 on. */
const DOCKS = [10, 20, 30, 40, 60];

test.each([
  [0, 5, 10],
  [10, 5, 10],
  [10, 50, 10],
  [15, 5, 15],
  [16, 5, 30],
  [20, 0, 30],
  [25, 0, 30],
  [36, 5, 60],
  [59, 5, 60],
  [99, 50, 99],
])('from %d, with %d left: %d', (from, left, expected) => {
  expect(at(DOCKS, from, left)).toBe(expected);
});

test('without hours, and after the last closing, they are open', () => {
  expect(at(undefined, 7, 5)).toBe(7);
  expect(at([10, 20], 25, 5)).toBe(25);
  expect(at([10, 20], 18, 5)).toBe(20);
});

test('it is never sooner, always within the hours, and there it stays', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      gaps,
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 0, max: 30 }),
      (lengths, from, left) => {
        let sum = 0;
        const docks = lengths.map((each) => (sum += each));
        const found = at(docks, from, left);
        expect(found).toBeGreaterThanOrEqual(from);
        expect(at(docks, found, 0)).toBe(found);
        expect(at(docks, found, left)).toBe(found);
        if (from < docks[0]!) expect(found).toBe(docks[0]);
      },
    ),
  );
});
