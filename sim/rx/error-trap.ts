/**
 * Makes RxJS stop a run at the event where something went wrong.
 *
 * RxJS reports the throw of an observer (and of an operator whose stream nobody handles errors of) later, from a timer:
 * a run would go on, wrong, and fail in another place. While a trapped kernel runs, and while streams are wired in `wire`,
 * 1. such a throw stops the run at that event, which the error names (or `wire`): RxJS's own catch clauses can't hide it;
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
function delegatesOf(fail: (error: Error) => void): readonly unknown[] {
  const stop = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  };
  const refuse = (what: string): void =>
    stop(() => {
      throw new AssertionError(
        `an RxJS operator ${what}. Give it the run's CalendarScheduler as its scheduler`,
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

/** Where streams are put together. */
export interface RxWiring {
  /** Runs `work`, trapped; throws the first error that RxJS would have reported later. */
  wire<T>(work: () => T): T;
}

/** Installs the trap for every run of this kernel. Wire its streams within `wire`. */
export function trapRxErrors(kernel: Kernel): RxWiring {
  const running = delegatesOf((error) => kernel.fail(error));
  kernel.guard((run) => during(running, run));
  return {
    wire: (work) => {
      let first: Error | null = null;
      const wired = during(
        delegatesOf((error) => {
          first ??= error;
        }),
        work,
      );
      if (first !== null) throw first;
      return wired;
    },
  };
}

function during<T>(delegates: readonly unknown[], work: () => T): T {
  const before = PROVIDERS.map((provider) => provider.delegate);
  PROVIDERS.forEach((provider, i) => {
    provider.delegate = delegates[i];
  });
  try {
    return work();
  } finally {
    PROVIDERS.forEach((provider, i) => {
      provider.delegate = before[i];
    });
  }
}
