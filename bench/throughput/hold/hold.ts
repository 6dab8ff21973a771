/** HOLD (pop the minimum, push at its time + a delay) on a calendar alone. */
import { HeapCalendar } from '#sim/calendar/heap-calendar';
import { Calendar } from '#sim/calendar/ladder-calendar';
import { cpuMs } from '../../harness/measure.ts';
import type { Sample } from '../../harness/section.ts';
import { type Delays, delayTable, TABLE } from '../delays.ts';

export interface HoldWork {
  readonly pending: number;
  readonly operations: number;
}

export interface HoldOptions extends HoldWork {
  readonly calendar: 'ladder' | 'heap';
  readonly delays: Delays;
}

/** HOLD operations to measure: a tenth of a second or more at any size. */
export function operationsOf(pending: number): number {
  return Math.max(2_000_000, pending * 3);
}

/** Operations before measuring: enough for the calendar's steady state and for the compiler. */
export function warmupOf(pending: number): number {
  return Math.max(pending * 3, 500_000);
}

/** CPU ns an operation, and the sum of popped times: equal for every calendar and for the peer. */
export function hold(options: HoldOptions): Sample {
  const delays = delayTable(options.delays);
  const calendar = options.calendar === 'ladder' ? new Calendar({}) : new HeapCalendar({});
  for (let n = 0; n < options.pending; n++) calendar.insert(delays[Math.imul(n, 7) & (TABLE - 1)]!, 0);
  if (options.delays === 'exponential, one far event') calendar.insert(1e9, 0);
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
  const check = run(options.operations);
  return { value: ((cpuMs() - before) * 1e6) / options.operations, check };
}
