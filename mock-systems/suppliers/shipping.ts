/**
 * What suppliers ship, what they say of it, and when their trucks come.
 *
 * 1. What is on a truck is decided when it leaves. A notice may say something else, come late, or only when it is asked for.
 * 2. A truck aims at its slot, or at the planned arrival where that is later, and is early, late, or never there. An announced
 *    delay is part of the plan from then on: it is not late twice.
 * 3. What a truck brings is told nobody: it stands in the yard.
 */
import { deliveryOf, purchaseOrderOf, RECEIPTS_MAX, receiptKey } from '#orchestrator/contracts/receipt-key';
import type { AskForNotice, ConfirmAppointment } from '#orchestrator/contracts/suppliers';
import type { EventHandle, HandlerNo } from '#sim/kernel';
import { drawMs } from '#sim/random/draw-ms';
import type { Yard } from '../yard.ts';
import type { SupplierOffice } from './office.ts';
import { type Delivery, NONE, newDelivery, type SupplierOrder, sum } from './supplier-order.ts';

export class Shipping {
  private readonly office: SupplierOffice;
  private readonly yard: Yard;
  private readonly onDeparture: HandlerNo;
  private readonly onNotice: HandlerNo;
  private readonly onDelay: HandlerNo;
  private readonly onArrival: HandlerNo;

  constructor(office: SupplierOffice, yard: Yard) {
    this.office = office;
    this.yard = yard;
    const { kernel } = office;
    this.onDeparture = kernel.handler('suppliers.departure', (receipt) => this.depart(receipt));
    this.onNotice = kernel.handler('suppliers.notice', (receipt) => this.notice(receipt));
    this.onDelay = kernel.handler('suppliers.delay', (receipt) => this.announceDelay(receipt));
    this.onArrival = kernel.handler('suppliers.arrival', (receipt) => this.arrive(receipt));
  }

  scheduleDeparture(key: number, order: SupplierOrder, n: number): void {
    const { office } = this;
    const at = office.departureFrom(
      order.supplier,
      Math.max(office.kernel.now, order.deliveries[n]!.readyAt),
    );
    office.kernel.schedule(this.onDeparture, at, receiptKey(key, n));
  }

  /** From departure to the dock, as planned. */
  transitMs(supplier: number, receipt: number): number {
    return drawMs(this.office.supplier(supplier).transitMs, this.office.streams['transit-ms'], receipt);
  }

  /** Somebody misses a notice: those that have not been sent are. */
  askForNotice({ key, b: asked }: AskForNotice): void {
    const { office } = this;
    const order = office.orders.get(key);
    if (order === undefined) return;
    const { profile, askedMs } = office.supplier(order.supplier);
    if (office.streams['asked-silent'].unit(key, asked) < profile.notice.askedSilentShare) return;
    const at = office.kernel.now + drawMs(askedMs, office.streams['asked-ms'], key, asked);
    for (let n = 0; n < order.shipped; n++) {
      const delivery = order.deliveries[n]!;
      if (delivery.noticed || delivery.noticing) continue;
      delivery.noticing = true;
      office.kernel.schedule(this.onNotice, at, receiptKey(key, n));
    }
  }

  /** The truck is to come then. What has arrived has arrived. */
  appointment({ key, b: slotAt }: ConfirmAppointment): void {
    const delivery = this.office.deliveryOf(key);
    if (delivery === undefined || delivery.departedAt === NONE || delivery.arrived) return;
    delivery.slotAt = slotAt;
    if (delivery.arrival !== NONE) this.aim(key, delivery);
  }

  private depart(receipt: number): void {
    const { office } = this;
    const key = purchaseOrderOf(receipt);
    const order = office.orders.get(key);
    if (order === undefined || order.cancelled) return;
    const n = deliveryOf(receipt);
    const delivery = order.deliveries[n]!;
    this.load(receipt, order, delivery);
    order.shipped += 1;
    if (delivery.last) this.followUp(key, order, n);
    const units = sum(delivery.units);
    office.ledger.departed += 1;
    office.ledger.departedUnits += units;
    office.log.business('truckDeparted', 'SUPPLIER', 'receipt', receipt, 1, units, order.node);
    this.announce(receipt, order, delivery);
    this.drive(receipt, order, delivery);
  }

  private load(receipt: number, order: SupplierOrder, delivery: Delivery): void {
    const { streams, kernel } = this.office;
    const { profile, shortFactor, overFactor, damagedFactor } = this.office.supplier(order.supplier);
    const { shortShare, overShare, damagedShare } = profile.goods;
    delivery.departedAt = kernel.now;
    delivery.units = delivery.planned.map((units, line) => {
      if (units === 0) return 0;
      const { product } = order.lines[line]!;
      const u = streams.loaded.unit(product, receipt);
      const factorOf = u < shortShare ? shortFactor : u >= 1 - overShare ? overFactor : null;
      if (factorOf === null) return units;
      return Math.max(1, Math.round(units * factorOf.sample(streams['loaded-factor'], product, receipt)));
    });
    delivery.damaged = delivery.units.map((units, line) => {
      const { product } = order.lines[line]!;
      if (units === 0 || streams.damaged.unit(product, receipt) >= damagedShare) return 0;
      const share = damagedFactor.sample(streams['damaged-factor'], product, receipt);
      return Math.min(units, Math.max(1, Math.round(units * share)));
    });
    delivery.handlingUnits = Math.max(1, Math.ceil(sum(delivery.units) / profile.unitsPerHandlingUnit));
  }

  /** What is missing on the last truck may follow on another. */
  private followUp(key: number, order: SupplierOrder, n: number): void {
    const { streams, kernel } = this.office;
    const { profile, gapMs } = this.office.supplier(order.supplier);
    const { planned, units } = order.deliveries[n]!;
    const rest = planned.map((wanted, line) => Math.max(0, wanted - units[line]!));
    if (sum(rest) === 0 || n + 1 >= RECEIPTS_MAX) return;
    if (streams['rest-follows'].unit(key, n) >= profile.delivery.restFollowsShare) return;
    order.deliveries[n]!.last = false;
    const readyAt = kernel.now + drawMs(gapMs, streams['gap-ms'], key, n + 1);
    order.deliveries.push(newDelivery(rest, readyAt, true));
    this.scheduleDeparture(key, order, n + 1);
  }

  private announce(receipt: number, order: SupplierOrder, delivery: Delivery): void {
    const { streams, kernel } = this.office;
    const { profile, noticeLagMs, noticeLateMs } = this.office.supplier(order.supplier);
    if (streams['notice-missing'].unit(receipt, 0) < profile.notice.missingShare) return;
    let afterMs = drawMs(noticeLagMs, streams['notice-lag'], receipt);
    if (streams['notice-late'].unit(receipt, 0) < profile.notice.lateShare)
      afterMs += drawMs(noticeLateMs, streams['notice-late-ms'], receipt);
    delivery.noticing = true;
    kernel.schedule(this.onNotice, kernel.now + afterMs, receipt);
  }

  private notice(receipt: number): void {
    const { office } = this;
    const order = office.orders.get(purchaseOrderOf(receipt));
    if (order === undefined) return;
    const n = deliveryOf(receipt);
    const delivery = order.deliveries[n]!;
    const units = this.inCartons(receipt, order, this.noticedUnits(receipt, order, delivery));
    // A cancellation may have made it the last one.
    const last = delivery.last || (order.cancelled && n === order.shipped - 1);
    delivery.noticed = true;
    office.log.business('shipmentNoticed', 'SUPPLIER', 'receipt', receipt, 1, sum(units), delivery.plannedAt);
    const { handlingUnits, plannedAt } = delivery;
    office.send('shipmentNoticed', receipt, order.supplier, plannedAt, { units, handlingUnits, last });
  }

  private noticedUnits(receipt: number, order: SupplierOrder, { units }: Delivery): number[] {
    const { streams } = this.office;
    const { profile, noticeFactor } = this.office.supplier(order.supplier);
    return units.map((there, line) => {
      const { product } = order.lines[line]!;
      if (there === 0 || streams['notice-wrong'].unit(product, receipt) >= profile.notice.inaccurateShare)
        return there;
      const factor = noticeFactor.sample(streams['notice-factor'], product, receipt);
      const said = Math.max(0, Math.round(there * factor));
      return said === there ? there + 1 : said;
    });
  }

  /** Whoever writes it may count cartons where pieces are meant. */
  private inCartons(receipt: number, { supplier }: SupplierOrder, units: number[]): number[] {
    const { office } = this;
    const slips = office.slipsOf(supplier);
    if (slips === null || office.streams['notice-unit'].unit(receipt, 0) >= slips.cartonShare) return units;
    const cartons = units.map((each) => Math.ceil(each / slips.perCarton));
    if (sum(cartons) < sum(units))
      office.mistake('unit-slip', receipt, {
        kind: 'shipmentNoticed',
        said: sum(cartons),
        right: sum(units),
      });
    return cartons;
  }

  /** One number says how punctual a truck is; the profile's shares are thresholds on it. */
  private drive(receipt: number, order: SupplierOrder, delivery: Delivery): void {
    const { streams, kernel, ledger } = this.office;
    const { profile, lateMs, earlyMs, deviationMs } = this.office.supplier(order.supplier);
    const { neverShare, lateShare, earlyShare, delayNoticeShare } = profile.truck;
    const transitMs = this.transitMs(order.supplier, receipt);
    const u = streams.punctuality.unit(receipt, 0);
    delivery.plannedAt = delivery.departedAt + transitMs;
    if (u < neverShare) {
      ledger.lost += 1;
      ledger.lostUnits += sum(delivery.units);
      this.isOver(purchaseOrderOf(receipt), order);
      return;
    }
    if (u < neverShare + lateShare) {
      delivery.lateMs = drawMs(lateMs, streams['late-ms'], receipt);
      if (streams['delay-notice'].unit(receipt, 0) < delayNoticeShare)
        kernel.schedule(this.onDelay, delivery.departedAt + Math.floor(transitMs / 2), receipt);
    } else if (u >= 1 - earlyShare) delivery.lateMs = -drawMs(earlyMs, streams['early-ms'], receipt);
    else delivery.lateMs = Math.round(deviationMs.sample(streams['deviation-ms'], receipt, 0));
    this.aim(receipt, delivery);
  }

  /** On the calendar, in the place of what was there. */
  private aim(receipt: number, delivery: Delivery): void {
    const { kernel } = this.office;
    if (delivery.arrival !== NONE) kernel.cancelIfPending(delivery.arrival as EventHandle);
    const at = Math.max(delivery.plannedAt, delivery.slotAt) + delivery.lateMs;
    delivery.arrival = kernel.scheduleCancellable(this.onArrival, Math.max(kernel.now, at), receipt);
  }

  private announceDelay(receipt: number): void {
    const { office } = this;
    const order = office.orders.get(purchaseOrderOf(receipt));
    const delivery = office.deliveryOf(receipt);
    if (order === undefined || delivery === undefined || delivery.arrived) return;
    delivery.plannedAt = Math.max(delivery.plannedAt, delivery.slotAt) + delivery.lateMs;
    delivery.lateMs = 0;
    this.aim(receipt, delivery);
    // The notice will say it.
    if (!delivery.noticed) return;
    office.log.business(
      'arrivalDelayed',
      'SUPPLIER',
      'receipt',
      receipt,
      1,
      delivery.plannedAt,
      order.supplier,
    );
    office.send('arrivalDelayed', receipt, order.supplier, delivery.plannedAt, null);
  }

  private arrive(receipt: number): void {
    const { office } = this;
    const key = purchaseOrderOf(receipt);
    const order = office.orders.get(key)!;
    const delivery = order.deliveries[deliveryOf(receipt)]!;
    const { units, damaged, handlingUnits } = delivery;
    delivery.arrived = true;
    delivery.arrival = NONE;
    office.ledger.arrived += 1;
    office.ledger.arrivedUnits += sum(units);
    this.yard.driveIn({
      receipt,
      node: order.node,
      products: order.lines.map(({ product }) => product),
      units,
      damaged,
      handlingUnits,
    });
    this.isOver(key, order);
  }

  private isOver(key: number, order: SupplierOrder): void {
    order.over += 1;
    if (order.over === order.deliveries.length) this.office.finish(key, order);
  }
}
