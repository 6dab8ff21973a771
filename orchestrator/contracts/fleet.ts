/**
 * What the core and the fleet say to each other of routes: vehicles of the shipper's own that go from store to store. The fleet owns
 * where a vehicle is, what is delivered at each stop, and what the route has cost.
 *
 * 1. `key` is the route's: `contracts/route-key.ts`. A route is called once, whatever comes again.
 * 2. Stops are numbered from 1, in the order of the plan; a stop of which nothing was loaded is passed by.
 */
import type { DeliveredShipment } from './carriers.ts';
import type { Envelope } from './envelope.ts';

export interface RouteStop {
  readonly store: number;
  readonly shipments: readonly number[];
  /** Of each shipment. */
  readonly handlingUnits: readonly number[];
  /** The delivery window that it is planned for. */
  readonly opensAt: number;
  readonly closesAt: number;
}

export interface CalledRoute {
  /** Of the fleet's types at the node. */
  readonly vehicle: number;
  /** Which cut-off of the node, and which vehicle of that cut-off: what its luck is drawn by. */
  readonly cutoff: number;
  readonly rank: number;
  /** It leaves no sooner. */
  readonly departAt: number;
  readonly stops: readonly RouteStop[];
}

/** Why a stop took nothing: `b` of `stopRefused`. */
export const STOP_REFUSAL = { late: 1, cannotReceive: 2, notReached: 3 } as const;

/** core -> fleet; a = node: a vehicle is to stand at its dock. */
export type CallVehicle = Envelope<'callVehicle', CalledRoute>;
/** core -> fleet: these are on it, drive. */
export type ReleaseVehicle = Envelope<'releaseVehicle', { readonly shipments: readonly number[] }>;
/** core -> fleet: nothing is to go. */
export type WithdrawVehicle = Envelope<'withdrawVehicle', null>;
/** core -> fleet: say again how it stands; a = how often asked. */
export type RequestRoute = Envelope<'requestRoute', null>;
/** core -> fleet: what came back goes no more; give it to the warehouse. */
export type HandBack = Envelope<'handBack', { readonly shipments: readonly number[] }>;

/** fleet -> core; a = node: it stands at the dock. */
export type VehicleAtDock = Envelope<'vehicleAtDock', null>;
/** WMS -> core; key = route; a = node, b = shipments on it. Sent after the goods issue of each. */
export type VehicleLoaded = Envelope<'vehicleLoaded', { readonly shipments: readonly number[] }>;
/** fleet -> core; a = stop, b = instant. */
export type VehicleAtStop = Envelope<'vehicleAtStop', null>;
/** fleet -> core: it leaves the stop; a = stop, b = instant. What was delivered; nothing where the stop took nothing. */
export type StopServed = Envelope<'stopServed', { readonly shipments: readonly DeliveredShipment[] }>;
/** fleet -> core: it is back; a = instant, b = what it has cost. All that was delivered, and what is still on it. */
export type VehicleReturned = Envelope<
  'vehicleReturned',
  { readonly delivered: readonly DeliveredShipment[]; readonly aboard: readonly number[] }
>;
/** fleet -> core, to `handBack`; a = instant: they are with the warehouse. */
export type HandedBack = Envelope<'handedBack', { readonly shipments: readonly number[] }>;

export type CoreToFleet = CallVehicle | ReleaseVehicle | WithdrawVehicle | RequestRoute | HandBack;
export type FleetToCore =
  | VehicleAtDock
  | VehicleLoaded
  | VehicleAtStop
  | StopServed
  | VehicleReturned
  | HandedBack;
