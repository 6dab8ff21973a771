/**
 * RxJS in virtual time: a scheduler on the kernel's calendar, for `interval`, `timer`, `delay`, `bufferTime` ...
 *
 * 1. Delays are in the kernel's unit of time. Actions of one time run in the order in which they were scheduled, among
 *    the kernel's other events.
 * 2. Scheduling and cancelling cost what the calendar costs: O(1) amortised.
 * 3. A pending action holds a closure: while there is one, `snapshot()` fails with `rx.<name of the scheduler>`.
 * 4. A negative or NaN delay is an error where it is given; RxJS would take it for 0.
 */
import { type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';
import type { Callback, EventHandle, Kernel } from '../kernel.ts';

export class CalendarScheduler implements SchedulerLike {
  private readonly kernel: Kernel;
  private readonly name: string;

  /** @param name for messages; says whose streams these are */
  constructor(kernel: Kernel, name = 'scheduler') {
    this.kernel = kernel;
    this.name = `rx.${name}`;
  }

  /** Virtual time, in the kernel's unit. */
  now(): number {
    return this.kernel.now;
  }

  /** @param delay >= 0, in the kernel's unit of time */
  schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delay = 0, state?: T): Subscription {
    return new CalendarAction(this.kernel, this.name, work).schedule(state, delay);
  }
}

const NOT_PENDING = -1;

/** One scheduled piece of work; may schedule itself again, as RxJS's periodic sources do. */
class CalendarAction<T> extends Subscription implements SchedulerAction<T>, Callback {
  readonly name: string;
  private readonly kernel: Kernel;
  private readonly job: (this: SchedulerAction<T>, state?: T) => void;
  private handle: EventHandle = NOT_PENDING;
  private state: T | undefined;

  constructor(kernel: Kernel, name: string, job: (this: SchedulerAction<T>, state?: T) => void) {
    super();
    this.kernel = kernel;
    this.name = name;
    this.job = job;
  }

  /** A second `schedule` before the first has run replaces it. */
  schedule(state?: T, delay = 0): Subscription {
    if (this.closed) return this;
    this.withdraw();
    this.state = state;
    this.handle = this.kernel.callback(this.kernel.now + (delay >= 0 ? delay : Number.NaN), this);
    return this;
  }

  work(): void {
    this.handle = NOT_PENDING;
    if (!this.closed) this.job(this.state);
  }

  override unsubscribe(): void {
    if (this.closed) return;
    this.withdraw();
    super.unsubscribe();
  }

  private withdraw(): void {
    if (this.handle !== NOT_PENDING) this.kernel.cancel(this.handle);
    this.handle = NOT_PENDING;
  }
}
