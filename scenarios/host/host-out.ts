/**
 * The simulated host's emitter: each effect of the step under way becomes a calendar event of this instant, at which
 * the step commits, or goes on the wire, or is written down. A message to a partner is an event at its lane. One object for all steps; the host points it at the actor before each.
 */

import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
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
  readonly input: HandlerNo;
  readonly timer: HandlerNo;
  readonly ask: HandlerNo;
  /** Puts a message on the wire. */
  readonly transmit: (message: Envelope, attempt: number) => void;
  /** Takes the inputs of a cancelled timer out of the queue. */
  readonly withdrawTimer: (type: number, key: number, timer: number) => void;
}

/** The step whose effects are emitted. */
export interface StepContext {
  readonly type: number;
  readonly key: number;
  readonly name: string;
  readonly store: ActorStore;
  readonly now: number;
}

export class HostOut implements Out {
  /** Running number of the core's messages. */
  counter = 0;
  private readonly kernel: Kernel;
  private readonly handlers: OutHandlers;
  private readonly signals: SignalSink;
  private context: StepContext | null = null;

  constructor(kernel: Kernel, handlers: OutHandlers, signals: SignalSink) {
    this.kernel = kernel;
    this.handlers = handlers;
    this.signals = signals;
  }

  begin(context: StepContext): void {
    this.context = context;
  }

  end(): void {
    this.context = null;
  }

  readonly tell: Out['tell'] = (type, key, kind, a, b, body) => {
    const step = this.step('tell');
    this.counter += 1;
    const message = envelope(
      kind,
      step.type,
      step.key,
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
    this.kernel.schedule(this.handlers.input, step.now, type, key, message);
  };

  readonly send: Out['send'] = (partner, kind, key, a, b, body) => {
    const step = this.step('send');
    this.counter += 1;
    const message = envelope(
      kind,
      step.type,
      step.key,
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
    this.kernel.schedule(this.handlers.input, step.now, PARTNER_LANE, laneKey(partner, key), message);
  };

  transmit(message: Envelope, attempt: number): void {
    this.step('transmit');
    this.digest('transmit', PARTNER, message.toKey, message.counter, attempt);
    this.handlers.transmit(message, attempt);
  }

  timer(id: number, at: number): void {
    const step = this.checkTimer(id, at);
    this.cancel(id);
    this.digest('timer', step.type, step.key, id, at);
    const packed = step.type * TIMERS_MAX + id;
    step.store.timers[timerSlot(step, id)] = this.kernel.scheduleCancellable(
      this.handlers.timer,
      at,
      packed,
      step.key,
    );
  }

  cancel(id: number): void {
    const step = this.checkTimerNumber(id);
    const slot = timerSlot(step, id);
    const handle = step.store.timers[slot]!;
    if (handle !== NO_TIMER) this.kernel.cancelIfPending(handle);
    step.store.timers[slot] = NO_TIMER;
    this.handlers.withdrawTimer(step.type, step.key, id);
  }

  ask(request: DecisionRequest, views: readonly ActorRef[]): void {
    const step = this.step('ask');
    this.digest(request.point, step.type, step.key, request.attempt, request.options.length);
    const ask: PendingAsk = { request, views: views.map((view) => [view.type, view.key] as const) };
    this.kernel.schedule(this.handlers.ask, step.now, step.type, step.key, ask);
  }

  task(task: HumanTask): void {
    const step = this.step('task');
    this.digest(task.kind, step.type, step.key, task.no, task.dueAt ?? 0);
    this.signals.task(step.now, task.role, step.name, step.key, task.kind, task.no, task.dueAt, task.detail);
    this.handlers.task?.(step.type, step.key, task);
  }

  event(name: string, n: number, a: number, b: number): void {
    const step = this.step('event');
    this.signals.business(step.now, name, 'core', step.name, step.key, n, a, b);
  }

  post(posting: Posting, amountMinor: number): void {
    const step = this.step('post');
    this.signals.post(step.now, posting, amountMinor, step.name, step.key);
  }

  kpi(name: string, value: number, unit: string): void {
    const step = this.step('kpi');
    this.signals.kpi(step.now, name, step.name, step.key, value, unit);
  }

  audit(subject: string, detail: string): void {
    const step = this.step('audit');
    this.signals.audit(step.now, subject, step.name, step.key, detail);
  }

  /** Throws where `timer` would. */
  checkTimer(id: number, at: number): StepContext {
    const step = this.checkTimerNumber(id);
    if (!(Number.isSafeInteger(at) && at >= step.now)) {
      throw new RangeError(`timer ${id} of ${step.name} ${step.key} set for ${at}, now is ${step.now}`);
    }
    return step;
  }

  /** Throws where `cancel` would. */
  checkTimerNumber(id: number): StepContext {
    const step = this.step('timer');
    const per = step.store.timersPerActor;
    if (!(Number.isInteger(id) && id >= 0 && id < per)) {
      assert(false, `${step.name} has no timer ${id}: its \`timers\` list names ${per}`);
    }
    return step;
  }

  /** Throws where `post` would. */
  checkPost(posting: Posting, amountMinor: number): void {
    const { name, key } = this.step('post');
    checkPosting(posting, amountMinor, name, key);
  }

  private step(effect: string): StepContext {
    const context = this.context;
    if (context === null) assert(false, `out.${effect} called outside a step: effects belong to a step`);
    return context;
  }

  private digest(kind: string, type: number, key: number, a: number, b: number): void {
    const digest = this.kernel.digest;
    digest.int(codeOf(kind));
    digest.int(type);
    digest.int(key);
    digest.number(a);
    digest.number(b);
  }
}

function timerSlot(step: StepContext, id: number): number {
  return step.store.find(step.key) * step.store.timersPerActor + id;
}
