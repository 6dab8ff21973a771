/** What comes out still fails, and without any one of its items no longer does: against lists with culprits at random, whose parts are known. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ddmin } from './ddmin.ts';

test('of what fails together with all of some culprits, the culprits stay', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 60 }).chain((length) =>
        fc.record({
          length: fc.constant(length),
          culprits: fc.uniqueArray(fc.nat({ max: Math.max(0, length - 1) }), {
            maxLength: Math.min(5, length),
          }),
        }),
      ),
      async ({ length, culprits }) => {
        const items = Array.from({ length }, (_, i) => i);
        const kept = await ddmin(items, async (some) => culprits.every((each) => some.includes(each)));
        expect(kept).toEqual(culprits.toSorted((x, y) => x - y));
      },
    ),
  );
});

test('where any two of three are enough, two stay', async () => {
  const enough = async (some: readonly number[]) =>
    [3, 30, 77].filter((each) => some.includes(each)).length >= 2;
  const kept = await ddmin(
    Array.from({ length: 100 }, (_, i) => i),
    enough,
  );
  expect(kept).toHaveLength(2);
  expect(await enough(kept)).toBe(true);
});

test('one culprit among a thousand takes some dozen tests; a rough look fewer, and leaves its part', async () => {
  let tests = 0;
  const fails = async (some: readonly number[]): Promise<boolean> => {
    tests += 1;
    return some.includes(617);
  };
  const items = Array.from({ length: 1000 }, (_, i) => i);
  expect(await ddmin(items, fails)).toEqual([617]);
  expect(tests).toBeLessThan(40);
  tests = 0;
  const rough = await ddmin(items, fails, { chunksMax: 4 });
  expect(rough).toContain(617);
  expect(rough.length).toBeLessThanOrEqual(250);
  expect(tests).toBeLessThan(12);
});

test('who is stopped has what failed last', async () => {
  let tests = 0;
  const fails = async (some: readonly number[]): Promise<boolean> => {
    tests += 1;
    return some.includes(5);
  };
  const items = Array.from({ length: 64 }, (_, i) => i);
  const kept = await ddmin(items, fails, { stopped: () => tests >= 4 });
  expect(kept).toContain(5);
  expect(kept.length).toBeGreaterThan(1);
});
