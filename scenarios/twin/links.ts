/**
 * The links between the core and its partners. Every delivery is a calendar event, so nothing re-enters anything,
 * and a link that is down makes the sender keep what it has.
 *
 * 1. Messages of one link arrive in the order in which they were sent.
 * 2. A message that the core refuses (it is down) is offered again until it is taken.
 */

import type { MockSystem } from '#mock-systems/mock-system';
import { type Envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { Outbox, type OutboxSnapshot } from '../host/outbox.ts';
import type { PartnerPort } from '../host/ports.ts';
import type { Recorder } from '../recording/recorder.ts';

/** How long after a refusal a partner sends again, ms. Source: assumption. */
const RESEND_MS = 60_000;

export class Links implements PartnerPort {
  private readonly kernel: Kernel;
  private readonly latencyMs: number;
  private readonly recorder: Recorder;
  private readonly partners = new Map<number, MockSystem<unknown>>();
  private readonly toPartner: HandlerNo;
  private readonly toCore: HandlerNo;
  private readonly onResend: HandlerNo;
  /** What the core has refused, and what came behind it. */
  private readonly refused: Outbox;
  /** Takes a partner's message into the core; false = refused. Set once the host exists. */
  private core: (message: Envelope) => boolean = () => false;

  constructor(kernel: Kernel, latencyMs: number, recorder: Recorder) {
    this.kernel = kernel;
    this.latencyMs = latencyMs;
    this.recorder = recorder;
    this.toPartner = kernel.handler('link.toPartner', (partner, _order, message) =>
      this.partners.get(partner)!.input.next(message as Envelope),
    );
    this.refused = new Outbox(
      (message) => this.core(message),
      (message) => message.fromKey,
    );
    this.toCore = kernel.handler('link.toCore', (partner, _order, message) => {
      if (!this.refused.hand(message as Envelope)) this.scheduleResend(partner);
    });
    this.onResend = kernel.handler('link.resend', (partner) => {
      if (!this.refused.retry(partner)) this.scheduleResend(partner);
    });
    kernel.component('links', {
      save: () => this.refused.save(),
      load: (saved) => this.refused.load(saved as OutboxSnapshot),
    });
  }

  connectCore(receive: (message: Envelope) => boolean): void {
    this.core = receive;
  }

  connect(mock: MockSystem<unknown>): void {
    this.partners.set(mock.partner, mock);
    mock.output.subscribe((message) => {
      // Its body stands at the input that takes it.
      const dueAt = this.dueAt({ ...message, body: null }, mock.name, 'core');
      this.kernel.schedule(this.toCore, dueAt, mock.partner, message.key, message);
    });
  }

  offer(message: Envelope, from: string): boolean {
    const partner = this.partners.get(message.toKey);
    if (message.toType !== PARTNER || partner === undefined) {
      throw new Error(`no partner ${message.toKey} for "${message.kind}" (order ${message.key})`);
    }
    const dueAt = this.dueAt(message, from, partner.name);
    this.kernel.schedule(this.toPartner, dueAt, message.toKey, message.key, message);
    return true;
  }

  private scheduleResend(partner: number): void {
    if (this.refused.armRetry(partner))
      this.kernel.schedule(this.onResend, this.kernel.now + RESEND_MS, partner);
  }

  /** Puts a message on record that is sent now; answers when it arrives. */
  private dueAt(message: Envelope, from: string, to: string): number {
    const { now } = this.kernel;
    const dueAt = now + this.latencyMs;
    const { kind, fromKey, toKey, sender, counter, key, a, b, body } = message;
    this.recorder.message(now, dueAt, kind, from, fromKey, to, toKey, sender, counter, key, a, b, body);
    return dueAt;
  }
}
