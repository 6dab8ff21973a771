/**
 * What a process may yield: a time to hold, or something to ask for.
 *
 * 1. `yield ask` waits and drops the answer; `const answer = yield* ask` waits and gives it, with its type.
 * 2. An ask is a description and keeps no state of those who wait: the same one may be yielded again, and by many.
 * 3. `begin` either satisfies the waiter at once (null, the answer in `waiter.answer`) or gives a `Pending`, which from
 *    then on wakes the waiter exactly once or is withdrawn.
 */
import { AssertionError } from '../assert.ts';
import type { EventHandle } from '../kernel.ts';
import { describe } from '../options.ts';

declare const holding: unique symbol;
/** A time to hold, in the model's unit. A number at run time; made by `hold`. */
export type Hold = number & { readonly [holding]: true };

/** All that an activity may yield. */
export type Yieldable = Hold | Ask<unknown>;

/** The code of a process: a generator that yields what it waits for and returns its result. */
export type Activity<R = unknown> = Generator<Yieldable, R, unknown>;

/** Something that is to happen at a time, unless it is cancelled. */
export interface Timer {
  expire(): void;
}

/** Something that a process holds units of, for messages. */
export interface Held {
  readonly name: string;
}

/** A process as those see it that it waits for. `Process` says more of each. */
export interface WaitingProcess {
  readonly id: number;
  readonly name: string;
  readonly now: number;
  readonly ended: boolean;
  readonly remainingHold: number | undefined;
  gain(of: Held, units: number): void;
  holds(of: Held): number;
  drop(of: Held, units: number): void;
  freeze(): void;
  thaw(): void;
  interruptWith(error: Error): void;
  timer(at: number, timer: Timer): EventHandle;
  cancelTimer(event: EventHandle): void;
}

/** Who waits: a process, or one branch of `anyOf` and `allOf`. */
export interface Waiter {
  readonly process: WaitingProcess;
  /** What `begin` answered when it returned null. */
  answer: unknown;
  /** What was waited for has come. */
  wake(answer: unknown): void;
}

/** One waiter's place in some line. */
export interface Pending {
  /** Leaves the line: the waiter will not be woken any more. Nobody else is served yet. */
  withdraw(): void;
  /** After `withdraw`, when the waiter has left all its lines: whoever stood behind it may be served. */
  makeWay?(): void;
  /** Where the waiter stands, or stood, for messages: `for resource "dock"`. */
  where(): string;
}

/** Something that a process can wait for. */
export abstract class Ask<T> {
  /** Makes the waiter wait; null when there was nothing to wait for. */
  abstract begin(waiter: Waiter): Pending | null;

  /** So that `yield*` gives the answer with its type. */
  *[Symbol.iterator](): Generator<Ask<T>, T, unknown> {
    return (yield this) as T;
  }
}

/** An ask made of a function. */
export function askBy<T>(begin: (waiter: Waiter) => Pending | null): Ask<T> {
  return new AskBy<T>(begin);
}

class AskBy<T> extends Ask<T> {
  readonly begin: (waiter: Waiter) => Pending | null;

  constructor(begin: (waiter: Waiter) => Pending | null) {
    super();
    this.begin = begin;
  }
}

/**
 * Lets the process wait for a time: `yield hold(5)`.
 * @param duration >= 0 and finite, in the model's unit of time
 */
export function hold(duration: number): Hold {
  if (!isDuration(duration)) {
    throw new AssertionError(`hold: the duration must be a finite number >= 0, got ${describe(duration)}`);
  }
  return duration as Hold;
}

/** A number that did not come from `hold` may be anything. */
export function isDuration(value: number): boolean {
  return typeof value === 'number' && value >= 0 && value < Infinity;
}

/** For what was yielded and is nothing to wait for. */
export function notToWaitFor(asked: unknown): AssertionError {
  return new AssertionError(
    `yielded ${describe(asked)}: yield hold(duration >= 0), resource.request(), signal.wait(), process.finished() or ` +
      'another ask; another activity by yield*, or, inside anyOf and allOf, started as a process and finished()',
  );
}
