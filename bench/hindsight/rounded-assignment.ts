/** An assignment that keeps every capacity, made from what a solver thinks of each way, or from nothing. */
import type { AssignmentProblem, Way } from './assignment-problem.ts';

/** From here on a way counts as taken. */
const TAKEN = 1 - 1e-6;

/**
 * @param values of the ways, item by item: 1 = taken; null = nothing is known of them
 * @returns what it costs. O(ways), and sorting
 */
export function roundedAssignment(problem: AssignmentProblem, values: Float64Array | null): number {
  const left = [...problem.capacities];
  const open: number[] = [];
  let cost = 0;
  let column = 0;
  for (let item = 0; item < problem.ways.length; item++) {
    const ways = problem.ways[item]!;
    const first = column;
    column += ways.length;
    const taken = values === null ? -1 : ways.findIndex((_, i) => values[first + i]! >= TAKEN);
    if (taken >= 0 && fits(ways[taken]!, left)) cost += take(ways[taken]!, left);
    else open.push(item);
  }
  // Who would lose most by its second choice chooses first.
  const loss = new Map(open.map((item) => [item, lossOf(problem.ways[item]!)]));
  open.sort((x, y) => loss.get(y)! - loss.get(x)! || x - y);
  for (const item of open) cost += take(cheapestThatFits(problem.ways[item]!, left), left);
  return cost;
}

function fits({ uses, units = 1 }: Way, left: readonly number[]): boolean {
  return uses.every((resource) => left[resource]! >= units);
}

function take({ cost, uses, units = 1 }: Way, left: number[]): number {
  for (const resource of uses) left[resource]! -= units;
  return cost;
}

/** There is one that uses nothing. */
function cheapestThatFits(ways: readonly Way[], left: readonly number[]): Way {
  let best: Way | null = null;
  for (const way of ways) if ((best === null || way.cost < best.cost) && fits(way, left)) best = way;
  return best!;
}

/** Between the best way, and the best that uses nothing. */
function lossOf(ways: readonly Way[]): number {
  let best = Infinity;
  let free = Infinity;
  for (const { cost, uses } of ways) {
    best = Math.min(best, cost);
    if (uses.length === 0) free = Math.min(free, cost);
  }
  return free - best;
}
