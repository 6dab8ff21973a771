/**
 * Runs one step of one actor and commits it: finds the actor or makes it, counts the input, buries what has finished.
 *
 * 1. With `onThrow: 'stop'` the draft is the state itself and nothing is copied; otherwise it is a copy that becomes the state once
 *    the step is through. Both ways give the same digests.
 * 2. An input without an actor is the exception type's matter; where there is none, or it is its own, it is a fault or a note.
 */
import { CORE_SENDER, type Envelope } from '#orchestrator/contracts/envelope';
import { PARTNER_GATE } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { Instant } from '#orchestrator/model/instant';
import { assert } from '#sim/assert';
import { codeOf } from '#sim/digest';
import type { Kernel } from '#sim/kernel';
import { hears, type Recorder } from '../recording/recorder.ts';
import type { ActorRegistry, Registered } from './actor-registry.ts';
import { NO_TIMER } from './actor-store.ts';
import { copyJson } from './copy-json.ts';
import type { CoreClock } from './core-clock.ts';
import { HeldOut } from './held-out.ts';
import type { HostOptions, MiddlewareWatch } from './host-options.ts';
import type { HostOut } from './host-out.ts';
import type { HostBooks } from './signals.ts';
import { reasonOf, type Tickets } from './tickets.ts';
import type { Workers } from './workers.ts';
import { Zombies } from './zombies.ts';

const ANY_TIMER = -1;

export interface StepperParts {
  readonly kernel: Kernel;
  readonly actors: ActorRegistry;
  readonly workers: Workers;
  readonly books: HostBooks;
  readonly clock: CoreClock | null;
  readonly tickets: Tickets;
  readonly out: HostOut;
}

export class Stepper {
  /** Steps run so far. */
  steps = 0;
  /** Messages of partners that were stepped, or put aside for an exception case or with a ticket. */
  appliedMessages = 0;

  private readonly kernel: Kernel;
  private readonly actors: ActorRegistry;
  private readonly workers: Workers;
  private readonly books: HostBooks;
  /** null = it is right. */
  private readonly clock: CoreClock | null;
  private readonly tickets: Tickets;
  private readonly out: HostOut;
  private readonly held: HeldOut;
  private readonly zombies: Zombies | null;
  private readonly recorder: Recorder | null;
  private readonly middlewareWatch: MiddlewareWatch | null;
  private readonly exceptionType: ActorTypeNo | null;
  private readonly stopsAtThrow: boolean;

  constructor(parts: StepperParts, options: HostOptions) {
    this.kernel = parts.kernel;
    this.actors = parts.actors;
    this.workers = parts.workers;
    this.books = parts.books;
    this.clock = parts.clock;
    this.tickets = parts.tickets;
    this.out = parts.out;
    this.held = new HeldOut(parts.out);
    const { recorder, middlewareWatch = null, exceptionType, onThrow, zombies = null } = options;
    this.recorder = hears(recorder, 'input') || recorder.inputOf !== undefined ? recorder : null;
    this.middlewareWatch = middlewareWatch;
    this.exceptionType = exceptionType;
    this.stopsAtThrow = onThrow === 'stop';
    const host = { ...parts, held: this.held, recorder, isDown: () => parts.workers.isDown };
    this.zombies =
      zombies === null ? null : new Zombies({ ...host, noteInput: this.noteInput.bind(this) }, zombies);
  }

  step(type: number, key: number, message: Envelope): void {
    this.out.now = this.kernel.now;
    if (message.sender !== CORE_SENDER) this.appliedMessages += 1;
    const registered = this.actors.of(type);
    const slot = registered.store.find(key);
    this.clock?.read(this.out.now);
    if (slot < 0 && !this.mayCreate(registered, key, message)) {
      this.withoutActor(registered, key, message);
      return;
    }
    if (this.zombies !== null) this.zombies.leave(registered, slot, key, message, this.clockNow());
    if (this.stopsAtThrow) this.stepInPlace(registered, slot, key, message);
    else this.stepOnCopy(registered, slot, key, message);
  }

  private mayCreate({ creates, tombstones }: Registered, key: number, message: Envelope): boolean {
    return creates.has(message.kind) && !tombstones.has(key, this.kernel.now);
  }

  /** The draft is the state itself: right where a throw stops the run. */
  private stepInPlace(registered: Registered, found: number, key: number, message: Envelope): void {
    const { actor, store } = registered;
    const slot = found >= 0 ? found : store.create(key, registered.wide(actor.initial(key)));
    const state = store.own(slot);
    this.noteInput(registered, slot, key, message);
    this.out.begin(actor, store, key, slot);
    try {
      actor.step(state, message, this.out.now as Instant, this.out);
    } catch (error) {
      this.tickets.fault(actor.name, message, reasonOf(error), error);
    } finally {
      this.out.end();
    }
    if (this.middlewareWatch !== null && actor.type >= PARTNER_GATE)
      this.middlewareWatch.stepped(actor.type, key, state, message, this.kernel.now);
    if (actor.finished(state)) this.drop(registered, key, slot);
  }

  /** The draft is a copy that becomes the state, and effects leave, once the step is through. */
  private stepOnCopy(registered: Registered, found: number, key: number, message: Envelope): void {
    const { actor, store } = registered;
    const draft = found >= 0 ? copyJson(store.read(found)) : registered.wide(actor.initial(key));
    this.out.begin(actor, store, key, found);
    try {
      actor.step(draft, message, this.out.now as Instant, this.held);
    } catch (error) {
      this.held.discard();
      this.out.end();
      this.tickets.fault(actor.name, message, reasonOf(error), error);
      return;
    }
    const slot = found >= 0 ? found : store.create(key, draft);
    store.replace(slot, draft);
    this.noteInput(registered, slot, key, message);
    this.out.placed(slot);
    this.held.release();
    this.out.end();
    if (this.middlewareWatch !== null && actor.type >= PARTNER_GATE)
      this.middlewareWatch.stepped(actor.type, key, draft, message, this.kernel.now);
    if (actor.finished(draft)) this.drop(registered, key, slot);
  }

  /** It has finished. */
  private drop(registered: Registered, key: number, slot: number): void {
    const { actor, store } = registered;
    for (let t = 0; t < store.timersPerActor; t++) {
      const handle = store.timers[slot * store.timersPerActor + t]!;
      if (handle !== NO_TIMER) this.kernel.cancelIfPending(handle);
    }
    this.workers.withdrawTimer(actor.type, key, ANY_TIMER);
    this.actors.bury(registered, slot, this.out.now);
  }

  /** Counts the input and puts it on record: folding the recorded inputs gives the states. */
  private noteInput({ actor, store }: Registered, slot: number, key: number, message: Envelope): void {
    const n = store.inputs[slot]! + 1;
    store.inputs[slot] = n;
    store.steppedAt[slot] = this.clock === null ? this.kernel.now : this.forwardOf(store.steppedAt[slot]!, n);
    this.steps += 1;
    const { kind, a, b } = message;
    this.kernel.digest.entry(codeOf(kind), actor.type, key, n, a, b);
    if (this.recorder !== null) this.recordInput(this.recorder, actor.name, key, n, message);
  }

  /** In no actor does the time go back. */
  private forwardOf(steppedAt: number, n: number): number {
    const { now } = this.clock!;
    if (n > 1 && now < steppedAt) assert(false, `the core's clock went back: ${now}, after ${steppedAt}`);
    return now;
  }

  private recordInput(recorder: Recorder, type: string, key: number, n: number, message: Envelope): void {
    const { fromType, kind, fromKey, sender, counter, key: businessKey, a, b, body } = message;
    const from = this.actors.nameOf(fromType) ?? 'partner';
    const now = this.clockNow();
    if (recorder.inputOf !== undefined) {
      recorder.inputOf(now, type, key, n, from, message);
      return;
    }
    recorder.input(now, type, key, n, kind, from, fromKey, sender, counter, businessKey, a, b, body);
  }

  private withoutActor({ actor, tombstones }: Registered, key: number, message: Envelope): void {
    const { exceptionType } = this;
    const { now } = this.kernel;
    const finished = tombstones.has(key, now);
    const why = finished ? 'which has finished' : 'which does not exist';
    if (exceptionType === null) {
      this.tickets.fault(actor.name, message, why, undefined);
    } else if (actor.type === exceptionType) {
      this.books.audit(now, 'inputNotExpected', actor.name, key, `${message.kind}, for a case ${why}`);
    } else {
      const late = this.out.inputOf(
        'inputWithoutActor',
        exceptionType,
        key,
        actor.type,
        finished ? 1 : 0,
        message,
      );
      this.kernel.schedule(this.workers.onInput, now, exceptionType, key, late);
    }
  }

  /** What the core takes for the time. */
  private clockNow(): number {
    return this.clock === null ? this.out.now : this.clock.now;
  }
}
