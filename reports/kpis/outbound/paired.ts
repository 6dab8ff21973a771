/**
 * Two policies order by order: what an order cost under the one and under the other, over the orders that both brought there at a
 * price. What one of them leaves undelivered or unpriced costs it little, and would make it look cheap.
 *
 * 1. Comparable = everything that is wanted of the order has arrived, in whatever condition, and each load that it came with has a
 *    price. An order of which a part was lost, cancelled for want of stock, or is still open is not.
 * 2. Orders are paired by their number: what one run has not released is not compared.
 * 3. Memory: one number an order and policy, while a report is made.
 */
import { freightOf } from './freight-kpis.ts';
import type { LandedCosts } from './landed-cost.ts';
import { orderView } from './order-view.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';

/** What each order cost; NaN = it can't be compared. */
export interface ComparableCosts {
  /** Numbers of the orders, by row. */
  readonly no: Int32Array;
  readonly minor: Float64Array;
  rowOf(order: number): number;
}

export interface PairedCosts {
  /** Delivered and priced by both. */
  readonly orders: number;
  /** By only one of the two. */
  readonly onlyBaseline: number;
  readonly onlyOther: number;
  /** Of `orders`, those that cost less, and more, than under the baseline. */
  readonly cheaper: number;
  readonly dearer: number;
  /** Landed cost of `orders`, an order each; null = there are none. */
  readonly baselineMinor: number | null;
  readonly otherMinor: number | null;
}

/** @param endAt instant at which the run ends, epoch ms. O(orders + shipments) */
export function comparableCosts(
  outcomes: OutboundOutcomes,
  { totalByOrder }: LandedCosts,
  endAt: number,
): ComparableCosts {
  const { orders, rowOf } = outcomes;
  const { withdrawn, netOrdered, receivedUnits } = orderView(outcomes, endAt);
  const minor = new Float64Array(orders.size).fill(NaN);
  for (let row = 0; row < orders.size; row++) {
    const whole = withdrawn[row] === 0 && receivedUnits[row]! >= netOrdered[row]!;
    if (whole && isPriced(outcomes, row)) minor[row] = totalByOrder[row]!;
  }
  return { no: orders.no.slice(0, orders.size), minor, rowOf: (order) => rowOf.get(order) };
}

/** Freight that nobody bills, since the customer sees to it or no table has it, is not known. */
function isPriced(outcomes: OutboundOutcomes, row: number): boolean {
  const { orders, shipments } = outcomes;
  for (let at = orders.lastShipment[row]!; at >= 0; at = shipments.before[at]!) {
    if (shipments.issuedAt[at]! < 0) continue;
    const load = shipments.load[at]!;
    if (load < 0 || freightOf(outcomes, load) === 0) return false;
  }
  return true;
}

/** O(orders) */
export function pairedCosts(baseline: ComparableCosts, other: ComparableCosts): PairedCosts {
  const sum = { orders: 0, onlyBaseline: 0, onlyOther: 0, cheaper: 0, dearer: 0, was: 0, is: 0 };
  let matched = 0;
  for (let row = 0; row < baseline.no.length; row++) {
    const was = baseline.minor[row]!;
    const at = other.rowOf(baseline.no[row]!);
    const is = at < 0 ? NaN : other.minor[at]!;
    if (!Number.isNaN(is)) matched += 1;
    if (Number.isNaN(was)) continue;
    if (Number.isNaN(is)) {
      sum.onlyBaseline += 1;
      continue;
    }
    sum.orders += 1;
    sum.was += was;
    sum.is += is;
    if (is < was) sum.cheaper += 1;
    else if (is > was) sum.dearer += 1;
  }
  const { orders, onlyBaseline, cheaper, dearer } = sum;
  return {
    orders,
    onlyBaseline,
    onlyOther: matched - orders,
    cheaper,
    dearer,
    baselineMinor: orders === 0 ? null : sum.was / orders,
    otherMinor: orders === 0 ? null : sum.is / orders,
  };
}
