/**
 * Items that each take one of their ways, where ways share what there is too little of: the least that all of them can cost together.
 *
 * 1. The bound holds for any prices of capacity (Lagrangian relaxation): whoever found them, by whatever arithmetic, it is no more than the
 *    cheapest assignment. The solver's own objective is never trusted.
 * 2. The gap is between the bound and an assignment that keeps every capacity: what is not known is at most as much.
 *
 * Source: Geoffrion, "Lagrangean relaxation for integer programming" (1974); Fisher, Management Science 27 (1981).
 */
import { assert } from '#sim/assert';
import type { AssignmentProblem, Way } from './assignment-problem.ts';
import type { LinearAnswer, LinearProgram, LinearSolver } from './linear-program.ts';
import { roundedAssignment } from './rounded-assignment.ts';

export interface AssignmentBound {
  /** Of a unit, by resource; all >= 0. */
  readonly prices: readonly number[];
  readonly bound: number;
  /** Cost of the best assignment found. */
  readonly found: number;
  /** How: no capacity was short; a linear program; or the solver gave up and capacities are relaxed. */
  readonly by: 'choice' | 'lp' | 'relaxed';
}

/** More ways than these are a matter of the linear program alone. */
const WHOLE_WAYS_MAX = 400;

/** What no assignment can cost less than, by these prices of capacity. O(ways) */
export function boundAt({ ways, capacities }: AssignmentProblem, prices: readonly number[]): number {
  let bound = 0;
  for (let i = 0; i < capacities.length; i++) bound -= capacities[i]! * prices[i]!;
  for (const each of ways) bound += cheapestAt(each, prices);
  return bound;
}

/** The cheapest of an item's ways, with what it uses paid for. */
export function cheapestAt(ways: readonly Way[], prices: readonly number[]): number {
  let least = Infinity;
  for (const { cost, uses, units = 1 } of ways) {
    let all = cost;
    for (const resource of uses) all += units * prices[resource]!;
    if (all < least) least = all;
  }
  return least;
}

export async function boundAssignment(
  problem: AssignmentProblem,
  solve: LinearSolver,
): Promise<AssignmentBound> {
  check(problem);
  const free = problem.capacities.map(() => 0);
  const relaxed = boundAt(problem, free);
  const greedy = roundedAssignment(problem, null);
  if (greedy <= relaxed) return { prices: free, bound: relaxed, found: greedy, by: 'choice' };
  const answer = await solve(programOf(problem, { whole: false }));
  if (answer === null) return { prices: free, bound: relaxed, found: greedy, by: 'relaxed' };
  const prices = pricesOf(problem, answer);
  const bound = boundAt(problem, prices);
  if (bound <= relaxed) return { prices: free, bound: relaxed, found: greedy, by: 'relaxed' };
  const rounded = Math.min(greedy, roundedAssignment(problem, answer.values));
  const found = bound < rounded ? Math.min(rounded, await wholeAssignment(problem, solve)) : rounded;
  return { prices, bound, found, by: 'lp' };
}

/** By branch and bound, where it is small; its cost is counted here. */
async function wholeAssignment(problem: AssignmentProblem, solve: LinearSolver): Promise<number> {
  if (problem.ways.reduce((sum, each) => sum + each.length, 0) > WHOLE_WAYS_MAX) return Infinity;
  const answer = await solve(programOf(problem, { whole: true }));
  return answer === null ? Infinity : roundedAssignment(problem, answer.values);
}

/** What one unit more would save; what a solver makes of it is below 0, or a little above. */
function pricesOf({ ways, capacities }: AssignmentProblem, { rowPrices }: LinearAnswer): number[] {
  return capacities.map((_, i) => Math.max(0, -rowPrices[ways.length + i]!));
}

/** Rows: each item once, then capacities. Columns: ways, item by item. */
function programOf({ ways, capacities }: AssignmentProblem, { whole }: { whole: boolean }): LinearProgram {
  const costs: number[] = [];
  const starts: number[] = [0];
  const rows: number[] = [];
  const values: number[] = [];
  ways.forEach((each, item) => {
    for (const { cost, uses, units = 1 } of each) {
      costs.push(cost);
      rows.push(item);
      values.push(1);
      for (const resource of uses) {
        rows.push(ways.length + resource);
        values.push(units);
      }
      starts.push(rows.length);
    }
  });
  const once = ways.map(() => 1);
  return {
    costs,
    starts,
    rows,
    values,
    rowLower: [...once, ...capacities.map(() => -Infinity)],
    rowUpper: [...once, ...capacities],
    whole,
  };
}

function check({ ways, capacities }: AssignmentProblem): void {
  for (let item = 0; item < ways.length; item++) {
    assert(
      ways[item]!.some(({ uses }) => uses.length === 0),
      `item ${item} has no way that uses nothing: there may be no assignment at all`,
    );
  }
  assert(
    capacities.every((each) => Number.isInteger(each) && each >= 0),
    'capacities must be whole numbers from 0',
  );
}
