/**
 * What the core and ERP say to each other in inbound: ERP owns procurement (what is bought, from whom, for when), the commitment
 * that a purchase order is, the posting of what was received, and the supplier's invoice.
 *
 * `key` is the purchase order's number, or the receipt's (`receipt-key.ts`) where a message says so. Lists of units stand by line of the
 * purchase order.
 */
import type { Envelope } from './envelope.ts';

export interface PurchaseOrderLine {
  readonly product: number;
  /** Ordered, base units, > 0. */
  readonly units: number;
  /** Agreed price of one unit, minor units. */
  readonly unitCostMinor: number;
}

export interface PurchaseOrder {
  readonly supplier: number;
  readonly node: number;
  readonly lines: readonly PurchaseOrderLine[];
  /** Wanted at the dock by then. */
  readonly dueAt: number;
}

/** How a purchase order ended: `a` of `reportPurchaseOrderDone`. */
export const PURCHASE_END = { received: 0, receivedShort: 1, declined: 2, neverShipped: 3 } as const;

/** What a person has made of goods that were not as announced: `b` of `postGoodsReceipt`. */
export const DISCREPANCY = { none: 0, accepted: 1, rejected: 2 } as const;

/** ERP -> core. */
export type PurchaseOrderReleased = Envelope<'purchaseOrderReleased', PurchaseOrder>;

/** core -> ERP; a = supplier, b = when it promises to ship. Units confirmed, by line. */
export type ReportConfirmation = Envelope<'reportConfirmation', { readonly units: readonly number[] }>;
/** core -> ERP; key = receipt; a = node, b = `DISCREPANCY`. Units taken into stock, and damaged ones not taken, by line. */
export type PostGoodsReceipt = Envelope<
  'postGoodsReceipt',
  { readonly units: readonly number[]; readonly damaged: readonly number[] }
>;
/** core -> ERP; a = `PURCHASE_END`, b = units that will not come: what was committed to them is free. */
export type ReportPurchaseOrderDone = Envelope<'reportPurchaseOrderDone', null>;

export type PurchasingToCore = PurchaseOrderReleased;
export type CoreToPurchasing = ReportConfirmation | PostGoodsReceipt | ReportPurchaseOrderDone;
