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
  /** Takes a partner's message into the core; false = refused. Set once the host exists. */
  private core: (message: Envelope) => boolean = () => false;

  constructor(kernel: Kernel, latencyMs: number, recorder: Recorder) {
    this.kernel = kernel;
    this.latencyMs = latencyMs;
    this.recorder = recorder;
    this.toPartner = kernel.handler('link.toPartner', (partner, _order, message) =>
      this.partners.get(partner)!.input.next(message as Envelope),
    );
    this.toCore = kernel.handler('link.toCore', (partner, order, message) => {
      if (!this.core(message as Envelope))
        this.kernel.schedule(this.toCore, kernel.now + RESEND_MS, partner, order, message);
    });
  }

  connectCore(receive: (message: Envelope) => boolean): void {
    this.core = receive;
  }

  connect(mock: MockSystem<unknown>): void {
    this.partners.set(mock.partner, mock);
    mock.output.subscribe((message) => {
      const { now } = this.kernel;
      this.recorder.message(
        now,
        now + this.latencyMs,
        message.kind,
        mock.name,
        message.fromKey,
        'core',
        message.toKey,
        message.sender,
        message.counter,
        message.key,
        message.a,
        message.b,
        message.body,
      );
      this.kernel.schedule(this.toCore, now + this.latencyMs, mock.partner, message.key, message);
    });
  }

  offer(message: Envelope): boolean {
    if (message.toType !== PARTNER || !this.partners.has(message.toKey)) {
      throw new Error(`no partner ${message.toKey} for "${message.kind}" (order ${message.key})`);
    }
    this.kernel.schedule(
      this.toPartner,
      this.kernel.now + this.latencyMs,
      message.toKey,
      message.key,
      message,
    );
    return true;
  }
}
