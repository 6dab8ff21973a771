/**
 * ERP: owns order entry, credit, release, its own stock picture, goods-issue posting, billing of the customer and payment of
 * freight. What it does before goods move is in `order-entry.ts`.
 *
 * 1. Every command is known by its business key: a repeat changes nothing, and is answered as the first was if that has been
 *    answered. What comes for an order that is over changes nothing and is not answered.
 * 2. A payment is forgotten after `paidKeptMs`.
 * 3. Nothing is billed that is not posted as issued.
 * 4. An order is over when the core is done with it and all that it shipped is posted, reported and billed, in whatever order it is said:
 *    the core's messages of an order and of its shipments may overtake each other.
 */
import {
  type AllocationRequest,
  CONDITION,
  type PayInvoice,
  type ReportDelivery,
  type ReportGoodsIssue,
  type ReportOrderDone,
  type ReportSlaRisk,
  type UnitsOfOrderLines,
} from '#orchestrator/contracts/erp';
import type { PurchaseOrder } from '#orchestrator/contracts/purchasing';
import { AssertionError } from '#sim/assert';
import type { HandlerNo } from '#sim/kernel';
import type { SavedRecords } from '#sim/lent-records';
import type { Random } from '#sim/random/random';
import type { MockContext } from '../mock-system.ts';
import { Allocation } from './allocation.ts';
import { CreditNotes, type CreditState } from './credit-notes.ts';
import type { SavedDocuments } from './documents.ts';
import type { ErpMigration } from './erp-migration.ts';
import { FreightPayments, type SavedPayments } from './freight-payments.ts';
import { runAt } from './jobs.ts';
import { noteDelivery } from './line-book.ts';
import { isReported, type OpenOrder, orderOf, SHIPMENTS_MAX } from './open-order.ts';
import { type ErpIdentity, OrderEntry } from './order-entry.ts';
import type { OrderSource } from './order-source.ts';
import type { Waiting } from './outgoing-file.ts';
import { Procurement, type ProcurementState } from './procurement.ts';
import { PurchaseDocuments } from './purchase-documents.ts';
import type { ErpOrder, ErpSettings } from './settings.ts';
import { type ErpLedger, type ErpSideEffects, noErpEffects } from './side-effects.ts';
import { type SavedPicture, StockPicture } from './stock-picture.ts';
import { RefreshedPicture, type SavedRefresh, type StockReport } from './stock-refresh.ts';
import { type TransferState, Transfers } from './transfers.ts';
import { WrongBills } from './wrong-bills.ts';

interface ErpState {
  /** Where the source of orders stands. */
  readonly source: unknown;
  readonly orders: SavedRecords<OpenOrder>;
  readonly picture: SavedPicture;
  readonly effects: ErpSideEffects;
  readonly payments: SavedPayments;
  readonly file: readonly Waiting[];
  /** null where it buys nothing. */
  readonly procurement: ProcurementState | null;
  /** null where customers are credited nothing. */
  readonly credits: CreditState | null;
  /** null where there are no stores. */
  readonly transfers: TransferState | null;
  /** null where it has no profile. */
  readonly documents: SavedDocuments | null;
  /** null where its picture hears of its own postings alone. */
  readonly refresh: SavedRefresh | null;
}

export class ErpSystem extends OrderEntry<ErpState> {
  private effects: ErpLedger = noErpEffects();
  private readonly picture: StockPicture;
  private readonly payments: FreightPayments;
  /** null where it buys nothing. */
  readonly procurement: Procurement | null;
  /** null where customers are credited nothing. */
  readonly credits: CreditNotes | null;
  /** null where there are no stores. */
  readonly transfers: Transfers | null;
  protected override migration: ErpMigration<ErpSystem> | null = null;
  /** null where every bill is right. */
  private readonly wrongBills: WrongBills | null;
  private stockOfWms: (() => StockReport) | null = null;
  private readonly onBill: HandlerNo;
  private readonly onPay: HandlerNo;

  /** @param source of orders, none before the kernel's `now` */
  constructor(
    context: MockContext,
    random: Random,
    settings: ErpSettings,
    source: OrderSource,
    identity?: ErpIdentity,
  ) {
    super(context, random, settings, source, identity);
    this.picture = this.pictureFor();
    this.payments = new FreightPayments(settings.paidKeptMs);
    this.onBill = this.handler('bill', (shipment, minor) =>
      this.holderOf(orderOf(shipment)).bill(shipment, minor),
    );
    this.onPay = this.handler('pay', (load, minor, carrier) => this.pay(load, minor, carrier as number));
    this.procurement = this.procurementOf(random);
    this.credits = this.creditsOf(random);
    this.wrongBills = settings.wrongBills === undefined ? null : new WrongBills(random, settings.wrongBills);
    this.transfers = this.transfersOf();
    this.allocateBy(random);
    this.listen();
  }

  private pictureFor(): StockPicture {
    const { stock, refresh, procurement } = this.settings;
    if (refresh === undefined) return new StockPicture(stock);
    const settings = { ...refresh, buys: procurement !== undefined };
    const picture = new RefreshedPicture(this.kernel, stock, settings, () => this.stockOfWms!());
    picture.schedulesBy(this.handler('stockRefresh', () => picture.refresh()));
    return picture;
  }

  private procurementOf(random: Random): Procurement | null {
    const { kernel, log, picture, settings } = this;
    if (settings.procurement === undefined) return null;
    const say = (key: number, order: PurchaseOrder): void =>
      this.file.put('purchaseOrderReleased', key, order.supplier, order.node, order);
    const documents = PurchaseDocuments.of(this.conduct.forms, log, this.partner);
    const procurement = new Procurement(kernel, log, random, settings.procurement, picture, say, documents);
    this.on('reportConfirmation', (message) => procurement.takeConfirmation(message));
    this.on('postGoodsReceipt', (message) => procurement.postReceipt(message));
    this.on('reportPurchaseOrderDone', (message) => procurement.takeEnd(message));
    return procurement;
  }

  private creditsOf(random: Random): CreditNotes | null {
    const { kernel, log, settings } = this;
    if (settings.credits === undefined) return null;
    const credits = new CreditNotes(kernel, log, random, settings.credits, (kind, key, minor) =>
      this.file.put(kind, key, minor, 0, null),
    );
    this.on('issueCreditNote', (message) => credits.issue(message));
    this.on('grantCredit', (message) => credits.grantCredit(message));
    this.on('creditDelivery', (message) => credits.creditDelivery(message));
    return credits;
  }

  private transfersOf(): Transfers | null {
    const { kernel, log, settings } = this;
    if (settings.transfers === undefined) return null;
    const orders = {
      release: (order: ErpOrder) => this.release(order),
      cancel: (no: number) => this.cancel(no),
      stock: (node: number, product: number, units: number) =>
        this.pictureInCharge().move(node, product, units),
    };
    const transfers = new Transfers(kernel, log, settings.transfers, orders, (kind, key, a, b, body) =>
      this.file.put(kind, key, a, b, body),
    );
    this.on('requestTransfer', (message) => transfers.request(message));
    this.on('cancelTransfer', (message) => transfers.cancel(message));
    this.on('postTransferReceipt', (message) => transfers.postReceipt(message));
    return transfers;
  }

  /** Says which node, where it owns that. */
  private allocateBy(random: Random): void {
    const { settings } = this;
    if (settings.allocation === undefined) return;
    const allocation = new Allocation(random, settings.allocation);
    const onAllocated = this.handler('allocated', (no, attempt, request) => {
      const picture = (node: number, product: number): number => this.pictureOf(node, product);
      const node = allocation.nodeFor(request as AllocationRequest, picture);
      this.log.business('orderAllocated', 'ERP', 'order', no, attempt, node, 0);
      this.file.put('orderAllocated', no, attempt, node, null);
    });
    this.on('requestAllocation', ({ key, a: attempt, body }) => {
      const order = this.holderOf(key).orders.get(key);
      if (order === undefined) return;
      const at = this.kernel.now + allocation.answerMs(order.drawKey, attempt);
      this.kernel.schedule(onAllocated, at, key, attempt, body);
    });
  }

  private listen(): void {
    this.on('requestMasterData', (message) => this.redirected(message.key).askMasterData(message));
    this.on('reportGoodsIssue', (message) => this.redirected(orderOf(message.key)).postGoodsIssue(message));
    this.on('reportDelivery', (message) => this.redirected(orderOf(message.key)).takeDelivery(message));
    this.on('payInvoice', (message) => this.approve(message));
    this.on('reportOrderDone', (message) => this.redirected(message.key).takeDone(message));
    this.on('reportSlaRisk', (message) => this.redirected(orderOf(message.key)).notifyCustomer(message));
    // For people to read: nothing that ERP does later depends on them.
    this.on('answerCancellation', () => {});
    this.on('answerChange', (message) => this.holderOf(message.key).changes.answered(message));
    this.on('reportBackorder', () => {});
  }

  /** Schedules the first release and the first reviews; not after a restore. */
  start(): void {
    this.scheduleNext();
    this.procurement?.start();
  }

  /** Is replaced, or takes another's place: before the first event. */
  join(migration: ErpMigration<ErpSystem>): void {
    this.migration = migration;
  }

  /** Where a refresh of its picture looks. */
  reads(stock: () => StockReport): void {
    this.stockOfWms = stock;
  }

  /** Units of a product that ERP believes to lie in a node: what counts, where there are two. */
  pictureOf(node: number, product: number): number {
    return this.pictureInCharge().unitsAt(node, product);
  }

  /** Units that its picture has taken over from WMS, beside its own postings. */
  unitsTakenOver(node: number, product: number): number {
    const picture = this.pictureInCharge();
    return picture instanceof RefreshedPicture ? picture.unitsTaken(node, product) : 0;
  }

  /** What it has done in the whole run, by its own count. */
  get sideEffects(): ErpSideEffects {
    return this.effects;
  }

  /** Goes on with the picture of stock of another system. */
  carryOn({ picture }: ErpSystem): void {
    if (this.picture instanceof RefreshedPicture && picture instanceof RefreshedPicture)
      this.picture.carryOn(picture);
    else this.picture.load(picture.save());
  }

  protected holderOf(order: number): ErpSystem {
    return this.migration === null ? this : this.migration.holderOf(order, this);
  }

  private redirected(order: number): ErpSystem {
    return this.migration === null ? this : this.migration.redirected(order, this);
  }

  private pictureInCharge(): StockPicture {
    return this.migration === null ? this.picture : this.migration.inCharge.picture;
  }

  private postGoodsIssue({ key, a: node, body }: ReportGoodsIssue): void {
    const order = this.orders.get(orderOf(key));
    if (order === undefined) return;
    const bit = bitOf(key);
    if ((order.issued & bit) !== 0) return;
    order.issued |= bit;
    const picture = this.pictureInCharge();
    let issued = 0;
    let valueMinor = 0;
    for (let i = 0; i < body.lines.length; i++) {
      const units = body.units[i]!;
      const { product, unitPriceMinor } = lineOf(order, body.lines[i]!, key);
      picture.move(node, product, -units);
      issued += units;
      valueMinor += units * unitPriceMinor;
    }
    this.transfers?.issued(key, body);
    order.unposted -= issued;
    this.effects.postings += 1;
    this.effects.postedUnits += issued;
    this.effects.postedMinor += valueMinor;
    this.log.business('goodsIssuePosted', 'ERP', 'shipment', key, 1, node, issued);
    this.log.business('goodsIssueValued', 'ERP', 'shipment', key, 1, valueMinor, node);
    if (order.documents !== null) this.documents!.issued(key, key % SHIPMENTS_MAX, order.documents, issued);
    const withheldMinor = order.withheldMinor[key % SHIPMENTS_MAX];
    if (withheldMinor !== undefined) this.kernel.schedule(this.onBill, this.kernel.now, key, withheldMinor);
    this.closeIfReported(orderOf(key), order);
  }

  private takeDone({ key, a: shipped, b: cancelled }: ReportOrderDone): void {
    const order = this.orders.get(key);
    if (order === undefined) {
      // Rejected, and forgotten: whoever asked for the transfer must hear that nothing comes.
      this.transfers?.closed(key, cancelled);
      return;
    }
    if (order.done) return;
    order.done = true;
    order.unposted += shipped;
    order.cancelledUnits = cancelled;
    this.closeIfReported(key, order);
  }

  /** Closes its books on an order, once: what was said of its shipments may come after the core's word that it is done. */
  private closeIfReported(no: number, order: OpenOrder): void {
    if (!isReported(order)) return;
    this.writeLines(no, order);
    this.forgetIfOver(no, order);
    this.transfers?.closed(no, order.cancelledUnits);
  }

  /** The customer hears of it; what overtook it, or comes again, is no news. */
  private notifyCustomer({ key, a: estimatedAt, b: promisedAt, body }: ReportSlaRisk): void {
    const order = this.orders.get(orderOf(key));
    const n = key % SHIPMENTS_MAX;
    if (order === undefined || body.notice <= (order.notices[n] ?? 0)) return;
    order.notices[n] = body.notice;
    this.log.business('customerNotified', 'ERP', 'shipment', key, body.notice, estimatedAt, promisedAt);
  }

  private takeDelivery({ key, a: deliveredAt, b: condition, body }: ReportDelivery): void {
    const order = this.orders.get(orderOf(key));
    if (order === undefined) return;
    const bit = bitOf(key);
    const n = key % SHIPMENTS_MAX;
    if ((order.delivered & bit) !== 0) {
      const billed = order.billedMinor[n];
      if (billed !== undefined) this.say('customerBilled', key, billed, 0, null);
      return;
    }
    order.delivered |= bit;
    if (order.lineBook !== null) noteDelivery(order.lineBook, deliveredAt, condition, body);
    this.transfers?.delivered(key, condition);
    if (order.documents !== null) this.documents!.confirmed(key, n, order.documents);
    if (condition === CONDITION.good) this.scheduleBill(key, n, order, body);
    this.closeIfReported(orderOf(key), order);
  }

  /** The customer is to be billed for what arrived. */
  private scheduleBill(key: number, n: number, order: OpenOrder, body: UnitsOfOrderLines): void {
    order.billing += 1;
    let minor = 0;
    for (let i = 0; i < body.lines.length; i++)
      minor += body.units[i]! * lineOf(order, body.lines[i]!, key).unitPriceMinor;
    if (!Number.isSafeInteger(minor))
      throw new AssertionError(`invoice of shipment ${key} is no whole amount: ${minor}. Check its prices`);
    this.kernel.schedule(this.onBill, this.billedAt(order, n), key, minor);
  }

  /** When the invoice of shipment n is posted. */
  private billedAt({ drawKey, customer }: OpenOrder, n: number): number {
    const { billingJob } = this.conduct;
    const dueAt = this.kernel.now + this.luck.billing.of(drawKey, n + 1);
    const at =
      this.migration === null ? dueAt : Math.max(dueAt, this.migration.customerKnownAt(customer, this));
    return billingJob === null ? at : runAt(billingJob, at);
  }

  private bill(shipment: number, dueMinor: number): void {
    const no = orderOf(shipment);
    const order = this.orders.get(no)!;
    const n = shipment % SHIPMENTS_MAX;
    // The report of the goods issue has not got through yet, that of the delivery has: nothing is billed that is not posted.
    if ((order.issued & bitOf(shipment)) === 0) {
      order.withheldMinor[n] = dueMinor;
      return;
    }
    const mistake = this.wrongBills?.of(order, n, dueMinor) ?? null;
    const minor = dueMinor + (mistake?.tooHighMinor ?? 0);
    order.billing -= 1;
    order.billedMinor[n] = minor;
    this.effects.invoices += 1;
    this.credits?.billed(shipment, minor);
    this.effects.invoicedMinor += minor;
    if (mistake !== null)
      this.log.business('billMistaken', 'ERP', 'shipment', shipment, 1, mistake.tooHighMinor, mistake.kind);
    this.log.business('customerBilled', 'ERP', 'shipment', shipment, 1, minor, order.customer);
    if (order.documents !== null)
      this.documents!.billed(shipment, n, order.documents, order.customer, this.kernel.now);
    this.say('customerBilled', shipment, minor, 0, null);
    this.forgetIfOver(no, order);
  }

  private approve({ key, a: minor, b: carrier }: PayInvoice): void {
    const known = this.payments.approve(key);
    if (known === 'waiting') return;
    if (known !== 'new') this.say('invoicePaid', key, known, carrier, null);
    else
      this.kernel.schedule(this.onPay, this.kernel.now + this.settings.paymentTermsMs, key, minor, carrier);
  }

  private pay(load: number, minor: number, carrier: number): void {
    this.payments.pay(load, minor, this.kernel.now);
    this.effects.payments += 1;
    this.effects.paidMinor += minor;
    this.log.business('freightPaid', 'ERP', 'load', load, 1, minor, carrier);
    this.say('invoicePaid', load, minor, carrier, null);
  }

  protected saveState(): ErpState {
    return {
      source: this.source.save(),
      orders: this.orders.save(),
      picture: this.picture.save(),
      effects: { ...this.effects },
      payments: this.payments.save(),
      file: this.file.save(),
      procurement: this.procurement?.save() ?? null,
      credits: this.credits?.save() ?? null,
      transfers: this.transfers?.save() ?? null,
      documents: this.documents?.save() ?? null,
      refresh: this.picture instanceof RefreshedPicture ? this.picture.saveRefresh() : null,
    };
  }

  protected loadState(saved: ErpState): void {
    this.source.load(saved.source);
    this.orders.load(saved.orders);
    this.picture.load(saved.picture);
    this.effects = { ...saved.effects };
    this.payments.load(saved.payments);
    this.file.load(saved.file);
    if (saved.procurement !== null) this.procurement?.load(saved.procurement);
    if (saved.credits !== null) this.credits?.load(saved.credits);
    if (saved.transfers !== null) this.transfers?.load(saved.transfers);
    if (saved.documents !== null) this.documents?.load(saved.documents);
    if (saved.refresh !== null && this.picture instanceof RefreshedPicture)
      this.picture.loadRefresh(saved.refresh);
  }
}

function bitOf(shipment: number): number {
  return 1 << (shipment % SHIPMENTS_MAX);
}

function lineOf({ lines }: OpenOrder, line: number, shipment: number): OpenOrder['lines'][number] {
  const found = lines[line];
  if (found === undefined)
    throw new AssertionError(`shipment ${shipment} names line ${line}; its order has ${lines.length} lines`);
  return found;
}
