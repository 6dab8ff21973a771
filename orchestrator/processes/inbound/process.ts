/** Inbound as a host needs it: its actors, and which actor takes which partner message. */
import type { PurchasingToCore } from '../../contracts/purchasing.ts';
import type { ReceivingToCore } from '../../contracts/receiving.ts';
import type { SupplierToCore } from '../../contracts/suppliers.ts';
import type { Actor } from '../../core/actor.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import type { InboundSettings } from '../../model/inbound.ts';
import { dockAppointmentActor } from './dock-appointment.ts';
import { inboundReceiptActor } from './inbound-receipt.ts';
import { DOCK_APPOINTMENT, INBOUND_RECEIPT, PURCHASE_ORDER } from './inputs.ts';
import { purchaseOrderActor } from './purchase-order.ts';

// biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
export function inboundProcess(settings: InboundSettings): readonly Actor<any, any>[] {
  return [purchaseOrderActor(settings), inboundReceiptActor(settings), dockAppointmentActor(settings)];
}

type Takes = PurchasingToCore | SupplierToCore | ReceivingToCore;

const ROUTES: Readonly<Record<Takes['kind'], ActorTypeNo>> = {
  purchaseOrderReleased: PURCHASE_ORDER as ActorTypeNo,
  purchaseOrderConfirmed: PURCHASE_ORDER as ActorTypeNo,
  purchaseOrderDeclined: PURCHASE_ORDER as ActorTypeNo,
  remainderCancelled: PURCHASE_ORDER as ActorTypeNo,
  shipmentNoticed: INBOUND_RECEIPT as ActorTypeNo,
  arrivalDelayed: INBOUND_RECEIPT as ActorTypeNo,
  truckAtGate: INBOUND_RECEIPT as ActorTypeNo,
  receiptCounted: INBOUND_RECEIPT as ActorTypeNo,
  receiptPutAway: INBOUND_RECEIPT as ActorTypeNo,
  slotsOffered: DOCK_APPOINTMENT as ActorTypeNo,
  slotBooked: DOCK_APPOINTMENT as ActorTypeNo,
  slotRefused: DOCK_APPOINTMENT as ActorTypeNo,
};

/** Kind of partner message -> actor type; the key is the message's business key. */
export const INBOUND_PROCESS_ROUTES: ReadonlyMap<string, ActorTypeNo> = new Map(Object.entries(ROUTES));
