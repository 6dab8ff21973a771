/**
 * The simulated host: runs the orchestration core's actors on the kernel, in virtual time. When an input is stepped is the
 * business of its workers, how of its stepper, when the answer to a question comes of its questions.
 *
 * 1. An input of a partner is known again by (sender, counter) and answered `repeat`.
 * 2. A message to a partner goes to its lane, an actor of the core (`orchestrator/middleware/`), which keeps it until the
 *    partner has it. What the wire loses, the lane misses.
 * 3. Everything here is plain data or typed events, so a host with work under way can be copied.
 * 4. Where the core's clock is off, steps are told what it shows. An upgrade is a restart without outage by other versions of the
 *    actors.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { CAUSES, type ModeNote } from '#orchestrator/decisions/governance/governor';
import { type GovernedModel, MODEL } from '#orchestrator/decisions/governance/mode-record';
import { MODES } from '#orchestrator/decisions/rollout';
import { PARTNER_LANE } from '#orchestrator/middleware/inputs';
import { type LaneState, laneDepth } from '#orchestrator/middleware/lane-state';
import { codeOf } from '#sim/digest';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { ActorRegistry, type RegistrySnapshot } from './actor-registry.ts';
import { isActorKey } from './actor-store.ts';
import type { AuditTrail } from './audit-trail.ts';
import { byClock } from './by-clock.ts';
import { CoreClock } from './core-clock.ts';
import { DecisionDesk, type DeskSnapshot } from './decision-desk.ts';
import { checkOptions, type HostOptions, type ReferredDecision } from './host-options.ts';
import { HostOut, type PendingAsk, TIMERS_MAX } from './host-out.ts';
import type { PendingAnswers } from './pending-answers.ts';
import type { PlatformQueueSnapshot } from './platform-queue.ts';
import type { Decider, OutsideDecider } from './ports.ts';
import { Questions } from './questions.ts';
import { type RedeliverySnapshot, RedeliveryWindow } from './redelivery-window.ts';
import { type BooksSnapshot, HostBooks } from './signals.ts';
import { Stepper } from './stepper.ts';
import { type Ticket, Tickets } from './tickets.ts';
import { Workers } from './workers.ts';

const NOT_NUMBERED = 'key and counter must be integers, the key in 0..2^31-1, the counter from 1';

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
  private readonly options: HostOptions;
  private readonly kernel: Kernel;
  private readonly actors: ActorRegistry;
  private readonly desk: DecisionDesk;
  private readonly workers: Workers;
  private readonly window = new RedeliveryWindow();
  private readonly parked: Tickets;
  private readonly out: HostOut;
  private readonly stepper: Stepper;
  private readonly questions: Questions;
  /** null = it is right. */
  private readonly clock: CoreClock | null;

  constructor(options: HostOptions) {
    checkOptions(options);
    const { kernel, recorder, clockOff = [], outside = null } = options;
    this.options = options;
    this.kernel = kernel;
    this.books = new HostBooks(recorder, options.currency, options.watchers ?? []);
    this.clock = clockOff.length === 0 ? null : new CoreClock(clockOff);
    this.actors = new ActorRegistry(byClock(options.actors, this.clock), options.claimsHorizonMs);
    this.desk = new DecisionDesk(this.actors, options.decide, recorder, outside, options.onDecision);
    this.parked = new Tickets(kernel, this.books, options.onThrow);
    this.workers = new Workers(kernel, options.platform);
    const onAsk = kernel.handler('host.ask', (type, key, ask) =>
      this.questions.put(type, key, ask as PendingAsk),
    );
    this.out = this.outOf(onAsk);
    const { actors, desk, workers, books, clock, out, parked: tickets } = this;
    this.questions = new Questions({ kernel, actors, desk, workers, books, clock, out, onAsk }, options);
    this.stepper = new Stepper({ kernel, actors, workers, books, clock, tickets, out }, options);
    workers.serve(this.stepper);
    kernel.component('host', { save: () => this.save(), load: (saved) => this.load(saved as HostSnapshot) });
  }

  private outOf(ask: HandlerNo): HostOut {
    const { kernel, workers, options } = this;
    const handlers = {
      input: workers.inputOfStep,
      timer: kernel.handler('host.timer', (packed, key) => this.ring(packed, key)),
      ask,
      transmit: this.transmit,
      withdrawTimer: (type: number, key: number, timer: number) => workers.withdrawTimer(type, key, timer),
      task: options.onTask,
    };
    return new HostOut(kernel, handlers, this.books);
  }

  /** A partner's message reaches the core, which says what became of it. */
  receive(message: Envelope): Receipt {
    if (this.workers.isDown) return 'refused';
    const { sender, counter, key, kind } = message;
    const numbered = Number.isSafeInteger(counter) && counter >= 1;
    if (numbered && this.window.note(sender, counter, this.kernel.now) === 'repeat') return 'repeat';
    const type = this.options.routes.get(kind);
    if (type === undefined) this.parked.fault('none', message, 'no actor takes this kind', undefined);
    else if (!isActorKey(key) || !numbered)
      this.parked.fault(this.nameOf(type), message, NOT_NUMBERED, undefined);
    else this.workers.arrive(type, key, message);
    return 'taken';
  }

  /**
   * A partner's answer to a transmission reaches the core. An answer that finds it down is lost.
   * @param status as of HTTP: 200 taken, 409 already done, 429, 503 ...
   * @param retryAfterMs how long the partner wants not to be asked again; null = it did not say
   */
  acknowledge(message: Envelope, attempt: number, status: number, retryAfterMs: number | null): void {
    if (this.workers.isDown) return;
    const input = this.out.acknowledgedOf(message, attempt, status, retryAfterMs);
    this.workers.arrive(PARTNER_LANE, input.toKey, input);
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
    this.workers.arrive(type, key, this.out.inputOf('taskAnswered', type, key, answer, taskNo, null));
  }

  /**
   * The orchestrator dies. What had not committed is stepped again after `restart`; inbox, timers and states, with the
   * messages that lanes keep, survive. What partners answer meanwhile does not reach it.
   */
  crash(): void {
    this.workers.crash();
  }

  restart(): void {
    this.workers.restart();
  }

  /** The next version of every actor takes over, at once where it is down. @returns states that it took over */
  upgrade(): number {
    const { isDown } = this.workers;
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

  /** Types of actors that it hosts, a user's own among them, by number. */
  actorNames(): (readonly [name: string, type: ActorTypeNo])[] {
    return this.actors.names();
  }

  /** Keys of the living actors of a type, ascending. */
  living(type: ActorTypeNo): number[] {
    return this.actors.of(type).store.sortedKeys();
  }

  /** Somebody has come to a decision that was handed to `onReferred`. */
  personDecided(type: number, key: number, answer: ReferredDecision): void {
    this.questions.personDecided(type, key, answer);
  }

  /** How far a model is trusted has changed, or was to change: on record between the decisions, before anything is decided by it. */
  noteMode(model: GovernedModel, note: ModeNote): void {
    this.desk.noteMode(model, note);
    const { at, n, to, cause } = note;
    if (cause === 'refused' || cause === 'warning') return;
    const { books } = this;
    books.business(
      at,
      'modelModeChanged',
      'core',
      MODEL,
      model.key,
      n,
      MODES.indexOf(to),
      CAUSES.indexOf(cause),
    );
  }

  /** Steps run so far. */
  get steps(): number {
    return this.stepper.steps;
  }

  /** Messages of partners that were stepped, or put aside for an exception case or with a ticket. */
  get appliedMessages(): number {
    return this.stepper.appliedMessages;
  }

  get tickets(): readonly Ticket[] {
    return this.parked.list;
  }

  /** Sum of the time that inputs waited for a worker or for their actor, ms; `waitedMsMax` is the longest of it. */
  get waitedMs(): number {
    return this.workers.waitedMs;
  }

  get waitedMsMax(): number {
    return this.workers.waitedMsMax;
  }

  /** What partners say and answer does not reach it. */
  get isDown(): boolean {
    return this.workers.isDown;
  }

  /** Inputs that wait for a worker or for their actor. */
  get backlog(): number {
    return this.workers.backlog;
  }

  /** Every decision so far, recorded or not. */
  get auditTrail(): AuditTrail {
    return this.desk.trail;
  }

  /** Last hash of the decisions on record; null = they are not proved there. */
  get auditHead(): string | null {
    return this.desk.auditHead;
  }

  /** Questions whose answers come from outside the run. */
  get pendingAnswers(): PendingAnswers {
    return this.desk.pending;
  }

  /** Actors that live, of all types. */
  get livingActors(): number {
    return this.actors.living;
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

  private ring(packed: number, key: number): void {
    const type = Math.floor(packed / TIMERS_MAX);
    const id = packed % TIMERS_MAX;
    const { store } = this.actors.of(type);
    const slot = store.find(key);
    if (slot < 0) return;
    store.forgetTimer(slot, id);
    this.workers.arrive(type, key, this.out.inputOf('timer', type, key, id, 0, null));
  }

  private readonly transmit = (message: Envelope, attempt: number): void => {
    this.options.partners.transmit(message, attempt, this.nameOf(message.fromType));
  };

  /** Of an actor's type. */
  nameOf(type: number): string {
    return this.actors.nameOf(type) ?? 'core';
  }

  private save(): HostSnapshot {
    return {
      actors: this.actors.save(),
      window: this.window.save(),
      queue: this.workers.save(),
      desk: this.desk.save(),
      tickets: [...this.parked.list],
      counter: this.out.counter,
      steps: this.stepper.steps,
      appliedMessages: this.stepper.appliedMessages,
      waitedMs: this.workers.waitedMs,
      waitedMsMax: this.workers.waitedMsMax,
      crashedAt: this.workers.crashedAt,
      clockAt: this.clock?.now ?? 0,
      books: this.books.save(),
    };
  }

  private load(saved: HostSnapshot): void {
    this.actors.load(saved.actors);
    this.window.load(saved.window);
    this.workers.load(saved.queue);
    this.desk.load(saved.desk);
    this.parked.load(saved.tickets);
    this.out.counter = saved.counter;
    this.stepper.steps = saved.steps;
    this.stepper.appliedMessages = saved.appliedMessages;
    this.workers.waitedMs = saved.waitedMs;
    this.workers.waitedMsMax = saved.waitedMsMax;
    this.workers.crashedAt = saved.crashedAt;
    if (this.clock !== null) this.clock.now = saved.clockAt;
    this.books.load(saved.books);
  }
}
