/**
 * What the orchestrator takes for the time, where its clock is off: stretches in which it is ahead or behind, with a jump at
 * either end.
 *
 * 1. It never shows less than it has shown: after a jump back it stands still until the right time has caught up. So `now` goes
 *    backwards in no actor, and no view is younger than nothing.
 * 2. A timer is set for what the clock will show, and rings at the first instant at which it does.
 * 3. What happens is put on record at the right time; what a step was told goes with the time that the step was told.
 */

/** The clock is off from `fromAt` on, until `untilAt`. */
export interface ClockOff {
  readonly fromAt: number;
  readonly untilAt: number;
  /** > 0: ahead. Where stretches overlap they add up. */
  readonly byMs: number;
}

export class CoreClock {
  /** What it has shown last. */
  now = 0;
  private readonly off: readonly ClockOff[];
  /** Instants at which it jumps, ascending. */
  private readonly jumps: readonly number[];

  constructor(off: readonly ClockOff[]) {
    this.off = off;
    this.jumps = off.flatMap(({ fromAt, untilAt }) => [fromAt, untilAt]).sort((x, y) => x - y);
  }

  /** What it shows at an instant, epoch ms; instants must not go down. */
  read(at: number): number {
    const shown = at + this.offMs(at);
    if (shown > this.now) this.now = shown;
    return this.now;
  }

  /** The first instant from `at` on at which it shows this or more. O(jumps). */
  instantOf(shown: number, at: number): number {
    if (shown <= this.now) return at;
    let from = at;
    for (const jumpAt of this.jumps) {
      if (jumpAt <= from) continue;
      const due = Math.max(from, shown - this.offMs(from));
      if (due < jumpAt) return due;
      from = jumpAt;
    }
    return Math.max(from, shown - this.offMs(from));
  }

  private offMs(at: number): number {
    let sum = 0;
    for (const { fromAt, untilAt, byMs } of this.off) if (at >= fromAt && at < untilAt) sum += byMs;
    return sum;
  }
}
