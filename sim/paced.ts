/**
 * Paced running: virtual time at k times wall-clock speed. The kernel is not changed; only when it is asked to go
 * on differs, so a paced run has the digest of the fast one.
 *
 * 1. No event happens before its wall-clock instant.
 * 2. Drift is how late events happen against that instant; it is reported, never made up for by skipping.
 * 3. While it waits, `kernel.now` follows the wall clock: what comes from outside is scheduled at the time it comes.
 * 4. Wall time comes in through `WallClock`: `sim/` reads no clock itself.
 */
import { assert } from './assert.ts';
import type { Kernel, RunEnd, SimTime } from './kernel.ts';

/** Wall time, given by the caller. */
export interface WallClock {
  /** Monotonic, ms. */
  nowMs(): number;
  /** Resolves at about `wakeMs` on the same clock; may be early or late. */
  sleepUntil(wakeMs: number): Promise<void>;
}

export interface PacedOptions {
  readonly clock: WallClock;
  /** Virtual time units that pass in one ms of wall time, > 0: 60 = a virtual minute in ms a wall second. */
  readonly unitsPerMs: number;
  readonly until?: SimTime;
  /** Longest sleep, ms: how soon an event scheduled from outside, or `stop`, is noticed. Default 100. */
  readonly sleepMsMax?: number;
  /** Asked after each sleep and each instant; true ends the run. */
  readonly stop?: () => boolean;
}

export interface PacedReport {
  readonly end: RunEnd;
  readonly instants: number;
  /** How late instants were served, ms of wall time. */
  readonly driftMsMean: number;
  readonly driftMsMax: number;
}

/** Runs the kernel paced. Rejects with the kernel's error if an event throws. */
export async function runPaced(kernel: Kernel, options: PacedOptions): Promise<PacedReport> {
  const { clock, unitsPerMs } = options;
  const until = options.until ?? Infinity;
  const sleepMsMax = options.sleepMsMax ?? 100;
  assert(unitsPerMs > 0 && unitsPerMs < Infinity, `unitsPerMs must be > 0, got ${unitsPerMs}`);
  assert(sleepMsMax > 0, `sleepMsMax must be > 0, got ${sleepMsMax}`);
  assert(!Number.isNaN(until), 'until is NaN');
  const startTime = kernel.now;
  const startMs = clock.nowMs();
  let instants = 0;
  let driftMsSum = 0;
  let driftMsMax = 0;
  const report = (end: RunEnd): PacedReport => ({
    end,
    instants,
    driftMsMean: instants === 0 ? 0 : driftMsSum / instants,
    driftMsMax,
  });
  while (true) {
    if (options.stop?.()) return report('condition');
    const next = Math.min(kernel.nextTime, until);
    if (next === Infinity) return report('empty');
    const dueMs = startMs + (next - startTime) / unitsPerMs;
    const nowMs = clock.nowMs();
    if (nowMs < dueMs) {
      await clock.sleepUntil(Math.min(dueMs, nowMs + sleepMsMax));
      // No event is due before it: only `now` moves, or a pause is noticed.
      const passed = startTime + (clock.nowMs() - startMs) * unitsPerMs;
      if (passed > kernel.now && passed < kernel.nextTime) {
        const moved = kernel.run({ until: Math.min(passed, until) });
        if (moved === 'paused') return report(moved);
      }
      continue;
    }
    if (kernel.nextTime > until) return report(kernel.run({ until }));
    const driftMs = nowMs - dueMs;
    driftMsSum += driftMs;
    driftMsMax = Math.max(driftMsMax, driftMs);
    instants += 1;
    const end = kernel.run({ until: next });
    if (end === 'paused') return report(end);
  }
}
