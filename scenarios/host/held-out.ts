/**
 * The emitter of a step that may fail without stopping the run: what it emits is kept until the step is through, then
 * handed on in the same order, or forgotten. What can't be emitted throws at once, as it does without it.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ActorRef, DecisionRequest, HumanTask, Out, Posting } from '#orchestrator/core/out';
import type { HostOut } from './host-out.ts';

export class HeldOut implements Out {
  private readonly real: HostOut;
  private held: (() => void)[] = [];

  constructor(real: HostOut) {
    this.real = real;
  }

  /** Hands everything on; nothing is held afterwards. */
  release(): void {
    const held = this.held;
    this.held = [];
    for (const effect of held) effect();
  }

  discard(): void {
    this.held = [];
  }

  readonly tell: Out['tell'] = (...args) => {
    this.held.push(() => this.real.tell(...args));
  };

  readonly send: Out['send'] = (partner, kind, key, a, b, body) => {
    // A body fits its kind: the caller's types said so.
    this.held.push(() => this.real.send(partner, kind, key, a, b, body as never));
  };

  transmit(message: Envelope, attempt: number): void {
    this.held.push(() => this.real.transmit(message, attempt));
  }

  timer(id: number, at: number): void {
    this.real.checkTimer(id, at);
    this.held.push(() => this.real.timer(id, at));
  }

  cancel(id: number): void {
    this.real.checkTimerNumber(id);
    this.held.push(() => this.real.cancel(id));
  }

  ask(request: DecisionRequest, views: readonly ActorRef[]): void {
    this.held.push(() => this.real.ask(request, views));
  }

  task(task: HumanTask): void {
    this.held.push(() => this.real.task(task));
  }

  event(name: string, n: number, a: number, b: number): void {
    this.held.push(() => this.real.event(name, n, a, b));
  }

  post(posting: Posting, amountMinor: number): void {
    this.real.checkPost(posting, amountMinor);
    this.held.push(() => this.real.post(posting, amountMinor));
  }

  kpi(name: string, value: number, unit: string): void {
    this.held.push(() => this.real.kpi(name, value, unit));
  }

  audit(subject: string, detail: string): void {
    this.held.push(() => this.real.audit(subject, detail));
  }
}
