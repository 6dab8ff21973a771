/**
 * What routes of the fleet are planned by: plain frozen data, made from the scenario. Distances are km, durations ms.
 *
 * 1. Points of the map are the nodes, by number, then the stores.
 */

/** `direct`: a vehicle for each store; `fixed`: the routes that are written down; `savings`: joined where that saves most km. */
export const ROUTE_RULES = ['savings', 'fixed', 'direct'] as const;
export type RouteRule = (typeof ROUTE_RULES)[number];

/** Vehicles of one type at one node. */
export interface VehicleTerms {
  readonly weightGramsMax: number;
  readonly handlingUnitsMax: number;
  /** So many for the routes of one departure. */
  readonly vehicles: number;
}

export interface NodeRoutes {
  /** The smallest first. */
  readonly vehicles: readonly VehicleTerms[];
  /** Instants at which routes may leave, sorted. */
  readonly departures: readonly number[];
  /** Of rule `fixed`: stores in the order in which they are driven to. */
  readonly fixed: readonly (readonly number[])[];
}

export interface DrivingTerms {
  readonly kmPerHour: number;
  /** To leave the road and come to a ramp, once a leg. */
  readonly perLegMs: number;
  /** Mean times at a stop. */
  readonly perStopMs: number;
  readonly perHandlingUnitMs: number;
  /** A driver's hours: at the wheel, and from the departure to being back. */
  readonly drivingMsMax: number;
  readonly dutyMsMax: number;
  /** A stop is planned to be reached so long before its window closes. */
  readonly bufferMs: number;
  readonly stopsMax: number;
}

export interface RouteTerms {
  readonly rule: RouteRule;
  readonly driving: DrivingTerms;
  /** How often goods are driven to a store before they go back to stock: 1 = once. */
  readonly ridesMax: number;
  /** By node; null = it has no vehicles. */
  readonly nodes: readonly (NodeRoutes | null)[];
  /** By customer: the store that it is, where the node that it is of sends to it by route; -1 = by carrier. */
  readonly storeOf: readonly number[];
  /** By store: instants at which its delivery windows open and close, in turn; and the largest vehicle that can unload there. */
  readonly windows: readonly (readonly number[])[];
  readonly weightGramsMax: readonly number[];
  /** By point, by point. */
  readonly km: readonly (readonly number[])[];
}

/** Store that a customer is, if its goods go by route; -1 = they don't. */
export function storeByRoute(routes: RouteTerms | undefined, customer: number): number {
  return routes?.storeOf[customer] ?? -1;
}

/** Planned time from point to point. */
export function drivingMs({ km, driving }: RouteTerms, from: number, to: number): number {
  return driving.perLegMs + Math.round((km[from]![to]! / driving.kmPerHour) * 3_600_000);
}
