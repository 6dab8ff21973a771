/**
 * An assignment of very many items, bounded by prices of what is short that are found step by step: where a linear program would be too large for a solver.
 *
 * 1. The bound holds by any prices (Lagrangian relaxation): the steps only make it tighter, and are as many on every machine.
 *
 * Source: Polyak, "Minimization of unsmooth functionals" (1969); Held, Wolfe and Crowder, Mathematical Programming 6 (1974).
 */
import type { AssignmentProblem, Way } from '../assignment-problem.ts';
import { roundedAssignment } from '../rounded-assignment.ts';

const STEPS = 150;
/** After so many steps that gain nothing they are made half as long. */
const PATIENCE = 8;

interface Priced {
  readonly bound: number;
  /** Of each resource, what would be used by these prices. */
  readonly used: Float64Array;
}

/** @returns what no assignment betters, and what one costs. O(ways) a step */
export function steppedBound(problem: AssignmentProblem): { readonly bound: number; readonly found: number } {
  const found = roundedAssignment(problem, null);
  let prices = new Float64Array(problem.capacities.length);
  let now = pricedAt(problem, prices);
  let best = now;
  let [length, idle] = [1, 0];
  for (let step = 0; step < STEPS && best.bound < found; step++) {
    prices = steppedFrom(prices, now, problem.capacities, length * (found - now.bound));
    now = pricedAt(problem, prices);
    if (now.bound > best.bound) {
      best = now;
      idle = 0;
    } else if (++idle > PATIENCE) {
      length /= 2;
      idle = 0;
    }
  }
  return { bound: best.bound, found };
}

/** Each item takes the way that is cheapest with what it uses paid for, room or not. */
function pricedAt({ ways, capacities }: AssignmentProblem, prices: Float64Array): Priced {
  const used = new Float64Array(capacities.length);
  let bound = 0;
  for (let i = 0; i < capacities.length; i++) bound -= capacities[i]! * prices[i]!;
  for (const each of ways) {
    let least = Infinity;
    let taken: Way = each[0]!;
    for (const way of each) {
      const cost = way.uses.reduce((sum, resource) => sum + (way.units ?? 1) * prices[resource]!, way.cost);
      if (cost >= least) continue;
      least = cost;
      taken = way;
    }
    bound += least;
    for (const resource of taken.uses) used[resource]! += taken.units ?? 1;
  }
  return { bound, used };
}

/** Dearer where too much would go, cheaper where there is room. */
function steppedFrom(
  prices: Float64Array,
  { used }: Priced,
  capacities: readonly number[],
  gain: number,
): Float64Array<ArrayBuffer> {
  const next = prices.slice();
  let square = 0;
  for (let i = 0; i < next.length; i++) {
    const over = used[i]! - capacities[i]!;
    if (over > 0 || next[i]! > 0) square += over * over;
  }
  if (square === 0) return next;
  for (let i = 0; i < next.length; i++)
    next[i] = Math.max(0, next[i]! + (gain / square) * (used[i]! - capacities[i]!));
  return next;
}
