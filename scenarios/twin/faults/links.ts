/**
 * The links between the core and its partners. Every delivery is a calendar event, so nothing re-enters anything.
 *
 * 1. Messages of a partner arrive in the order in which they were sent. One that the core refuses (it is down), or that an
 *    outage keeps from it, is offered again until it is taken. Faults may delay, repeat, swap and lose them: a partner that
 *    misses the answer sends again.
 * 2. A transmission to a partner arrives, and its answer comes back, one latency each. A fault plan may say otherwise:
 *    to send again is the business of the core's middleware, not of the link.
 * 3. Who is turned away by a gateway comes again when he was told to.
 */

import type { MockSystem } from '#mock-systems/mock-system';
import { type Envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { Outbox, type OutboxSnapshot } from '../../host/outbox.ts';
import type { PartnerPort } from '../../host/ports.ts';
import { hears, type Recorder } from '../../recording/recorder.ts';
import type { Channel } from '../channels/channel.ts';
import type { CoreEnd } from '../core-end.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { EventFate, Fate, FaultPlan, PartnerFaults } from './fate.ts';

/** How long after a refusal, or without an answer, a partner sends again, ms. Source: assumption. */
const RESEND_MS = 60_000;

interface Rejection {
  readonly message: Envelope;
  readonly attempt: number;
  readonly retryAfterMs: number | null;
}

interface Saved {
  readonly refused: OutboxSnapshot;
  readonly heldUntil: readonly (readonly [partner: number, at: number])[];
}

export class Links implements PartnerPort {
  private readonly kernel: Kernel;
  private readonly latencyMs: number;
  private readonly recorder: Recorder;
  private readonly isHeard: boolean;
  private readonly faults: FaultPlan | null;
  private readonly partnerFaults: PartnerFaults | null;
  private readonly gateway: Gateway | null;
  /** By partner number, as `channels`. */
  private readonly partners: MockSystem<unknown>[] = [];
  /** Of partners that do not say everything by reference. */
  private readonly channels: Channel[] = [];
  private readonly toPartner: HandlerNo;
  private readonly toPartnerUnanswered: HandlerNo;
  private readonly onAnswer: HandlerNo;
  private readonly onRejection: HandlerNo;
  private readonly toCore: HandlerNo;
  private readonly onResend: HandlerNo;
  private readonly onSendAgain: HandlerNo;
  private readonly onPostAgain: HandlerNo;
  /** What the core has refused, and what came behind it. */
  private readonly refused: Outbox;
  /** When the next message of a partner may arrive: behind one that was delayed. */
  private readonly heldUntil = new Map<number, number>();
  /** Set once the host exists. */
  private core: CoreEnd = { receive: () => 'refused', acknowledge: () => {} };

  constructor(
    kernel: Kernel,
    latencyMs: number,
    recorder: Recorder,
    faults: FaultPlan | null = null,
    partnerFaults: PartnerFaults | null = null,
    gateway: Gateway | null = null,
  ) {
    this.kernel = kernel;
    this.latencyMs = latencyMs;
    this.recorder = recorder;
    this.isHeard = hears(recorder, 'message');
    this.faults = faults;
    this.partnerFaults = partnerFaults;
    this.gateway = gateway;
    this.toPartner = kernel.handler('link.toPartner', (partner, attempt, message) => {
      if (gateway !== null && this.turnedAway(gateway, message as Envelope, attempt)) return;
      const status = this.partners[partner]!.take(message as Envelope);
      kernel.schedule(this.onAnswer, kernel.now + latencyMs, status, attempt, message);
    });
    this.toPartnerUnanswered = kernel.handler('link.toPartnerUnanswered', (partner, _attempt, message) => {
      if (gateway === null || gateway.call(message as Envelope) === null)
        this.partners[partner]!.take(message as Envelope);
    });
    this.onAnswer = kernel.handler('link.answer', (status, attempt, message) =>
      this.core.acknowledge(message as Envelope, attempt, status, null),
    );
    this.onRejection = kernel.handler('link.rejection', (_partner, status, rejection) => {
      const { message, attempt, retryAfterMs } = rejection as Rejection;
      this.core.acknowledge(message, attempt, status, retryAfterMs);
    });
    this.refused = new Outbox(
      (message) => this.silenceOf(message.fromKey) === null && this.core.receive(message) !== 'refused',
      (message) => message.fromKey,
    );
    this.toCore = kernel.handler('link.toCore', (partner, _order, message) => {
      if (this.partnerFaults !== null) this.noteSilence(partner, message as Envelope);
      if (this.refused.hand(message as Envelope)) return;
      if (gateway !== null && this.silenceOf(partner) === null) gateway.held(message as Envelope);
      this.scheduleResend(partner);
    });
    this.onSendAgain = kernel.handler('link.sendAgain', (_partner, attempt, message) =>
      this.post(message as Envelope, attempt),
    );
    this.onPostAgain = kernel.handler('link.postAgain', (partner, _b, message) => {
      if (this.silenceOf(partner) === null) this.channels[partner]!.post(message as Envelope);
      else kernel.schedule(this.onPostAgain, kernel.now + RESEND_MS, partner, 0, message);
    });
    this.onResend = kernel.handler('link.resend', (partner) => {
      if (!this.refused.retry(partner)) this.scheduleResend(partner);
    });
    kernel.component('links', {
      save: (): Saved => ({ refused: this.refused.save(), heldUntil: [...this.heldUntil] }),
      load: (saved) => {
        const { refused, heldUntil } = saved as Saved;
        this.refused.load(refused);
        this.heldUntil.clear();
        for (const [partner, at] of heldUntil) this.heldUntil.set(partner, at);
      },
    });
  }

  connectCore(core: CoreEnd): void {
    this.core = core;
    for (const channel of Object.values(this.channels)) channel.connectCore(core);
  }

  /** What the channel carries goes by it, either way. Before the partner is connected. */
  attach(channel: Channel): void {
    this.channels[channel.partner] = channel;
    channel.connectCore(this.core);
  }

  connect(mock: MockSystem<unknown>): void {
    const channel = this.channels[mock.partner];
    this.partners[mock.partner] = mock;
    mock.output.subscribe((message) => {
      if (channel?.carries(message.kind, message)) this.postBy(channel, message);
      else this.post(message, 1);
    });
  }

  /** A line of its own has faults of its own; in an outage nothing leaves the partner. */
  private postBy(channel: Channel, message: Envelope): void {
    if (this.silenceOf(channel.partner) === null) {
      channel.post(message);
      return;
    }
    this.noteSilence(channel.partner, message);
    this.kernel.schedule(this.onPostAgain, this.kernel.now + RESEND_MS, channel.partner, 0, message);
  }

  /** A partner sends. @param attempt which transmission of the message it is, from 1 */
  private post(message: Envelope, attempt: number): void {
    const { kernel, partnerFaults } = this;
    const { fromKey: partner, key } = message;
    const { name } = this.partners[partner]!;
    const dueAt = kernel.now + this.latencyMs;
    // Its body stands at the input that takes it.
    if (partnerFaults === null) {
      this.record(message, dueAt, null, name, 'core');
      kernel.schedule(this.toCore, dueAt, partner, key, message);
      return;
    }
    const fate = partnerFaults.fateOf(message, attempt, kernel.now);
    const inTurnAt = Math.max(dueAt, this.heldUntil.get(partner) ?? 0);
    const arrivesAt = arrivalOf(fate, dueAt, inTurnAt);
    this.record(message, arrivesAt, null, name, 'core');
    if (fate !== null) this.note(fate.fault, `${name} to core`, message, attempt);
    switch (fate?.kind) {
      case 'lost':
        kernel.schedule(this.onSendAgain, kernel.now + RESEND_MS, partner, attempt + 1, message);
        return;
      case 'delayed':
        this.heldUntil.set(partner, arrivesAt);
        break;
      case 'duplicated':
        kernel.schedule(this.toCore, inTurnAt + fate.afterMs, partner, key, message);
        break;
      case 'unacknowledged':
        kernel.schedule(this.onSendAgain, inTurnAt + RESEND_MS, partner, attempt + 1, message);
    }
    kernel.schedule(this.toCore, arrivesAt, partner, key, message);
  }

  /** The outage in which nothing of this partner gets through. */
  private silenceOf(partner: number): string | null {
    return this.partnerFaults?.outageFrom(partner, this.kernel.now) ?? null;
  }

  private noteSilence(partner: number, message: Envelope): void {
    const outage = this.silenceOf(partner);
    if (outage !== null) this.note(outage, `${this.partners[partner]!.name} to core`, message, 1);
  }

  private note(fault: string, place: string, { key, kind }: Envelope, attempt: number): void {
    this.recorder.fault(this.kernel.now, fault, place, key, { kind, attempt });
  }

  transmit(message: Envelope, attempt: number, from: string): void {
    const partner = this.partners[message.toKey];
    if (message.toType !== PARTNER || partner === undefined) {
      throw new Error(`no partner ${message.toKey} for "${message.kind}" (order ${message.key})`);
    }
    const channel = this.channels[message.toKey];
    if (channel?.carries(message.kind, message)) {
      const outage = this.partnerFaults?.outageTo(message.toKey, this.kernel.now) ?? null;
      if (outage === null) channel.transmit(message, attempt, from);
      else this.note(outage, `core to ${partner.name}`, message, attempt);
      return;
    }
    const dueAt = this.kernel.now + this.latencyMs;
    const fate = this.faults === null ? null : this.faults(message, attempt, this.kernel.now);
    const arrivesAt = fate?.kind === 'delayed' ? dueAt + fate.byMs : dueAt;
    this.record(message, arrivesAt, message.body, from, partner.name);
    if (fate === null) this.kernel.schedule(this.toPartner, dueAt, message.toKey, attempt, message);
    else this.befall(fate, message, attempt, dueAt, partner.name);
  }

  private befall(fate: Fate, message: Envelope, attempt: number, dueAt: number, to: string): void {
    const { kernel } = this;
    this.note(fate.fault ?? fate.kind, `core to ${to}`, message, attempt);
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
    if (!this.refused.armRetry(partner)) return;
    const afterMs = this.gateway?.againAfterMs(partner) ?? RESEND_MS;
    this.kernel.schedule(this.onResend, this.kernel.now + afterMs, partner);
  }

  /** "Too many": the partner never sees the call. */
  private turnedAway(gateway: Gateway, message: Envelope, attempt: number): boolean {
    const answer = gateway.call(message);
    if (answer === null) return false;
    const rejection: Rejection = { message, attempt, retryAfterMs: answer.retryAfterMs };
    const { now } = this.kernel;
    this.kernel.schedule(this.onRejection, now + this.latencyMs, message.toKey, answer.status, rejection);
    return true;
  }

  /** Of a message that is sent now. @param arrivesAt at the earliest: who is down or cut off takes it later */
  private record(message: Envelope, arrivesAt: number, body: unknown, from: string, to: string): void {
    if (!this.isHeard) return;
    const { now } = this.kernel;
    const { kind, fromKey, toKey, sender, counter, key, a, b } = message;
    this.recorder.message(now, arrivesAt, kind, from, fromKey, to, toKey, sender, counter, key, a, b, body);
  }
}

/** @param inTurnAt behind what was delayed before it */
function arrivalOf(fate: EventFate | null, dueAt: number, inTurnAt: number): number {
  if (fate?.kind === 'reordered') return dueAt + fate.byMs;
  if (fate?.kind === 'delayed') return Math.max(inTurnAt, dueAt + fate.byMs);
  return inTurnAt;
}
