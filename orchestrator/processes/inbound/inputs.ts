/**
 * What the actors of inbound tell each other, and the addresses they do it by. Apart from the actors, so that two actors can name
 * each other.
 *
 * 1. Keys: a purchase order's is its number; a receipt's and its dock appointment's is purchase order x 8 + n, n = which delivery of
 *    the order it is (`contracts/receipt-key.ts`).
 * 2. Lists of units stand by line of the purchase order.
 * 3. A partner speaks of a delivery to its receipt, which is made by whatever is heard of it first and asks the purchase order what
 *    it is.
 */
import type { Envelope } from '../../contracts/envelope.ts';
import type { PurchaseOrderReleased } from '../../contracts/purchasing.ts';
import type {
  ExpectedReceipt,
  ReceiptCounted,
  ReceiptPutAway,
  SlotBooked,
  SlotRefused,
  SlotsOffered,
  TruckAtGate,
} from '../../contracts/receiving.ts';
import type {
  ArrivalDelayed,
  PurchaseOrderConfirmed,
  PurchaseOrderDeclined,
  RemainderCancelled,
  ShipmentNoticed,
} from '../../contracts/suppliers.ts';
import type { DecidedInput, TaskAnsweredInput, TimerInput } from '../../core/actor.ts';
import * as types from '../../core/actor-types.ts';
import type { ActorTypeNo } from '../../core/address.ts';

/** As in the messages of partners. */
export { deliveryOf, purchaseOrderOf, RECEIPTS_MAX, receiptKey } from '../../contracts/receipt-key.ts';

/** How a delivery ended: `b` of `deliveryDone`. */
export const DELIVERY_END = { putAway: 0, sentBack: 1, lost: 2 } as const;

/** Whether more comes after a delivery: `b` of `deliveryNoticed`. */
export const DELIVERY_LAST = { notNoticed: -1, more: 0, last: 1 } as const;

/** receipt -> purchase order: there is this delivery; a = n, b = `DELIVERY_LAST`. Units announced; none where there is no notice. */
export type DeliveryNoticed = Envelope<'deliveryNoticed', { readonly units: readonly number[] }>;
/** receipt -> purchase order: nothing more comes of this delivery; a = n, b = `DELIVERY_END`. Units announced, and taken into stock. */
export type DeliveryDone = Envelope<
  'deliveryDone',
  { readonly announced: readonly number[]; readonly units: readonly number[] }
>;
/** purchase order -> receipt, to the first `deliveryNoticed`; a = node, b = supplier. What is still open of the order, by line. */
export type ExpectReceipt = Envelope<
  'expectReceipt',
  { readonly products: readonly number[]; readonly open: readonly number[]; readonly dueAt: number }
>;

/** purchase order -> receipt without a notice: nobody waits for that any more; a = n. */
export type PurchaseOrderEnded = Envelope<'purchaseOrderEnded', null>;

/** receipt -> dock appointment; a = node, b = estimated arrival. */
export type MakeAppointment = Envelope<
  'makeAppointment',
  { readonly supplier: number; readonly dueAt: number; readonly expected: ExpectedReceipt }
>;
/** receipt -> dock appointment; b = estimated arrival now. */
export type ArrivalMoved = Envelope<'arrivalMoved', null>;
/** receipt -> dock appointment: the truck is there; a = 1: it has no slot any more, or had none. */
export type TruckCame = Envelope<'truckCame', null>;
/** dock appointment -> receipt: its truck comes for a slot, and its supplier hears so; b = when that begins. */
export type AppointmentMade = Envelope<'appointmentMade', null>;
/** receipt -> dock appointment: nothing will come. */
export type CallOffAppointment = Envelope<'callOffAppointment', null>;

export type PurchaseOrderInput =
  | PurchaseOrderReleased
  | PurchaseOrderConfirmed
  | PurchaseOrderDeclined
  | RemainderCancelled
  | DeliveryNoticed
  | DeliveryDone
  | TaskAnsweredInput
  | TimerInput;
export type InboundReceiptInput =
  | AppointmentMade
  | ShipmentNoticed
  | ArrivalDelayed
  | ExpectReceipt
  | PurchaseOrderEnded
  | TruckAtGate
  | ReceiptCounted
  | ReceiptPutAway
  | TaskAnsweredInput
  | TimerInput;
export type DockAppointmentInput =
  | MakeAppointment
  | ArrivalMoved
  | TruckCame
  | CallOffAppointment
  | SlotsOffered
  | SlotBooked
  | SlotRefused
  | DecidedInput
  | TaskAnsweredInput
  | TimerInput;

export const PURCHASE_ORDER: ActorTypeNo<PurchaseOrderInput> = types.PURCHASE_ORDER;
export const INBOUND_RECEIPT: ActorTypeNo<InboundReceiptInput> = types.INBOUND_RECEIPT;
export const DOCK_APPOINTMENT: ActorTypeNo<DockAppointmentInput> = types.DOCK_APPOINTMENT;
