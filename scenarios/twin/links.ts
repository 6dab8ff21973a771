/**
 * The links between the core and its partners. Every delivery is a calendar event, so nothing re-enters anything.
 *
 * 1. Messages of a partner arrive in the order in which they were sent. One that the core refuses (it is down) is
 *    offered again until it is taken.
 * 2. A transmission to a partner arrives, and its answer comes back, one latency each. A fault plan may say otherwise:
 *    to send again is the business of the core's middleware, not of the link.
 */

import type { MockSystem } from '#mock-systems/mock-system';
import { type Envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { Outbox, type OutboxSnapshot } from '../host/outbox.ts';
import type { PartnerPort } from '../host/ports.ts';
import type { Receipt } from '../host/simulated-host.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { Channel } from './channels/channel.ts';
import type { Fate, FaultPlan } from './fate.ts';

/** How long after a refusal a partner sends again, ms. Source: assumption. */
const RESEND_MS = 60_000;

/** The core as its links see it. */
export interface CoreEnd {
  /** A partner's message arrives. */
  receive(message: Envelope): Receipt;
  /** The answer to a transmission arrives. */
  acknowledge(message: Envelope, attempt: number, status: number, retryAfterMs: number | null): void;
}

interface Rejection {
  readonly message: Envelope;
  readonly attempt: number;
  readonly retryAfterMs: number | null;
}

export class Links implements PartnerPort {
  private readonly kernel: Kernel;
  private readonly latencyMs: number;
  private readonly recorder: Recorder;
  private readonly faults: FaultPlan | null;
  private readonly partners = new Map<number, MockSystem<unknown>>();
  /** Of partners that do not say everything by reference. */
  private readonly channels = new Map<number, Channel>();
  private readonly toPartner: HandlerNo;
  private readonly toPartnerUnanswered: HandlerNo;
  private readonly onAnswer: HandlerNo;
  private readonly onRejection: HandlerNo;
  private readonly toCore: HandlerNo;
  private readonly onResend: HandlerNo;
  /** What the core has refused, and what came behind it. */
  private readonly refused: Outbox;
  /** Set once the host exists. */
  private core: CoreEnd = { receive: () => 'refused', acknowledge: () => {} };

  constructor(kernel: Kernel, latencyMs: number, recorder: Recorder, faults: FaultPlan | null = null) {
    this.kernel = kernel;
    this.latencyMs = latencyMs;
    this.recorder = recorder;
    this.faults = faults;
    this.toPartner = kernel.handler('link.toPartner', (partner, attempt, message) => {
      const status = this.partners.get(partner)!.take(message as Envelope);
      kernel.schedule(this.onAnswer, kernel.now + latencyMs, status, attempt, message);
    });
    this.toPartnerUnanswered = kernel.handler('link.toPartnerUnanswered', (partner, _attempt, message) => {
      this.partners.get(partner)!.take(message as Envelope);
    });
    this.onAnswer = kernel.handler('link.answer', (status, attempt, message) =>
      this.core.acknowledge(message as Envelope, attempt, status, null),
    );
    this.onRejection = kernel.handler('link.rejection', (_partner, status, rejection) => {
      const { message, attempt, retryAfterMs } = rejection as Rejection;
      this.core.acknowledge(message, attempt, status, retryAfterMs);
    });
    this.refused = new Outbox(
      (message) => this.core.receive(message) !== 'refused',
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

  connectCore(core: CoreEnd): void {
    this.core = core;
    for (const channel of this.channels.values()) channel.connectCore(core);
  }

  /** What the channel carries goes by it, either way. Before the partner is connected. */
  attach(channel: Channel): void {
    this.channels.set(channel.partner, channel);
    channel.connectCore(this.core);
  }

  connect(mock: MockSystem<unknown>): void {
    const channel = this.channels.get(mock.partner);
    this.partners.set(mock.partner, mock);
    mock.output.subscribe((message) => {
      if (channel?.carries(message.kind)) {
        channel.post(message);
        return;
      }
      // Its body stands at the input that takes it.
      const dueAt = this.dueAt({ ...message, body: null }, mock.name, 'core');
      this.kernel.schedule(this.toCore, dueAt, mock.partner, message.key, message);
    });
  }

  transmit(message: Envelope, attempt: number, from: string): void {
    const partner = this.partners.get(message.toKey);
    if (message.toType !== PARTNER || partner === undefined) {
      throw new Error(`no partner ${message.toKey} for "${message.kind}" (order ${message.key})`);
    }
    const channel = this.channels.get(message.toKey);
    if (channel?.carries(message.kind)) {
      channel.transmit(message, attempt, from);
      return;
    }
    const dueAt = this.dueAt(message, from, partner.name);
    const fate = this.faults === null ? null : this.faults(message, attempt, this.kernel.now);
    if (fate === null) this.kernel.schedule(this.toPartner, dueAt, message.toKey, attempt, message);
    else this.befall(fate, message, attempt, dueAt, partner.name);
  }

  private befall(fate: Fate, message: Envelope, attempt: number, dueAt: number, to: string): void {
    const { kernel } = this;
    this.recorder.fault(kernel.now, fate.kind, `core to ${to}`, message.key, { kind: message.kind, attempt });
    switch (fate.kind) {
      case 'lost':
        return;
      case 'answerLost':
        kernel.schedule(this.toPartnerUnanswered, dueAt, message.toKey, attempt, message);
        return;
      case 'duplicated':
        kernel.schedule(this.toPartner, dueAt, message.toKey, attempt, message);
        kernel.schedule(this.toPartner, dueAt + fate.afterMs, message.toKey, attempt, message);
        return;
      case 'delayed':
        kernel.schedule(this.toPartner, dueAt + fate.byMs, message.toKey, attempt, message);
        return;
      case 'rejected': {
        const rejection: Rejection = { message, attempt, retryAfterMs: fate.retryAfterMs };
        kernel.schedule(this.onRejection, dueAt + this.latencyMs, message.toKey, fate.status, rejection);
      }
    }
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
