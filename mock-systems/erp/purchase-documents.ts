/**
 * The documents of what an ERP buys: numbered as they are made, their states written down as they change.
 *
 * 1. Numbers of a kind have no gaps and come in the order of making.
 * 2. A purchase order's states only grow, and each is written down once.
 * 3. A purchase order is completed when nothing more is expected of it and all that has come is invoiced. Then its chain is forgotten.
 * 4. The inbound delivery is made when ERP hears that the goods are in, as the outbound one when they are out. What is worth nothing is
 *    not invoiced. Goods that nobody has invoiced at the end of a period are accrued by one entry.
 * 5. What is written: of a purchase order and an accrual n = state + 1, of a receipt's documents n = kind x 8 + state; a = number, b = the
 *    partner number of this ERP.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { purchaseOrderOf } from '#orchestrator/contracts/receipt-key';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import { documentNo } from './documents.ts';
import { DOCUMENT, type DocumentForms, POSTED, PURCHASE_STATE, RECEIPT_STATE } from './profile.ts';

/** The documents of a purchase order. Numbers are those of the ranges. */
interface PurchaseChain {
  readonly number: number;
  /** `PURCHASE_STATE`. */
  state: number;
  /** Nothing more is expected. */
  ended: boolean;
  /** Inbound deliveries that wait for their invoice: number by key of the receipt. Replaced, never changed. */
  uninvoiced: ReadonlyMap<number, number>;
}

export interface SavedPurchaseDocuments {
  readonly counts: readonly number[];
  readonly chains: SavedRecords<PurchaseChain>;
}

export class PurchaseDocuments {
  private readonly log: BusinessLog;
  private readonly partner: number;
  private readonly forms: DocumentForms;
  /** Made so far, by kind. */
  private counts: number[];
  private readonly chains = new LentRecords<PurchaseChain>((chain) => ({ ...chain }));

  constructor(log: BusinessLog, partner: number, forms: DocumentForms) {
    this.log = log;
    this.partner = partner;
    this.forms = forms;
    this.counts = forms.map(() => 0);
  }

  /** null for an ERP without a profile. */
  static of(forms: DocumentForms | null, log: BusinessLog, partner: number): PurchaseDocuments | null {
    return forms === null ? null : new PurchaseDocuments(log, partner, forms);
  }

  ordered(order: number): void {
    const number = this.next(DOCUMENT.purchase);
    this.chains.set(order, {
      number,
      state: PURCHASE_STATE.ordered,
      ended: false,
      uninvoiced: new Map(),
    });
    this.writeOrder(order, PURCHASE_STATE.ordered, number);
  }

  confirmed(order: number): void {
    const chain = this.chains.get(order);
    if (chain !== undefined) this.reach(order, chain, PURCHASE_STATE.confirmed);
  }

  /** Goods of a receipt are posted. @param isAll nothing of the order is open; isWorth an invoice will come */
  received(
    receipt: number,
    { isAll, isWorth }: { readonly isAll: boolean; readonly isWorth: boolean },
  ): void {
    const order = purchaseOrderOf(receipt);
    const chain = this.chains.get(order);
    if (chain === undefined) return;
    const delivery = this.next(DOCUMENT.inboundDelivery);
    this.writeReceipt(receipt, DOCUMENT.inboundDelivery, RECEIPT_STATE.posted, delivery);
    this.writeReceipt(receipt, DOCUMENT.goodsReceipt, POSTED, this.next(DOCUMENT.goodsReceipt));
    if (isWorth) chain.uninvoiced = new Map(chain.uninvoiced).set(receipt, delivery);
    this.reach(order, chain, isAll ? PURCHASE_STATE.received : PURCHASE_STATE.partlyReceived);
  }

  invoiced(receipt: number): void {
    const order = purchaseOrderOf(receipt);
    const chain = this.chains.get(order);
    const delivery = chain?.uninvoiced.get(receipt);
    if (chain === undefined || delivery === undefined) return;
    this.writeReceipt(receipt, DOCUMENT.invoiceReceipt, POSTED, this.next(DOCUMENT.invoiceReceipt));
    this.writeReceipt(receipt, DOCUMENT.inboundDelivery, RECEIPT_STATE.invoiced, delivery);
    chain.uninvoiced = new Map([...chain.uninvoiced].filter(([each]) => each !== receipt));
    this.completeIfOver(order, chain);
  }

  /** Nothing more is expected of the order. */
  ended(order: number): void {
    const chain = this.chains.get(order);
    if (chain === undefined || chain.ended) return;
    chain.ended = true;
    const hasCome = chain.state >= PURCHASE_STATE.partlyReceived;
    if (hasCome) this.reach(order, chain, PURCHASE_STATE.received);
    else this.reach(order, chain, PURCHASE_STATE.cancelled);
    this.completeIfOver(order, chain);
  }

  /** The books of a period are closed. @param accruedMinor received and not invoiced */
  closed(period: number, accruedMinor: number): void {
    if (accruedMinor === 0) return;
    const number = this.next(DOCUMENT.accrual);
    this.log.business('periodDocumentChanged', 'ERP', 'period', period, POSTED + 1, number, this.partner);
  }

  /** Chains of orders that are not completed. */
  get open(): number {
    return this.chains.size;
  }

  save(): SavedPurchaseDocuments {
    return { counts: this.counts.slice(), chains: this.chains.save() };
  }

  load({ counts, chains }: SavedPurchaseDocuments): void {
    this.counts = counts.slice();
    this.chains.load(chains);
  }

  private completeIfOver(order: number, chain: PurchaseChain): void {
    if (!chain.ended || chain.uninvoiced.size > 0) return;
    if (chain.state !== PURCHASE_STATE.cancelled) this.reach(order, chain, PURCHASE_STATE.completed);
    this.chains.delete(order);
  }

  private reach(order: number, chain: PurchaseChain, state: number): void {
    if (state <= chain.state) return;
    chain.state = state;
    this.writeOrder(order, state, chain.number);
  }

  private next(kind: number): number {
    const number = this.forms[kind]!.first + this.counts[kind]!;
    this.counts[kind]! += 1;
    return number;
  }

  private writeOrder(order: number, state: number, number: number): void {
    this.log.business(
      'purchaseDocumentChanged',
      'ERP',
      'purchaseOrder',
      order,
      state + 1,
      number,
      this.partner,
    );
  }

  private writeReceipt(receipt: number, kind: number, state: number, number: number): void {
    const n = documentNo(kind, state);
    this.log.business('receiptDocumentChanged', 'ERP', 'receipt', receipt, n, number, this.partner);
  }
}
