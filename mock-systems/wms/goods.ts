/**
 * What becomes of a shipment's goods, from reservation to return: stock, the shipment's record and the business events of it.
 *
 * 1. Reserved stock = what the shipments hold that have neither left nor been released.
 * 2. The goods of a shipment leave once, and come back once at most.
 * 3. Nothing is said to the core here.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { ReservationLine } from '#orchestrator/contracts/wms';
import type { Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import { roundHalfUp } from '../money.ts';
import { checkLines, overageAdjustment, shortPickAdjustment, writeOffAdjustment } from './adjustments.ts';
import { grossWeightGrams, handlingUnitsOf, netWeightGrams } from './packing.ts';
import { Picking, parted } from './picking.ts';
import type { WmsSettings } from './settings.ts';
import { orderOf, PHASE, type Shipment, type Shipments, sum } from './shipments.ts';
import type { Stock } from './stock.ts';

export class Goods {
  private readonly kernel: Kernel;
  private readonly log: BusinessLog;
  private readonly settings: WmsSettings;
  private readonly stock: Stock;
  private readonly shipments: Shipments;
  private readonly keyOf: (order: number) => number;
  private readonly picking: Picking;

  constructor(
    kernel: Kernel,
    log: BusinessLog,
    random: Random,
    settings: WmsSettings,
    stock: Stock,
    shipments: Shipments,
    keyOf: (order: number) => number,
  ) {
    this.kernel = kernel;
    this.log = log;
    this.settings = settings;
    this.stock = stock;
    this.shipments = shipments;
    this.keyOf = keyOf;
    this.picking = new Picking(random);
  }

  /** Reserves what is there of each line. */
  reserve(key: number, node: number, lines: readonly ReservationLine[]): Shipment {
    checkLines(key, lines.length);
    const products = lines.map(({ product }) => product);
    const picks: number[] = [];
    const reserved = lines.map(({ product, units }, line) =>
      this.stock.reserve(node, product, units, this.kernel.now, line, picks),
    );
    return this.addReserved(key, node, lines, products, reserved, picks);
  }

  /** Reserves all lines in full, or nothing. */
  reserveAll(key: number, node: number, lines: readonly ReservationLine[]): Shipment {
    checkLines(key, lines.length);
    const products = lines.map(({ product }) => product);
    const picks: number[] = [];
    let missing = 0;
    // Lines may share a product: what is there shows only when it is taken.
    const reserved = lines.map(({ product, units }, line) => {
      const there = this.stock.reserve(node, product, units, this.kernel.now, line, picks);
      missing += units - there;
      return there;
    });
    if (missing === 0) return this.addReserved(key, node, lines, products, reserved, picks);
    this.releasePicks(node, products, picks);
    const nothing = lines.map(() => 0);
    return this.addReserved(key, node, lines, products, nothing, []);
  }

  /** All that is held is free again. */
  release(key: number, shipment: Shipment): void {
    const { node, products, picks, units } = shipment;
    this.releasePicks(node, products, picks);
    this.log.business('reservationReleased', 'WMS', 'shipment', key, 1, node, sum(units));
    this.finish(key, shipment, PHASE.released);
  }

  /**
   * No more than so many units of each line are wanted: the rest is free again, what was reserved last first. Only what no work has begun on, and
   * never all of it: who wants nothing cancels.
   * @param no of the reduction: what is not above the last is a repeat
   */
  reduce(key: number, shipment: Shipment, wanted: readonly number[], no: number): void {
    const { node, products, phase } = shipment;
    const kept = shipment.units.map((held, line) => Math.min(held, Math.max(0, wanted[line] ?? 0)));
    const freed = sum(shipment.units) - sum(kept);
    if (phase !== PHASE.reserved || no <= shipment.reduction || freed === 0 || sum(kept) === 0) return;
    shipment.reduction = no;
    const { keep, free } = parted(shipment.picks, kept);
    this.releasePicks(node, products, free);
    shipment.picks = keep;
    shipment.units = kept;
    shipment.reserved = kept;
    this.log.business('reservationReduced', 'WMS', 'shipment', key, no, node, freed);
  }

  /** All that is held is no good any more. */
  writeOff(key: number, shipment: Shipment): void {
    const { node, products, picks } = shipment;
    this.adjustOut(node, products, picks, key, writeOffAdjustment);
    this.finish(key, shipment, PHASE.released);
  }

  /** Finds what was reserved, or less. If nothing is found, the shipment is over. */
  pick(key: number, shipment: Shipment): void {
    const { node, products } = shipment;
    const share = this.settings.nodes[node]!.shortPickShare;
    const drawKey = share === null ? 0 : this.keyOf(orderOf(key));
    const found = this.picking.find(share, drawKey, key, products, shipment.reserved, shipment.picks);
    if (found !== null) {
      this.adjustOut(node, products, found.missed, key, shortPickAdjustment);
      shipment.shortUnits = sum(shipment.reserved) - sum(found.units);
      shipment.units = found.units;
      shipment.picks = found.picks;
    }
    shipment.picked = true;
    const units = sum(shipment.units);
    this.log.business('shipmentPicked', 'WMS', 'shipment', key, 1, node, units);
    if (shipment.shortUnits > 0) {
      this.log.business('pickedShort', 'WMS', 'shipment', key, 1, node, shipment.shortUnits);
    }
    if (units === 0) this.finish(key, shipment, PHASE.released);
  }

  /** Makes handling units of what was picked. */
  pack(shipment: Shipment): void {
    const { packing } = this.settings.nodes[shipment.node]!;
    const netGrams = netWeightGrams(this.settings.products, shipment.products, shipment.units);
    shipment.handlingUnits = handlingUnitsOf(packing, sum(shipment.units), netGrams);
    shipment.grossWeightGrams = grossWeightGrams(packing, netGrams, shipment.handlingUnits);
  }

  /** Packed and in its place at the door. */
  stage(key: number, shipment: Shipment): void {
    const { handlingUnits, grossWeightGrams: grams } = shipment;
    this.log.business('shipmentPacked', 'WMS', 'shipment', key, 1, handlingUnits, grams);
  }

  /** The goods leave. */
  issue(key: number, shipment: Shipment): void {
    const { node, products, picks } = shipment;
    for (let i = 0; i < picks.length; i += 3) {
      this.stock.ship(node, products[picks[i]!]!, picks[i + 1]!, picks[i + 2]!);
    }
    const units = sum(shipment.units);
    shipment.issues += 1;
    this.log.business('goodsIssued', 'WMS', 'shipment', key, 1, node, units);
    const costMinor = roundHalfUp(this.settings.nodes[node]!.unitCostMinor * units);
    this.log.business('warehouseCharged', 'WMS', 'shipment', key, 1, costMinor, node);
    this.log.business('shipmentLoaded', 'WMS', 'shipment', key, 1, shipment.load, node);
    this.finish(key, shipment, PHASE.issued);
  }

  /** Goods that had left are back, to be sold again. At most what was shipped. */
  returnGood(key: number, shipment: Shipment, units: readonly number[]): void {
    const { node, products } = shipment;
    const back = this.comeBack(key, shipment, units);
    for (const [line, product] of products.entries()) {
      if (back[line]! > 0) this.stock.takeBack(node, product, back[line]!, this.kernel.now);
    }
  }

  /** Goods that had left are back, and no good. At most what was shipped. */
  returnScrap(key: number, shipment: Shipment, units: readonly number[]): void {
    const { node, products } = shipment;
    const back = this.comeBack(key, shipment, units);
    for (const [line, product] of products.entries()) {
      if (back[line] === 0) continue;
      this.stock.scrap(node, product, back[line]!);
      this.logAdjustment(node, writeOffAdjustment(key, line), product, -back[line]!);
    }
  }

  /** More of them left than was issued: what is not on the shelf any more is taken out of what is free, once. */
  postOverage(key: number, shipment: Shipment, units: readonly number[]): void {
    const { node, products } = shipment;
    if (shipment.overPosted) return;
    shipment.overPosted = true;
    for (const [line, product] of products.entries()) {
      const missed = (units[line] ?? 0) > 0 ? this.stock.miss(node, product, units[line]!) : 0;
      if (missed > 0) this.logAdjustment(node, overageAdjustment(key, line), product, -missed);
    }
  }

  private comeBack(key: number, shipment: Shipment, units: readonly number[]): number[] {
    const back = shipment.units.map((shipped, line) => Math.min(shipped, units[line] ?? 0));
    shipment.returns += 1;
    this.log.business('goodsReturned', 'WMS', 'shipment', key, 1, shipment.node, sum(back));
    return back;
  }

  private addReserved(
    key: number,
    node: number,
    lines: readonly ReservationLine[],
    products: readonly number[],
    reserved: readonly number[],
    picks: readonly number[],
  ): Shipment {
    const units = sum(reserved);
    const shipment = this.shipments.add(key, node, products, reserved, wantedUnits(lines) - units, picks);
    if (units === 0) {
      this.finish(key, shipment, PHASE.released);
      return shipment;
    }
    shipment.reservations += 1;
    this.log.business('stockReserved', 'WMS', 'shipment', key, 1, node, units);
    return shipment;
  }

  /** Nothing is held of it any more; the work that it took is known. */
  private finish(key: number, shipment: Shipment, phase: typeof PHASE.issued | typeof PHASE.released): void {
    const { workMs, node } = shipment;
    if (workMs > 0) this.log.business('labourSpent', 'WMS', 'shipment', key, 1, workMs, node);
    this.shipments.finish(key, shipment, phase, this.kernel.now);
  }

  private releasePicks(node: number, products: readonly number[], picks: readonly number[]): void {
    for (let i = 0; i < picks.length; i += 3) {
      this.stock.release(node, products[picks[i]!]!, picks[i + 1]!, picks[i + 2]!);
    }
  }

  /** Takes picks out of the books, as one adjustment a line. */
  private adjustOut(
    node: number,
    products: readonly number[],
    picks: readonly number[],
    key: number,
    numberOf: (shipment: number, line: number) => number,
  ): void {
    for (let i = 0, units = 0; i < picks.length; i += 3) {
      const line = picks[i]!;
      const product = products[line]!;
      this.stock.lose(node, product, picks[i + 1]!, picks[i + 2]!);
      units += picks[i + 2]!;
      if (picks[i + 3] === line) continue;
      this.logAdjustment(node, numberOf(key, line), product, -units);
      units = 0;
    }
  }

  private logAdjustment(node: number, n: number, product: number, units: number): void {
    this.log.business('stockAdjusted', 'WMS', 'node', node, n, product, units);
  }
}

export function wantedUnits(lines: readonly ReservationLine[]): number {
  let units = 0;
  for (const line of lines) units += line.units;
  return units;
}
