/** When a job of ERP runs next. */

export interface ErpJob {
  /** Whole ms, > 0. */
  readonly everyMs: number;
  /** Stretches [from, to) in which it runs, ascending, not touching; empty = round the clock. */
  readonly shifts: readonly (readonly [from: number, to: number])[];
}

/**
 * The first run at or after an instant. Runs are at the beginning of each shift and at each multiple of `everyMs` from there;
 * round the clock, and after the last shift, at each multiple since the Unix epoch. O(log shifts).
 */
export function runAt({ everyMs, shifts }: ErpJob, at: number): number {
  let low = 0;
  let high = shifts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shifts[middle]![1] <= at) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < shifts.length; i++) {
    const [from, to] = shifts[i]!;
    if (at <= from) return from;
    const run = from + Math.ceil((at - from) / everyMs) * everyMs;
    if (run < to) return run;
  }
  return Math.ceil(at / everyMs) * everyMs;
}
