/**
 * What an assignment can't cost less than: held against all assignments of small problems, and against what the bound promises for prices
 * that nobody has solved for.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { boundAssignment, boundAt } from './assignment.ts';
import type { AssignmentProblem, Way } from './assignment-problem.ts';
import { highsSolver } from './highs-solver.ts';
import type { LinearSolver } from './linear-program.ts';

const highs = highsSolver();
const givesUp: LinearSolver = () => Promise.resolve(null);

/** The cheapest of all assignments that keep every capacity, each tried. */
function bruteForce({ ways, capacities }: AssignmentProblem, item = 0, left = capacities): number {
  const own = ways[item];
  if (own === undefined) return 0;
  let least = Infinity;
  for (const { cost, uses, units = 1 } of own) {
    const rest = [...left];
    for (const resource of uses) rest[resource]! -= units;
    if (rest.every((each) => each >= 0))
      least = Math.min(least, cost + bruteForce({ ways, capacities }, item + 1, rest));
  }
  return least;
}

const RESOURCES = 3;
const way = fc.record({
  cost: fc.integer({ min: 0, max: 60 }),
  uses: fc.uniqueArray(fc.integer({ min: 0, max: RESOURCES - 1 }), { maxLength: 2 }),
  units: fc.integer({ min: 1, max: 2 }),
});
const free = fc.record({ cost: fc.integer({ min: 20, max: 90 }), uses: fc.constant<readonly number[]>([]) });
const item = fc
  .tuple(free, fc.array(way, { maxLength: 3 }))
  .map(([last, more]): readonly Way[] => [...more, last]);
const problem: fc.Arbitrary<AssignmentProblem> = fc.record({
  ways: fc.array(item, { minLength: 1, maxLength: 6 }),
  capacities: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: RESOURCES, maxLength: RESOURCES }),
});

describe('the bound', () => {
  test('is no more than the cheapest assignment, and the one found no less; whole variables find it', async () => {
    await fc.assert(
      fc.asyncProperty(problem, async (each) => {
        const least = bruteForce(each);
        const { bound, found } = await boundAssignment(each, highs);
        expect(bound).toBeLessThanOrEqual(least + 1e-9);
        expect(found).toBe(least);
      }),
      { numRuns: runs(6) },
    );
  });

  test('holds by any prices', () => {
    const prices = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), {
      minLength: RESOURCES,
      maxLength: RESOURCES,
    });
    fc.assert(
      fc.property(problem, prices, (each, at) => {
        expect(boundAt(each, at)).toBeLessThanOrEqual(bruteForce(each) + 1e-9);
      }),
    );
  });

  test('is tighter for its prices where capacity is short', async () => {
    const short: AssignmentProblem = {
      ways: [1, 2, 3].map((cost) => [
        { cost, uses: [0] },
        { cost: 10, uses: [] },
      ]),
      capacities: [1],
    };
    const { bound, found, prices, by } = await boundAssignment(short, highs);
    expect({ bound, found, by }).toEqual({ bound: 21, found: 21, by: 'lp' });
    expect(prices[0]).toBeGreaterThan(0);
  });

  test('needs no solver where everybody can have the cheapest', async () => {
    const ample: AssignmentProblem = {
      ways: [
        [
          { cost: 4, uses: [0] },
          { cost: 9, uses: [] },
        ],
      ],
      capacities: [1],
    };
    expect(await boundAssignment(ample, givesUp)).toEqual({ prices: [0], bound: 4, found: 4, by: 'choice' });
  });
});

describe('a solver that gives up', () => {
  const short: AssignmentProblem = {
    ways: [1, 2].map((cost) => [
      { cost, uses: [0] },
      { cost: 10, uses: [] },
    ]),
    capacities: [1],
  };

  test('leaves a bound that relaxes capacity, and says so', async () => {
    expect(await boundAssignment(short, givesUp)).toEqual({
      prices: [0],
      bound: 3,
      found: 11,
      by: 'relaxed',
    });
  });

  test('is one that is out of time', async () => {
    const { bound, by } = await boundAssignment(short, highsSolver(0));
    expect(by === 'relaxed' ? bound : 3).toBe(3);
    expect(bound).toBeLessThanOrEqual(11);
  });

  test('is one whose thread is given no program at all', async () => {
    const broken = {
      costs: [1],
      starts: [0, 5],
      rows: [0],
      values: [1],
      rowLower: [1],
      rowUpper: [1],
      whole: false,
    };
    expect(await highs(broken)).toBeNull();
  });
});
