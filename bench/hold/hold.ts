/**
 * HOLD (pop the minimum, push at its time + a delay) on a calendar alone. Delays come from a table, made in the same
 * way as in `peer.cpp`, so that drawing random numbers is not measured.
 */
import { HeapCalendar } from '#sim/calendar/heap-calendar.ts';
import { Calendar } from '#sim/calendar/ladder-calendar.ts';
import { cpuMs } from '../measure.ts';

const TABLE = 1 << 16;

export type Delays = 'exponential' | 'constant' | 'ticks' | 'bimodal' | 'pareto' | 'half-zero';

export interface HoldOptions {
  readonly calendar: 'ladder' | 'heap';
  readonly delays: Delays;
  readonly pending: number;
  readonly operations: number;
}

export interface HoldResult {
  readonly nsPerOperation: number;
  /** Sum of the popped times: equal for every calendar and for the peer. */
  readonly sum: number;
}

function delayOf(kind: Delays, u: number, n: number): number {
  switch (kind) {
    case 'exponential':
      return -Math.log(u);
    case 'constant':
      return 1;
    case 'ticks':
      return Math.floor(u * 10);
    case 'bimodal':
      return u < 0.9 ? u * 0.1 : 100 + u;
    case 'pareto':
      return 1 / u ** (1 / 1.1) - 1;
    case 'half-zero':
      return n % 2 === 0 ? 0 : -Math.log(u);
  }
}

function delayTable(kind: Delays): Float64Array {
  const delays = new Float64Array(TABLE);
  let state = 0x9e3779b9;
  for (let n = 0; n < TABLE; n++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    delays[n] = delayOf(kind, ((state >>> 0) + 0.5) / 4294967296, n);
  }
  return delays;
}

/** Operations before measuring: enough for the calendar's steady state and for the compiler. */
export function warmupOf(pending: number): number {
  return Math.max(pending * 3, 500_000);
}

/** One loop a calendar class, so that each call site sees one class only. */
export function hold(options: HoldOptions): HoldResult {
  const delays = delayTable(options.delays);
  const calendar = options.calendar === 'ladder' ? new Calendar({}) : new HeapCalendar({});
  for (let n = 0; n < options.pending; n++) calendar.insert(delays[Math.imul(n, 7) & (TABLE - 1)]!, 0);
  let i = 0;
  const run = (count: number): number => {
    let sum = 0;
    for (let n = 0; n < count; n++) {
      calendar.pop();
      const time = calendar.poppedTime;
      sum += time;
      i = (i + 1) & (TABLE - 1);
      calendar.insert(time + delays[i]!, 0);
    }
    return sum;
  };
  run(warmupOf(options.pending));
  const before = cpuMs();
  const sum = run(options.operations);
  return { nsPerOperation: ((cpuMs() - before) * 1e6) / options.operations, sum };
}
