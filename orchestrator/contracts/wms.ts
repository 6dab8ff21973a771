/**
 * What the core and WMS say to each other in outbound fulfilment. WMS owns stock by lot, reservations, waves, picking,
 * packing, loading and goods issue; the core's picture of its stock is a view of known age.
 *
 * 1. `key` is the shipment's key unless a message says otherwise.
 * 2. Lists of units stand by line of the shipment, in the order of `ReserveStock.lines`; a line may be 0.
 */
import type { Envelope } from './envelope.ts';
import type { DeliverTo } from './three-pl.ts';

export interface ReservationLine {
  readonly product: number;
  /** Wanted, base units, >= 0. */
  readonly units: number;
}

export interface UnitsByLine {
  readonly units: readonly number[];
}

export interface PackedShipment {
  readonly units: readonly number[];
  /** Handling units (cartons, pallets) made. */
  readonly handlingUnits: number;
  /** Serial shipping container codes are key x 64 + 0..handlingUnits-1. */
  readonly grossWeightGrams: number;
}

/** One product of an inventory feed. */
export interface StockEntry {
  readonly product: number;
  /** Free to reserve at the instant of the count. */
  readonly available: number;
  /** What that is made of, in the order in which they leave, of a product that expires; absent = WMS says nothing of lots. */
  readonly lots?: readonly StockLot[];
}

/** A lot of a product at a node. */
export interface StockLot {
  /** Of the product at this node, from 1. */
  readonly no: number;
  readonly available: number;
  readonly expiresAt: number;
}

/**
 * core -> WMS; a = node, b = 1: all lines in full or nothing at all (ship complete). `deliverTo` where a third party carries it from there.
 */
export type ReserveStock = Envelope<
  'reserveStock',
  { readonly lines: readonly ReservationLine[]; readonly deliverTo?: DeliverTo }
>;
/** core -> WMS: the shipment is not wanted any more; a = node. WMS says whether it is too late. */
export type CancelShipment = Envelope<'cancelShipment', null>;
/**
 * core -> WMS: no more than so many units of each line are wanted of a shipment; a = node, b = number of the reduction, ascending. The rest is
 * free again, as long as no work has begun on it.
 */
export type ReduceReservation = Envelope<'reduceReservation', UnitsByLine>;
/** core -> WMS; key = wave (node x 65536 + n); a = node, b = n. Pick, pack and stage these, in this order. */
export type ReleaseWave = Envelope<'releaseWave', { readonly shipments: readonly number[] }>;
/** core -> WMS; key = load; a = node, b = carrier. The truck is at the door: load these and issue the goods. */
export type LoadTruck = Envelope<'loadTruck', { readonly shipments: readonly number[] }>;
/** core -> WMS: goods came back or never left; a = node, b = 1 put them back into stock, 0 write them off. */
export type ReturnToStock = Envelope<'returnToStock', UnitsByLine>;
/** core -> WMS: of a shipment that has left the customer has got and keeps more; a = node, b = units. These are on no shelf any more. */
export type PostOverage = Envelope<'postOverage', UnitsByLine>;

/** WMS -> core; a = node, b = units missing over all lines. Reserved units by line; all zero = nothing was there. */
export type StockReserved = Envelope<'stockReserved', UnitsByLine>;
/** WMS -> core; a = node, b = units missing against the reservation (short pick). */
export type ShipmentPicked = Envelope<'shipmentPicked', UnitsByLine>;
/** WMS -> core; a = node, b = handling units. Staged, ready to be loaded. */
export type ShipmentPacked = Envelope<'shipmentPacked', PackedShipment>;
/** WMS -> core; key = load; a = node, b = shipments on the truck; body: which. Sent after the goods issue of each. */
export type TruckLoaded = Envelope<'truckLoaded', { readonly shipments: readonly number[] }>;
/** WMS -> core, to `cancelShipment`; a = node, b = 1: back in stock; 0: too late, the goods have left. */
export type ShipmentCancelledByWms = Envelope<'shipmentReleased', null>;
/** WMS -> core, to `reduceReservation`; a = node, b = number of the reduction. What is held now: where work has begun, as much as before. */
export type ReservationReduced = Envelope<'reservationReduced', UnitsByLine>;
/** WMS -> core; key = node; a = instant of the count, b = feed number. A feed may be late, partial, or wrong. */
export type StockCounted = Envelope<'stockCounted', { readonly entries: readonly StockEntry[] }>;

/** WMS -> core, where WMS owns waves; key = node; a = index of the wave in its timetable, b = shipments. Work on these begins, in this order. */
export type WaveReleased = Envelope<'waveReleased', { readonly shipments: readonly number[] }>;

/** WMS -> core; a = node, b = units issued: the goods are on the truck. */
export type GoodsIssued = Envelope<'goodsIssued', null>;

export type WmsToCore =
  | StockReserved
  | ReservationReduced
  | ShipmentPicked
  | ShipmentPacked
  | GoodsIssued
  | TruckLoaded
  | ShipmentCancelledByWms
  | WaveReleased
  | StockCounted;
export type CoreToWms =
  | ReserveStock
  | ReduceReservation
  | CancelShipment
  | ReleaseWave
  | LoadTruck
  | ReturnToStock
  | PostOverage;
