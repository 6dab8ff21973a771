/**
 * Where a call waits while promises are at work on it: virtual time stands still until it has been served.
 *
 * 1. At most one call waits. The run stops right after the event that put it here, so that what serves it sees the state of
 *    that instant, and what it schedules comes where it would have come had it been served in the event.
 * 2. Nothing waits between two runs, so that a copy never holds a promise.
 */
import { assert } from '#sim/assert';
import type { Kernel } from '#sim/kernel';

export class Door {
  /** Whether a run can come to a point where it must wait for a promise. */
  needsPromises = false;
  private readonly kernel: Kernel;
  private work: (() => Promise<void>) | null = null;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    kernel.uncopyable(() => (this.work === null ? [] : ['a call at the door']));
  }

  /** Puts a call here; from inside an event. */
  open(work: () => Promise<void>): void {
    assert(this.work === null, 'two calls at the door at once: use runQuiescent()');
    this.work = work;
  }

  /** Now, or Infinity when nothing waits. */
  get earliestDue(): number {
    return this.work === null ? Infinity : this.kernel.now;
  }

  async awaitDue(): Promise<void> {
    const { work } = this;
    if (work === null) return;
    await work();
    this.work = null;
  }
}
