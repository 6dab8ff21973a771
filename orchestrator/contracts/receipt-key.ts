/**
 * How purchase orders and what is received of them are numbered, for all who speak of them: a receipt's key is purchase order x
 * `RECEIPTS_MAX` + n, n = which delivery of the order it is, from 0.
 */

/** Deliveries that a purchase order may come in. */
export const RECEIPTS_MAX = 8;

export function receiptKey(purchaseOrder: number, n: number): number {
  return purchaseOrder * RECEIPTS_MAX + n;
}

export function purchaseOrderOf(receipt: number): number {
  return Math.floor(receipt / RECEIPTS_MAX);
}

/** Which delivery of its purchase order it is, from 0. */
export function deliveryOf(receipt: number): number {
  return receipt % RECEIPTS_MAX;
}
