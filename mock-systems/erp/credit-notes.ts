/**
 * Credit notes to customers: for goods that came back, by return, by goodwill, by order, against bills that were too high, by complaint, and
 * for what was billed and had not arrived, by shipment.
 *
 * 1. A return and a delivery are credited once and an order once by goodwill; asked again, the answer is what it was.
 * 2. Returns, disputes and deliveries together are credited no more than their shipment was billed. What was billed is known for `billedKeptMs`; after that nothing is
 *    credited any more.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import {
  COMPLAINT,
  kindOfComplaint,
  orderOfComplaint,
  shipmentOfComplaint,
} from '#orchestrator/contracts/complaint-key';
import type { CreditDelivery } from '#orchestrator/contracts/erp';
import type {
  CreditsToCore,
  GrantCredit,
  IssueCreditNote,
  ReturnsToCore,
} from '#orchestrator/contracts/returns';
import { orderOf, SHIPMENTS_MAX, sourcingOf } from '#orchestrator/contracts/shipment-key';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import { amountOf, copyAmounts, noAmounts, type RecentAmounts, remember } from './recent-amounts.ts';

export interface CreditSettings {
  /** From the request to the posting. */
  readonly postingMs: Distribution;
  readonly billedKeptMs: number;
}

/** What it has credited, by its own count, in the whole run. */
export interface CreditLedger {
  notes: number;
  notesMinor: number;
  corrections: number;
  correctionsMinor: number;
  goodwills: number;
  goodwillMinor: number;
  deliveries: number;
  deliveriesMinor: number;
}

export interface CreditState {
  readonly billed: RecentAmounts;
  /** By shipment: credited against its bill, or to be. */
  readonly against: RecentAmounts;
  /** By return: -1 = to be posted. */
  readonly noted: RecentAmounts;
  /** By complaint: as of returns. By order: the complaint for which it was credited. */
  readonly granted: RecentAmounts;
  readonly grantedFor: RecentAmounts;
  /** By shipment, as of returns. */
  readonly delivered: RecentAmounts;
  readonly ledger: CreditLedger;
}

export type CreditAnswer = (
  kind:
    | ((ReturnsToCore | CreditsToCore)['kind'] & ('creditNoteIssued' | 'creditGranted'))
    | 'deliveryCredited',
  key: number,
  amountMinor: number,
) => void;

const WAITING = -1;
const NOTE = 0;
const GOODWILL = 1;
/** And the number of the shipment: what a credit against its bill is drawn by. */
const CORRECTION = 2;
const DELIVERY = CORRECTION + SHIPMENTS_MAX;

export class CreditNotes {
  ledger: CreditLedger = {
    notes: 0,
    notesMinor: 0,
    corrections: 0,
    correctionsMinor: 0,
    goodwills: 0,
    goodwillMinor: 0,
    deliveries: 0,
    deliveriesMinor: 0,
  };
  private readonly kernel: Kernel;
  private readonly log: BusinessLog;
  private readonly settings: CreditSettings;
  private readonly answer: CreditAnswer;
  private readonly postingMs: Sampler;
  private readonly stream: RandomStream;
  private readonly onNote: HandlerNo;
  private readonly onGoodwill: HandlerNo;
  private readonly onDelivery: HandlerNo;
  private billedAmounts = noAmounts();
  private against = noAmounts();
  private noted = noAmounts();
  private granted = noAmounts();
  private grantedFor = noAmounts();
  private delivered = noAmounts();

  constructor(
    kernel: Kernel,
    log: BusinessLog,
    random: Random,
    settings: CreditSettings,
    answer: CreditAnswer,
  ) {
    this.kernel = kernel;
    this.log = log;
    this.settings = settings;
    this.answer = answer;
    this.postingMs = compile(settings.postingMs, 'erp.credits.postingMs');
    this.stream = random.stream('erp/credit-note');
    this.onNote = kernel.handler('erp.creditNote', (key, minor) => this.note(key, minor));
    this.onGoodwill = kernel.handler('erp.goodwill', (key, minor) => this.grant(key, minor));
    this.onDelivery = kernel.handler('erp.deliveryCredit', (key, minor) => this.creditDelivered(key, minor));
  }

  /** The customer's invoice of a shipment is posted. */
  billed(shipment: number, minor: number): void {
    remember(this.billedAmounts, shipment, minor, this.kernel.now, this.settings.billedKeptMs);
  }

  issue({ key, a: minor }: IssueCreditNote): void {
    const known = amountOf(this.noted, key);
    if (known !== undefined) {
      if (known !== WAITING) this.answer('creditNoteIssued', key, known);
      return;
    }
    this.keep(this.noted, key, WAITING);
    this.post(this.onNote, key, orderOf(key), NOTE, this.reserve(key, minor));
  }

  /** What was billed of a shipment and has not arrived. */
  creditDelivery({ key, a: minor }: CreditDelivery): void {
    const known = amountOf(this.delivered, key);
    if (known !== undefined) {
      if (known !== WAITING) this.answer('deliveryCredited', key, known);
      return;
    }
    this.keep(this.delivered, key, WAITING);
    this.post(this.onDelivery, key, orderOf(key), DELIVERY + sourcingOf(key), this.reserve(key, minor));
  }

  grantCredit({ key, a: minor }: GrantCredit): void {
    const order = orderOfComplaint(key);
    const known = amountOf(this.granted, key);
    if (known !== undefined) {
      if (known !== WAITING) this.answer('creditGranted', key, known);
      return;
    }
    if (kindOfComplaint(key) === COMPLAINT.bill) {
      const shipment = shipmentOfComplaint(key);
      this.keep(this.granted, key, WAITING);
      const what = CORRECTION + sourcingOf(shipment);
      this.post(this.onGoodwill, key, order, what, this.reserve(shipment, minor));
      return;
    }
    const first = amountOf(this.grantedFor, order) === undefined;
    if (first) this.keep(this.grantedFor, order, key);
    this.keep(this.granted, key, WAITING);
    this.post(this.onGoodwill, key, order, GOODWILL, first ? Math.max(0, minor) : 0);
  }

  /** Of what is asked for, as much as is billed and not credited yet. */
  private reserve(shipment: number, minor: number): number {
    const before = amountOf(this.against, shipment) ?? 0;
    const left = (amountOf(this.billedAmounts, shipment) ?? 0) - before;
    const reserved = Math.max(0, Math.min(minor, left));
    this.keep(this.against, shipment, before + reserved);
    return reserved;
  }

  private post(handler: HandlerNo, key: number, order: number, what: number, minor: number): void {
    const afterMs = drawMs(this.postingMs, this.stream, order, what);
    this.kernel.schedule(handler, this.kernel.now + afterMs, key, minor);
  }

  private note(key: number, minor: number): void {
    this.keep(this.noted, key, minor);
    if (minor > 0) {
      this.ledger.notes += 1;
      this.ledger.notesMinor += minor;
      this.log.business('creditNoteIssued', 'ERP', 'return', key, 1, minor, orderOf(key));
    }
    this.answer('creditNoteIssued', key, minor);
  }

  private grant(key: number, minor: number): void {
    this.keep(this.granted, key, minor);
    if (minor > 0) this.write(key, minor);
    this.answer('creditGranted', key, minor);
  }

  private creditDelivered(shipment: number, minor: number): void {
    this.keep(this.delivered, shipment, minor);
    if (minor > 0) {
      this.ledger.deliveries += 1;
      this.ledger.deliveriesMinor += minor;
      this.log.business('deliveryCredited', 'ERP', 'shipment', shipment, 1, minor, orderOf(shipment));
    }
    this.answer('deliveryCredited', shipment, minor);
  }

  private write(key: number, minor: number): void {
    const { ledger, log } = this;
    if (kindOfComplaint(key) === COMPLAINT.bill) {
      ledger.corrections += 1;
      ledger.correctionsMinor += minor;
      log.business('billCredited', 'ERP', 'complaint', key, 1, minor, shipmentOfComplaint(key));
      return;
    }
    ledger.goodwills += 1;
    ledger.goodwillMinor += minor;
    log.business('goodwillCredited', 'ERP', 'order', orderOfComplaint(key), 1, minor, key);
  }

  private keep(amounts: RecentAmounts, key: number, minor: number): void {
    remember(amounts, key, minor, this.kernel.now, this.settings.billedKeptMs);
  }

  save(): CreditState {
    return {
      billed: copyAmounts(this.billedAmounts),
      against: copyAmounts(this.against),
      noted: copyAmounts(this.noted),
      granted: copyAmounts(this.granted),
      grantedFor: copyAmounts(this.grantedFor),
      delivered: copyAmounts(this.delivered),
      ledger: { ...this.ledger },
    };
  }

  load(saved: CreditState): void {
    this.billedAmounts = copyAmounts(saved.billed);
    this.against = copyAmounts(saved.against);
    this.noted = copyAmounts(saved.noted);
    this.granted = copyAmounts(saved.granted);
    this.grantedFor = copyAmounts(saved.grantedFor);
    this.delivered = copyAmounts(saved.delivered);
    this.ledger = { ...saved.ledger };
  }
}
