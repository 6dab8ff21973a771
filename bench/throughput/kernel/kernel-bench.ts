/**
 * The kernel as a whole: HOLD through typed events with dispatch and digest on, snapshot and restore, memory.
 */
import { Kernel } from '#sim/kernel';
import { cpuMs, median } from '../../harness/measure.ts';
import type { Sample } from '../../harness/section.ts';
import { delayTable, TABLE } from '../delays.ts';
import { type HoldWork, warmupOf } from '../hold/hold.ts';

function holding(pending: number): Kernel {
  const kernel = new Kernel();
  const delays = delayTable('exponential');
  let i = 0;
  const hold = kernel.handler('hold', (a, b) => {
    i = (i + 1) & (TABLE - 1);
    kernel.schedule(hold, kernel.now + delays[i]!, a, b);
  });
  for (let n = 0; n < pending; n++) kernel.schedule(hold, delays[(n * 7) & (TABLE - 1)]!, n, 0);
  return kernel;
}

/** CPU ns an event, once as many events as warm up the bare calendar have run. */
export function kernelHold({ pending, operations }: HoldWork): Sample {
  const kernel = holding(pending);
  kernel.run({ events: warmupOf(pending) });
  const before = cpuMs();
  kernel.run({ events: operations });
  return { value: ((cpuMs() - before) * 1e6) / operations };
}

export interface SnapshotResult {
  readonly snapshotMs: number;
  readonly restoreMs: number;
}

/**
 * Wall time of one snapshot and of one restore, medians of 15: too short for the CPU clock.
 * @param options.payloads every second pending event carries one
 */
export function kernelSnapshot(options: {
  readonly pending: number;
  readonly payloads: boolean;
}): SnapshotResult {
  const kernel = holding(options.pending);
  kernel.run({ events: options.pending });
  if (options.payloads) {
    const carry = kernel.handler('carry', () => {});
    for (let n = 0; n < options.pending; n++) kernel.schedule(carry, kernel.now + 10, n, 0, { n });
  }
  const target = holding(1);
  if (options.payloads) target.handler('carry', () => {});
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
  return { snapshotMs: median(snapshots), restoreMs: median(restores) };
}

/** Peak resident memory of a process that holds this many pending events, MB. */
export function kernelMemory(options: { readonly pending: number }): { readonly rssMb: number } {
  const kernel = holding(options.pending);
  kernel.run({ events: options.pending });
  return { rssMb: process.resourceUsage().maxRSS / 1024 };
}
