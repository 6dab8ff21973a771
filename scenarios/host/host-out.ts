/**
 * The simulated host's emitter: each effect of the step under way becomes an input or a calendar event of this instant, at
 * which the step commits, or goes on the wire, or is written down. A message to a partner is an input of its lane. One object
 * for all steps; the host points it at the actor before each.
 */

import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { Actor } from '#orchestrator/core/actor';
import type { ActorRef, DecisionRequest, HumanTask, Out, Posting } from '#orchestrator/core/out';
import { laneKey, PARTNER_LANE } from '#orchestrator/middleware/inputs';
import { assert } from '#sim/assert';
import { codeOf } from '#sim/digest';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { ActorStore } from './actor-store.ts';
import { NO_TIMER } from './actor-store.ts';
import { checkPosting, type SignalSink } from './signals.ts';

/** A timer event carries type and number in one integer, the key in the other. */
export const TIMERS_MAX = 64;

/** The question of a step, on its way to the decision gate. */
export interface PendingAsk {
  readonly request: DecisionRequest;
  readonly views: readonly (readonly [type: number, key: number])[];
}

export interface OutHandlers {
  /** Gives a task to whoever answers; absent = nobody does. */
  readonly task?: ((type: number, key: number, task: HumanTask) => void) | undefined;
  /** Brings an input to its actor, at this instant. */
  readonly input: (type: number, key: number, message: Envelope) => void;
  readonly timer: HandlerNo;
  readonly ask: HandlerNo;
  /** Puts a message on the wire. */
  readonly transmit: (message: Envelope, attempt: number) => void;
  /** Takes the inputs of a cancelled timer out of the queue. */
  readonly withdrawTimer: (type: number, key: number, timer: number) => void;
}

export class HostOut implements Out {
  /** Running number of the core's messages. */
  counter = 0;
  private readonly kernel: Kernel;
  private readonly handlers: OutHandlers;
  private readonly signals: SignalSink;
  /**
   * Instant of the step, and the actor that steps. Not a double from the first, on purpose: written once a step and handed on
   * many times, it is one object a step, not one each time.
   */
  now: number = undefined as unknown as number;
  private underWay = false;
  private type = -1;
  private key = -1;
  private name = '';
  private store: ActorStore | null = null;
  private slot = -1;

  constructor(kernel: Kernel, handlers: OutHandlers, signals: SignalSink) {
    this.kernel = kernel;
    this.handlers = handlers;
    this.signals = signals;
  }

  /** An input that the host itself has for an actor: a timer, a decision, the answer to a task. */
  inputOf(kind: string, type: number, key: number, a: number, b: number, body: unknown): Envelope {
    this.counter += 1;
    return envelope(kind, type, key, type, key, CORE_SENDER, this.counter, key, a, b, body);
  }

  /** A partner's answer to a transmission, an input of the lane that keeps the message. */
  acknowledgedOf(
    { toKey, key, counter }: Envelope,
    attempt: number,
    status: number,
    retryAfterMs: number | null,
  ): Envelope {
    const lane = laneKey(toKey, key);
    const detail = attempt === 1 && retryAfterMs === null ? null : { attempt, retryAfterMs };
    this.counter += 1;
    return envelope(
      'acknowledged',
      PARTNER,
      toKey,
      PARTNER_LANE,
      lane,
      CORE_SENDER,
      this.counter,
      key,
      counter,
      status,
      detail,
    );
  }

  /** @param slot of the actor in its store; -1 = it has none yet, see `placed` */
  begin(actor: Actor, store: ActorStore, key: number, slot: number): void {
    this.underWay = true;
    this.type = actor.type;
    this.key = key;
    this.name = actor.name;
    this.store = store;
    this.slot = slot;
  }

  /** The actor has been given a slot; before its timers are set. */
  placed(slot: number): void {
    this.slot = slot;
  }

  end(): void {
    this.underWay = false;
  }

  readonly tell: Out['tell'] = (type, key, kind, a, b, body) => {
    this.assertStep('tell');
    this.counter += 1;
    const message = envelope(
      kind,
      this.type,
      this.key,
      type,
      key,
      CORE_SENDER,
      this.counter,
      key,
      a,
      b,
      body,
    );
    this.digest(kind, type, key, a, b);
    this.handlers.input(type, key, message);
  };

  readonly send: Out['send'] = (partner, kind, key, a, b, body) => {
    this.assertStep('send');
    this.counter += 1;
    const message = envelope(
      kind,
      this.type,
      this.key,
      PARTNER,
      partner,
      CORE_SENDER,
      this.counter,
      key,
      a,
      b,
      body,
    );
    this.digest(kind, PARTNER, partner, a, b);
    this.handlers.input(PARTNER_LANE, laneKey(partner, key), message);
  };

  transmit(message: Envelope, attempt: number): void {
    this.assertStep('transmit');
    this.digest('transmit', PARTNER, message.toKey, message.counter, attempt);
    this.handlers.transmit(message, attempt);
  }

  timer(id: number, at: number): void {
    this.checkTimer(id, at);
    this.cancel(id);
    const { type, key } = this;
    this.digest('timer', type, key, id, at);
    const packed = type * TIMERS_MAX + id;
    const { timers } = this.store!;
    timers[this.timerSlot(id)] = this.kernel.scheduleCancellable(this.handlers.timer, at, packed, key);
  }

  cancel(id: number): void {
    this.checkTimerNumber(id);
    const slot = this.timerSlot(id);
    const { timers } = this.store!;
    const handle = timers[slot]!;
    if (handle !== NO_TIMER) {
      this.kernel.cancelIfPending(handle);
      timers[slot] = NO_TIMER;
    }
    this.handlers.withdrawTimer(this.type, this.key, id);
  }

  ask(request: DecisionRequest, views: readonly ActorRef[]): void {
    this.assertStep('ask');
    const { type, key } = this;
    this.digest(request.point, type, key, request.attempt, request.options.length);
    const ask: PendingAsk = { request, views: views.map((view) => [view.type, view.key] as const) };
    this.kernel.schedule(this.handlers.ask, this.now, type, key, ask);
  }

  task(task: HumanTask): void {
    this.assertStep('task');
    const { role, kind, no, dueAt, detail } = task;
    this.digest(kind, this.type, this.key, no, dueAt ?? 0);
    this.signals.task(this.now, role, this.name, this.key, kind, no, dueAt, detail);
    this.handlers.task?.(this.type, this.key, task);
  }

  event(name: string, n: number, a: number, b: number): void {
    this.assertStep('event');
    this.signals.business(this.now, name, 'core', this.name, this.key, n, a, b);
  }

  post(posting: Posting, amountMinor: number): void {
    this.assertStep('post');
    this.signals.post(this.now, posting, amountMinor, this.name, this.key);
  }

  kpi(name: string, value: number, unit: string): void {
    this.assertStep('kpi');
    this.signals.kpi(this.now, name, this.name, this.key, value, unit);
  }

  audit(subject: string, detail: string): void {
    this.assertStep('audit');
    this.signals.audit(this.now, subject, this.name, this.key, detail);
  }

  /** Throws where `timer` would. */
  checkTimer(id: number, at: number): void {
    this.checkTimerNumber(id);
    if (!(Number.isSafeInteger(at) && at >= this.now)) {
      throw new RangeError(`timer ${id} of ${this.name} ${this.key} set for ${at}, now is ${this.now}`);
    }
  }

  /** Throws where `cancel` would. */
  checkTimerNumber(id: number): void {
    this.assertStep('timer');
    const per = this.store!.timersPerActor;
    if (!(Number.isInteger(id) && id >= 0 && id < per)) {
      assert(false, `${this.name} has no timer ${id}: its \`timers\` list names ${per}`);
    }
  }

  /** Throws where `post` would. */
  checkPost(posting: Posting, amountMinor: number): void {
    this.assertStep('post');
    checkPosting(posting, amountMinor, this.name, this.key);
  }

  private assertStep(effect: string): void {
    if (!this.underWay) assert(false, `out.${effect} called outside a step: effects belong to a step`);
  }

  private timerSlot(id: number): number {
    return this.slot * this.store!.timersPerActor + id;
  }

  private digest(kind: string, type: number, key: number, a: number, b: number): void {
    this.kernel.digest.entry(codeOf(kind), type, key, 0, a, b);
  }
}
