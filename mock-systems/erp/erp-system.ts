/**
 * ERP: owns order entry, credit, release, its own stock picture, goods-issue posting, billing of the customer and payment of
 * freight.
 *
 * 1. Orders are taken from their source one by one, when the one before has been released.
 * 2. Every command is known by its business key: a repeat changes nothing, and is answered as the first was if that has been
 *    answered. What comes for an order that is done changes nothing and is not answered.
 * 3. An order is forgotten when the core is done with it and every invoice of it is posted; a payment after `paidKeptMs`.
 * 4. The weight of `orderReleased` is that of the lines whose weight ERP knows.
 * 5. Business events are written when they happen, messages leave at once or with the next file, in order.
 */

import type { PayInvoice } from '#orchestrator/contracts/erp';
import {
  CONDITION,
  type ErpToCore,
  HOLD,
  type ReportDelivery,
  type ReportGoodsIssue,
  type ReportSlaRisk,
  type RequestMasterData,
  type SalesOrder,
} from '#orchestrator/contracts/erp';
import { ERP } from '#orchestrator/contracts/partners';
import { AssertionError } from '#sim/assert';
import type { HandlerNo } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import type { Random } from '#sim/random/random';
import { type MockContext, MockSystem } from '../mock-system.ts';
import { CreditNotes, type CreditState } from './credit-notes.ts';
import { FreightPayments, type SavedPayments } from './freight-payments.ts';
import { copyOrder, type OpenOrder, openOrder, orderOf, SHIPMENTS_MAX } from './open-order.ts';
import { OrderLuck } from './order-luck.ts';
import type { OrderSource } from './order-source.ts';
import { OutgoingFile, type Waiting } from './outgoing-file.ts';
import { Procurement, type ProcurementState } from './procurement.ts';
import type { ErpOrder, ErpSettings } from './settings.ts';
import { type ErpLedger, type ErpSideEffects, noErpEffects } from './side-effects.ts';
import { type SavedPicture, StockPicture } from './stock-picture.ts';

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
}

export class ErpSystem extends MockSystem<ErpState> {
  private readonly orders = new LentRecords<OpenOrder>(copyOrder);
  private effects: ErpLedger = noErpEffects();
  private readonly picture: StockPicture;
  private readonly payments: FreightPayments;
  private readonly file: OutgoingFile;
  /** null where it buys nothing. */
  readonly procurement: Procurement | null;
  /** null where customers are credited nothing. */
  readonly credits: CreditNotes | null;
  private readonly settings: ErpSettings;
  private readonly source: OrderSource;
  private readonly luck: OrderLuck;
  private readonly onRelease: HandlerNo;
  private readonly onCredit: HandlerNo;
  private readonly onChange: HandlerNo;
  private readonly onCancel: HandlerNo;
  private readonly onMasterData: HandlerNo;
  private readonly onBill: HandlerNo;
  private readonly onPay: HandlerNo;

  /** @param source of orders, none before the kernel's `now` */
  constructor(context: MockContext, random: Random, settings: ErpSettings, source: OrderSource) {
    super(context, ERP, 'ERP');
    this.settings = settings;
    this.source = source;
    this.luck = new OrderLuck(random, settings);
    this.picture = new StockPicture(settings.stock);
    this.payments = new FreightPayments(settings.paidKeptMs);
    this.file = new OutgoingFile(this.kernel, settings.batchEveryMs, (kind, key, a, b, body) =>
      this.send(kind, key, a, b, body as never),
    );
    const { kernel } = this;
    this.onRelease = kernel.handler('erp.release', (_no, _b, order) => this.release(order as ErpOrder));
    this.onCredit = kernel.handler('erp.credit', (no, rejected) => this.decideCredit(no, rejected === 1));
    this.onChange = kernel.handler('erp.change', (no, line) => this.change(no, line));
    this.onCancel = kernel.handler('erp.cancel', (no) => this.cancel(no));
    this.onMasterData = kernel.handler('erp.masterData', (no) => this.provideMasterData(no));
    this.onBill = kernel.handler('erp.bill', (shipment, minor) => this.bill(shipment, minor));
    this.onPay = kernel.handler('erp.pay', (load, minor, carrier) =>
      this.pay(load, minor, carrier as number),
    );
    this.procurement = this.procurementOf(random);
    this.credits = this.creditsOf(random);
    this.listen();
  }

  private procurementOf(random: Random): Procurement | null {
    const { kernel, log, picture, settings } = this;
    if (settings.procurement === undefined) return null;
    const procurement = new Procurement(kernel, log, random, settings.procurement, picture, (key, order) =>
      this.file.put('purchaseOrderReleased', key, order.supplier, order.node, order),
    );
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
    return credits;
  }

  private listen(): void {
    this.on('requestMasterData', (message) => this.askMasterData(message));
    this.on('reportGoodsIssue', (message) => this.postGoodsIssue(message));
    this.on('reportDelivery', (message) => this.takeDelivery(message));
    this.on('payInvoice', (message) => this.approve(message));
    this.on('reportOrderDone', ({ key }) => {
      const order = this.orders.get(key);
      if (order === undefined) return;
      order.done = true;
      this.forgetIfOver(key, order);
    });
    this.on('reportSlaRisk', (message) => this.notifyCustomer(message));
    // For people to read: nothing that ERP does later depends on them.
    this.on('answerCancellation', () => {});
    this.on('answerChange', () => {});
    this.on('reportBackorder', () => {});
  }

  /** Schedules the first release and the first reviews; not after a restore. */
  start(): void {
    this.scheduleNext();
    this.procurement?.start();
  }

  /** Units of a product that ERP believes to lie in a node. */
  pictureOf(node: number, product: number): number {
    return this.picture.unitsAt(node, product);
  }

  /** What it has done in the whole run, by its own count. */
  get sideEffects(): ErpSideEffects {
    return this.effects;
  }

  /** Orders that it has not forgotten. */
  get openOrders(): number {
    return this.orders.size;
  }

  private scheduleNext(): void {
    const order = this.source.next();
    if (order !== null) this.kernel.schedule(this.onRelease, order.releaseAt, order.no, 0, order);
  }

  private release(order: ErpOrder): void {
    const { no } = order;
    const held = this.luck.isHeld(order);
    this.orders.set(no, openOrder(order));
    const sales = this.asKnown(order);
    let units = 0;
    let grams = 0;
    let valueMinor = 0;
    for (const line of sales.lines) {
      units += line.units;
      valueMinor += line.units * line.unitPriceMinor;
      grams += line.units * (line.unitWeightGrams ?? 0);
    }
    this.log.business('orderReleased', 'ERP', 'order', no, 1, units, grams);
    this.log.business('orderPromised', 'ERP', 'order', no, 1, sales.promisedAt, sales.customer);
    this.log.business('orderValued', 'ERP', 'order', no, 1, valueMinor, sales.lines.length);
    if (held) this.log.business('orderHeld', 'ERP', 'order', no, 1, 0, 0);
    this.say('salesOrderReleased', no, held ? HOLD.credit : HOLD.none, 0, sales);
    this.scheduleLife(order, held);
    this.scheduleNext();
  }

  /** The order without the weights that the master data lack. */
  private asKnown(order: ErpOrder): SalesOrder {
    const { sales } = order;
    let lines = sales.lines;
    for (let i = 0; i < sales.lines.length; i++) {
      if (!this.luck.isWeightMissing(order, i)) continue;
      lines = lines.with(i, { ...sales.lines[i]!, unitWeightGrams: null });
    }
    return lines === sales.lines ? sales : { ...sales, lines };
  }

  private scheduleLife(order: ErpOrder, held: boolean): void {
    const { luck, kernel } = this;
    const { no, drawKey } = order;
    const { now } = kernel;
    if (held) {
      const rejected = luck.isRejected(order) ? 1 : 0;
      kernel.schedule(this.onCredit, now + luck.creditDecision.of(drawKey, 1), no, rejected);
    }
    if (luck.isChanged(order))
      kernel.schedule(this.onChange, now + luck.change.of(drawKey, 1), no, luck.lineChanged(order));
    if (luck.isCancelled(order)) kernel.schedule(this.onCancel, now + luck.cancel.of(drawKey, 1), no);
  }

  private decideCredit(no: number, rejected: boolean): void {
    const order = this.orders.get(no);
    if (order === undefined || order.cancelled || order.done) return;
    const event = rejected ? 'orderRejected' : 'holdReleased';
    this.log.business(event, 'ERP', 'order', no, 1, 0, 0);
    this.say(event, no, 0, 0, null);
    if (!rejected) return;
    order.done = true;
    this.forgetIfOver(no, order);
  }

  private change(no: number, line: number): void {
    const order = this.orders.get(no);
    if (order === undefined || order.cancelled || order.done) return;
    const units = this.luck.unitsChanged(order.drawKey, order.lines[line]!.units);
    this.log.business('orderChanged', 'ERP', 'order', no, 1, line, units);
    this.say('orderChanged', no, line, units, null);
  }

  private cancel(no: number): void {
    const order = this.orders.get(no);
    if (order === undefined || order.done) return;
    order.cancelled = true;
    this.log.business('orderCancelled', 'ERP', 'order', no, 1, 0, 0);
    this.say('orderCancelled', no, 0, 0, null);
  }

  private askMasterData({ key }: RequestMasterData): void {
    const order = this.orders.get(key);
    if (order === undefined || order.masterData === 'asked') return;
    if (order.masterData === 'provided') {
      this.sayWeights(key, order);
      return;
    }
    order.masterData = 'asked';
    const at = this.kernel.now + this.luck.masterData.of(order.drawKey, 1);
    this.kernel.schedule(this.onMasterData, at, key);
  }

  private provideMasterData(no: number): void {
    const order = this.orders.get(no);
    if (order === undefined) return;
    order.masterData = 'provided';
    this.sayWeights(no, order);
  }

  private sayWeights(no: number, { lines }: OpenOrder): void {
    this.say('masterDataProvided', no, 0, 0, {
      unitWeightGrams: lines.map(({ unitWeightGrams }) => unitWeightGrams!),
    });
  }

  private postGoodsIssue({ key, a: node, body }: ReportGoodsIssue): void {
    const order = this.orders.get(orderOf(key));
    if (order === undefined) return;
    const bit = bitOf(key);
    if ((order.issued & bit) !== 0) return;
    order.issued |= bit;
    let issued = 0;
    let valueMinor = 0;
    for (let i = 0; i < body.lines.length; i++) {
      const units = body.units[i]!;
      const { product, unitPriceMinor } = lineOf(order, body.lines[i]!, key);
      this.picture.move(node, product, -units);
      issued += units;
      valueMinor += units * unitPriceMinor;
    }
    this.effects.postings += 1;
    this.effects.postedUnits += issued;
    this.effects.postedMinor += valueMinor;
    this.log.business('goodsIssuePosted', 'ERP', 'shipment', key, 1, node, issued);
    this.log.business('goodsIssueValued', 'ERP', 'shipment', key, 1, valueMinor, node);
    const withheldMinor = order.withheldMinor[key % SHIPMENTS_MAX];
    if (withheldMinor !== undefined) this.kernel.schedule(this.onBill, this.kernel.now, key, withheldMinor);
  }

  /** The customer hears of it; what overtook it, or comes again, is no news. */
  private notifyCustomer({ key, a: estimatedAt, b: promisedAt, body }: ReportSlaRisk): void {
    const order = this.orders.get(orderOf(key));
    const n = key % SHIPMENTS_MAX;
    if (order === undefined || body.notice <= (order.notices[n] ?? 0)) return;
    order.notices[n] = body.notice;
    this.log.business('customerNotified', 'ERP', 'shipment', key, body.notice, estimatedAt, promisedAt);
  }

  private takeDelivery({ key, b: condition, body }: ReportDelivery): void {
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
    if (condition !== CONDITION.good) return;
    order.billing += 1;
    let minor = 0;
    for (let i = 0; i < body.lines.length; i++)
      minor += body.units[i]! * lineOf(order, body.lines[i]!, key).unitPriceMinor;
    if (!Number.isSafeInteger(minor))
      throw new AssertionError(`invoice of shipment ${key} is no whole amount: ${minor}. Check its prices`);
    this.kernel.schedule(
      this.onBill,
      this.kernel.now + this.luck.billing.of(order.drawKey, n + 1),
      key,
      minor,
    );
  }

  private bill(shipment: number, minor: number): void {
    const no = orderOf(shipment);
    const order = this.orders.get(no)!;
    const n = shipment % SHIPMENTS_MAX;
    // The report of the goods issue has not got through yet, that of the delivery has: nothing is billed that is not posted.
    if ((order.issued & bitOf(shipment)) === 0) {
      order.withheldMinor[n] = minor;
      return;
    }
    order.billing -= 1;
    order.billedMinor[n] = minor;
    this.effects.invoices += 1;
    this.credits?.billed(shipment, minor);
    this.effects.invoicedMinor += minor;
    this.log.business('customerBilled', 'ERP', 'shipment', shipment, 1, minor, order.customer);
    this.say('customerBilled', shipment, minor, 0, null);
    this.forgetIfOver(no, order);
  }

  private forgetIfOver(no: number, order: OpenOrder): void {
    if (order.done && order.billing === 0) this.orders.delete(no);
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

  private say<Kind extends ErpToCore['kind']>(
    kind: Kind,
    key: number,
    a: number,
    b: number,
    body: Extract<ErpToCore, { readonly kind: Kind }>['body'],
  ): void {
    this.file.put(kind, key, a, b, body);
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
