/**
 * The simulated host's emitter: each effect of the step under way becomes a calendar event for the instant at
 * which the step commits. One object for all steps; the host points it at the actor before each.
 */

import { CORE_SENDER, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { ActorRef, DecisionRequest, HumanTask, Out, Posting } from '#orchestrator/core/out';
import { assert } from '#sim/assert';
import { codeOf } from '#sim/digest';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { ActorStore } from './actor-store.ts';
import { NO_TIMER } from './actor-store.ts';
import type { SignalSink } from './signals.ts';

/** A timer event carries type and number in one integer, the key in the other. */
export const TIMERS_MAX = 64;

/** The question of a step, on its way to the decision gate. */
export interface PendingAsk {
  readonly request: DecisionRequest;
  readonly views: readonly (readonly [type: number, key: number])[];
}

export interface OutHandlers {
  readonly input: HandlerNo;
  readonly timer: HandlerNo;
  readonly handover: HandlerNo;
  readonly ask: HandlerNo;
}

/** The step whose effects are emitted. */
export interface StepContext {
  readonly type: number;
  readonly key: number;
  readonly name: string;
  readonly store: ActorStore;
  readonly now: number;
  readonly commitAt: number;
  /** Collects the handles of everything scheduled, so that it can be taken back; null = nothing is taken back. */
  readonly handles: number[] | null;
  readonly signals: SignalSink;
  /** Takes inputs of a cancelled timer out of the queue. */
  readonly withdrawTimer: (type: number, key: number, timer: number) => void;
}

export class HostOut implements Out {
  /** Running number of the core's messages. */
  counter = 0;
  private readonly kernel: Kernel;
  private readonly handlers: OutHandlers;
  private context: StepContext | null = null;

  constructor(kernel: Kernel, handlers: OutHandlers) {
    this.kernel = kernel;
    this.handlers = handlers;
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
    this.put(step, this.handlers.input, step.commitAt, type, key, message);
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
    this.put(step, this.handlers.handover, step.commitAt, partner, key, message);
  };

  timer(id: number, at: number): void {
    const step = this.step('timer');
    const timerSlot = this.timerSlot(step, id);
    if (!(Number.isSafeInteger(at) && at >= step.now)) {
      throw new RangeError(`timer ${id} of ${step.name} ${step.key} set for ${at}, now is ${step.now}`);
    }
    this.cancel(id);
    this.digest('timer', step.type, step.key, id, at);
    const ringAt = Math.max(at, step.commitAt);
    const handle = this.kernel.scheduleCancellable(
      this.handlers.timer,
      ringAt,
      step.type * TIMERS_MAX + id,
      step.key,
    );
    step.store.timers[timerSlot] = handle;
    step.store.timersAt[timerSlot] = ringAt;
    step.handles?.push(handle);
  }

  cancel(id: number): void {
    const step = this.step('cancel');
    const timerSlot = this.timerSlot(step, id);
    const handle = step.store.timers[timerSlot]!;
    if (handle !== NO_TIMER) this.kernel.cancelIfPending(handle);
    step.store.timers[timerSlot] = NO_TIMER;
    step.withdrawTimer(step.type, step.key, id);
  }

  ask(request: DecisionRequest, views: readonly ActorRef[]): void {
    const step = this.step('ask');
    this.digest(request.point, step.type, step.key, request.attempt, request.options.length);
    const ask: PendingAsk = { request, views: views.map((view) => [view.type, view.key] as const) };
    this.put(step, this.handlers.ask, step.commitAt, step.type, step.key, ask);
  }

  task(task: HumanTask): void {
    const step = this.step('task');
    this.digest(task.kind, step.type, step.key, task.no, task.dueAt ?? 0);
    step.signals.task(step.now, task.role, step.name, step.key, task.kind, task.no, task.dueAt, task.detail);
  }

  event(name: string, n: number, a: number, b: number): void {
    const step = this.step('event');
    step.signals.business(step.now, name, 'core', step.name, step.key, n, a, b);
  }

  post(posting: Posting, amountMinor: number): void {
    const step = this.step('post');
    step.signals.post(step.now, posting, amountMinor, step.name, step.key);
  }

  kpi(name: string, value: number, unit: string): void {
    const step = this.step('kpi');
    step.signals.kpi(step.now, name, step.name, step.key, value, unit);
  }

  audit(subject: string, detail: string): void {
    const step = this.step('audit');
    step.signals.audit(step.now, subject, step.name, step.key, detail);
  }

  /** Sets a timer again outside a step, as it was before one that was rolled back; answers its handle. */
  rearm(type: number, key: number, id: number, ringAt: number): number {
    const at = Math.max(ringAt, this.kernel.now);
    return this.kernel.scheduleCancellable(this.handlers.timer, at, type * TIMERS_MAX + id, key);
  }

  private step(effect: string): StepContext {
    const context = this.context;
    if (context === null) assert(false, `out.${effect} called outside a step: effects belong to a step`);
    return context;
  }

  private timerSlot(step: StepContext, id: number): number {
    const per = step.store.timersPerActor;
    if (!(Number.isInteger(id) && id >= 0 && id < per)) {
      assert(false, `${step.name} has no timer ${id}: its \`timers\` list names ${per}`);
    }
    return step.store.find(step.key) * per + id;
  }

  private digest(kind: string, type: number, key: number, a: number, b: number): void {
    const digest = this.kernel.digest;
    digest.int(codeOf(kind));
    digest.int(type);
    digest.int(key);
    digest.number(a);
    digest.number(b);
  }

  private put(
    step: StepContext,
    handler: HandlerNo,
    at: number,
    a: number,
    b: number,
    payload: unknown,
  ): void {
    if (step.handles === null) this.kernel.schedule(handler, at, a, b, payload);
    else step.handles.push(this.kernel.scheduleCancellable(handler, at, a, b, payload));
  }
}
