/**
 * How complaints are numbered, for all who speak of them: a complaint's key is shipment x `COMPLAINT_KINDS` + kind. One about all of
 * an order is of its shipment 0; the kinds that are about an order are never about one shipment, so no two share a key.
 */
import { orderOf, shipmentKey } from './shipment-key.ts';

/** What a customer complains of: late, short and no answer of an order, damaged, wrong and the bill of a shipment. */
export const COMPLAINT = { late: 0, damaged: 1, short: 2, wrong: 3, noAnswer: 4, bill: 5 } as const;

export const COMPLAINT_KINDS = 8;

export function orderComplaint(order: number, kind: number): number {
  return shipmentComplaint(shipmentKey(order, 0), kind);
}

export function shipmentComplaint(shipment: number, kind: number): number {
  return shipment * COMPLAINT_KINDS + kind;
}

export function kindOfComplaint(complaint: number): number {
  return complaint % COMPLAINT_KINDS;
}

export function shipmentOfComplaint(complaint: number): number {
  return Math.floor(complaint / COMPLAINT_KINDS);
}

export function orderOfComplaint(complaint: number): number {
  return orderOf(shipmentOfComplaint(complaint));
}
