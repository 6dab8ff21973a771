/**
 * How suppliers answer purchase orders: in full, in part, with a no, or not at all until they are asked again.
 *
 * 1. A purchase order is answered once; sent again after that, it gets the answer it got.
 * 2. What was cancelled before it was answered is declined.
 */
import { receiptKey } from '#orchestrator/contracts/receipt-key';
import type { CancelRemainder, SendPurchaseOrder } from '#orchestrator/contracts/suppliers';
import type { HandlerNo } from '#sim/kernel';
import { drawMs } from '#sim/random/draw-ms';
import type { SupplierOffice } from './office.ts';
import type { Shipping } from './shipping.ts';
import { newDelivery, newOrder, STAGE, type SupplierOrder, sum } from './supplier-order.ts';

export class OrderDesk {
  private readonly office: SupplierOffice;
  private readonly shipping: Shipping;
  private readonly onAnswer: HandlerNo;

  constructor(office: SupplierOffice, shipping: Shipping) {
    this.office = office;
    this.shipping = shipping;
    this.onAnswer = office.kernel.handler('suppliers.answer', (key) => this.answer(key));
  }

  take({ key, a: supplier, body }: SendPurchaseOrder): void {
    const { office } = this;
    const { answerMs, profile } = office.supplier(supplier);
    const order = this.known(key, supplier, body);
    order.sent += 1;
    if (order.stage === STAGE.confirmed || order.stage === STAGE.declined) this.say(key, order);
    if (order.stage !== STAGE.open) return;
    if (order.cancelled) {
      this.decline(key, order);
      return;
    }
    if (office.streams.silent.unit(key, order.sent) < profile.confirmation.silentShare) return;
    order.stage = STAGE.answering;
    const afterMs = drawMs(answerMs, office.streams['answer-ms'], key);
    office.kernel.schedule(this.onAnswer, office.kernel.now + afterMs, key);
  }

  /** What has not left stays where it is. */
  cancel({ key, a: supplier }: CancelRemainder): void {
    const { office } = this;
    let order = office.orders.get(key);
    if (order === undefined) {
      order = newOrder(supplier, -1, [], 0);
      office.orders.set(key, order);
    }
    if (!order.cancelled) {
      order.cancelled = true;
      order.over += order.deliveries.length - order.shipped;
      if (order.stage === STAGE.open || order.over === order.deliveries.length) office.finish(key, order);
    }
    office.send('remainderCancelled', key, supplier, order.shipped, null);
  }

  private known(
    key: number,
    supplier: number,
    { node, lines, dueAt }: SendPurchaseOrder['body'],
  ): SupplierOrder {
    const known = this.office.orders.get(key);
    if (known !== undefined) return known;
    const order = newOrder(supplier, node, lines, dueAt);
    this.office.orders.set(key, order);
    return order;
  }

  private answer(key: number): void {
    const { office } = this;
    const order = office.orders.get(key)!;
    const { profile } = office.supplier(order.supplier);
    const { declinedShare } = profile.confirmation;
    const confirmed = this.confirmedUnits(key, order);
    const declined = office.streams.declined.unit(key, 0) < declinedShare || sum(confirmed) === 0;
    if (order.cancelled || declined) this.decline(key, order);
    else this.confirm(key, order, confirmed);
  }

  private confirmedUnits(key: number, { supplier, lines }: SupplierOrder): number[] {
    const { streams } = this.office;
    const { profile, confirmedFactor } = this.office.supplier(supplier);
    return lines.map(({ product, units }) => {
      if (streams['confirmed-short'].unit(product, key) >= profile.confirmation.shortShare) return units;
      const factor = confirmedFactor.sample(streams['confirmed-factor'], product, key);
      return Math.min(units, Math.max(0, Math.floor(units * factor)));
    });
  }

  private confirm(key: number, order: SupplierOrder, confirmed: readonly number[]): void {
    const { office } = this;
    const { leadTimeMs } = office.supplier(order.supplier);
    const { now } = office.kernel;
    const readyAt = now + drawMs(leadTimeMs, office.streams['lead-time'], key);
    // Not so soon that it would lie at the dock before it is wanted.
    const wantedAt = order.dueAt - this.shipping.transitMs(order.supplier, receiptKey(key, 0));
    order.stage = STAGE.confirmed;
    order.confirmed = confirmed;
    order.promisedAt = office.departureFor(order.supplier, readyAt, wantedAt);
    office.ledger.confirmed += 1;
    office.log.business(
      'purchaseOrderConfirmed',
      'SUPPLIER',
      'purchaseOrder',
      key,
      1,
      sum(confirmed),
      order.promisedAt,
    );
    this.say(key, order);
    this.plan(key, order);
  }

  private decline(key: number, order: SupplierOrder): void {
    order.stage = STAGE.declined;
    this.office.ledger.declined += 1;
    this.office.log.business('purchaseOrderDeclined', 'SUPPLIER', 'purchaseOrder', key, 1, order.supplier, 0);
    this.say(key, order);
    this.office.finish(key, order);
  }

  private say(key: number, { stage, supplier, promisedAt, confirmed }: SupplierOrder): void {
    if (stage === STAGE.declined) this.office.send('purchaseOrderDeclined', key, supplier, 0, null);
    else this.office.send('purchaseOrderConfirmed', key, supplier, promisedAt, { units: confirmed });
  }

  /** In one delivery, or as many as there are units of its largest line for. */
  private plan(key: number, order: SupplierOrder): void {
    const { streams } = this.office;
    const { profile, gapMs, productionLateMs } = this.office.supplier(order.supplier);
    const { splitShare, splitInto } = profile.delivery;
    const split = streams.split.unit(key, 0) < splitShare;
    const count = split ? Math.min(splitInto, Math.max(...order.confirmed)) : 1;
    const late = streams['production-late'].unit(key, 0) < profile.production.lateShare;
    let readyAt = order.promisedAt;
    if (late) readyAt += drawMs(productionLateMs, streams['production-late-ms'], key);
    for (let n = 0; n < count; n++) {
      if (n > 0) readyAt += drawMs(gapMs, streams['gap-ms'], key, n);
      const planned = order.confirmed.map((units) => part(units, n, count));
      order.deliveries.push(newDelivery(planned, readyAt, n === count - 1));
      this.shipping.scheduleDeparture(key, order, n);
    }
  }
}

/** The nth of `count` nearly equal parts of whole units. */
function part(units: number, n: number, count: number): number {
  return Math.floor(((n + 1) * units) / count) - Math.floor((n * units) / count);
}
