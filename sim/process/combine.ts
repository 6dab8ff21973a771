/**
 * Waiting for one of several things, for all of them, or for one thing within a time.
 *
 * 1. Asks are begun in the order given; of several that come at one instant, the one that came first in that instant wins.
 * 2. `anyOf` leaves the lines of all others when one has come. `allOf` keeps what it has until the last one comes; if it is
 *    interrupted before, or its time runs out, units already granted stay with the process.
 * 3. All lines are left before anybody is served in one of them: what is given up can't be granted on the way.
 */
import { assert } from '../assert.ts';
import type { EventHandle } from '../kernel.ts';
import {
  type Ask,
  askBy,
  type Hold,
  hold,
  isDuration,
  notToWaitFor,
  type Pending,
  type Waiter,
  type WaitingProcess,
  type Yieldable,
} from './ask.ts';

/** What one of several waits came to. */
export interface Winner<T> {
  /** Which of the asks it was, from 0. */
  readonly index: number;
  readonly answer: T;
}

type AnswerOf<A> = A extends Ask<infer T> ? T : undefined;
type AnswersOf<A extends readonly Yieldable[]> = { -readonly [I in keyof A]: AnswerOf<A[I]> };

/** Waits for the first of several asks or holds: `const { index } = yield* anyOf(machine.request(), hold(5))`. */
export function anyOf<const A extends readonly Yieldable[]>(...asks: A): Ask<Winner<AnswersOf<A>[number]>> {
  assert(asks.length > 0, 'anyOf: at least one ask is needed');
  return askBy((waiter) => {
    const first = new First(waiter);
    return first.begin(asks) ? null : first;
  });
}

/** Waits for all of several asks or holds; answers theirs, in the order given. */
export function allOf<const A extends readonly Yieldable[]>(...asks: A): Ask<AnswersOf<A>> {
  return askBy((waiter) => {
    const every = new Every(waiter);
    return every.begin(asks) ? null : every;
  });
}

/**
 * Waits until a time, exactly: `now` is that time then.
 * @param time absolute, >= now
 */
export function until(time: number): Ask<void> {
  return askBy((waiter) => new Clock(waiter, time));
}

/** The answer of `within` when the time ran out. */
export const TIMED_OUT: unique symbol = Symbol('timed out');

/**
 * Waits for one thing for at most a time: `if ((yield* within(5, signal.wait())) === TIMED_OUT) ...`. What comes at the very
 * end of the time counts if it comes first in that instant.
 * @param duration >= 0, in the model's unit of time
 */
export function within<T>(duration: number, ask: Ask<T>): Ask<T | typeof TIMED_OUT> {
  const time = hold(duration);
  return askBy((waiter) => {
    const limited = new Limited(waiter);
    return limited.begin(ask, time) ? null : limited;
  });
}

/** One ask of several: a waiter in its own line. */
class Branch implements Waiter {
  answer: unknown = undefined;
  readonly process: WaitingProcess;
  pending: Pending | null = null;
  private readonly index: number;
  private readonly of: { came(index: number, answer: unknown): void };

  constructor(process: WaitingProcess, index: number, of: { came(index: number, answer: unknown): void }) {
    this.process = process;
    this.index = index;
    this.of = of;
  }

  wake(answer: unknown): void {
    this.pending = null;
    this.of.came(this.index, answer);
  }

  /** True when it was satisfied at once. */
  begin(ask: Yieldable): boolean {
    this.pending = this.lineUp(ask);
    return this.pending === null;
  }

  private lineUp(ask: Yieldable): Pending | null {
    if (typeof ask === 'number') {
      if (!isDuration(ask)) throw notToWaitFor(ask);
      return new Clock(this, this.process.now + ask);
    }
    if (typeof ask?.begin !== 'function') throw notToWaitFor(ask);
    return ask.begin(this);
  }
}

/** A time that a waiter waits for, beside its other asks. */
class Clock implements Pending {
  private readonly waiter: Waiter;
  private readonly time: number;
  private readonly event: EventHandle;

  constructor(waiter: Waiter, time: number) {
    this.waiter = waiter;
    this.time = time;
    this.event = waiter.process.timer(time, this);
  }

  expire(): void {
    this.waiter.wake(undefined);
  }

  withdraw(): void {
    this.waiter.process.cancelTimer(this.event);
  }

  where(): string {
    return `for time ${this.time}`;
  }
}

/** The lines that one process stands in at once. */
abstract class Together implements Pending {
  protected readonly waiter: Waiter;
  protected readonly branches: Branch[] = [];

  constructor(waiter: Waiter) {
    this.waiter = waiter;
  }

  abstract came(index: number, answer: unknown): void;

  protected branch(index: number): Branch {
    const branch = new Branch(this.waiter.process, index, this);
    this.branches.push(branch);
    return branch;
  }

  /** The wait is over, whatever else was waited for. */
  protected close(answer: unknown): void {
    this.withdraw();
    this.waiter.wake(answer);
    this.makeWay();
  }

  withdraw(): void {
    for (const { pending } of this.branches) pending?.withdraw();
  }

  makeWay(): void {
    for (const { pending } of this.branches) pending?.makeWay?.();
  }

  where(): string {
    const lines = this.branches.flatMap(({ pending }) => (pending === null ? [] : [pending.where()]));
    return lines.join(' and ');
  }
}

class First extends Together {
  private winner: Winner<unknown> | null = null;
  private beginning = true;

  /** True when one was satisfied at once. */
  begin(asks: readonly Yieldable[]): boolean {
    for (const [index, ask] of asks.entries()) {
      const branch = this.branch(index);
      if (branch.begin(ask)) this.came(index, branch.answer);
      if (this.winner !== null) break;
    }
    this.beginning = false;
    if (this.winner === null) return false;
    this.withdraw();
    this.waiter.answer = this.winner;
    this.makeWay();
    return true;
  }

  /** A later ask may bring an earlier one while it is begun: to put an item into a store and to get one out of it. */
  came(index: number, answer: unknown): void {
    if (this.winner !== null) return;
    this.winner = { index, answer };
    if (!this.beginning) this.close(this.winner);
  }
}

class Every extends Together {
  private readonly answers: unknown[] = [];
  private missing = 0;
  private beginning = true;

  /** True when all were satisfied at once. */
  begin(asks: readonly Yieldable[]): boolean {
    this.missing = asks.length;
    for (const [index, ask] of asks.entries()) {
      const branch = this.branch(index);
      if (branch.begin(ask)) this.came(index, branch.answer);
    }
    this.beginning = false;
    this.waiter.answer = this.answers;
    return this.missing === 0;
  }

  came(index: number, answer: unknown): void {
    this.answers[index] = answer;
    this.missing -= 1;
    if (this.missing === 0 && !this.beginning) this.waiter.wake(this.answers);
  }
}

class Limited extends Together {
  begin(ask: Ask<unknown>, time: Hold): boolean {
    const branch = this.branch(0);
    if (branch.begin(ask)) {
      this.waiter.answer = branch.answer;
      return true;
    }
    this.branch(1).begin(time);
    return false;
  }

  came(index: number, answer: unknown): void {
    this.close(index === 0 ? answer : TIMED_OUT);
  }
}
