/** Who waits for a comparison is told which metric it waits for. Shown by pairs of which one metric is wide, and by the words of both ends. */
import { expect, test } from 'vitest';
import { judge, type PairedKpis } from '#bench/comparison/verdict';
import { goingOnWords } from './going-on-words.ts';

/** @param spread of on time in full, in points to either side */
function pairsOf(spread: number): PairedKpis[] {
  return Array.from({ length: 20 }, (_, i) => ({
    baseline: { landedCostPerOrder: 100, otif: 0.6 },
    candidate: { landedCostPerOrder: 99 + (i % 2) * 0.01, otif: 0.6 + (i % 2 === 0 ? spread : -spread) },
  }));
}
const told = (spread: number): string => goingOnWords(judge(pairsOf(spread), { confidence: 0.95 }), 20);

test('the metric that takes most pairs, and how many: the square of how much too wide it is', () => {
  // 20 of them half a point to either side: t of 97.5 % with 19 degrees, 2.43, by 0.0051 / root 20, to 0.0025.
  expect(told(0.005)).toMatch(/^20 pairs: "On time in full" takes some 2[0-9] for an interval/);
  expect(told(0.01)).toMatch(
    /"On time in full" takes some (9[0-9]|10[0-9]) for an interval as narrow as is asked for\. /,
  );
});

test('more than are ever run: it says so', () => {
  expect(told(0.03)).toMatch(
    /takes some \d{3} for an interval as narrow as is asked for, and 400 are the most that are run\. /,
  );
  expect(told(0.03)).toMatch(/--replications N runs N$/);
});

test('where no number would do, as with a baseline of 0: the most that are run', () => {
  const pairs = pairsOf(0).map(({ baseline, candidate }, i) => ({
    baseline: { ...baseline, touchPerOrder: 0 },
    candidate: { ...candidate, touchPerOrder: i % 3 },
  }));
  expect(goingOnWords(judge(pairs, { confidence: 0.95 }), 20)).toBe(
    '20 pairs are not enough; 400 are the most that are run',
  );
});
