/** The outbound process as a host needs it: its actors, and which actor takes which partner message. */
import type { ThinPartnerToCore } from '../contracts/outbound.ts';
import type { Actor } from '../core/actor.ts';
import type { ActorTypeNo } from '../core/address.ts';
import type { MasterData } from '../model/master-data.ts';
import { exceptionCaseActor } from './exception-case.ts';
import { freightInvoiceActor } from './freight-invoice.ts';
import { FREIGHT_INVOICE, ORDER, SHIPMENT } from './inputs.ts';
import { orderActor } from './order.ts';
import { plantLoadActor } from './plant-load.ts';
import { shipmentActor } from './shipment.ts';

// biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
export function outboundActors(master: MasterData): readonly Actor<any, any>[] {
  return [orderActor(master), shipmentActor, freightInvoiceActor(master), exceptionCaseActor, plantLoadActor];
}

const ROUTES: Readonly<Record<ThinPartnerToCore['kind'], ActorTypeNo>> = {
  orderReleased: ORDER as ActorTypeNo,
  ratesQuoted: ORDER as ActorTypeNo,
  goodsIssued: ORDER as ActorTypeNo,
  tenderAccepted: SHIPMENT as ActorTypeNo,
  loadDeparted: SHIPMENT as ActorTypeNo,
  loadDelivered: SHIPMENT as ActorTypeNo,
  freightInvoiced: FREIGHT_INVOICE as ActorTypeNo,
  invoicePaid: FREIGHT_INVOICE as ActorTypeNo,
};

/** Kind of partner message -> actor type; the key is the message's business key. */
export const OUTBOUND_ROUTES: ReadonlyMap<string, ActorTypeNo> = new Map(Object.entries(ROUTES));
