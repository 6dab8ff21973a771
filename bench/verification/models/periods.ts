/**
 * Periodic review on the kernel: the phases of a period are events of one instant, told apart by priority.
 *
 * 1. Period n is at time n, from 0. Its phases come in the order given.
 * 2. What a model schedules at a whole time with priority `RECEIPT` comes before the first phase.
 */
import type { Kernel } from '#sim/kernel';
import type { Tally } from '#sim/stats/tally';

/** Priority of goods that arrive with the beginning of a period. */
export const RECEIPT = 0;

/** Has each phase done once a period, from the period now on. */
export function everyPeriod(kernel: Kernel, phases: Readonly<Record<string, () => void>>): void {
  Object.entries(phases).forEach(([name, work], i) => {
    const priority = RECEIPT + 1 + i;
    const phase = kernel.handler(`period.${name}`, () => {
      kernel.schedule(phase, kernel.now + 1, 0, 0, undefined, priority);
      work();
    });
    kernel.schedule(phase, kernel.now, 0, 0, undefined, priority);
  });
}

/** Runs `warmUp` periods, forgets what the tallies hold, and runs `size` more. */
export function runPeriods(
  kernel: Kernel,
  { warmUp, size }: { readonly warmUp: number; readonly size: number },
  ...tallies: readonly Tally[]
): void {
  kernel.run({ until: warmUp - 0.5 });
  for (const tally of tallies) tally.reset();
  kernel.run({ until: warmUp + size - 0.5 });
}
