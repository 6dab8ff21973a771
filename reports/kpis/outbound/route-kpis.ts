/**
 * KPIs of the own fleet's routes, and their part of freight.
 *
 * 1. Of the whole run only; null where there are no routes.
 */

import type { RouteKpi } from './catalogue/route-catalogue.ts';
import { splitByWeight } from './largest-remainder.ts';
import { ratio } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';

type Outcomes = Pick<OutboundOutcomes, 'routeBooks' | 'shipments'>;

export function routeKpis({ routeBooks, shipments }: Outcomes): Record<RouteKpi, number | null> {
  const { routes, rides } = routeBooks;
  const sum = {
    routes: 0,
    km: 0,
    costMinor: 0,
    stops: 0,
    inTime: 0,
    served: 0,
    refused: 0,
    cases: 0,
    gramsMax: 0,
  };
  for (let row = 0; row < routes.size; row++) {
    if (routes.back[row] === 0) continue;
    sum.routes += 1;
    sum.km += routes.km[row]!;
    sum.costMinor += routes.costMinor[row]!;
    sum.stops += routes.stops[row]!;
    sum.inTime += routes.inTime[row]!;
    sum.served += routes.served[row]!;
    sum.refused += routes.refused[row]!;
    sum.cases += routes.handlingUnits[row]!;
    sum.gramsMax += routes.gramsMax[row]!;
  }
  let grams = 0;
  for (let ride = 0; ride < rides.size; ride++)
    if (routes.back[rides.route[ride]!] !== 0) grams += weightOn(shipments, rides.shipment[ride]!);
  return {
    routes: sum.routes === 0 ? null : sum.routes,
    routeCost: sum.routes === 0 ? null : sum.costMinor,
    dropsPerRoute: ratio(sum.served, sum.routes),
    routeFill: ratio(grams, sum.gramsMax),
    routeKmPerCase: ratio(sum.km, sum.cases),
    windowHits: ratio(sum.inTime, sum.stops),
    stopsRefused: ratio(sum.refused, sum.served + sum.refused),
  };
}

/** Of routes that are back; 0 where there are none. @param co2eKgPerKm of a vehicle */
export function routeEmissions({ routeBooks }: Outcomes, co2eKgPerKm: number): number {
  const { routes } = routeBooks;
  let km = 0;
  for (let row = 0; row < routes.size; row++) km += routes.km[row]!;
  return km * co2eKgPerKm;
}

/** What routes have cost, and the gross weight that they have driven, g. */
export function routeFreight({ routeBooks, shipments }: Outcomes): {
  readonly costMinor: number;
  readonly grams: number;
} {
  const { routes, rides } = routeBooks;
  let costMinor = 0;
  let grams = 0;
  for (let row = 0; row < routes.size; row++) costMinor += routes.costMinor[row]!;
  for (let ride = 0; ride < rides.size; ride++)
    if (routes.costMinor[rides.route[ride]!]! > 0) grams += weightOn(shipments, rides.shipment[ride]!);
  return { costMinor, grams };
}

/** Adds to each order what its goods' routes have cost, by gross weight. @param minor by row of the order table */
export function addRouteFreight({ routeBooks, shipments }: Outcomes, minor: Float64Array): void {
  const { routes, rides } = routeBooks;
  const aboard: number[][] = Array.from({ length: routes.size }, () => []);
  for (let ride = 0; ride < rides.size; ride++)
    if (rides.shipment[ride]! >= 0) aboard[rides.route[ride]!]!.push(rides.shipment[ride]!);
  for (const [row, on] of aboard.entries()) {
    const costMinor = routes.costMinor[row]!;
    if (costMinor === 0 || on.length === 0) continue;
    const parts = splitByWeight(
      costMinor,
      on.map((shipment) => shipments.weightGrams[shipment]!),
    );
    for (const [i, shipment] of on.entries()) minor[shipments.order[shipment]!]! += parts[i]!;
  }
}

function weightOn({ weightGrams }: OutboundOutcomes['shipments'], row: number): number {
  return row < 0 ? 0 : Math.max(0, weightGrams[row]!);
}
