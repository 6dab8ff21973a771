/**
 * Each order as its shipments left it: worked out once, before KPIs and costs.
 *
 * 1. An order's figures are those of its shipments that left; what was reserved and stopped counts for nothing.
 * 2. Net ordered = units that the customer still wants: of a finished order shipped + cancelled less what was cancelled at the
 *    customer's wish, so that changes count; of an open one what was released.
 * 3. Withdrawn = nothing is wanted any more, credit was refused, or nothing may be delivered to its customer (a denied party):
 *    nobody failed to deliver it.
 * 4. Due = finished, or past its promise at the end. Only due orders, not withdrawn, are judged.
 */
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { CONDITION, ORDER_FLAG } from './outcomes/tables.ts';

export interface OrderView {
  /** Row of the first shipment that left; -1 = none did. */
  readonly firstShipment: Int32Array;
  /** When the last shipment left; -1 = none did. */
  readonly issuedAt: Int32Array;
  /** When the last shipment arrived, or was declared lost; -1 = none left, or one is still on the road. */
  readonly deliveredAt: Int32Array;
  /** That left; that arrived in whatever condition; that arrived by the promise. */
  readonly issuedUnits: Int32Array;
  readonly receivedUnits: Int32Array;
  readonly punctualUnits: Int32Array;
  readonly netOrdered: Int32Array;
  /** 1 = a shipment was damaged, in part or as a whole, refused or lost. */
  readonly spoilt: Uint8Array;
  readonly withdrawn: Uint8Array;
  readonly judged: Uint8Array;
}

/** @param endAt epoch ms */
export function orderView(outcomes: OutboundOutcomes, endAt: number): OrderView {
  const view = emptyView(outcomes.orders.size);
  const end = outcomes.second(endAt);
  for (let row = 0; row < outcomes.orders.size; row++) {
    takeShipments(outcomes, view, row);
    judge(outcomes, view, row, end);
  }
  return view;
}

function emptyView(size: number): OrderView {
  return {
    firstShipment: new Int32Array(size).fill(-1),
    issuedAt: new Int32Array(size).fill(-1),
    deliveredAt: new Int32Array(size).fill(-1),
    issuedUnits: new Int32Array(size),
    receivedUnits: new Int32Array(size),
    punctualUnits: new Int32Array(size),
    netOrdered: new Int32Array(size),
    spoilt: new Uint8Array(size),
    withdrawn: new Uint8Array(size),
    judged: new Uint8Array(size),
  };
}

function takeShipments(outcomes: OutboundOutcomes, view: OrderView, row: number): void {
  const { orders, shipments } = outcomes;
  let underway = false;
  for (let at = orders.lastShipment[row]!; at >= 0; at = shipments.before[at]!) {
    if (shipments.issuedAt[at]! < 0) continue;
    const units = shipments.units[at]!;
    const deliveredAt = shipments.deliveredAt[at]!;
    view.firstShipment[row] = at;
    view.issuedUnits[row]! += units;
    view.issuedAt[row] = Math.max(view.issuedAt[row]!, shipments.issuedAt[at]!);
    if (deliveredAt < 0) {
      underway = true;
      continue;
    }
    const condition = shipments.condition[at]!;
    view.deliveredAt[row] = Math.max(view.deliveredAt[row]!, deliveredAt);
    if (condition !== CONDITION.good) view.spoilt[row] = 1;
    if (condition === CONDITION.lost) continue;
    const received = units - shortOf(outcomes, view, row, at);
    view.receivedUnits[row]! += received;
    if (deliveredAt <= orders.promisedAt[row]!) view.punctualUnits[row]! += received;
  }
  if (underway) view.deliveredAt[row] = -1;
}

/** Units that left with a shipment and did not come off the truck; damaged ones spoil its order. */
function shortOf(
  { differenceBooks }: OutboundOutcomes,
  view: OrderView,
  row: number,
  shipment: number,
): number {
  const at = differenceBooks.at(shipment);
  if (at < 0) return 0;
  const { shortUnits, damagedUnits } = differenceBooks.differences;
  if (damagedUnits[at]! > 0) view.spoilt[row] = 1;
  return shortUnits[at]!;
}

function judge({ orders }: OutboundOutcomes, view: OrderView, row: number, end: number): void {
  const done = orders.doneAt[row]! >= 0;
  const wanted = done ? orders.shippedUnits[row]! + orders.cancelledUnits[row]! : orders.units[row]!;
  const net = Math.max(0, wanted - orders.withdrawnUnits[row]!);
  const mayNot = (orders.flags[row]! & (ORDER_FLAG.rejected | ORDER_FLAG.barred)) !== 0;
  const withdrawn = net === 0 || (mayNot && view.issuedUnits[row] === 0);
  view.netOrdered[row] = net;
  view.withdrawn[row] = withdrawn ? 1 : 0;
  view.judged[row] = !withdrawn && (done || orders.promisedAt[row]! < end) ? 1 : 0;
}

/** Wholly shipped: nothing that is wanted is still to leave. */
export function isShipped(outcomes: OutboundOutcomes, view: OrderView, row: number): boolean {
  if (view.issuedAt[row]! < 0) return false;
  return outcomes.orders.doneAt[row]! >= 0 || view.issuedUnits[row]! >= view.netOrdered[row]!;
}

/** Due, and not wholly there by the promise: what a customer calls late, also where it never came. */
export function isLate(outcomes: OutboundOutcomes, view: OrderView, row: number): boolean {
  return view.judged[row] === 1 && !isPunctual(outcomes, view, row);
}

/** Everything that left has arrived by the promise, and something has. */
export function isPunctual({ orders }: OutboundOutcomes, view: OrderView, row: number): boolean {
  const deliveredAt = view.deliveredAt[row]!;
  return deliveredAt >= 0 && deliveredAt <= orders.promisedAt[row]!;
}
