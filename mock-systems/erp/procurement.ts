/**
 * Procurement: at each review ERP looks at its own picture of stock and at what is on order, and buys up to a target.
 *
 * 1. A purchase order's number says which review of which node and supplier it is: no order's number, or luck, depends on another.
 * 2. Picture + on order of a product never passes its target by an order.
 * 3. Idempotent by purchase order and receipt: a repeated report moves no stock and frees nothing.
 * 4. What is committed is on ERP's books until goods are posted or nobody expects them; what is received, until it is invoiced.
 *    Both are written down at the end of each period.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type {
  PostGoodsReceipt,
  PurchaseOrder,
  PurchaseOrderLine,
  ReportConfirmation,
  ReportPurchaseOrderDone,
} from '#orchestrator/contracts/purchasing';
import { deliveryOf, purchaseOrderOf } from '#orchestrator/contracts/receipt-key';
import { assert } from '#sim/assert';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import { FinishedKeys, type SavedFinished } from '../finished-keys.ts';
import { Commitments, type SavedCommitments } from './commitments.ts';
import type { ProcurementPlan, ProcurementSettings } from './procurement-settings.ts';
import type { PurchaseDocuments, SavedPurchaseDocuments } from './purchase-documents.ts';
import type { StockPicture } from './stock-picture.ts';

/** What ERP has done about purchases that can't be undone by forgetting, by its own count, in the whole run. */
export interface PurchaseLedger {
  orders: number;
  orderedMinor: number;
  receipts: number;
  receivedUnits: number;
  receivedMinor: number;
  usedMinor: number;
  freedMinor: number;
  invoices: number;
  invoicedMinor: number;
}

export interface ProcurementState {
  readonly commitments: SavedCommitments;
  readonly finished: SavedFinished;
  readonly ledger: PurchaseLedger;
  /** null where ERP has no profile. */
  readonly documents: SavedPurchaseDocuments | null;
}

/** `n` of `commitmentFreed`: by a confirmation of less, at the order's end. */
const FREED = { confirmed: 1, done: 2 } as const;

export class Procurement {
  private readonly kernel: Kernel;
  private readonly log: BusinessLog;
  private readonly settings: ProcurementSettings;
  private readonly picture: StockPicture;
  private readonly say: (key: number, order: PurchaseOrder) => void;
  private readonly documents: PurchaseDocuments | null;
  private readonly commitments: Commitments;
  private readonly finished: FinishedKeys;
  private readonly invoiceAfterMs: Sampler;
  private readonly invoices: RandomStream;
  private readonly onReview: HandlerNo;
  private readonly onInvoice: HandlerNo;
  private readonly onPeriodEnd: HandlerNo;
  private own: PurchaseLedger = {
    orders: 0,
    orderedMinor: 0,
    receipts: 0,
    receivedUnits: 0,
    receivedMinor: 0,
    usedMinor: 0,
    freedMinor: 0,
    invoices: 0,
    invoicedMinor: 0,
  };

  /**
   * @param say tells the core of a released purchase order
   * @param documents null where ERP has no profile
   */
  constructor(
    kernel: Kernel,
    log: BusinessLog,
    random: Random,
    settings: ProcurementSettings,
    picture: StockPicture,
    say: (key: number, order: PurchaseOrder) => void,
    documents: PurchaseDocuments | null = null,
  ) {
    checkPlans(settings);
    this.kernel = kernel;
    this.log = log;
    this.settings = settings;
    this.picture = picture;
    this.say = say;
    this.documents = documents;
    this.commitments = new Commitments(settings.nodes, settings.products);
    this.finished = new FinishedKeys(settings.rememberMs);
    this.invoiceAfterMs = compile(settings.invoiceAfterMs, 'erp.procurement.invoiceAfterMs');
    this.invoices = random.stream('erp/supplier-invoice');
    this.onReview = kernel.handler('erp.review', (plan, review) => this.review(plan, review));
    this.onInvoice = kernel.handler('erp.supplierInvoice', (receipt, minor, supplier) =>
      this.takeInvoice(receipt, minor, supplier as number),
    );
    this.onPeriodEnd = kernel.handler('erp.periodEnd', (period) => this.closePeriod(period));
  }

  get ledger(): Readonly<PurchaseLedger> {
    return this.own;
  }

  /** On its books now, minor units. */
  get committedMinor(): number {
    return this.commitments.committedMinor;
  }

  /** Received and not invoiced, minor units. */
  get accruedMinor(): number {
    return this.commitments.accruedMinor;
  }

  /** Purchase orders that it remembers. */
  get remembered(): number {
    return this.commitments.size;
  }

  /** Purchase orders that are not done. */
  openOrders(): number[] {
    return this.commitments.openOrders();
  }

  /** Schedules the first reviews and the end of the first period; not after a restore. */
  start(): void {
    for (const plan of this.settings.plans.keys()) this.scheduleReview(plan, 0);
    this.schedulePeriodEnd(0);
  }

  takeConfirmation({ key, body }: ReportConfirmation): void {
    const order = this.commitments.get(key);
    if (order === undefined || order.confirmed || order.done) return;
    order.confirmed = true;
    this.documents?.confirmed(key);
    const left = body.units.map((units, line) => units - order.received[line]!);
    this.free(key, FREED.confirmed, this.commitments.reduceTo(order, left), order.supplier);
  }

  postReceipt({ key: receipt, a: node, body }: PostGoodsReceipt): void {
    const order = this.commitments.get(purchaseOrderOf(receipt));
    const bit = 1 << deliveryOf(receipt);
    if (order === undefined || (order.posted & bit) !== 0) return;
    order.posted |= bit;
    let received = 0;
    for (const [line, product] of order.products.entries()) {
      const units = body.units[line] ?? 0;
      this.picture.move(node, product, units);
      received += units;
    }
    const { valueMinor, usedMinor } = this.commitments.receive(order, body.units);
    const { own, kernel } = this;
    own.receipts += 1;
    own.receivedUnits += received;
    own.receivedMinor += valueMinor;
    own.usedMinor += usedMinor;
    this.log.business('goodsReceiptPosted', 'ERP', 'receipt', receipt, 1, node, received);
    this.log.business('goodsReceiptValued', 'ERP', 'receipt', receipt, 1, valueMinor, usedMinor);
    this.documents?.received(receipt, {
      isAll: order.open.every((units) => units === 0),
      isWorth: valueMinor > 0,
    });
    if (valueMinor === 0) return;
    const afterMs = drawMs(this.invoiceAfterMs, this.invoices, receipt);
    kernel.schedule(this.onInvoice, kernel.now + afterMs, receipt, valueMinor, order.supplier);
  }

  takeEnd({ key }: ReportPurchaseOrderDone): void {
    const order = this.commitments.get(key);
    if (order === undefined || order.done) return;
    order.done = true;
    this.documents?.ended(key);
    const nothing = order.open.map(() => 0);
    this.free(key, FREED.done, this.commitments.reduceTo(order, nothing), order.supplier);
    const { now } = this.kernel;
    this.finished.add(key, now);
    for (let due = this.finished.next(now); due !== -1; due = this.finished.next(now))
      this.commitments.forget(due);
  }

  save(): ProcurementState {
    return {
      commitments: this.commitments.save(),
      finished: this.finished.save(),
      ledger: { ...this.own },
      documents: this.documents?.save() ?? null,
    };
  }

  load(saved: ProcurementState): void {
    this.commitments.load(saved.commitments);
    this.finished.load(saved.finished);
    this.own = { ...saved.ledger };
    if (saved.documents !== null) this.documents?.load(saved.documents);
  }

  private scheduleReview(plan: number, review: number): void {
    const { firstReviewAt, reviewMs } = this.settings.plans[plan]!;
    const at = firstReviewAt + review * reviewMs;
    if (at <= this.settings.until) this.kernel.schedule(this.onReview, at, plan, review);
  }

  private review(planNo: number, review: number): void {
    const plan = this.settings.plans[planNo]!;
    const lines = this.linesOf(plan);
    if (lines.length > 0) this.order(plan, review, lines);
    this.scheduleReview(planNo, review + 1);
  }

  private linesOf({ node, products }: ProcurementPlan): PurchaseOrderLine[] {
    const lines: PurchaseOrderLine[] = [];
    for (const { product, reorderUnits, targetUnits, unitCostMinor } of products) {
      const position = this.picture.unitsAt(node, product) + this.commitments.onOrderOf(node, product);
      if (position > reorderUnits || position >= targetUnits) continue;
      lines.push({ product, units: targetUnits - position, unitCostMinor });
    }
    return lines;
  }

  private order(
    { node, supplier, leadTimeMs }: ProcurementPlan,
    review: number,
    lines: readonly PurchaseOrderLine[],
  ): void {
    const { nodes, suppliers } = this.settings;
    const key = (review * nodes + node) * suppliers + supplier + 1;
    const open = lines.map(({ units }) => units);
    const minor = this.commitments.commit(key, {
      supplier,
      node,
      products: lines.map(({ product }) => product),
      unitCostMinor: lines.map(({ unitCostMinor }) => unitCostMinor),
      open,
      received: open.map(() => 0),
      confirmed: false,
      done: false,
      posted: 0,
    });
    const units = open.reduce((sum, each) => sum + each, 0);
    const dueAt = this.kernel.now + leadTimeMs;
    this.own.orders += 1;
    this.own.orderedMinor += minor;
    this.log.business('purchaseOrderReleased', 'ERP', 'purchaseOrder', key, 1, units, dueAt);
    this.log.business('purchaseCommitted', 'ERP', 'purchaseOrder', key, 1, minor, supplier);
    this.documents?.ordered(key);
    this.say(key, { supplier, node, lines, dueAt });
  }

  private free(key: number, n: number, minor: number, supplier: number): void {
    if (minor === 0) return;
    this.own.freedMinor += minor;
    this.log.business('commitmentFreed', 'ERP', 'purchaseOrder', key, n, minor, supplier);
  }

  private takeInvoice(receipt: number, minor: number, supplier: number): void {
    this.commitments.accruedMinor -= minor;
    this.own.invoices += 1;
    this.own.invoicedMinor += minor;
    this.log.business('supplierInvoiced', 'ERP', 'receipt', receipt, 1, minor, supplier);
    this.documents?.invoiced(receipt);
  }

  private schedulePeriodEnd(period: number): void {
    const at = this.settings.periodEnds[period];
    if (at !== undefined) this.kernel.schedule(this.onPeriodEnd, at, period);
  }

  private closePeriod(period: number): void {
    const { committedMinor, accruedMinor } = this.commitments;
    this.log.business('periodClosed', 'ERP', 'period', period + 1, 1, committedMinor, accruedMinor);
    this.documents?.closed(period + 1, accruedMinor);
    this.schedulePeriodEnd(period + 1);
  }
}

function checkPlans({ plans, products, nodes, suppliers }: ProcurementSettings): void {
  const planned = new Set<number>();
  for (const { node, supplier, reviewMs, products: bought } of plans) {
    const place = `erp.procurement: plan of node ${node} and supplier ${supplier}`;
    assert(reviewMs > 0, `${place}: reviewMs must be > 0, got ${reviewMs}`);
    assert(
      node < nodes && supplier < suppliers,
      `${place}: there are ${nodes} nodes and ${suppliers} suppliers`,
    );
    for (const { product } of bought) {
      const cell = node * products + product;
      assert(!planned.has(cell), `${place}: product ${product} of this node is in two plans`);
      planned.add(cell);
    }
  }
}
