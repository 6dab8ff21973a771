/**
 * The simulated host: runs the orchestration core's actors on the kernel, in virtual time.
 *
 * 1. Every input is a calendar event; nothing is stepped from inside another step.
 * 2. A step runs when a worker is free and the actor's previous step has committed. Its effects are scheduled
 *    at once, for the instant of its commit (start + step latency + store latency), never before it.
 * 3. An input of a partner is known again by (sender, counter) and answered `repeat`.
 * 4. A message to a partner is kept until the partner has taken it.
 * 5. A throw in `step` discards the draft and every effect of that step. The run stops there, or, with
 *    `onThrow: 'park'`, the input is parked with a ticket and the run goes on.
 * 6. With `rollback: 'none'` the draft is the state itself and nothing is copied: right for a run that stops at
 *    a throw. Crashes and parking need `rollback: 'copy'`. Both give the same digests.
 * 7. Everything here is plain data or typed events, so a host with work under way can be copied.
 */

import { CORE_SENDER, type Envelope, envelope } from '#orchestrator/contracts/envelope';
import type { Actor, DecisionAnswer } from '#orchestrator/core/actor';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { Instant } from '#orchestrator/model/instant';
import { AssertionError, assert } from '#sim/assert';
import { codeOf, MultisetDigest } from '#sim/digest';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { Recorder } from '../recording/recorder.ts';
import { ActorStore, type ActorStoreSnapshot, NO_TIMER } from './actor-store.ts';
import { copyJson } from './copy-json.ts';
import { HostOut, type PendingAsk, TIMERS_MAX } from './host-out.ts';
import { Outbox, type OutboxSnapshot } from './outbox.ts';
import { addressOf, type Job, PlatformQueue, type PlatformQueueSnapshot } from './platform-queue.ts';
import type { Ask, Decider, PartnerPort, PlatformModel, ViewReading } from './ports.ts';
import { type RedeliverySnapshot, RedeliveryWindow } from './redelivery-window.ts';
import {
  type BooksSnapshot,
  type BusinessWatcher,
  type HeldSignal,
  HeldSignals,
  HostBooks,
  release,
} from './signals.ts';
import { Tombstones } from './tombstones.ts';

/** Actor types are 8..63: below are partners and reserved numbers; addresses and timers pack the type. */
const TYPE_MIN = 8;
const TYPE_MAX = 63;

/** Commits come before anything else of their instant, so that the next step sees a free actor and worker. */
const COMMIT_PRIORITY = -1;

export interface HostOptions {
  readonly kernel: Kernel;
  // biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
  readonly actors: readonly Actor<any, any>[];
  /** Kind of partner message -> type of the actor that takes it; the key is the message's business key. */
  readonly routes: ReadonlyMap<string, ActorTypeNo>;
  /** Takes `inputWithoutActor`; null: such an input stops the run. */
  readonly exceptionType: ActorTypeNo | null;
  readonly partners: PartnerPort;
  readonly decide: Decider;
  readonly recorder: Recorder;
  readonly watchers?: readonly BusinessWatcher[];
  readonly platform: PlatformModel;
  /** ISO 4217 code of all amounts. */
  readonly currency: string;
  /** How long a finished actor is remembered, ms. */
  readonly claimsHorizonMs: number;
  /** How long after a refused hand-over the next offer is made, ms, > 0. */
  readonly handoverRetryMs: number;
  readonly rollback: 'none' | 'copy';
  readonly onThrow: 'stop' | 'park';
}

/** A parked input: its step threw, nothing of it happened, somebody must look. */
export interface Ticket {
  readonly no: number;
  readonly at: number;
  readonly actor: string;
  readonly key: number;
  readonly message: Envelope;
  readonly error: string;
}

/** A step that has not committed: how things were before it, and what it scheduled and said. Plain data. */
interface StepUnderWay {
  readonly job: Job;
  /** False when the step created the actor. */
  readonly existed: boolean;
  readonly before: unknown;
  /** Ring times before the step, NO_TIMER where unset. */
  readonly timersBefore: readonly number[];
  readonly steppedAtBefore: number;
  readonly handles: number[];
  readonly signals: readonly HeldSignal[];
}

/** `refused`: the core is down, the sender must offer the message again. */
export type Receipt = 'taken' | 'repeat' | 'refused';

export interface HostSnapshot {
  readonly stores: readonly (readonly [name: string, version: number, ActorStoreSnapshot])[];
  readonly tombstones: readonly (readonly [name: string, readonly (readonly [number, number])[]])[];
  readonly window: RedeliverySnapshot;
  readonly queue: PlatformQueueSnapshot;
  readonly outbox: OutboxSnapshot;
  readonly underWay: readonly (readonly [number, StepUnderWay])[];
  readonly tickets: readonly Ticket[];
  readonly counter: number;
  readonly steps: number;
  readonly waitedMs: number;
  readonly waitedMsMax: number;
  readonly crashed: boolean;
  readonly books: BooksSnapshot;
  readonly outcomes: readonly number[];
}

interface Registered {
  readonly actor: Actor;
  readonly store: ActorStore;
  readonly tombstones: Tombstones;
  readonly creates: ReadonlySet<string>;
}

export class SimulatedHost {
  readonly books: HostBooks;
  /** Steps run so far. */
  steps = 0;
  /** Sum and maximum of the time that inputs waited for a worker or for their actor, ms. */
  waitedMs = 0;
  waitedMsMax = 0;
  readonly tickets: Ticket[] = [];

  private readonly options: HostOptions;
  private readonly kernel: Kernel;
  private readonly types: (Registered | undefined)[] = new Array<Registered | undefined>(TYPE_MAX + 1).fill(
    undefined,
  );
  private readonly queue: PlatformQueue;
  private readonly outbox: Outbox;
  private readonly window = new RedeliveryWindow();
  private readonly underWay = new Map<number, StepUnderWay>();
  private readonly finishedOutcomes = new MultisetDigest();
  private readonly out: HostOut;
  private readonly onInput: HandlerNo;
  private readonly onCommit: HandlerNo;
  private readonly onRetry: HandlerNo;
  private readonly latencyMs: number;
  /** No limit, no latency, no rollback: an input is stepped where it arrives. */
  private readonly instantaneous: boolean;
  private crashed = false;

  constructor(options: HostOptions) {
    checkOptions(options);
    const { kernel, platform } = options;
    this.options = options;
    this.kernel = kernel;
    this.books = new HostBooks(options.recorder, options.currency, options.watchers ?? []);
    for (const actor of options.actors) this.register(actor);
    this.queue = new PlatformQueue(platform.workers);
    this.outbox = new Outbox({ offer: (message) => !this.crashed && options.partners.offer(message) });
    this.latencyMs = platform.stepLatencyMs + platform.storeLatencyMs;
    this.instantaneous = options.rollback === 'none' && platform.workers === 0 && this.latencyMs === 0;
    this.onInput = kernel.handler('host.input', (type, key, message) =>
      this.arrive(type, key, message as Envelope),
    );
    this.onCommit = kernel.handler('host.commit', (type, key) => this.commit(type, key));
    this.onRetry = kernel.handler('host.retry', (partner) => this.retryHandover(partner));
    this.out = new HostOut(kernel, {
      input: this.onInput,
      timer: kernel.handler('host.timer', (packed, key) => this.ring(packed, key)),
      handover: kernel.handler('host.handover', (_a, _b, message) => this.handOver(message as Envelope)),
      ask: kernel.handler('host.ask', (type, key, ask) => this.putQuestion(type, key, ask as PendingAsk)),
    });
    kernel.component('host', { save: () => this.save(), load: (saved) => this.load(saved as HostSnapshot) });
  }

  /** A partner's message reaches the core, which says what became of it. */
  receive(message: Envelope): Receipt {
    if (this.crashed) return 'refused';
    if (this.window.note(message.sender, message.counter) === 'repeat') return 'repeat';
    const type = this.options.routes.get(message.kind);
    if (type === undefined) {
      throw new AssertionError(
        `no actor takes "${message.kind}" (message ${message.sender}/${message.counter})`,
      );
    }
    this.arrive(type, message.key, message);
    return 'taken';
  }

  /** A person answers a task. @param answer index of the answer given */
  answerTask(type: ActorTypeNo, key: number, taskNo: number, answer: number): void {
    this.arrive(type, key, this.internal('taskAnswered', type, key, answer, taskNo, null));
  }

  /**
   * The orchestrator dies: steps that have not committed are lost with all their effects, and nothing is stepped
   * until `restart`. What had arrived is still in its inbox; timers and kept messages survive.
   */
  crash(): void {
    assert(this.options.rollback === 'copy', `crash() needs rollback: 'copy'`);
    this.crashed = true;
    for (const step of [...this.underWay.values()].reverse()) {
      this.rollBack(step);
      this.queue.again(step.job);
    }
    this.underWay.clear();
  }

  restart(): void {
    this.crashed = false;
    this.startReady();
  }

  /** State of a living actor, for reading; undefined when there is none. */
  state<State>(type: ActorTypeNo, key: number): State | undefined {
    const { store } = this.registered(type);
    const slot = store.find(key);
    return slot < 0 ? undefined : (store.states[slot] as State);
  }

  /** Keys of the living actors of a type, ascending. */
  living(type: ActorTypeNo): number[] {
    return this.registered(type).store.sortedKeys();
  }

  /** Inputs that wait for a worker or for their actor. */
  get backlog(): number {
    return this.queue.depth;
  }

  /** Messages kept because their partner has not taken them. */
  get keptMessages(): number {
    return this.outbox.size;
  }

  /** Final states, quantities and money of finished and living actors, and the ledger; no times. */
  outcomeDigest(): string {
    const digest = new MultisetDigest();
    digest.load(this.finishedOutcomes.save());
    for (const registered of this.types) {
      if (registered === undefined) continue;
      for (const key of registered.store.sortedKeys()) {
        addOutcome(digest, registered.actor, key, registered.store.states[registered.store.find(key)]);
      }
    }
    for (const [posting, amount] of this.books.ledger) {
      digest.begin(codeOf(posting));
      digest.number(amount);
      digest.end();
    }
    return digest.hex();
  }

  private register(actor: Actor): void {
    const { type, name } = actor;
    assert(
      Number.isInteger(type) && type >= TYPE_MIN && type <= TYPE_MAX,
      `actor type of ${name} must be in ${TYPE_MIN}..${TYPE_MAX}, got ${type}`,
    );
    assert(this.types[type] === undefined, `two actor types have number ${type}: ${name}`);
    assert(actor.timers.length < TIMERS_MAX, `${name} has more than ${TIMERS_MAX - 1} timers`);
    this.types[type] = {
      actor,
      store: new ActorStore(name, actor.timers.length),
      tombstones: new Tombstones(this.options.claimsHorizonMs),
      creates: new Set(actor.creates),
    };
  }

  private registered(type: number): Registered {
    const registered = this.types[type];
    if (registered === undefined) throw new AssertionError(`no actor type ${type} in this host`);
    return registered;
  }

  private internal(kind: string, type: number, key: number, a: number, b: number, body: unknown): Envelope {
    this.out.counter += 1;
    return envelope(kind, type, key, type, key, CORE_SENDER, this.out.counter, key, a, b, body);
  }

  private arrive(type: number, key: number, message: Envelope): void {
    if (this.instantaneous) {
      this.step(type, key, message, null);
      return;
    }
    this.queue.add({ type, key, message, arrivedAt: this.kernel.now });
    this.startReady();
  }

  private startReady(): void {
    if (this.crashed) return;
    for (let job = this.queue.take(); job !== null; job = this.queue.take()) {
      const waited = this.kernel.now - job.arrivedAt;
      this.waitedMs += waited;
      if (waited > this.waitedMsMax) this.waitedMsMax = waited;
      this.step(job.type, job.key, job.message, job);
    }
  }

  private step(type: number, key: number, message: Envelope, job: Job | null): void {
    const registered = this.registered(type);
    const { actor, store } = registered;
    const now = this.kernel.now;
    let slot = store.find(key);
    const existed = slot >= 0;
    if (!existed) {
      // A closed exception case opens again: nothing else may take what comes late.
      const buried = type !== this.options.exceptionType && registered.tombstones.has(key, now);
      if (buried || !registered.creates.has(message.kind)) {
        this.withoutActor(registered, key, message);
        if (job !== null) this.scheduleCommit(type, key, null);
        return;
      }
      slot = store.create(key, actor.initial(key));
    }
    const copying = this.options.rollback === 'copy';
    const signals = copying ? new HeldSignals() : null;
    const under: StepUnderWay | null =
      signals === null || job === null ? null : this.remember(job, store, slot, existed, signals);
    const n = store.inputs[slot]! + 1;
    store.inputs[slot] = n;
    store.steppedAt[slot] = now;
    this.steps += 1;
    this.noteInput(actor, key, n, message);
    this.out.begin({
      type,
      key,
      name: actor.name,
      store,
      now,
      commitAt: now + this.latencyMs,
      handles: under?.handles ?? null,
      signals: signals ?? this.books,
      withdrawTimer: this.withdrawTimer,
    });
    try {
      actor.step(store.states[slot], message, now as Instant, this.out);
    } catch (error) {
      this.failed(actor, key, message, under, error);
    } finally {
      this.out.end();
    }
    if (job === null) this.dropIfFinished(registered, key);
    else this.scheduleCommit(type, key, under);
  }

  private remember(
    job: Job,
    store: ActorStore,
    slot: number,
    existed: boolean,
    signals: HeldSignals,
  ): StepUnderWay {
    const from = slot * store.timersPerActor;
    const timersBefore = Array.from(store.timersAt.subarray(from, from + store.timersPerActor), (at, i) =>
      store.timers[from + i] === NO_TIMER ? NO_TIMER : at,
    );
    return {
      job,
      existed,
      before: existed ? copyJson(store.states[slot]) : null,
      timersBefore,
      steppedAtBefore: store.steppedAt[slot]!,
      handles: [],
      signals: signals.held,
    };
  }

  private scheduleCommit(type: number, key: number, under: StepUnderWay | null): void {
    const at = this.kernel.now + this.latencyMs;
    const handle = this.kernel.scheduleCancellable(this.onCommit, at, type, key, undefined, COMMIT_PRIORITY);
    if (under === null) return;
    under.handles.push(handle);
    this.underWay.set(addressOf(type, key), under);
  }

  private commit(type: number, key: number): void {
    const address = addressOf(type, key);
    const under = this.underWay.get(address);
    if (under !== undefined) {
      release(under.signals, this.books);
      this.underWay.delete(address);
    }
    this.dropIfFinished(this.registered(type), key);
    this.queue.done(type, key);
    this.startReady();
  }

  private dropIfFinished(registered: Registered, key: number): void {
    const { actor, store } = registered;
    const slot = store.find(key);
    if (slot < 0 || !actor.finished(store.states[slot])) return;
    addOutcome(this.finishedOutcomes, actor, key, store.states[slot]);
    for (let t = 0; t < store.timersPerActor; t++) {
      const handle = store.timers[slot * store.timersPerActor + t]!;
      if (handle !== NO_TIMER) this.kernel.cancelIfPending(handle);
    }
    store.drop(slot);
    registered.tombstones.add(key, this.kernel.now);
  }

  private noteInput(actor: Actor, key: number, n: number, message: Envelope): void {
    const digest = this.kernel.digest;
    digest.int(codeOf(message.kind));
    digest.int(actor.type);
    digest.int(key);
    digest.int(n);
    digest.number(message.a);
    digest.number(message.b);
    this.options.recorder.input(
      this.kernel.now,
      actor.name,
      key,
      n,
      message.kind,
      this.types[message.fromType]?.actor.name ?? 'partner',
      message.fromKey,
      message.sender,
      message.counter,
      message.key,
      message.a,
      message.b,
      message.body,
    );
  }

  private withoutActor(registered: Registered, key: number, message: Envelope): void {
    const { exceptionType } = this.options;
    const finished = registered.tombstones.has(key, this.kernel.now);
    if (exceptionType === null || registered.actor.type === exceptionType) {
      const why = finished ? 'has finished' : 'does not exist';
      throw new AssertionError(`"${message.kind}" for ${registered.actor.name} ${key}, which ${why}`);
    }
    const input = this.internal(
      'inputWithoutActor',
      exceptionType,
      key,
      registered.actor.type,
      finished ? 1 : 0,
      message,
    );
    this.kernel.schedule(this.onInput, this.kernel.now + this.latencyMs, exceptionType, key, input);
  }

  private failed(
    actor: Actor,
    key: number,
    message: Envelope,
    under: StepUnderWay | null,
    error: unknown,
  ): void {
    const what = `${actor.name} ${key} failed on "${message.kind}" (message ${message.sender}/${message.counter})`;
    const reason = error instanceof Error ? error.message : String(error);
    if (under !== null) this.rollBack(under);
    if (this.options.onThrow === 'stop') throw new Error(`${what}: ${reason}`, { cause: error });
    const no = this.tickets.length + 1;
    this.tickets.push({ no, at: this.kernel.now, actor: actor.name, key, message, error: reason });
    this.books.audit(this.kernel.now, 'inputParked', actor.name, key, `ticket ${no}: ${what}: ${reason}`);
  }

  /** Undoes a step that has not committed; what it said is forgotten with it. */
  private rollBack(under: StepUnderWay): void {
    const { type, key } = under.job;
    const { store } = this.registered(type);
    for (const handle of under.handles) this.kernel.cancelIfPending(handle);
    under.handles.length = 0;
    (under.signals as HeldSignal[]).length = 0;
    const slot = store.find(key);
    if (!under.existed) {
      store.drop(slot);
      return;
    }
    store.states[slot] = under.before;
    store.inputs[slot]! -= 1;
    store.steppedAt[slot] = under.steppedAtBefore;
    under.timersBefore.forEach((ringAt, id) => {
      const at = slot * store.timersPerActor + id;
      const handle = store.timers[at]!;
      if (handle !== NO_TIMER) this.kernel.cancelIfPending(handle);
      store.timers[at] = ringAt === NO_TIMER ? NO_TIMER : this.out.rearm(type, key, id, ringAt);
      store.timersAt[at] = ringAt;
    });
  }

  private readonly withdrawTimer = (type: number, key: number, timer: number): void => {
    if (this.instantaneous) return;
    this.queue.withdraw(type, key, (job) => job.message.kind === 'timer' && job.message.a === timer);
  };

  private ring(packed: number, key: number): void {
    const type = Math.floor(packed / TIMERS_MAX);
    const id = packed % TIMERS_MAX;
    const { store } = this.registered(type);
    const slot = store.find(key);
    if (slot < 0) return;
    store.timers[slot * store.timersPerActor + id] = NO_TIMER;
    this.arrive(type, key, this.internal('timer', type, key, id, 0, null));
  }

  private handOver(message: Envelope): void {
    if (this.outbox.hand(message)) this.noteHandover(message);
    else this.scheduleRetry(message.toKey);
  }

  private retryHandover(partner: number): void {
    if (!this.outbox.retry(partner, (message) => this.noteHandover(message))) this.scheduleRetry(partner);
  }

  private scheduleRetry(partner: number): void {
    if (!this.outbox.armRetry(partner)) return;
    this.kernel.schedule(this.onRetry, this.kernel.now + this.options.handoverRetryMs, partner);
  }

  private noteHandover(message: Envelope): void {
    this.options.recorder.message(
      this.kernel.now,
      this.kernel.now,
      message.kind,
      this.types[message.fromType]?.actor.name ?? 'core',
      message.fromKey,
      'partner',
      message.toKey,
      message.sender,
      message.counter,
      message.key,
      message.a,
      message.b,
      message.body,
    );
  }

  private putQuestion(type: number, key: number, pending: PendingAsk): void {
    const { request } = pending;
    const { actor } = this.registered(type);
    const ask: Ask = {
      point: request.point,
      attempt: request.attempt,
      entityType: actor.name,
      entityKey: key,
      now: this.kernel.now,
      context: request.context,
      options: request.options,
      views: pending.views.map(([viewType, viewKey]) => this.read(viewType, viewKey)),
    };
    const decided = this.options.decide(ask);
    const option = decided.chosen < 0 ? null : ask.options[decided.chosen];
    const answer: DecisionAnswer = {
      point: ask.point,
      policy: decided.policy,
      fallback: decided.fallback,
      option,
    };
    this.options.recorder.decision(
      ask.now,
      ask.point,
      ask.entityType,
      ask.entityKey,
      ask.attempt,
      decided.policy,
      null,
      decided.mode,
      ask.options.length,
      decided.removed,
      decided.chosen,
      decided.score,
      decided.confidence,
      decided.propensity,
      decided.fallback,
      decided.latencyMs,
      ask.context,
      ask.options,
      ask.views,
    );
    const input = this.internal('decided', type, key, decided.chosen, ask.attempt, answer);
    this.kernel.schedule(this.onInput, this.kernel.now + decided.latencyMs, type, key, input);
  }

  private read(type: number, key: number): ViewReading {
    const { actor, store } = this.registered(type);
    const slot = store.find(key);
    if (slot < 0) return { type: actor.name, key, version: 0, ageMs: null, state: null };
    return {
      type: actor.name,
      key,
      version: store.inputs[slot]!,
      ageMs: this.kernel.now - store.steppedAt[slot]!,
      state: store.states[slot],
    };
  }

  private save(): HostSnapshot {
    const all = this.types.filter((registered) => registered !== undefined);
    return {
      stores: all.map(({ actor, store }) => [actor.name, actor.version, store.save()] as const),
      tombstones: all.map(({ actor, tombstones }) => [actor.name, tombstones.save()] as const),
      window: this.window.save(),
      queue: this.queue.save(),
      outbox: this.outbox.save(),
      underWay: [...this.underWay].map(([address, step]) => [address, copyStep(step)] as const),
      tickets: [...this.tickets],
      counter: this.out.counter,
      steps: this.steps,
      waitedMs: this.waitedMs,
      waitedMsMax: this.waitedMsMax,
      crashed: this.crashed,
      books: this.books.save(),
      outcomes: this.finishedOutcomes.save(),
    };
  }

  private load(saved: HostSnapshot): void {
    const byName = new Map(this.types.flatMap((r) => (r === undefined ? [] : [[r.actor.name, r] as const])));
    for (const [name, version, store] of saved.stores) {
      const registered = byName.get(name);
      if (registered === undefined)
        throw new AssertionError(`snapshot holds actors "${name}", unknown to this host`);
      const { actor } = registered;
      const states =
        version === actor.version
          ? store.states
          : store.states.map((state) => actor.migrate(copyJson(state), version));
      registered.store.load({ ...store, states });
    }
    for (const [name, tombstones] of saved.tombstones) byName.get(name)?.tombstones.load(tombstones);
    this.window.load(saved.window);
    this.queue.load(saved.queue);
    this.outbox.load(saved.outbox);
    this.underWay.clear();
    for (const [address, step] of saved.underWay) this.underWay.set(address, copyStep(step));
    this.tickets.splice(0, this.tickets.length, ...saved.tickets);
    this.out.counter = saved.counter;
    this.steps = saved.steps;
    this.waitedMs = saved.waitedMs;
    this.waitedMsMax = saved.waitedMsMax;
    this.crashed = saved.crashed;
    this.books.load(saved.books);
    this.finishedOutcomes.load(saved.outcomes);
  }
}

function checkOptions(options: HostOptions): void {
  assert(
    options.rollback === 'copy' || options.onThrow === 'stop',
    `onThrow: 'park' needs rollback: 'copy', else half a step would stay`,
  );
  assert(options.handoverRetryMs > 0, `handoverRetryMs must be > 0, got ${options.handoverRetryMs}`);
  for (const field of ['workers', 'stepLatencyMs', 'storeLatencyMs'] as const) {
    const value = options.platform[field];
    assert(Number.isInteger(value) && value >= 0, `platform.${field} must be an integer >= 0, got ${value}`);
  }
}

function addOutcome(digest: MultisetDigest, actor: Actor, key: number, state: unknown): void {
  digest.begin(codeOf(actor.name));
  digest.number(key);
  actor.outcome(state, {
    number: (value) => digest.number(value),
    name: (value) => digest.number(codeOf(value)),
  });
  digest.end();
}

function copyStep(step: StepUnderWay): StepUnderWay {
  return { ...step, before: copyJson(step.before), handles: [...step.handles], signals: [...step.signals] };
}
