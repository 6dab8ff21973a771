/**
 * A stretch of waves with too many jobs for a linear program: bounded by prices of waves that are found step by step.
 *
 * 1. The bound holds by any prices (Lagrangian relaxation): the steps only make it tighter, and are as many on every machine.
 * 2. Jobs are not divided; each takes the wave that is cheapest for it with its lines paid for, room or not.
 *
 * Source: Polyak, "Minimization of unsmooth functionals" (1969); Held, Wolfe and Crowder, Mathematical Programming 6 (1974).
 */
import type { WaveJob } from './weighted-tardiness.ts';

const STEPS = 150;
/** After so many steps that gain nothing they are made half as long. */
const PATIENCE = 8;

interface Priced {
  readonly bound: number;
  /** Lines that each wave would take by these prices. */
  readonly lines: Float64Array;
}

/** @param waves of the stretch; after it there is room for all  @returns what no plan betters, and what one plan costs. O(jobs x waves) a step */
export function boundLongStretch(
  jobs: readonly WaveJob[],
  waves: number,
  linesPerWave: number,
): { readonly bound: number; readonly found: number } {
  const costs = costsOf(jobs, waves);
  const found = planByLoss(jobs, waves, linesPerWave);
  let prices = new Float64Array(waves + 1);
  let best = pricedAt(jobs, costs, prices, waves, linesPerWave);
  let [length, idle] = [1, 0];
  let now = best;
  for (let step = 0; step < STEPS && best.bound < found; step++) {
    prices = stepped(prices, now, length * (found - now.bound), linesPerWave);
    now = pricedAt(jobs, costs, prices, waves, linesPerWave);
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

/** By job and wave, and after the last wave. */
function costsOf(jobs: readonly WaveJob[], waves: number): Float64Array {
  const costs = new Float64Array(jobs.length * (waves + 1));
  jobs.forEach(({ from, costAt }, i) => {
    for (let wave = from; wave <= waves; wave++) costs[i * (waves + 1) + wave] = costAt(wave);
  });
  return costs;
}

function pricedAt(
  jobs: readonly WaveJob[],
  costs: Float64Array,
  prices: Float64Array,
  waves: number,
  linesPerWave: number,
): Priced {
  const lines = new Float64Array(waves + 1);
  let bound = 0;
  for (let wave = 0; wave < waves; wave++) bound -= linesPerWave * prices[wave]!;
  for (let i = 0; i < jobs.length; i++) {
    const { from, lines: own } = jobs[i]!;
    let least = Infinity;
    let taken = from;
    for (let wave = from; wave <= waves; wave++) {
      const cost = costs[i * (waves + 1) + wave]! + own * prices[wave]!;
      if (cost >= least) continue;
      least = cost;
      taken = wave;
    }
    bound += least;
    lines[taken]! += own;
  }
  return { bound, lines };
}

/** Dearer where too much would go, cheaper where there is room; what comes after the waves has no price. */
function stepped(
  prices: Float64Array,
  { lines }: Priced,
  gain: number,
  linesPerWave: number,
): Float64Array<ArrayBuffer> {
  const next = prices.slice();
  let square = 0;
  for (let wave = 0; wave < next.length - 1; wave++) {
    const over = lines[wave]! - linesPerWave;
    if (over > 0 || next[wave]! > 0) square += over * over;
  }
  if (square === 0) return next;
  for (let wave = 0; wave < next.length - 1; wave++)
    next[wave] = Math.max(0, next[wave]! + (gain / square) * (lines[wave]! - linesPerWave));
  return next;
}

/** Each wave takes those that would lose most a line by waiting for the next one. */
function planByLoss(jobs: readonly WaveJob[], waves: number, linesPerWave: number): number {
  let waiting: WaveJob[] = [];
  const coming = [...jobs].sort((x, y) => y.from - x.from);
  let cost = 0;
  for (let wave = 0; wave < waves; wave++) {
    while (coming.at(-1) !== undefined && coming.at(-1)!.from <= wave) waiting.push(coming.pop()!);
    const loss = new Map(waiting.map((job) => [job, (job.costAt(wave + 1) - job.costAt(wave)) / job.lines]));
    waiting.sort((x, y) => loss.get(y)! - loss.get(x)!);
    let room = linesPerWave;
    waiting = waiting.filter((job) => {
      if (job.lines > room) return true;
      room -= job.lines;
      cost += job.costAt(wave);
      return false;
    });
  }
  for (const job of [...waiting, ...coming]) cost += job.costAt(Math.max(waves, job.from));
  return cost;
}
