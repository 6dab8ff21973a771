/**
 * Runs the processes of a simulation on its kernel.
 *
 * 1. A process runs only inside a kernel event; what it wakes runs in that same event, after it, first come first served.
 *    What is woken from outside of a process runs in an event of its own at this instant.
 * 2. Processes never run inside each other: who starts or wakes another goes on first.
 * 3. A generator can't be copied: while a process lives, `snapshot()` and `restore()` fail and name it.
 * 4. An error in a process stops the run; it names the process, the time and where it waited.
 */
import { AssertionError } from '../assert.ts';
import type { EventHandle, HandlerNo, Kernel } from '../kernel.ts';
import type { Activity } from './ask.ts';
import { Interrupt } from './interrupt.ts';
import { Process } from './process.ts';

/** Something that is to happen at a time, unless it is cancelled. */
export interface Timer {
  expire(): void;
}

/** An activity threw, or broke a rule. `cause` is what it threw. */
export class ProcessError extends Error {
  override readonly name = 'ProcessError';
}

/** So many turns in one event are an endless loop: no model wakes that many at one instant. */
const TURNS_MAX = 20_000_000;

export class Processes {
  readonly kernel: Kernel;
  /** The process whose code is running; null between processes. */
  current: Process | null = null;
  private readonly holdNo: HandlerNo;
  private readonly timerNo: HandlerNo;
  private readonly readyNo: HandlerNo;
  /** All that have not ended, linked in the order in which they were started: ends of the chain. */
  private oldest: Process | null = null;
  private newest: Process | null = null;
  private started = 0;
  private ready: (Process | null)[] = [];
  private readyCount = 0;
  /** Pending. */
  private timers = 0;
  /** An event is under way, or scheduled, that will run what is ready. */
  private willRun = false;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.holdNo = kernel.handler('process.hold', (_id, _b, process) => {
      this.willRun = true;
      (process as Process).holdEnds();
      this.runReady();
    });
    this.timerNo = kernel.handler('process.timer', (_id, _b, timer) => {
      this.willRun = true;
      this.timers -= 1;
      (timer as Timer).expire();
      this.runReady();
    });
    this.readyNo = kernel.handler('process.ready', () => this.runReady());
    kernel.component('process', {
      save: () => this.started,
      load: (started) => this.restart(started as number),
    });
    kernel.uncopyable(() => this.uncopyable());
  }

  /** Starts a process; it runs in this instant, after whoever runs now has come to wait. */
  start<R>(kind: string, activity: Activity<R>): Process<R> {
    if (typeof (activity as { next?: unknown } | undefined)?.next !== 'function') {
      throw new AssertionError(
        `process "${kind}": an activity is needed, got ${typeof activity}. Call the generator function: process("${kind}", work())`,
      );
    }
    this.started += 1;
    const process = new Process<R>(this, this.started, kind, activity);
    this.link(process as Process);
    this.makeReady(process as Process);
    return process;
  }

  /** Processes that have not ended, in the order in which they were started. */
  living(): readonly Process[] {
    const all: Process[] = [];
    for (let process = this.oldest; process !== null; process = process.newer) all.push(process);
    return all;
  }

  private uncopyable(): readonly string[] {
    const names = this.living().map((process) => `process "${process.name}" (${process.whereabouts})`);
    return names.length === 0 && this.timers > 0 ? ['a timer of a batch or a belt'] : names;
  }

  /** The running process; an error outside of one. */
  running(what: string): Process {
    if (this.current === null) throw new AssertionError(`${what}: only a running process can do that`);
    return this.current;
  }

  /** @internal */
  makeReady(process: Process): void {
    this.ready[this.readyCount] = process;
    this.readyCount += 1;
    if (this.willRun) return;
    this.willRun = true;
    this.kernel.schedule(this.readyNo, this.kernel.now);
  }

  /** @internal Schedules the end of a hold; answers the event's slot. */
  holdFor(process: Process, duration: number): number {
    const { kernel } = this;
    return kernel.scheduleSlot(this.holdNo, kernel.now + duration, process.id, process);
  }

  /**
   * @internal A timer of a process or of something that processes share.
   * @param id of the process, or 0
   */
  timer(at: number, id: number, timer: Timer): EventHandle {
    this.timers += 1;
    return this.kernel.scheduleCancellable(this.timerNo, at, id, 0, timer);
  }

  /** @internal */
  cancelTimer(event: EventHandle): void {
    this.timers -= 1;
    this.kernel.cancel(event);
  }

  /** @internal */
  ended(process: Process): void {
    const { older, newer } = process;
    if (older === null) this.oldest = newer;
    else older.newer = newer;
    if (newer === null) this.newest = older;
    else newer.older = older;
  }

  private link(process: Process): void {
    process.older = this.newest;
    if (this.newest === null) this.oldest = process;
    else this.newest.newer = process;
    this.newest = process;
  }

  private runReady(): void {
    const { ready } = this;
    for (let i = 0; i < this.readyCount; i++) {
      if (i === TURNS_MAX) throw this.endless(ready[i]!);
      const process = ready[i]!;
      ready[i] = null;
      process.resume();
    }
    this.readyCount = 0;
    this.willRun = false;
  }

  private endless(process: Process): ProcessError {
    const { now } = this.kernel;
    return new ProcessError(
      `${TURNS_MAX} turns at time ${now}: process "${process.name}" never lets time pass`,
    );
  }

  /** @internal What stops the run when a process threw. */
  failed(process: Process, error: unknown): ProcessError {
    this.current = null;
    const message = error instanceof Error ? error.message : String(error);
    const where = error instanceof Interrupt ? `, where it ${process.disturbedAt}` : '';
    return new ProcessError(`process "${process.name}" at time ${this.kernel.now}${where}: ${message}`, {
      cause: error,
    });
  }

  private restart(started: number): void {
    this.started = started;
    this.readyCount = 0;
    this.willRun = false;
  }
}
