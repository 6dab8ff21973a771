/**
 * The least that trucks wait is no more than by any sequence at any doors, each tried; and just that where all hold a door alike, or one door is all there is
 * and all came at once.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type DockPlace,
  type DockTruck,
  leastWaiting,
  type Stretches,
  waitingByShortest,
} from './dock-bound.ts';

const ALWAYS: Stretches = [];
const trucks = (holdMs: fc.Arbitrary<number>, cameAt = fc.nat(20)): fc.Arbitrary<DockTruck[]> =>
  fc.array(fc.record({ cameAt, holdMs }), { minLength: 1, maxLength: 5 });
/** Days of 10 with some hours open. */
const hours = fc
  .tuple(fc.nat(4), fc.integer({ min: 5, max: 10 }))
  .map(
    ([from, until]): Stretches =>
      Array.from({ length: 30 }, (_, day) => [10 * day + from, 10 * day + until] as const),
  );
const stretches = fc.oneof(fc.constant(ALWAYS), hours);

/** All orders in which they may be called to whichever door is free first. */
function leastByTrying(all: readonly DockTruck[], place: DockPlace): number {
  const next = (free: readonly number[], left: readonly DockTruck[]): number => {
    if (left.length === 0) return 0;
    let least = Infinity;
    left.forEach((truck, i) => {
      const door = free.indexOf(Math.min(...free));
      let at = Math.max(free[door]!, truck.cameAt);
      while (!isIn(place.called, at)) at += 1;
      const then = free.map((each, no) => (no === door ? endOf(place.shifts, at, truck.holdMs) : each));
      least = Math.min(least, at - truck.cameAt + next(then, [...left.slice(0, i), ...left.slice(i + 1)]));
    });
    return least;
  };
  return next(new Array<number>(place.doors).fill(0), all);
}

function isIn(of: Stretches, at: number): boolean {
  return of.length === 0 || of.some(([from, until]) => from <= at && at < until);
}

function endOf(shifts: Stretches, from: number, workMs: number): number {
  let at = from;
  for (let left = workMs; left > 0; at++) if (isIn(shifts, at)) left -= 1;
  return at;
}

test('no sequence of trucks waits less, and the one that was found is a sequence', () => {
  fc.assert(
    fc.property(
      trucks(fc.nat(9)),
      fc.integer({ min: 1, max: 3 }),
      stretches,
      stretches,
      (all, doors, called, shifts) => {
        const place = { doors, called, shifts };
        const least = leastByTrying(all, place);
        expect(leastWaiting(all, place)).toBeLessThanOrEqual(least);
        expect(waitingByShortest(all, place)).toBeGreaterThanOrEqual(least);
      },
    ),
  );
});

test('it is exact at one door where all hold it alike, or all came at once', () => {
  const place = { doors: 1, called: ALWAYS, shifts: ALWAYS };
  const alike = fc.nat(6).chain((hold) => trucks(fc.constant(hold)));
  fc.assert(
    fc.property(fc.oneof(alike, trucks(fc.nat(9), fc.constant(3))), (all) => {
      expect(leastWaiting(all, place)).toBe(leastByTrying(all, place));
    }),
  );
});

test('one that comes before the dock opens waits for that, whoever else there is', () => {
  const place = { doors: 2, called: [[100, 200]] as const, shifts: ALWAYS };
  expect(
    leastWaiting(
      [
        { cameAt: 40, holdMs: 5 },
        { cameAt: 150, holdMs: 5 },
      ],
      place,
    ),
  ).toBe(60);
});
