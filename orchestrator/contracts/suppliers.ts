/**
 * What the core and the suppliers' portal say to each other. Suppliers own what they promise, what they ship and when their truck
 * comes; the portal is one system for all of them.
 *
 * `key` is the purchase order's number, or the receipt's (`receipt-key.ts`) where a message says so. Lists of units stand by line of the
 * purchase order.
 */
import type { Envelope } from './envelope.ts';
import type { PurchaseOrder } from './purchasing.ts';

/** An advance ship notice: what a supplier says is on the truck. What is on it, nobody knows before it is counted. */
export interface ShipNotice {
  readonly units: readonly number[];
  readonly handlingUnits: number;
  /** Nothing more of the purchase order will come after it, as far as the supplier knows. */
  readonly last: boolean;
}

/** core -> portal; a = supplier, b = due at the dock. */
export type SendPurchaseOrder = Envelope<'sendPurchaseOrder', PurchaseOrder>;
/** core -> portal: no notice has come of what was promised; a = supplier, b = how often it has been asked. */
export type AskForNotice = Envelope<'askForNotice', null>;
/** core -> portal: the slot at the dock; key = receipt; a = node, b = instant at which it begins. A later one replaces it. */
export type ConfirmAppointment = Envelope<'confirmAppointment', { readonly door: number }>;
/** core -> portal: what has not been shipped is not wanted any more; a = supplier, b = how many deliveries are known of. */
export type CancelRemainder = Envelope<'cancelRemainder', null>;

/** portal -> core; a = supplier, b = instant of shipping promised. Units confirmed by line: fewer than ordered, where it has fewer. */
export type PurchaseOrderConfirmed = Envelope<
  'purchaseOrderConfirmed',
  { readonly units: readonly number[] }
>;
/** portal -> core; a = supplier: nothing will come. */
export type PurchaseOrderDeclined = Envelope<'purchaseOrderDeclined', null>;
/** portal -> core; key = receipt; a = supplier, b = estimated arrival. */
export type ShipmentNoticed = Envelope<'shipmentNoticed', ShipNotice>;
/** portal -> core; key = receipt; a = supplier, b = estimated arrival now. */
export type ArrivalDelayed = Envelope<'arrivalDelayed', null>;
/** portal -> core, to `cancelRemainder`; a = supplier, b = deliveries that have been shipped in all: those will come. */
export type RemainderCancelled = Envelope<'remainderCancelled', null>;

export type SupplierToCore =
  | PurchaseOrderConfirmed
  | PurchaseOrderDeclined
  | ShipmentNoticed
  | ArrivalDelayed
  | RemainderCancelled;
export type CoreToSupplier = SendPurchaseOrder | AskForNotice | ConfirmAppointment | CancelRemainder;
