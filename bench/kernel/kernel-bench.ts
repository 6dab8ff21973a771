/**
 * The kernel as a whole: HOLD through typed events with dispatch and digest on, snapshot and restore, memory.
 * Delays come from a table, so that drawing random numbers is not measured.
 */
import { Kernel } from '#sim/kernel.ts';
import { cpuMs } from '../measure.ts';

const TABLE = 1 << 16;

/** Exponential delays of mean 1 from a fixed 32-bit generator. */
function exponentialDelays(): Float64Array {
  const delays = new Float64Array(TABLE);
  let state = 0x9e3779b9;
  for (let i = 0; i < TABLE; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    delays[i] = -Math.log(((state >>> 0) + 0.5) / 4294967296);
  }
  return delays;
}

interface Held {
  readonly kernel: Kernel;
}

function holding(pending: number): Held {
  const kernel = new Kernel();
  const delays = exponentialDelays();
  let i = 0;
  const hold = kernel.handler('hold', (a, b) => {
    i = (i + 1) & (TABLE - 1);
    kernel.schedule(hold, kernel.now + delays[i]!, a, b);
  });
  for (let n = 0; n < pending; n++) kernel.schedule(hold, delays[(n * 7) & (TABLE - 1)]!, n, 0);
  return { kernel };
}

export interface HoldResult {
  readonly nsPerEvent: number;
  readonly digest: string;
}

/** CPU time an event, after as many events to warm up as are pending. */
export function kernelHold(options: { readonly pending: number; readonly events: number }): HoldResult {
  const { kernel } = holding(options.pending);
  kernel.run({ events: Math.max(options.pending * 3, 500_000) });
  const before = cpuMs();
  kernel.run({ events: options.events });
  return { nsPerEvent: ((cpuMs() - before) * 1e6) / options.events, digest: kernel.digest.hex() };
}

export interface SnapshotResult {
  readonly snapshotMs: number;
  readonly restoreMs: number;
}

/** CPU time of one snapshot and of one restore into a fresh kernel; best of what a median of 15 shows. */
export function kernelSnapshot(options: { readonly pending: number }): SnapshotResult {
  const { kernel } = holding(options.pending);
  kernel.run({ events: options.pending });
  const target = holding(1).kernel;
  const snapshots: number[] = [];
  const restores: number[] = [];
  for (let i = 0; i < 15; i++) {
    const start = performance.now();
    const snapshot = kernel.snapshot();
    const middle = performance.now();
    target.restore(snapshot);
    restores.push(performance.now() - middle);
    snapshots.push(middle - start);
  }
  const mid = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;
  return { snapshotMs: mid(snapshots), restoreMs: mid(restores) };
}

/** Peak resident memory of a process that holds this many pending events, MB. */
export function kernelMemory(options: { readonly pending: number }): { readonly rssMb: number } {
  const { kernel } = holding(options.pending);
  kernel.run({ events: options.pending });
  return { rssMb: process.resourceUsage().maxRSS / 1024 };
}
