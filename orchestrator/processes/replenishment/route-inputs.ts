/**
 * What route plans and routes hear. A route plan's key is index of the cut-off x nodes + node; a route's is in `contracts/route-key.ts`.
 */
import type { Envelope } from '../../contracts/envelope.ts';
import type {
  HandedBack,
  StopServed,
  VehicleAtDock,
  VehicleAtStop,
  VehicleLoaded,
  VehicleReturned,
} from '../../contracts/fleet.ts';
import type { TaskAnsweredInput, TimerInput } from '../../core/actor.ts';
import * as types from '../../core/actor-types.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import type { LeaveLoad, LoadedShipment } from '../outbound/inputs.ts';

/** A shipment as a route carries it. */
export interface RoutedShipment {
  readonly goods: LoadedShipment;
  readonly store: number;
  /** Which time it is driven there, from 1. */
  readonly ride: number;
}

export interface PlannedStop {
  readonly store: number;
  readonly shipments: readonly RoutedShipment[];
  /** The delivery window that it is planned for. */
  readonly opensAt: number;
  readonly closesAt: number;
}

export interface RouteOrder {
  readonly node: number;
  readonly cutoff: number;
  /** Which of its cut-off's routes. */
  readonly rank: number;
  readonly vehicle: number;
  readonly departAt: number;
  readonly returnAt: number;
  readonly km: number;
  readonly stops: readonly PlannedStop[];
}

/** shipment -> route plan, and route -> route plan of what came back; a = store, b = index of the cut-off. */
export type JoinRoute = Envelope<'joinRoute', RoutedShipment>;
/** route plan -> route. */
export type FormRoute = Envelope<'formRoute', RouteOrder>;

export type RoutePlanInput = JoinRoute | LeaveLoad | TimerInput;
export type RouteInput =
  | FormRoute
  | LeaveLoad
  | VehicleAtDock
  | VehicleLoaded
  | VehicleAtStop
  | StopServed
  | VehicleReturned
  | HandedBack
  | TaskAnsweredInput
  | TimerInput;

export const ROUTE_PLAN: ActorTypeNo<RoutePlanInput> = types.ROUTE_PLAN;
export const ROUTE: ActorTypeNo<RouteInput> = types.ROUTE;
