/**
 * How routes are numbered.
 *
 * 1. A route's key is named by its plan (index of the cut-off x nodes + node) and which of the plan's routes it is, above the keys of
 *    all loads: whoever hears of a vehicle knows by its key whether it is a load of a carrier or a route of the fleet.
 * 2. Not by a shipment: what comes back goes on a later route, which must not be taken for the first one.
 */

/** Above the key of every shipment, and of every load. */
export const ROUTE_FIRST = 1 << 28;

/** Routes of one plan. */
export const ROUTES_MAX = 1024;

/** @param rank which of the plan's routes, from 0, below `ROUTES_MAX` */
export function routeKey(plan: number, rank: number): number {
  return ROUTE_FIRST + plan * ROUTES_MAX + rank;
}

/** Whether what goods are on is a route; -1 = they are on nothing. */
export function isRoute(load: number): boolean {
  return load >= ROUTE_FIRST;
}
