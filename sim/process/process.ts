/**
 * One process: a generator, what it waits for, and what it holds.
 *
 * 1. It is in exactly one state. `new` and `ready` mean that its turn in this instant is still to come: its first, or one
 *    for which it was woken.
 * 2. An interrupt of a process that waits ends the wait at once; one of a process whose turn is still to come waits for its
 *    next wait, so that what it has been given is never lost.
 * 3. While frozen (by a resource that is down or was taken away) its holds stand still; it does not notice. A hold that ends
 *    in the instant in which it is frozen still ends.
 * 4. It must have released all it held when it ends.
 */
import { AssertionError, assert } from '../assert.ts';
import type { EventHandle, Kernel } from '../kernel.ts';
import {
  type Activity,
  type Ask,
  askBy,
  type Held,
  isDuration,
  notToWaitFor,
  type Pending,
  type Timer,
  type Waiter,
  type WaitingProcess,
  type Yieldable,
} from './ask.ts';
import { Interrupt } from './interrupt.ts';
import { Rare } from './rare.ts';

export type ProcessState = 'new' | 'ready' | 'running' | 'holding' | 'waiting' | 'ended';

/** What a process needs of whoever runs it: see `Processes`. */
export interface ProcessRunner {
  readonly kernel: Kernel;
  makeReady(seat: number): void;
  holdFor(seat: number, duration: number): number;
  timer(at: number, id: number, timer: Timer): EventHandle;
  cancelTimer(event: EventHandle): void;
  ended(seat: number): void;
  failed(process: Process, error: unknown): Error;
}

/**
 * `next` of all generators. Looked up in the activity it would be a search of its own for each kind of activity, since each
 * generator function makes objects of a shape of its own.
 */
const { next } = Object.getPrototypeOf(function* () {}).prototype as {
  next(this: Activity, answer: unknown): IteratorResult<Yieldable, unknown>;
};

const STATES: readonly ProcessState[] = ['new', 'ready', 'running', 'holding', 'waiting', 'ended'];
const NEW = 0;
const READY = 1;
const RUNNING = 2;
const HOLDING = 3;
const WAITING = 4;
const ENDED = 5;

/** So many asks granted at once are an endless loop. */
const STEPS_MAX = 10_000_000;

/** No event: the hold is frozen, or there is none. */
const NO_SLOT = -1;

export class Process<R = unknown> implements Waiter, WaitingProcess {
  /** Counts all processes of a simulation from 1. */
  readonly id: number;
  /** What it was called when it was started: `customer`. */
  readonly kind: string;
  answer: unknown = undefined;

  private readonly processes: ProcessRunner;
  private readonly activity: Activity<R>;
  private readonly seat: number;
  /** An integer, since it is written at each turn. */
  private phase = NEW;
  private pending: Pending | null = null;
  /** What it waited for last; null for a hold. For messages. */
  private waited: Pending | null = null;
  /** Slot of the event that ends its hold. */
  private slot = NO_SLOT;
  /** An interrupt or the end is to be thrown at it. */
  private disturbed = false;
  private held: Held | null = null;
  private heldUnits = 0;
  private rare: Rare<R> | null = null;

  /** Use `Simulation.process`. */
  constructor(processes: ProcessRunner, id: number, seat: number, kind: string, activity: Activity<R>) {
    this.processes = processes;
    this.id = id;
    this.seat = seat;
    this.kind = kind;
    this.activity = activity;
  }

  get process(): Process {
    return this as Process;
  }

  /** For messages: `customer #17`. */
  get name(): string {
    return `${this.kind} #${this.id}`;
  }

  /** What the activity returned; undefined until it has ended. */
  get result(): R | undefined {
    return this.rare?.result;
  }

  get state(): ProcessState {
    return STATES[this.phase]!;
  }

  get ended(): boolean {
    return this.phase === ENDED;
  }

  /** Where it is, for messages: `waits for resource "dock"`. */
  get whereabouts(): string {
    if (this.phase === WAITING) return `waits ${this.pending?.where()}`;
    if (this.phase !== HOLDING) return `is ${this.state}`;
    if (this.slot === NO_SLOT) return `holds, frozen, with ${this.remainingHold} to go`;
    return `holds until ${this.now + this.remainingHold!}`;
  }

  /** Waits for the end of this process; answers what it returned. A process that waits for itself is an error. */
  finished(): Ask<R> {
    return askBy((waiter) => {
      if (!this.ended) return this.join(waiter);
      waiter.answer = this.result;
      return null;
    });
  }

  /**
   * Throws an `Interrupt` at the `yield` where the process waits, in this instant, once whoever is running waits itself. If
   * its turn is still to come, at its next `yield`; one that ends without waiting again never sees it.
   * @param reason anything; `interrupt.reason` gives it back
   */
  interrupt(reason: unknown = 'no reason given'): void {
    this.interruptWith(new Interrupt(reason));
  }

  /** As `interrupt`, with an error of the caller's. */
  interruptWith(interrupt: Error): void {
    assert(this.phase !== ENDED, `process "${this.name}" has ended: it can't be interrupted`);
    assert(this.phase !== RUNNING, `process "${this.name}" interrupts itself: throw instead`);
    this.more().interrupts.push(interrupt);
    this.disturb();
  }

  /**
   * Ends the process where it waits; its `finally` blocks run, and must not wait. If it was woken already, it goes on to its
   * next `yield` first. Nothing if it has ended; one that has not begun never does.
   */
  cancel(): void {
    if (this.phase === ENDED) return;
    assert(this.phase !== RUNNING, `process "${this.name}" cancels itself: return instead`);
    const rare = this.more();
    rare.cancelled = true;
    this.disturb();
    if (this.phase === NEW) rare.turnFirst = false;
  }

  /** @internal What it waited for has come. */
  wake(answer: unknown): void {
    this.pending = null;
    this.answer = answer;
    this.phase = READY;
    this.processes.makeReady(this.seat);
  }

  /** @internal Its hold is over. */
  holdEnds(): void {
    this.slot = NO_SLOT;
    this.answer = undefined;
    this.resume();
  }

  /** @internal Runs the activity until it waits again. */
  resume(): void {
    const { activity, processes } = this;
    this.phase = RUNNING;
    try {
      let step: IteratorResult<Yieldable, unknown> = this.disturbed
        ? this.throwInto()
        : next.call(activity, this.answer);
      for (let steps = 0; step.done !== true; steps++) {
        if (steps === STEPS_MAX) throw neverWaits();
        if (this.disturbed) step = this.throwInto();
        else if (this.waitFor(step.value)) break;
        else step = next.call(activity, this.answer);
      }
      if (step.done === true) this.end(step.value as R);
    } catch (error) {
      throw processes.failed(this as Process, error);
    }
  }

  /** Begins to wait; false when there is nothing to wait for. */
  private waitFor(asked: Yieldable): boolean {
    if (typeof asked === 'number') {
      this.startHold(asked);
      return true;
    }
    if (typeof asked?.begin !== 'function') throw notToWaitFor(asked);
    const pending = asked.begin(this as Process);
    if (pending === null) return false;
    this.pending = pending;
    this.waited = pending;
    this.phase = WAITING;
    return true;
  }

  /** @internal Stops its holds until as many `thaw`. */
  freeze(): void {
    const rare = this.more();
    rare.frozen += 1;
    if (rare.frozen > 1 || this.slot === NO_SLOT) return;
    rare.remaining = this.remainingHold!;
    if (rare.remaining > 0) this.cancelHold();
  }

  /** @internal */
  thaw(): void {
    const rare = this.more();
    rare.frozen -= 1;
    if (rare.frozen === 0 && this.phase === HOLDING && this.slot === NO_SLOT)
      this.slot = this.processes.holdFor(this.seat, rare.remaining);
  }

  /** @internal A timer of this process, beside its holds. */
  timer(at: number, timer: Timer): EventHandle {
    return this.processes.timer(at, this.id, timer);
  }

  /** @internal */
  get now(): number {
    return this.processes.kernel.now;
  }

  /** @internal */
  cancelTimer(event: EventHandle): void {
    this.processes.cancelTimer(event);
  }

  /** @internal What is left of the hold under way; undefined when there is none. */
  get remainingHold(): number | undefined {
    if (this.phase !== HOLDING) return undefined;
    if (this.slot === NO_SLOT) return this.more().remaining;
    const { kernel } = this.processes;
    return kernel.timeOf(kernel.handleOf(this.slot)) - kernel.now;
  }

  /** @internal */
  gain(of: Held, units: number): void {
    if (this.held === null || this.held === of) {
      this.held = of;
      this.heldUnits += units;
      return;
    }
    const { heldMore } = this.more();
    const known = heldMore.find((each) => each.of === of);
    if (known === undefined) heldMore.push({ of, units });
    else known.units += units;
  }

  /** Units that it holds of a resource. */
  holds(of: Held): number {
    if (this.held === of) return this.heldUnits;
    return this.rare?.heldMore.find((each) => each.of === of)?.units ?? 0;
  }

  /** @internal Gives back units, at most those it `holds`. */
  drop(of: Held, units: number): void {
    if (this.held === of) {
      this.heldUnits -= units;
      if (this.heldUnits === 0) this.holdNext();
      return;
    }
    const rare = this.more();
    const holding = rare.heldMore.find((each) => each.of === of)!;
    holding.units -= units;
    if (holding.units === 0) rare.heldMore = rare.heldMore.filter((each) => each !== holding);
  }

  /** @internal Where it was when it was interrupted last. */
  get disturbedAt(): string {
    const at = this.rare?.disturbedAt ?? '';
    return typeof at === 'string' ? at : `waits ${at.where()}`;
  }

  /** `held` is null only when nothing is held. */
  private holdNext(): void {
    const holding = this.rare?.heldMore.pop();
    this.held = holding?.of ?? null;
    this.heldUnits = holding?.units ?? 0;
  }

  /** @internal For messages, once it has gone on: `, after it waited for signal "go"`. */
  get lastWait(): string {
    return this.waited === null ? '' : `, after it waited ${this.waited.where()}`;
  }

  private more(): Rare<R> {
    this.rare ??= new Rare<R>();
    return this.rare;
  }

  private startHold(duration: number): void {
    if (!isDuration(duration)) throw notToWaitFor(duration);
    this.phase = HOLDING;
    this.waited = null;
    if (this.rare !== null && this.rare.frozen > 0) this.rare.remaining = duration;
    else this.slot = this.processes.holdFor(this.seat, duration);
  }

  private cancelHold(): void {
    const { kernel } = this.processes;
    if (this.slot !== NO_SLOT) kernel.cancel(kernel.handleOf(this.slot));
    this.slot = NO_SLOT;
  }

  /** The next step of an activity that was cancelled or interrupted. */
  private throwInto(): IteratorResult<Yieldable, R> {
    const rare = this.more();
    if (rare.turnFirst) {
      rare.turnFirst = false;
      return next.call(this.activity, this.answer) as IteratorResult<Yieldable, R>;
    }
    const interrupt = rare.interrupts.shift();
    if (rare.cancelled) {
      this.disturbed = false;
      const step = this.activity.return(undefined as R);
      assert(step.done, 'a cancelled process waits in its finally block: release there, do not wait');
      return step;
    }
    this.disturbed = rare.interrupts.length > 0;
    return this.activity.throw(interrupt);
  }

  /** Takes it out of whatever it waits in, and makes it ready to be thrown at. */
  private disturb(): void {
    const rare = this.more();
    const again = this.disturbed;
    this.disturbed = true;
    if (this.phase !== HOLDING && this.phase !== WAITING) {
      if (again) return;
      rare.turnFirst = true;
      rare.disturbedAt = this.whereabouts;
      return;
    }
    const { pending } = this;
    rare.disturbedAt = pending ?? this.whereabouts;
    this.pending = null;
    this.cancelHold();
    this.phase = READY;
    this.answer = undefined;
    this.processes.makeReady(this.seat);
    pending?.withdraw();
    pending?.makeWay?.();
  }

  private end(result: R): void {
    if (this.held !== null) {
      throw new AssertionError(
        `ended while it holds "${this.held.name}": release it, in a finally block where an interrupt may come`,
      );
    }
    this.phase = ENDED;
    this.processes.ended(this.seat);
    if (result !== undefined) this.more().result = result;
    if (this.rare === null) return;
    for (const waiter of this.rare.joined) waiter.wake(result);
    this.rare.joined = [];
  }

  private join(waiter: Waiter): Pending {
    assert(waiter.process !== this.process, 'waits for its own end, which would never come');
    const { joined } = this.more();
    joined.push(waiter);
    return {
      withdraw: () => joined.splice(joined.indexOf(waiter), 1),
      where: () => `for the end of process "${this.name}"`,
    };
  }
}

function neverWaits(): AssertionError {
  return new AssertionError(`${STEPS_MAX} times it got what it asked for at once: it never lets time pass`);
}
