/** Prices found step by step bound every assignment of small problems, each tried; and what is found is one of them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssignmentProblem, Way } from '../assignment-problem.ts';
import { steppedBound } from './stepped-prices.ts';

const way = fc.record({
  cost: fc.nat(30),
  uses: fc.subarray([0, 1, 2], { minLength: 1, maxLength: 2 }),
  units: fc.integer({ min: 1, max: 3 }),
});
const item = fc
  .tuple(fc.array(way, { maxLength: 3 }), fc.nat(40))
  .map(([ways, cost]): Way[] => [...ways, { cost, uses: [] }]);
const problems = fc.record({
  ways: fc.array(item, { minLength: 1, maxLength: 5 }),
  capacities: fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)),
});

function leastByTrying(
  { ways, capacities }: AssignmentProblem,
  left: readonly number[] = capacities,
): number {
  const [first, ...rest] = ways;
  if (first === undefined) return 0;
  let least = Infinity;
  for (const { cost, uses, units = 1 } of first) {
    const then = left.map((each, i) => (uses.includes(i) ? each - units : each));
    if (then.some((each) => each < 0)) continue;
    least = Math.min(least, cost + leastByTrying({ ways: rest, capacities }, then));
  }
  return least;
}

test('no assignment costs less than the bound, nor more than the best costs what was found', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const least = leastByTrying(problem);
      const { bound, found } = steppedBound(problem);
      expect(bound).toBeLessThanOrEqual(least + 1e-6);
      expect(found).toBeGreaterThanOrEqual(least);
    }),
  );
});

test('where two want what is there once, the price is what the second choice costs more', () => {
  const ways = [
    [
      { cost: 0, uses: [0] },
      { cost: 10, uses: [] },
    ],
    [
      { cost: 0, uses: [0] },
      { cost: 7, uses: [] },
    ],
  ];
  const { bound, found } = steppedBound({ ways, capacities: [1] });
  expect(found).toBe(7);
  expect(bound).toBeCloseTo(7, 6);
});
