/**
 * A window counts what a plain map counts, and collapses by its highest index alone. Shown as properties over indexes that
 * wander, jump and repeat, in any order and any split, against a map.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BucketWindow, type BucketWindowState } from './bucket-window.ts';

/** Clusters and jumps: near ones meet the same array, far ones move it. */
const indexes = fc.array(
  fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 400 }), fc.integer({ min: 5_000, max: 5_300 })),
  { maxLength: 300, size: 'max' },
);
const bucketsMax = fc.constantFrom(1, 2, 7, 63, 64, 65, 128, 300, 2048, 10_000);

function windowOf(list: readonly number[], max: number): BucketWindow {
  const window = new BucketWindow(max);
  for (const index of list) window.increment(index);
  return window;
}

/** What must come out, from a map. */
function plain(list: readonly number[], max: number): BucketWindowState {
  if (list.length === 0) return { below: 0, first: 0, counts: [] };
  const top = list.reduce((most, index) => Math.max(most, index), 0);
  const kept = list.filter((index) => index > top - max);
  const first = kept.reduce((least, index) => Math.min(least, index), top);
  const counts = new Array<number>(top - first + 1).fill(0);
  for (const index of kept) counts[index - first]! += 1;
  return { below: list.length - kept.length, first, counts };
}

/** Few indexes, many times each: what merging adds at once. */
const repeated = fc
  .array(fc.tuple(fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 400 })), fc.integer({ min: 1, max: 4 })), {
    maxLength: 6,
  })
  .map((list) => list.flatMap(([index, times]) => new Array<number>(times).fill(index)));

describe('against a map', () => {
  test('in the order given, and in reverse', () => {
    fc.assert(
      fc.property(indexes, bucketsMax, (list, max) => {
        expect(windowOf(list, max).save()).toEqual(plain(list, max));
        expect(windowOf(list.toReversed(), max).save()).toEqual(plain(list, max));
      }),
    );
  });

  test('merged from any two parts; the other one stays as it was', () => {
    fc.assert(
      fc.property(
        fc.oneof(indexes, repeated),
        fc.oneof(indexes, repeated),
        bucketsMax,
        (first, second, max) => {
          const window = windowOf(first, max);
          const other = windowOf(second, max);
          window.merge(other);
          expect(window.save()).toEqual(plain([...first, ...second], max));
          expect(other.save()).toEqual(plain(second, max));
        },
      ),
    );
  });

  test('saved and loaded at any point, and after a reset', () => {
    fc.assert(
      fc.property(indexes, indexes, bucketsMax, (first, second, max) => {
        const state = JSON.parse(JSON.stringify(windowOf(first, max).save()));
        const copy = windowOf(second, max);
        copy.load(state);
        for (const index of second) copy.increment(index);
        expect(copy.save()).toEqual(plain([...first, ...second], max));
        expect(state).toEqual(plain(first, max));
        copy.reset();
        for (const index of first) copy.increment(index);
        expect(copy.save()).toEqual(plain(first, max));
      }),
    );
  });
});

test('several at once far below a window that has room above', () => {
  const window = windowOf([5000], 63);
  window.merge(windowOf([0, 0, 0], 63));
  expect(window.save()).toEqual({ below: 3, first: 5000, counts: [1] });
});

test('buckets in use, by rising and by falling index, until told to stop', () => {
  const window = windowOf([7, 3, 7, 90, 3, 3], 2048);
  const rising: [number, number][] = [];
  window.findRising((index, count) => {
    rising.push([index, count]);
    return false;
  });
  expect(rising).toEqual([
    [3, 3],
    [7, 2],
    [90, 1],
  ]);
  const falling: number[] = [];
  window.findFalling((index) => falling.push(index) === 2);
  expect(falling).toEqual([90, 7]);
});
