/**
 * What the core and its partners say to each other in outbound fulfilment (first, thin version).
 *
 * 1. Commands are imperative and go from the core to the system of record that owns the matter; events are in
 *    the past tense and come from that system alone.
 * 2. `key` is always the order number. `a` and `b` are documented here and nowhere else.
 * 3. Money is integer minor units of the scenario's currency; weights are grams; instants are epoch ms, UTC.
 */
import type { CarrierToCore, CoreToCarrier, TenderAccepted } from './carriers.ts';
import type { Envelope } from './envelope.ts';
import type { CoreToErp, ErpToCore, Instructed, InvoicePaid } from './erp.ts';
import type { CoreToTms, TmsToCore } from './tms.ts';
import type { CoreToWms, GoodsIssued, WmsToCore } from './wms.ts';

export interface OrderRelease {
  readonly customer: number;
  readonly product: number;
  readonly units: number;
  readonly weightGrams: number;
  readonly destination: number;
  readonly promisedAt: number;
  readonly instructed: Instructed | null;
}

/** One way to move the order from a port, priced from the rate table. */
export interface RateQuote {
  readonly rate: number;
  readonly origin: number;
  readonly carrier: number;
  readonly service: number;
  readonly mode: string;
  readonly transitDays: number;
  readonly amountMinor: number;
}

export interface RatesRequest {
  /** Ports the order could leave from. */
  readonly origins: readonly number[];
  readonly destination: number;
  readonly weightGrams: number;
}

export interface RatesQuote {
  readonly quotes: readonly RateQuote[];
}

export interface WarehouseOrder {
  readonly product: number;
  readonly units: number;
}

export interface Tender {
  readonly origin: number;
  readonly destination: number;
  readonly service: number;
  readonly mode: string;
  readonly weightGrams: number;
  readonly transitDays: number;
  /** What the shipper expects to pay; null when nothing was rated (customer-arranged, or no rate). */
  readonly ratedMinor: number | null;
}

/** ERP -> core. */
export type OrderReleased = Envelope<'orderReleased', OrderRelease>;
/** core -> TMS. */
export type RequestRates = Envelope<'requestRates', RatesRequest>;
/** TMS -> core. */
export type RatesQuoted = Envelope<'ratesQuoted', RatesQuote>;
/** core -> WMS; a = plant, b = units. */
export type ShipOrder = Envelope<'shipOrder', WarehouseOrder>;
/** core -> carrier; a = attempt from 1, b = carrier. */
export type TenderLoad = Envelope<'tenderLoad', Tender>;
/** core -> carrier: the goods are at the dock; a = plant, b = carrier. */
export type DispatchLoad = Envelope<'dispatchLoad', null>;
/** carrier -> core; a = instant of departure, b = carrier. */
export type LoadDeparted = Envelope<'loadDeparted', null>;
/** carrier -> core, with proof of delivery; a = instant of delivery, b = carrier. */
export type LoadDelivered = Envelope<'loadDelivered', null>;
/** carrier -> core; a = billed amount, b = carrier. */
export type FreightInvoiced = Envelope<'freightInvoiced', null>;

export type CoreToPartner =
  | CoreToErp
  | CoreToWms
  | CoreToTms
  | CoreToCarrier
  | RequestRates
  | ShipOrder
  | TenderLoad
  | DispatchLoad;
/** What the thin process takes. */
export type ThinPartnerToCore =
  | OrderReleased
  | RatesQuoted
  | GoodsIssued
  | TenderAccepted
  | LoadDeparted
  | LoadDelivered
  | FreightInvoiced
  | InvoicePaid;
export type PartnerToCore = ThinPartnerToCore | ErpToCore | WmsToCore | TmsToCore | CarrierToCore;
