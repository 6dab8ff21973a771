/**
 * Makes RxJS stop a run at the event where something went wrong.
 *
 * RxJS reports the throw of an observer (and of an operator whose stream nobody handles errors of) later, from a timer:
 * a run would go on, wrong, and fail in another place. While a trapped kernel runs,
 * 1. such a throw stops the run at that event, which the error names: RxJS's own catch clauses can't hide it;
 * 2. a wall-clock timer, and a reading of the wall clock, by an operator without a scheduler is such an error too.
 *
 * This is the mechanism by which RxJS's own TestScheduler takes over its timers; nothing public offers it (the
 * deprecated synchronous error handling loses what is thrown outside a `Subject.next`).
 */
import { dateTimestampProvider } from 'rxjs/internal/scheduler/dateTimestampProvider';
import { immediateProvider } from 'rxjs/internal/scheduler/immediateProvider';
import { intervalProvider } from 'rxjs/internal/scheduler/intervalProvider';
import { performanceTimestampProvider } from 'rxjs/internal/scheduler/performanceTimestampProvider';
import { timeoutProvider } from 'rxjs/internal/scheduler/timeoutProvider';
import { AssertionError } from '../assert.ts';
import type { Kernel } from '../kernel.ts';

interface Provider {
  delegate: unknown;
}

const PROVIDERS: readonly Provider[] = [
  timeoutProvider,
  intervalProvider,
  immediateProvider,
  dateTimestampProvider,
  performanceTimestampProvider,
];

/** What RxJS finds in place of its timers, in the order of `PROVIDERS`. Cancelling has nothing to do. */
function delegatesOf(kernel: Kernel): readonly unknown[] {
  const stop = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      kernel.fail(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  };
  const refuse = (what: string): void =>
    stop(() => {
      throw new AssertionError(
        `an RxJS operator ${what} during a run. Give it the run's CalendarScheduler as its scheduler`,
      );
    });
  return [
    // Only the report of an unhandled error sets a time-out; its handler throws that error.
    { setTimeout: stop, clearTimeout: () => {} },
    { setInterval: () => refuse('set a wall-clock timer'), clearInterval: () => {} },
    { setImmediate: () => refuse('asked for a microtask'), clearImmediate: () => {} },
    { now: () => refuse('read the wall clock') },
    { now: () => refuse('read the wall clock') },
  ];
}

/** Installs the trap for every run of this kernel. */
export function trapRxErrors(kernel: Kernel): void {
  const delegates = delegatesOf(kernel);
  kernel.guard((run) => {
    const before = PROVIDERS.map((provider) => provider.delegate);
    PROVIDERS.forEach((provider, i) => {
      provider.delegate = delegates[i];
    });
    try {
      return run();
    } finally {
      PROVIDERS.forEach((provider, i) => {
        provider.delegate = before[i];
      });
    }
  });
}
