/**
 * Runs a kernel beside answers that come through promises: virtual time stands still while an answer of the next instant
 * is outstanding.
 *
 * 1. Before the first event of an instant at which an answer counts, exactly the outstanding answers of that instant are
 *    awaited. Later ones may come or not meanwhile: nobody looks.
 * 2. So what happens, and in which order, is what it would be if every answer had been there at once. Where the run is
 *    cut into slices changes nothing either.
 * 3. Nothing outside is touched from inside an event.
 */
import type { Kernel, RunEnd } from '#sim/kernel';

/** What a run waits for: answers of models, calls by wire. */
export interface Outstanding {
  /** The instant before which something must be awaited; Infinity = nothing is outstanding. */
  readonly earliestDue: number;
  /** Awaits what is due at that instant. */
  awaitDue(): Promise<void>;
}

export interface QuiescentOptions {
  readonly until?: number;
  readonly events?: number;
}

/** As `Kernel.run`. */
export async function runQuiescent(
  kernel: Kernel,
  pending: Outstanding,
  options: QuiescentOptions = {},
): Promise<RunEnd> {
  const until = options.until ?? Infinity;
  const last = kernel.events + (options.events ?? Infinity);
  const stopWhen = (): boolean => {
    const due = pending.earliestDue;
    return due < Infinity && due <= until && kernel.nextTime >= due;
  };
  while (true) {
    if (kernel.events < last && stopWhen()) {
      await pending.awaitDue();
      continue;
    }
    const events = last - kernel.events;
    const end = kernel.run({ until, stopWhen, ...(events === Infinity ? {} : { events }) });
    if (end !== 'condition') return end;
  }
}

/** Several as one: the earliest first, and of those due at once in the order given. */
export function outstandingOf(...all: readonly Outstanding[]): Outstanding {
  const earliest = (): number => all.reduce((due, each) => Math.min(due, each.earliestDue), Infinity);
  return {
    get earliestDue() {
      return earliest();
    },
    awaitDue: async () => {
      const due = earliest();
      await all.find((each) => each.earliestDue === due)?.awaitDue();
    },
  };
}
