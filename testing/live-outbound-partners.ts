/**
 * ERP, WMS, TMS and carriers of a live proof: each answers as its kind does, in milliseconds of real time, and writes what
 * it does into one ledger. They lose answers and repeat messages by a keyed draw.
 *
 * 1. A message to the core is offered until it is taken, and behind it what the same partner has to say of that order.
 * 2. A call takes a moment before it is done and a moment after, so that a kill can cut it short in both.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { OrderRelease, RatesQuote, Tender } from '#orchestrator/contracts/outbound';
import { ERP, TMS, WMS } from '#orchestrator/contracts/partners';
import { Random, type RandomStream } from '#sim/random/random';
import { LiveLedger } from './live-ledger.ts';
import type { PartnerCall, PartnerReply } from './live-partner-server.ts';

export interface OutboundPartnersOptions {
  readonly seed: number;
  /** Offers a message to the core. */
  readonly deliver: (message: Envelope) => Promise<'taken' | 'repeat' | 'refused'>;
  /** After its release an order is promised for; long enough for the timer to be set first. */
  readonly promiseMs: number;
  /** Share of the calls whose answer gets lost. */
  readonly lostAnswerShare: number;
  /** Share of the messages that are sent once more after they were taken. */
  readonly repeatShare: number;
}

const OFFER_AGAIN_MS = 30;
const THINK_MS_MAX = 15;
const WORK_MS_MAX = 120;
/** No order is delivered sooner than this after its promise: its timer rings well before. */
const LATE_MS = 1_500;

export class OutboundPartners {
  readonly ledger = new LiveLedger();
  /** Repeats of the core's inputs that were offered, and those of them that it took for new. */
  repeatsOffered = 0;
  repeatsTaken = 0;
  /** Payments that the core knows of. */
  paid = 0;
  private readonly options: OutboundPartnersOptions;
  private readonly draws: RandomStream;
  private readonly counters = new Map<number, number>();
  private readonly queues = new Map<string, Promise<void>>();
  private readonly rated = new Map<number, number>();
  private readonly deliverableAt = new Map<number, number>();
  private calls = 0;
  private closed = false;

  constructor(options: OutboundPartnersOptions) {
    this.options = options;
    this.draws = new Random(options.seed).stream('live-partners');
  }

  /** Nobody offers anything any more. */
  close(): void {
    this.closed = true;
  }

  /** ERP releases an order. */
  release(order: number): void {
    const promisedAt = Date.now() + this.options.promiseMs;
    this.ledger.promise(order, promisedAt);
    this.deliverableAt.set(order, promisedAt + LATE_MS);
    const body: OrderRelease = {
      customer: order % 5,
      product: order % 3,
      units: 1 + (order % 7),
      weightGrams: 1000 * (1 + (order % 9)),
      destination: 2,
      promisedAt,
      instructed: null,
    };
    this.say(ERP, 'orderReleased', order, 0, 0, body, 0);
  }

  /** A call of the core. */
  async answer(call: PartnerCall): Promise<PartnerReply> {
    const nth = ++this.calls;
    await sleep(this.upTo(THINK_MS_MAX, nth, 1));
    if (this.ledger.take(call) && call.to !== 'journal') this.act(Number(call.to), call.body as Envelope);
    await sleep(this.upTo(THINK_MS_MAX, nth, 2));
    return this.draws.unit(nth, 3) < this.options.lostAnswerShare ? 'hangUp' : 200;
  }

  private act(partner: number, { kind, key, a, b, body }: Envelope): void {
    switch (kind) {
      case 'requestRates':
        this.say(TMS, 'ratesQuoted', key, 0, 0, quotesFor(key));
        return;
      case 'shipOrder':
        this.say(WMS, 'goodsIssued', key, a, b, null);
        return;
      case 'tenderLoad':
        this.rated.set(key, (body as Tender).ratedMinor!);
        this.say(partner, 'tenderAccepted', key, a, b, null);
        return;
      case 'dispatchLoad':
        this.say(partner, 'loadDeparted', key, Date.now(), b, null);
        this.say(
          partner,
          'loadDelivered',
          key,
          Date.now(),
          b,
          null,
          Math.max(0, this.deliverableAt.get(key)! - Date.now()),
        );
        this.say(partner, 'freightInvoiced', key, this.rated.get(key)!, b, null);
        return;
      case 'payInvoice':
        this.say(ERP, 'invoicePaid', key, a, b, null);
    }
  }

  private say(
    partner: number,
    kind: string,
    order: number,
    a: number,
    b: number,
    body: unknown,
    workMs = this.upTo(WORK_MS_MAX, order, partner * 16 + kind.length),
  ): void {
    const counter = (this.counters.get(partner) ?? 0) + 1;
    this.counters.set(partner, counter);
    const message = envelope(kind, PARTNER, partner, 0, 0, partner, counter, order, a, b, body);
    const queue = `${partner} ${order}`;
    const before = this.queues.get(queue) ?? Promise.resolve();
    this.queues.set(
      queue,
      before.then(() => sleep(workMs)).then(() => this.offer(message)),
    );
  }

  private async offer(message: Envelope): Promise<void> {
    for (;;) {
      if (this.closed) return;
      // Refused or unanswered, it is offered again: it may have been taken all the same.
      if ((await this.options.deliver(message)) !== 'refused') break;
      await sleep(OFFER_AGAIN_MS);
    }
    if (message.kind === 'invoicePaid') this.paid += 1;
    const { sender, counter } = message;
    if (this.draws.unit(counter, 1000 + sender) >= this.options.repeatShare) return;
    this.repeatsOffered += 1;
    if ((await this.options.deliver(message)) === 'taken') this.repeatsTaken += 1;
  }

  private upTo(ms: number, entity: number, index: number): number {
    return this.draws.integer(entity, index, ms);
  }
}

/** Two carriers from either port, dearer the heavier. */
function quotesFor(order: number): RatesQuote {
  const quote = (rate: number, origin: number, carrier: number, amountMinor: number) =>
    ({ rate, origin, carrier, service: 0, mode: 'GROUND', transitDays: 4, amountMinor }) as const;
  const weight = 1 + (order % 9);
  return {
    quotes: [
      quote(0, 0, 0, 900 + 40 * weight),
      quote(1, 0, 1, 800 + 60 * weight),
      quote(2, 1, 1, 700 + 50 * weight),
    ],
  };
}
