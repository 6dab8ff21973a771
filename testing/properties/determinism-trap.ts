/**
 * The run-time trap: while a kernel runs, whatever could make two runs differ throws and says what it was.
 *
 * 1. On in every test (a set-up file of the test runner): each `Kernel.run` is trapped from its first event to its last.
 * 2. Off between runs: building a scenario, recording and tests themselves may use a clock.
 * 3. A paced run is exempt: it reads a clock by design, between the events.
 */

import { AssertionError } from '#sim/assert';
import { Kernel } from '#sim/kernel';

type Place = readonly [owner: object, ownerName: string, names: readonly string[]];

/** Math functions that differ in the last bit between machines are banned by lint, too; packages know nothing of that. */
const PLACES: readonly Place[] = [
  [
    globalThis,
    '',
    [
      'setTimeout',
      'setInterval',
      'setImmediate',
      'queueMicrotask',
      'fetch',
      'WeakRef',
      'FinalizationRegistry',
      'Intl',
    ],
  ],
  [
    Math,
    'Math.',
    [
      'random',
      'pow',
      'exp',
      'expm1',
      'log',
      'log2',
      'log10',
      'log1p',
      'sin',
      'cos',
      'tan',
      'atan',
      'atan2',
      'hypot',
    ],
  ],
  [Date, 'Date.', ['now']],
  [performance, 'performance.', ['now']],
  [process, 'process.', ['hrtime', 'nextTick', 'cwd', 'memoryUsage']],
  [globalThis.crypto, 'crypto.', ['getRandomValues', 'randomUUID']],
  [String.prototype, 'String.', ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase']],
  [Number.prototype, 'Number.', ['toLocaleString']],
];

/** Runs `work` with the trap set. */
export function withDeterminismTrap<T>(work: () => T): T {
  const restore = PLACES.flatMap(([owner, ownerName, names]) =>
    names.map((name) => {
      const before = Object.getOwnPropertyDescriptor(owner, name);
      Object.defineProperty(owner, name, {
        configurable: true,
        get: () => {
          throw new AssertionError(`${ownerName}${name} used during a run: runs must not depend on it`);
        },
      });
      return () => {
        if (before === undefined) Reflect.deleteProperty(owner, name);
        else Object.defineProperty(owner, name, before);
      };
    }),
  );
  const RealDate = Date;
  globalThis.Date = trappedDate();
  try {
    return work();
  } finally {
    globalThis.Date = RealDate;
    for (const undo of restore) undo();
  }
}

/** `Date` without arguments reads the clock; with them it is a pure function. */
function trappedDate(): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args: unknown[]) => {
      if (args.length === 0) throw new AssertionError('new Date() used during a run: time is an argument');
      return Reflect.construct(target, args);
    },
    apply: () => {
      throw new AssertionError('Date() used during a run: time is an argument');
    },
  });
}

let trapped = false;

/** Sets the trap around every run of every kernel, until the process ends; once, where files share a process and each asks for it. */
export function trapAllRuns(): void {
  if (trapped) return;
  trapped = true;
  const run = Kernel.prototype.run;
  Kernel.prototype.run = function (this: Kernel, options) {
    return withDeterminismTrap(() => run.call(this, options));
  };
}
