/**
 * The least that trucks can wait at the gates of a dock, all together, from when each came until it stands at a door: with its doors, and what each holds
 * a door for.
 *
 * 1. Doors are one machine as fast as all of them, and a truck may be set aside for another: what is begun anew whenever a shorter one comes ends soonest in
 *    the sum. No real sequence, slot or not, betters it. Exact where one door is enough, or where trucks come apart.
 * 2. Time counts while crews are at work; what waits outside the hours in which trucks are called waits on top of it.
 *
 * Source: Schrage, "A proof of the optimality of the shortest remaining processing time discipline" (1968); Eastman, Even and Isaacs (1964) for the fast
 * machine.
 */

/** Stretches [from, until), sorted, apart; empty = always. */
export type Stretches = readonly (readonly [from: number, until: number])[];

export interface DockTruck {
  /** Epoch ms, whole. */
  readonly cameAt: number;
  /** Work for which it holds a door; ms in which crews are there. */
  readonly holdMs: number;
}

export interface DockPlace {
  readonly doors: number;
  /** When a truck may be called to a door; sorted, may overlap. */
  readonly called: Stretches;
  readonly shifts: Stretches;
}

/** All of their waiting, ms. O(trucks^2) */
export function leastWaiting(trucks: readonly DockTruck[], { doors, called, shifts }: DockPlace): number {
  const from = trucks.map(({ cameAt }) => nextIn(called, cameAt));
  const closedMs = from.reduce((sum, at, i) => sum + at - trucks[i]!.cameAt, 0);
  const ready = from.map((at) => workedUntil(shifts, at));
  const ends = soonestEnds(trucks.map(({ holdMs }, i) => ({ readyMs: ready[i]! * doors, workMs: holdMs })));
  const heldMs = trucks.reduce((sum, { holdMs }) => sum + holdMs, 0);
  const readyMs = ready.reduce((sum, each) => sum + each, 0);
  return closedMs + Math.max(0, Math.ceil(ends / doors) - heldMs - readyMs);
}

/** What one way of calling them comes to: whenever a door is free, whoever holds it for the shortest. */
export function waitingByShortest(
  trucks: readonly DockTruck[],
  { doors, called, shifts }: DockPlace,
): number {
  const free = new Array<number>(doors).fill(-Infinity);
  const coming = [...trucks].sort((x, y) => x.cameAt - y.cameAt);
  const waiting: DockTruck[] = [];
  let waitedMs = 0;
  while (coming.length + waiting.length > 0) {
    const door = free.indexOf(Math.min(...free));
    const first = Math.min(...(waiting.length > 0 ? waiting : coming).map(({ cameAt }) => cameAt));
    const now = nextIn(called, Math.max(free[door]!, first));
    while (coming[0] !== undefined && coming[0].cameAt <= now) waiting.push(coming.shift()!);
    waiting.sort((x, y) => x.holdMs - y.holdMs);
    const truck = waiting.shift()!;
    waitedMs += now - truck.cameAt;
    free[door] = finishOf(shifts, now, truck.holdMs);
  }
  return waitedMs;
}

/** ms of work between two instants. */
export function workedBetween(shifts: Stretches, from: number, until: number): number {
  return workedUntil(shifts, until) - workedUntil(shifts, from);
}

interface Ready {
  readonly readyMs: number;
  readonly workMs: number;
}

/** The sum of ends, by what is left of each: the shortest first. */
function soonestEnds(jobs: readonly Ready[]): number {
  const coming = [...jobs].sort((x, y) => x.readyMs - y.readyMs);
  const left: number[] = [];
  let [now, sum] = [0, 0];
  for (let at = 0; at < coming.length || left.length > 0; ) {
    if (left.length === 0) now = Math.max(now, coming[at]!.readyMs);
    while (at < coming.length && coming[at]!.readyMs <= now) left.push(coming[at++]!.workMs);
    left.sort((x, y) => y - x);
    const shortest = left.pop()!;
    const nextMs = (coming[at]?.readyMs ?? Infinity) - now;
    if (shortest <= nextMs) {
      now += shortest;
      sum += now;
    } else {
      now += nextMs;
      left.push(shortest - nextMs);
    }
  }
  return sum;
}

/** The first instant from then on that lies in one of them; itself where none does any more. */
function nextIn(stretches: Stretches, at: number): number {
  if (stretches.length === 0) return at;
  let next = Infinity;
  for (const [from, until] of stretches) if (until > at) next = Math.min(next, Math.max(at, from));
  return next === Infinity ? at : next;
}

function workedUntil(shifts: Stretches, at: number): number {
  if (shifts.length === 0) return at;
  let sum = 0;
  for (const [from, until] of shifts) sum += Math.max(0, Math.min(at, until) - from);
  return sum;
}

function finishOf(shifts: Stretches, at: number, workMs: number): number {
  if (shifts.length === 0 || workMs === 0) return at + workMs;
  let left = workMs;
  for (const [from, until] of shifts) {
    const begins = Math.max(at, from);
    const room = until - begins;
    if (room <= 0) continue;
    if (room >= left) return begins + left;
    left -= room;
  }
  return Infinity;
}
