/**
 * The documents of an ERP: numbered as they are made, their states written down as they change.
 *
 * 1. Numbers of a kind have no gaps and come in the order of making. Invoices of one customer that one run of a collective billing job
 *    posts are one document.
 * 2. A state is written down once, and a sales document's states only grow.
 * 3. What is written: of a sales document n = state + 1, of the others n = kind x 8 + state; a = number, b = the partner number of
 *    this ERP.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { orderOf } from '#orchestrator/contracts/shipment-key';
import { DELIVERY_STATE, DOCUMENT, type DocumentForms, POSTED, SALES_STATE } from './profile.ts';

/** The documents of one order. Numbers are those of the ranges; 0 = none. */
export interface DocumentChain {
  readonly sales: number;
  /** `SALES_STATE`. */
  state: number;
  /** Ordered and not issued: what a change of the order adds or takes away is not in it. */
  unitsLeft: number;
  /** By shipment number. */
  readonly deliveries: (number | undefined)[];
}

export interface SavedDocuments {
  readonly counts: readonly number[];
  readonly collectedAt: number;
  readonly collected: ReadonlyMap<number, number>;
}

const STATES = 8;

/** `n` of a shipment's document in a state. */
export function documentNo(kind: number, state: number): number {
  return kind * STATES + state;
}

export class Documents {
  private readonly log: BusinessLog;
  private readonly partner: number;
  private readonly forms: DocumentForms;
  private readonly collective: boolean;
  /** Made so far, by kind. */
  private counts: number[];
  /** Billing documents of the run of the job at `collectedAt`, by customer. */
  private collectedAt = -1;
  private collected = new Map<number, number>();

  constructor(log: BusinessLog, partner: number, forms: DocumentForms, { collective = false } = {}) {
    this.log = log;
    this.partner = partner;
    this.forms = forms;
    this.collective = collective;
    this.counts = forms.map(() => 0);
  }

  /** A sales document for an order, in a state of `SALES_STATE`. @param unitsLeft not issued yet */
  open(order: number, state: number, unitsLeft: number): DocumentChain {
    const sales = this.next(DOCUMENT.sales);
    this.log.business('salesDocumentChanged', 'ERP', 'order', order, state + 1, sales, this.partner);
    return { sales, state, unitsLeft, deliveries: [] };
  }

  reach(order: number, chain: DocumentChain, state: number): void {
    if (state <= chain.state) return;
    chain.state = state;
    this.log.business('salesDocumentChanged', 'ERP', 'order', order, state + 1, chain.sales, this.partner);
  }

  /** Goods of a shipment have left: delivery and goods issue. */
  issued(shipment: number, n: number, chain: DocumentChain, units: number): void {
    const delivery = this.next(DOCUMENT.delivery);
    chain.deliveries[n] = delivery;
    this.write(shipment, DOCUMENT.delivery, DELIVERY_STATE.issued, delivery);
    this.write(shipment, DOCUMENT.goodsIssue, POSTED, this.next(DOCUMENT.goodsIssue));
    chain.unitsLeft -= units;
    const { partlyDelivered, delivered } = SALES_STATE;
    this.reach(orderOf(shipment), chain, chain.unitsLeft > 0 ? partlyDelivered : delivered);
  }

  confirmed(shipment: number, n: number, chain: DocumentChain): void {
    const delivery = chain.deliveries[n];
    if (delivery !== undefined) this.write(shipment, DOCUMENT.delivery, DELIVERY_STATE.confirmed, delivery);
  }

  billed(shipment: number, n: number, chain: DocumentChain, customer: number, now: number): void {
    this.write(shipment, DOCUMENT.billing, POSTED, this.billingNumber(customer, now));
    const delivery = chain.deliveries[n];
    if (delivery !== undefined) this.write(shipment, DOCUMENT.delivery, DELIVERY_STATE.billed, delivery);
  }

  save(): SavedDocuments {
    return {
      counts: this.counts.slice(),
      collectedAt: this.collectedAt,
      collected: new Map(this.collected),
    };
  }

  load({ counts, collectedAt, collected }: SavedDocuments): void {
    this.counts = counts.slice();
    this.collectedAt = collectedAt;
    this.collected = new Map(collected);
  }

  private billingNumber(customer: number, now: number): number {
    if (!this.collective) return this.next(DOCUMENT.billing);
    if (now !== this.collectedAt) {
      this.collectedAt = now;
      this.collected.clear();
    }
    const known = this.collected.get(customer);
    if (known !== undefined) return known;
    const number = this.next(DOCUMENT.billing);
    this.collected.set(customer, number);
    return number;
  }

  private next(kind: number): number {
    const number = this.forms[kind]!.first + this.counts[kind]!;
    this.counts[kind]! += 1;
    return number;
  }

  private write(shipment: number, kind: number, state: number, number: number): void {
    const n = documentNo(kind, state);
    this.log.business('shipmentDocumentChanged', 'ERP', 'shipment', shipment, n, number, this.partner);
  }
}
