/**
 * The simulated host: runs the orchestration core's actors on the kernel, in virtual time.
 *
 * 1. Nothing is stepped from inside another step: where the platform takes time, the commit of an input is a calendar event;
 *    where it takes none, its arrival is. What a step says to an actor arrives at that instant, in the order of all else
 *    that the calendar holds for it.
 * 2. An input waits for a free worker and for its actor's step before it; then it takes step latency + store latency,
 *    and at the end of that the step runs and commits in one: state and effects at the same instant, or neither.
 * 3. An input of a partner is known again by (sender, counter) and answered `repeat`.
 * 4. A message to a partner goes to its lane, an actor of the core (`orchestrator/middleware/`), which keeps it until the
 *    partner has it. What the wire loses, the lane misses.
 * 5. A throw in `step`, or a message that no actor can take, stops the run there; or, with `onThrow: 'park'`, nothing
 *    of it happens, the input is parked with one ticket, and the run goes on.
 * 6. With `onThrow: 'stop'` the draft is the state itself and nothing is copied. Both ways give the same digests.
 * 7. A crash loses no input: what had not committed is stepped again. Without an outage (restarted at the instant of the
 *    crash) nothing happens later than it would have.
 * 8. The answer to a question takes its calendar slot when the question is put, whenever the answer comes.
 * 9. Everything here is plain data or typed events, so a host with work under way can be copied.
 * 10. Where the core's clock is off, steps are told what it shows. A step that another worker has done is refused when a zombie
 *    comes with it. An upgrade is a restart without outage by other versions of the actors.
 */

import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { Actor } from '#orchestrator/core/actor';
import { PARTNER_GATE } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { HumanTask } from '#orchestrator/core/out';
import { laneKey, PARTNER_LANE } from '#orchestrator/middleware/inputs';
import { type LaneState, laneDepth } from '#orchestrator/middleware/lane-state';
import type { Instant } from '#orchestrator/model/instant';
import { assert } from '#sim/assert';
import { codeOf } from '#sim/digest';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { nullRecorder, type Recorder } from '../recording/recorder.ts';
import { ActorRegistry, type Registered, type RegistrySnapshot } from './actor-registry.ts';
import { isActorKey, NO_TIMER } from './actor-store.ts';
import type { AuditTrail } from './audit-trail.ts';
import { byClock } from './by-clock.ts';
import { copyJson } from './copy-json.ts';
import { type ClockOff, CoreClock } from './core-clock.ts';
import { DecisionDesk, type DeskAnswer, type DeskSnapshot } from './decision-desk.ts';
import { HeldOut } from './held-out.ts';
import { HostOut, type PendingAsk, TIMERS_MAX } from './host-out.ts';
import type { PendingAnswers } from './pending-answers.ts';
import { type Job, PlatformQueue, type PlatformQueueSnapshot } from './platform-queue.ts';
import type {
  Ask,
  Decided,
  Decider,
  OutsideDecider,
  PartnerPort,
  PersonSay,
  PlatformModel,
} from './ports.ts';
import { type RedeliverySnapshot, RedeliveryWindow } from './redelivery-window.ts';
import { type BooksSnapshot, type BusinessWatcher, HostBooks } from './signals.ts';
import { type ZombiePlan, Zombies } from './zombies.ts';

/** Commits come before anything else of their instant, so that the next step sees a free actor and worker. */
const COMMIT_PRIORITY = -1;
const ANY_TIMER = -1;

export interface HostOptions {
  readonly kernel: Kernel;
  // biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
  readonly actors: readonly Actor<any, any>[];
  /** Kind of partner message -> type of the actor that takes it; the key is the message's business key. */
  readonly routes: ReadonlyMap<string, ActorTypeNo>;
  /** Takes `inputWithoutActor`, and never finishes; null: such an input is a fault. */
  readonly exceptionType: ActorTypeNo | null;
  readonly partners: PartnerPort;
  readonly decide: Decider;
  /** Decides with answers from outside where it says so; default: nothing is asked outside. */
  readonly outside?: OutsideDecider | null;
  readonly recorder: Recorder;
  readonly watchers?: readonly BusinessWatcher[];
  readonly platform: PlatformModel;
  /** ISO 4217 code of all amounts. */
  readonly currency: string;
  /** How long a finished actor is remembered, ms. */
  readonly claimsHorizonMs: number;
  /** How long after a question fell into an outage it is put again, ms, > 0. */
  readonly handoverRetryMs: number;
  /** Told of every task; who answers calls `answerTask`. Nobody by default. */
  readonly onTask?: (type: number, key: number, task: HumanTask) => void;
  /** Takes a decision that a person must come to first; who has it done calls `personDecided`. Absent = there are none. */
  readonly onReferred?: (type: number, key: number, referred: ReferredDecision) => void;
  /** Shown every step of the middleware's actors, once it is through. */
  readonly middlewareWatch?: MiddlewareWatch;
  /** Shown every decision as it goes on record, before anything is done by it. */
  readonly onDecision?: (ask: Ask, decided: Decided) => void;
  readonly onThrow: 'stop' | 'park';
  /** When the core's clock is off; default: never. */
  readonly clockOff?: readonly ClockOff[];
  /** Which steps leave a zombie behind; default: none. */
  readonly zombies?: ZombiePlan | null;
}

/** Is shown what gates, lanes and messages in trouble do: the actor types from `PARTNER_GATE` up. */
export interface MiddlewareWatch {
  stepped(type: number, key: number, state: unknown, input: Envelope, now: number): void;
}

/** A parked input: nothing of it happened, somebody must look. */
export interface Ticket {
  readonly no: number;
  readonly at: number;
  /** Type of the actor it was for; `none` where no actor takes it. */
  readonly actor: string;
  readonly key: number;
  readonly message: Envelope;
  readonly error: string;
}

/** A decision on its way past a person. */
interface Referred {
  readonly role: string;
  readonly answer: DeskAnswer;
}

/** A decision that is a person's. Plain data. */
export type ReferredDecision = DeskAnswer & { readonly person: PersonSay };

/** An input on its way from one step to another. One object serves many. */
interface Arrival {
  type: number;
  key: number;
  message: Envelope;
}

/** `refused`: the core is down, the sender must offer the message again. */
export type Receipt = 'taken' | 'repeat' | 'refused';

export interface HostSnapshot {
  readonly actors: RegistrySnapshot;
  readonly window: RedeliverySnapshot;
  readonly queue: PlatformQueueSnapshot;
  readonly desk: DeskSnapshot;
  readonly tickets: readonly Ticket[];
  readonly counter: number;
  readonly steps: number;
  readonly appliedMessages: number;
  readonly waitedMs: number;
  readonly waitedMsMax: number;
  /** Instant of the crash; null = it is running. */
  readonly crashedAt: number | null;
  /** What the core's clock has shown last; 0 = it is right. */
  readonly clockAt: number;
  readonly books: BooksSnapshot;
}

export class SimulatedHost {
  readonly books: HostBooks;
  /** Steps run so far. */
  steps = 0;
  /** Messages of partners that were stepped, or put aside for an exception case or with a ticket. */
  appliedMessages = 0;
  /** Sum and maximum of the time that inputs waited for a worker or for their actor, ms. */
  waitedMs = 0;
  waitedMsMax = 0;
  readonly tickets: Ticket[] = [];

  private readonly options: HostOptions;
  private readonly kernel: Kernel;
  private readonly actors: ActorRegistry;
  private readonly desk: DecisionDesk;
  private readonly queue: PlatformQueue;
  private readonly window = new RedeliveryWindow();
  private readonly out: HostOut;
  private readonly held: HeldOut;
  /** null = it is right. */
  private readonly clock: CoreClock | null;
  private readonly zombies: Zombies | null;
  private readonly onInput: HandlerNo;
  private readonly onCommit: HandlerNo;
  private readonly onAsk: HandlerNo;
  private readonly onAnswer: HandlerNo;
  private readonly onReferred: HandlerNo;
  private readonly recorder: Recorder | null;
  private readonly middlewareWatch: MiddlewareWatch | null;
  private readonly stopsAtThrow: boolean;
  private readonly latencyMs: number;
  /** No limit and no latency: an input is stepped where it arrives. */
  private readonly instantaneous: boolean;
  private crashedAt: number | null = null;
  /** Inputs that the step under way has led to, for this instant: they arrive when it has committed. */
  private readonly arrivals: Arrival[] = [];
  private arriving = 0;

  constructor(options: HostOptions) {
    checkOptions(options);
    const { kernel, platform } = options;
    this.options = options;
    this.kernel = kernel;
    this.books = new HostBooks(options.recorder, options.currency, options.watchers ?? []);
    const { clockOff = [], zombies = null } = options;
    this.clock = clockOff.length === 0 ? null : new CoreClock(clockOff);
    this.actors = new ActorRegistry(byClock(options.actors, this.clock), options.claimsHorizonMs);
    this.desk = new DecisionDesk(
      this.actors,
      options.decide,
      options.recorder,
      options.outside ?? null,
      options.onDecision,
    );
    this.queue = new PlatformQueue(platform.workers);
    this.recorder = options.recorder === nullRecorder ? null : options.recorder;
    this.middlewareWatch = options.middlewareWatch ?? null;
    this.stopsAtThrow = options.onThrow === 'stop';
    this.latencyMs = platform.stepLatencyMs + platform.storeLatencyMs;
    this.instantaneous = platform.workers === 0 && this.latencyMs === 0;
    this.onInput = kernel.handler('host.input', (type, key, message) =>
      this.arrive(type, key, message as Envelope),
    );
    this.onCommit = kernel.handler('host.commit', (type, key) => this.commit(type, key));
    this.onAsk = kernel.handler('host.ask', (type, key, ask) =>
      this.putQuestion(type, key, ask as PendingAsk),
    );
    this.onAnswer = kernel.handler('host.answer', (type, key, no) => this.settle(type, key, no as number));
    this.onReferred = kernel.handler('host.referred', (type, key, referred) =>
      this.referralDone(type, key, referred as Referred),
    );
    const handlers = {
      input: this.inputOfStep,
      timer: kernel.handler('host.timer', (packed, key) => this.ring(packed, key)),
      ask: this.onAsk,
      transmit: this.transmit,
      withdrawTimer: (type: number, key: number, timer: number) => this.queue.withdrawTimer(type, key, timer),
      task: options.onTask,
    };
    this.out = new HostOut(kernel, handlers, this.books);
    this.held = new HeldOut(this.out);
    this.zombies = zombies === null ? null : this.withZombies(zombies);
    kernel.component('host', { save: () => this.save(), load: (saved) => this.load(saved as HostSnapshot) });
  }

  /** A partner's message reaches the core, which says what became of it. */
  receive(message: Envelope): Receipt {
    if (this.crashedAt !== null) return 'refused';
    const { sender, counter, key, kind } = message;
    const numbered = Number.isSafeInteger(counter) && counter >= 1;
    if (numbered && this.window.note(sender, counter) === 'repeat') return 'repeat';
    const type = this.options.routes.get(kind);
    if (type === undefined) this.fault('none', message, 'no actor takes this kind', undefined);
    else if (!isActorKey(key) || !numbered)
      this.fault(
        this.nameOf(type),
        message,
        'key and counter must be integers, the key in 0..2^31-1, the counter from 1',
        undefined,
      );
    else this.arrive(type, key, message);
    return 'taken';
  }

  /**
   * A partner's answer to a transmission reaches the core. An answer that finds it down is lost.
   * @param status as of HTTP: 200 taken, 409 already done, 429, 503 ...
   * @param retryAfterMs how long the partner wants not to be asked again; null = it did not say
   */
  acknowledge(message: Envelope, attempt: number, status: number, retryAfterMs: number | null): void {
    if (this.crashedAt !== null) return;
    const { toKey, key, counter } = message;
    const lane = laneKey(toKey, key);
    const detail = attempt === 1 && retryAfterMs === null ? null : { attempt, retryAfterMs };
    this.out.counter += 1;
    this.arrive(
      PARTNER_LANE,
      lane,
      envelope(
        'acknowledged',
        PARTNER,
        toKey,
        PARTNER_LANE,
        lane,
        CORE_SENDER,
        this.out.counter,
        key,
        counter,
        status,
        detail,
      ),
    );
  }

  /**
   * A person answers a task.
   * @param answer index of the answer given
   * @param by the role that answers
   */
  answerTask(type: ActorTypeNo, key: number, taskNo: number, answer: number, by: string): void {
    this.books.taskAnswered(this.kernel.now, by, this.nameOf(type), key, taskNo, answer);
    // The matter is over: nobody needs the answer any more.
    if (this.actors.of(type).store.find(key) < 0) {
      this.books.audit(this.kernel.now, 'answerTooLate', this.nameOf(type), key, `task ${taskNo}: ${answer}`);
      return;
    }
    this.arrive(type, key, this.internal('taskAnswered', type, key, answer, taskNo, null));
  }

  /**
   * The orchestrator dies. What had not committed is stepped again after `restart`; inbox, timers and states, with the
   * messages that lanes keep, survive. What partners answer meanwhile does not reach it.
   */
  crash(): void {
    assert(this.crashedAt === null, 'crash() while it is down');
    this.crashedAt = this.kernel.now;
    for (const { commit } of this.queue.lost()) this.kernel.cancel(commit);
  }

  restart(): void {
    assert(this.crashedAt !== null, 'restart() while it is running');
    const outage = this.kernel.now > this.crashedAt!;
    this.crashedAt = null;
    const lost = this.queue.lost();
    if (outage) for (const job of lost.reverse()) this.queue.again(job);
    else for (const job of lost) this.work(job, job.commitAt);
    this.startReady();
  }

  /** The next version of every actor takes over, at once where it is down. @returns states that it took over */
  upgrade(): number {
    const isDown = this.crashedAt !== null;
    if (!isDown) this.crash();
    const states = this.actors.upgrade();
    if (!isDown) this.restart();
    return states;
  }

  /** Others decide from now on: for a branch, before its snapshot is restored. */
  obey(decide: Decider, outside: OutsideDecider | null): void {
    this.desk.obey(decide, outside);
  }

  /** State of a living actor, for reading; undefined when there is none. */
  state<State>(type: ActorTypeNo, key: number): State | undefined {
    const { store } = this.actors.of(type);
    const slot = store.find(key);
    return slot < 0 ? undefined : (store.read(slot) as State);
  }

  /** Keys of the living actors of a type, ascending. */
  living(type: ActorTypeNo): number[] {
    return this.actors.of(type).store.sortedKeys();
  }

  /** Inputs that wait for a worker or for their actor. */
  get backlog(): number {
    return this.queue.depth;
  }

  /** Every decision so far, recorded or not. */
  get auditTrail(): AuditTrail {
    return this.desk.trail;
  }

  /** Questions whose answers come from outside the run. */
  get pendingAnswers(): PendingAnswers {
    return this.desk.pending;
  }

  /** Messages that lanes keep because their partner does not have them yet; dead letters are no longer among them. */
  get keptMessages(): number {
    const type = PARTNER_LANE as ActorTypeNo;
    return this.living(type).reduce((sum, key) => sum + laneDepth(this.state<LaneState>(type, key)!), 0);
  }

  /** Final states, quantities and money of finished and living actors, and the ledger; no times. */
  outcomeDigest(): string {
    const digest = this.actors.outcomes();
    for (const [posting, amount] of this.books.ledger) {
      digest.begin(codeOf(posting));
      digest.number(amount);
      digest.end();
    }
    return digest.hex();
  }

  private withZombies(plan: ZombiePlan): Zombies {
    const { kernel, actors, out, held, books, clock } = this;
    const { recorder } = this.options;
    const host = { kernel, actors, out, held, books, clock, recorder };
    return new Zombies(
      { ...host, isDown: () => this.crashedAt !== null, noteInput: this.noteInput.bind(this) },
      plan,
    );
  }

  /** What the core takes for the time. */
  private clockNow(): number {
    return this.clock === null ? this.out.now : this.clock.now;
  }

  private internal(kind: string, type: number, key: number, a: number, b: number, body: unknown): Envelope {
    this.out.counter += 1;
    return envelope(kind, type, key, type, key, CORE_SENDER, this.out.counter, key, a, b, body);
  }

  private arrive(type: number, key: number, message: Envelope): void {
    if (this.instantaneous && this.crashedAt === null && this.queue.idle) {
      this.step(type, key, message);
      return;
    }
    this.queue.add(type, key, message, this.kernel.now);
    this.startReady();
  }

  /**
   * Of a step, for this instant. Behind whatever the calendar still holds for it; where that is nothing, the calendar need not
   * be asked.
   */
  private readonly inputOfStep = (type: number, key: number, message: Envelope): void => {
    const { kernel } = this;
    if (this.latencyMs === 0 || kernel.nextTime <= kernel.now) {
      kernel.schedule(this.onInput, kernel.now, type, key, message);
      return;
    }
    if (this.arriving === this.arrivals.length) this.arrivals.push({ type, key, message });
    else {
      const arrival = this.arrivals[this.arriving]!;
      arrival.type = type;
      arrival.key = key;
      arrival.message = message;
    }
    this.arriving += 1;
  };

  private arriveAll(): void {
    for (let i = 0; i < this.arriving; i++) {
      const { type, key, message } = this.arrivals[i]!;
      this.arrive(type, key, message);
    }
    this.arriving = 0;
  }

  private startReady(): void {
    if (this.crashedAt !== null) return;
    const { now } = this.kernel;
    for (let job = this.queue.take(); job !== null; job = this.queue.take()) {
      const waited = now - job.arrivedAt;
      this.waitedMs += waited;
      if (waited > this.waitedMsMax) this.waitedMsMax = waited;
      this.work(job, now + this.latencyMs);
    }
  }

  /** A worker is at work on it until `commitAt`. */
  private work(job: Job, commitAt: number): void {
    const { type, key } = job;
    job.commitAt = commitAt;
    job.commit = this.kernel.scheduleCancellable(
      this.onCommit,
      commitAt,
      type,
      key,
      undefined,
      COMMIT_PRIORITY,
    );
  }

  private commit(type: number, key: number): void {
    const job = this.queue.of(type, key);
    this.step(type, key, job.message);
    this.queue.done(job);
    this.startReady();
    if (this.arriving > 0) this.arriveAll();
  }

  private step(type: number, key: number, message: Envelope): void {
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
    const slot = found >= 0 ? found : store.create(key, actor.initial(key));
    const state = store.own(slot);
    this.noteInput(registered, slot, key, message);
    this.out.begin(actor, store, key, slot);
    try {
      actor.step(state, message, this.out.now as Instant, this.out);
    } catch (error) {
      this.fault(actor.name, message, reasonOf(error), error);
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
    const draft = found >= 0 ? copyJson(store.read(found)) : actor.initial(key);
    this.out.begin(actor, store, key, found);
    try {
      actor.step(draft, message, this.out.now as Instant, this.held);
    } catch (error) {
      this.held.discard();
      this.out.end();
      this.fault(actor.name, message, reasonOf(error), error);
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
    this.queue.withdrawTimer(actor.type, key, ANY_TIMER);
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
    const { exceptionType } = this.options;
    const { now } = this.kernel;
    const finished = tombstones.has(key, now);
    const why = finished ? 'which has finished' : 'which does not exist';
    if (exceptionType === null) {
      this.fault(actor.name, message, why, undefined);
    } else if (actor.type === exceptionType) {
      this.books.audit(now, 'inputNotExpected', actor.name, key, `${message.kind}, for a case ${why}`);
    } else {
      const late = this.internal(
        'inputWithoutActor',
        exceptionType,
        key,
        actor.type,
        finished ? 1 : 0,
        message,
      );
      this.kernel.schedule(this.onInput, now, exceptionType, key, late);
    }
  }

  /** Nothing of the input has happened: the run stops there, or goes on with a ticket. */
  private fault(actor: string, message: Envelope, reason: string, cause: unknown): void {
    const { kind, key, sender, counter } = message;
    const what = `${actor} ${key} failed on "${kind}" (message ${sender}/${counter}): ${reason}`;
    if (this.options.onThrow === 'stop') throw new Error(what, { cause });
    const no = this.tickets.length + 1;
    this.tickets.push({ no, at: this.kernel.now, actor, key, message, error: reason });
    const digest = this.kernel.digest;
    digest.int(codeOf('inputParked'));
    digest.number(sender);
    digest.number(counter);
    this.books.audit(this.kernel.now, 'inputParked', actor, key, `ticket ${no}: ${what}`);
  }

  private ring(packed: number, key: number): void {
    const type = Math.floor(packed / TIMERS_MAX);
    const id = packed % TIMERS_MAX;
    const { store } = this.actors.of(type);
    const slot = store.find(key);
    if (slot < 0) return;
    store.forgetTimer(slot, id);
    this.arrive(type, key, this.internal('timer', type, key, id, 0, null));
  }

  private readonly transmit = (message: Envelope, attempt: number): void => {
    this.options.partners.transmit(message, attempt, this.nameOf(message.fromType));
  };

  /** Of an actor's type. */
  nameOf(type: number): string {
    return this.actors.nameOf(type) ?? 'core';
  }

  private putQuestion(type: number, key: number, pending: PendingAsk): void {
    if (this.crashedAt !== null) {
      this.kernel.schedule(this.onAsk, this.kernel.now + this.options.handoverRetryMs, type, key, pending);
      return;
    }
    const { now } = this.kernel;
    const shown = this.clock === null ? now : this.clock.read(now);
    const { answer, open } = this.desk.put(type, key, pending, shown);
    // The calendar slot of an answer is taken here, in the order of the questions, whenever the answer comes.
    if (open !== null) this.kernel.schedule(this.onAnswer, now + open.latencyMs, type, key, open.no);
    if (answer === null || this.refer(type, key, answer)) return;
    this.kernel.schedule(this.onInput, now + answer.latencyMs, type, key, this.decided(type, key, answer));
  }

  private decided(type: number, key: number, { chosen, attempt, body }: DeskAnswer): Envelope {
    return this.internal('decided', type, key, chosen, attempt, body);
  }

  /** The slot of an answer has come. */
  private settle(type: number, key: number, no: number): void {
    const { answer, referral } = this.desk.settle(no);
    if (answer === null) return;
    if (referral === null) {
      if (!this.refer(type, key, answer)) this.arrive(type, key, this.decided(type, key, answer));
      return;
    }
    const { role, kind, detail, waitMs } = referral;
    const { now } = this.kernel;
    this.books.task(now, role, this.nameOf(type), key, kind, answer.attempt, now + waitMs, detail);
    const referred: Referred = { role, answer };
    this.kernel.schedule(this.onReferred, now + waitMs, type, key, referred);
  }

  /** @returns whether a person must come to it first */
  private refer(type: number, key: number, answer: DeskAnswer): boolean {
    const { onReferred } = this.options;
    if (answer.person === undefined || onReferred === undefined) return false;
    onReferred(type, key, answer as ReferredDecision);
    return true;
  }

  /** Somebody has come to a decision that was handed to `onReferred`. */
  personDecided(type: number, key: number, answer: ReferredDecision): void {
    this.arrive(type, key, this.decided(type, key, answer));
  }

  private referralDone(type: number, key: number, { role, answer }: Referred): void {
    this.books.taskAnswered(this.kernel.now, role, this.nameOf(type), key, answer.attempt, answer.chosen);
    this.arrive(type, key, this.decided(type, key, answer));
  }

  private save(): HostSnapshot {
    return {
      actors: this.actors.save(),
      window: this.window.save(),
      queue: this.queue.save(),
      desk: this.desk.save(),
      tickets: [...this.tickets],
      counter: this.out.counter,
      steps: this.steps,
      appliedMessages: this.appliedMessages,
      waitedMs: this.waitedMs,
      waitedMsMax: this.waitedMsMax,
      crashedAt: this.crashedAt,
      clockAt: this.clock?.now ?? 0,
      books: this.books.save(),
    };
  }

  private load(saved: HostSnapshot): void {
    this.actors.load(saved.actors);
    this.window.load(saved.window);
    this.queue.load(saved.queue);
    this.arriving = 0;
    this.desk.load(saved.desk);
    this.tickets.splice(0, this.tickets.length, ...saved.tickets);
    this.out.counter = saved.counter;
    this.steps = saved.steps;
    this.appliedMessages = saved.appliedMessages;
    this.waitedMs = saved.waitedMs;
    this.waitedMsMax = saved.waitedMsMax;
    this.crashedAt = saved.crashedAt;
    if (this.clock !== null) this.clock.now = saved.clockAt;
    this.books.load(saved.books);
  }
}

function checkOptions(options: HostOptions): void {
  assert(options.handoverRetryMs > 0, `handoverRetryMs must be > 0, got ${options.handoverRetryMs}`);
  for (const field of ['workers', 'stepLatencyMs', 'storeLatencyMs'] as const) {
    const value = options.platform[field];
    assert(Number.isInteger(value) && value >= 0, `platform.${field} must be an integer >= 0, got ${value}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
