/**
 * Runs the processes of a simulation on its kernel.
 *
 * 1. A process runs only inside a kernel event; what it wakes runs in that same event, after it, first come first served.
 *    What is woken from outside of a process runs in an event of its own at this instant.
 * 2. Processes never run inside each other: who starts or wakes another goes on first.
 * 3. A generator can't be copied: while a process lives, `snapshot()` and `restore()` fail and name it.
 * 4. An error in a process stops the run; it names the process, the time and where it waited.
 * 5. A living process has a seat, a small integer, and is referred to by it: events, the list of those that are ready and
 *    the running one hold integers. Old memory that points at young objects is what costs most otherwise.
 */
import { AssertionError } from '../assert.ts';
import type { EventHandle, HandlerNo, Kernel } from '../kernel.ts';
import { describe } from '../options.ts';
import type { Activity, Timer, WaitingProcess } from './ask.ts';
import { Interrupt, Preempted } from './interrupt.ts';
import { Process, type ProcessRunner } from './process.ts';

/** An activity threw, or broke a rule. `cause` is what it threw. */
export class ProcessError extends Error {
  override readonly name = 'ProcessError';
}

/** A generator, neither asynchronous nor anything that only looks like one. */
function isActivity(activity: unknown): boolean {
  return (activity as { [Symbol.toStringTag]?: unknown } | undefined)?.[Symbol.toStringTag] === 'Generator';
}

const PLACES_SHOWN = 8;
const NOBODY = -1;
/** In place of a seat: an interrupt that is due. */
const INTERRUPT = -2;
const PRIORITY_FIRST = -128;

export class Processes implements ProcessRunner {
  readonly kernel: Kernel;
  /** @internal So many turns at one instant are an endless loop: no model wakes that many. Less in tests. */
  turnsMax = 10_000_000;
  private readonly holdNo: HandlerNo;
  private readonly timerNo: HandlerNo;
  private readonly readyNo: HandlerNo;
  /** Processes that have not ended, by seat. */
  private readonly seated: (Process | null)[] = [];
  private freeSeats: number[] = [];
  private alive = 0;
  private started = 0;
  /** Seats of those that are ready, in the order in which they were woken. */
  private ready: Int32Array<ArrayBuffer> = new Int32Array(64);
  private readyCount = 0;
  private readonly interrupts: {
    readonly process: WaitingProcess;
    readonly error: Error;
    forgotten: boolean;
  }[] = [];
  /** Seat of the process whose code is running. */
  private runningSeat = NOBODY;
  /** Pending. */
  private timers = 0;
  /** An event is under way, or scheduled, that will run what is ready. */
  private willRun = false;
  /** Waits of no length at one time, and that time. */
  private still = 0;
  private stillAt = NaN;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.holdNo = kernel.handler('process.hold', (seat) => {
      this.willRun = true;
      this.runningSeat = seat;
      this.seated[seat]!.holdEnds();
      this.runningSeat = NOBODY;
      if (this.readyCount > 0) this.runReady();
      this.willRun = false;
    });
    this.timerNo = kernel.handler('process.timer', (_id, _b, timer) => {
      this.willRun = true;
      this.timers -= 1;
      (timer as Timer).expire();
      this.runReady();
      this.willRun = false;
    });
    this.readyNo = kernel.handler('process.ready', () => {
      this.runReady();
      this.willRun = false;
    });
    kernel.component('process', {
      save: () => this.started,
      load: (started) => this.restart(started as number),
    });
    kernel.uncopyable(() => this.uncopyable());
  }

  /** Starts a process; it runs in this instant, after whoever runs now has come to wait. */
  start<R>(kind: string, activity: Activity<R>): Process<R> {
    if (typeof kind !== 'string') {
      throw new AssertionError(
        `a process needs a name before its activity: process("truck", work()), got ${describe(kind)}`,
      );
    }
    if (!isActivity(activity)) {
      throw new AssertionError(
        `process "${kind}": an activity is needed, got ${describe(activity)}. Call a generator function, which is written ` +
          `function* and not async: process("${kind}", work())`,
      );
    }
    this.started += 1;
    this.alive += 1;
    const seat = this.freeSeats.length > 0 ? this.freeSeats.pop()! : this.seated.length;
    const process = new Process<R>(this, this.started, seat, kind, activity);
    this.seated[seat] = process as Process;
    this.makeReady(seat);
    return process;
  }

  /** Processes that have not ended, in the order in which they were started. */
  living(): readonly Process[] {
    const living = this.seated.filter((process) => process !== null);
    return living.sort((a, b) => a.id - b.id);
  }

  private uncopyable(): readonly string[] {
    // Where it waits costs a walk along the line: for those that a message shows.
    const names = this.living().map((process, i) => {
      return i < PLACES_SHOWN
        ? `process "${process.name}" (${process.whereabouts})`
        : `process "${process.name}"`;
    });
    return names.length === 0 && this.timers > 0 ? ['a timer of a batch or a belt'] : names;
  }

  /** The running process; an error outside of one. */
  running(what: string): Process {
    if (this.runningSeat === NOBODY) throw new AssertionError(`${what}: only a running process can do that`);
    return this.seated[this.runningSeat]!;
  }

  /** @internal */
  makeReady(seat: number): void {
    if (this.readyCount === this.ready.length) this.growReady();
    this.ready[this.readyCount] = seat;
    this.readyCount += 1;
    if (this.willRun) return;
    this.willRun = true;
    this.kernel.schedule(this.readyNo, this.kernel.now);
  }

  /**
   * @internal Interrupts a process after those that are ready now: so that a line it leaves by this is not in the middle of
   * serving, or of letting somebody join.
   */
  interruptLater(process: WaitingProcess, error: Error): void {
    this.interrupts.push({ process, error, forgotten: false });
    if (!this.willRun) {
      // Before the events of this instant: the process has lost something, and must not go on as if it had not.
      this.willRun = true;
      this.kernel.schedule(this.readyNo, this.kernel.now, 0, 0, undefined, PRIORITY_FIRST);
    }
    this.makeReady(INTERRUPT);
  }

  /** @internal The process has left the use of a resource by itself: that it lost the unit is no news to it. */
  forgetInterrupt(process: WaitingProcess, resource: string): void {
    for (const due of this.interrupts)
      if (due.process === process && due.error instanceof Preempted && due.error.resource === resource)
        due.forgotten = true;
  }

  private interruptNext(): void {
    this.runningSeat = NOBODY;
    const { process, error, forgotten } = this.interrupts.shift()!;
    if (!forgotten && !process.ended) process.interruptWith(error);
  }

  private growReady(): void {
    const { ready } = this;
    this.ready = new Int32Array(2 * ready.length);
    this.ready.set(ready);
  }

  /** @internal Schedules the end of a hold; answers the event's slot. */
  holdFor(seat: number, duration: number): number {
    const { kernel } = this;
    const end = kernel.now + duration;
    if (end === kernel.now) this.countStill(end);
    return kernel.scheduleSlot(this.holdNo, end, seat);
  }

  /** Waits that end when they begin: one after another they would never let time pass. */
  private countStill(now: number): void {
    if (now !== this.stillAt) this.still = 0;
    this.stillAt = now;
    this.still += 1;
    if (this.still > this.turnsMax)
      throw new AssertionError(`${this.turnsMax} waits of no length at this time: it never lets time pass`);
  }

  /**
   * @internal A timer of a process or of something that processes share.
   * @param id of the process, or 0
   */
  timer(at: number, id: number, timer: Timer): EventHandle {
    this.timers += 1;
    if (at === this.kernel.now) this.countStill(at);
    return this.kernel.scheduleCancellable(this.timerNo, at, id, 0, timer);
  }

  /** @internal */
  cancelTimer(event: EventHandle): void {
    this.timers -= 1;
    this.kernel.cancel(event);
  }

  /** @internal */
  ended(seat: number): void {
    this.seated[seat] = null;
    this.alive -= 1;
    if (this.alive > 0) this.freeSeats.push(seat);
    else this.clearSeats();
  }

  /** As in a fresh simulation: so that a restored one gives the same seats. */
  private clearSeats(): void {
    this.seated.length = 0;
    this.freeSeats = [];
  }

  private runReady(): void {
    const { turnsMax } = this;
    for (let i = 0; i < this.readyCount; i++) {
      const seat = this.ready[i]!;
      if (seat === INTERRUPT) {
        this.interruptNext();
        continue;
      }
      if (i >= turnsMax) throw this.endless(this.seated[seat]!);
      this.runningSeat = seat;
      this.seated[seat]!.resume();
    }
    this.runningSeat = NOBODY;
    this.readyCount = 0;
  }

  private endless(process: Process): ProcessError {
    const { now } = this.kernel;
    return new ProcessError(
      `${this.turnsMax} turns at time ${now}: process "${process.name}" never lets time pass`,
    );
  }

  /** @internal What stops the run when a process threw. */
  failed(process: Process, error: unknown): ProcessError {
    this.runningSeat = NOBODY;
    const message = error instanceof Error ? error.message : String(error);
    const at = error instanceof Interrupt ? process.disturbedAt : '';
    const where = at === '' ? process.lastWait : `, where it ${at}`;
    return new ProcessError(`process "${process.name}" at time ${this.kernel.now}${where}: ${message}`, {
      cause: error,
    });
  }

  private restart(started: number): void {
    this.started = started;
    this.clearSeats();
    this.readyCount = 0;
    this.willRun = false;
  }
}
