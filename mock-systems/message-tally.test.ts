/** Two tallies agree on what was noted, in whatever order, and on nothing else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessageTally, tallyUpTo } from './message-tally.ts';

function tallyOf(counters: readonly number[]): MessageTally {
  const tally = new MessageTally();
  for (const counter of counters) tally.note(counter);
  return tally;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

test('all counters once, in whatever order, are the tally up to the last, and so in two parts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.nat(), (count, cut) => {
      const shuffled = upTo(count).map((_, i) => ((i * 7919) % Math.max(1, count)) + 1);
      const counters = new Set(shuffled).size === count ? shuffled : upTo(count);
      const second = new MessageTally();
      second.load(structuredClone(tallyOf(counters.slice(0, cut % (count + 1))).save()));
      for (const counter of counters.slice(cut % (count + 1))) second.note(counter);
      expect(second.equals(tallyUpTo(count))).toBe(true);
    }),
  );
});

test('a counter noted twice in the place of another is told', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 100_000_000 }),
      fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 2 }),
      (count, swaps) => {
        const tally = tallyUpTo(Math.min(count, 500));
        const n = Math.min(count, 500);
        const wrong = new Map(upTo(n).map((counter) => [counter, counter]));
        for (const [left, twice] of swaps) wrong.set((left % n) + 1, (twice % n) + 1);
        const right = [...wrong.values()].sort((x, y) => x - y).every((counter, i) => counter === i + 1);
        expect(tallyOf([...wrong.values()]).equals(tally)).toBe(right);
      },
    ),
  );
});
