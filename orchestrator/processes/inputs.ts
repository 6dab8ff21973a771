/**
 * What the actors of outbound fulfilment tell each other, and the addresses they do it by. Apart from the actors,
 * so that two actors can name each other.
 */

import type { TenderAccepted } from '../contracts/carriers.ts';
import type { Envelope } from '../contracts/envelope.ts';
import type { InvoicePaid } from '../contracts/erp.ts';
import type {
  FreightInvoiced,
  LoadDelivered,
  LoadDeparted,
  OrderReleased,
  RatesQuoted,
  Tender,
} from '../contracts/outbound.ts';
import type { GoodsIssued } from '../contracts/wms.ts';
import type { DecidedInput, InputWithoutActor, TaskAnsweredInput, TimerInput } from '../core/actor.ts';
import * as types from '../core/actor-types.ts';
import type { ActorTypeNo } from '../core/address.ts';

/** order -> shipment; a = plant, b = carrier. */
export type PlanShipment = Envelope<'planShipment', Tender>;
/** order -> shipment: the warehouse has issued the goods. */
export type GoodsReady = Envelope<'goodsReady', null>;
/** shipment -> order; a = instant of delivery. */
export type ShipmentDelivered = Envelope<'shipmentDelivered', null>;
/** shipment -> freight invoice; a = rated amount, b = carrier. */
export type ExpectInvoice = Envelope<'expectInvoice', null>;
/** shipment or freight invoice -> order: nothing more to pay. */
export type FreightSettled = Envelope<'freightSettled', null>;

export type OrderInput =
  | OrderReleased
  | RatesQuoted
  | DecidedInput
  | GoodsIssued
  | ShipmentDelivered
  | FreightSettled
  | TimerInput;
export type ShipmentInput = PlanShipment | GoodsReady | TenderAccepted | LoadDeparted | LoadDelivered;
export type FreightInvoiceInput = ExpectInvoice | FreightInvoiced | InvoicePaid;
/** order -> plant load; b = units. */
export type PlantLoadInput = Envelope<'orderPlanned', null> | Envelope<'orderIssued', null>;
export type ExceptionCaseInput = InputWithoutActor | TaskAnsweredInput;

export const ORDER: ActorTypeNo<OrderInput> = types.ORDER;
export const SHIPMENT: ActorTypeNo<ShipmentInput> = types.SHIPMENT;
export const FREIGHT_INVOICE: ActorTypeNo<FreightInvoiceInput> = types.FREIGHT_INVOICE;
export const EXCEPTION_CASE: ActorTypeNo<ExceptionCaseInput> = types.EXCEPTION_CASE;
export const PLANT_LOAD: ActorTypeNo<PlantLoadInput> = types.PLANT_LOAD;
