/** The routes of a scenario's stores -> what the core plans by, and what the fleet does. */
import type { FleetSettings } from '#mock-systems/fleet/settings';
import type { NodeRoutes, RouteTerms } from '#orchestrator/model/routes';
import { timingOf } from '#orchestrator/processes/replenishment/route-timing';
import { compile } from '#sim/random/distributions';
import { DAY } from '../../../schema/outbound/common.ts';
import type { ReplenishmentSection, StoreSection } from '../../../schema/outbound/replenishment.ts';
import type { RoutesSection } from '../../../schema/outbound/routes.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs, moneyMinor, weightGrams } from '../../../schema/units.ts';
import { drawnCount, drawnMs } from '../../draws.ts';
import type { RoutesWorld } from '../../outbound-world.ts';
import { windowsOf } from '../goods/delivery-windows.ts';
import { KEPT_MS } from '../settings.ts';
import type { Span } from '../systems/warehouses.ts';
import { calendarOf, timetable } from '../timetable.ts';
import { greatCircleKm, type Position } from './distance.ts';
import { CIRCUITY } from './places.ts';

/** @param customerOf customer that a store is to a node, by store and node; -1 = that node does not supply it */
export function routesWorld(
  scenario: OutboundScenario,
  section: ReplenishmentSection,
  customerOf: readonly (readonly number[])[],
  span: Span,
): RoutesWorld | null {
  const { routes } = section;
  if (routes === undefined) return null;
  const terms = termsOf(scenario, section, routes, span);
  const byRoute = servedBy(terms);
  const last = customerOf.flat().reduce((most, customer) => Math.max(most, customer), -1);
  const storeOf = new Array<number>(last + 1).fill(-1);
  for (const [store, row] of customerOf.entries())
    for (const [node, customer] of row.entries())
      if (customer >= 0 && byRoute[store]![node]!) storeOf[customer] = store;
  return {
    terms: { ...terms, storeOf },
    fleet: fleetOf(routes, terms),
    co2eKgPerKm: routes.costs.co2eKgPerKm,
  };
}

/** Whether a store can be reached from a node by a route of its own, by store and node. */
export function servedBy(terms: RouteTerms): readonly (readonly boolean[])[] {
  return terms.windows.map((_windows, store) =>
    terms.nodes.map((node, no) => {
      if (node === null) return false;
      const largest = terms.weightGramsMax[store]!;
      if (node.vehicles.every(({ weightGramsMax }) => weightGramsMax > largest)) return false;
      return node.departures.some((at) => timingOf(terms, no, at, [{ store, handlingUnits: 0 }]) !== null);
    }),
  );
}

/** Without who is reached: `storeOf` is empty. */
export function termsOf(
  scenario: OutboundScenario,
  { stores }: ReplenishmentSection,
  routes: RoutesSection,
  span: Span,
): RouteTerms {
  const { driving } = routes;
  return {
    rule: routes.rule,
    ridesMax: routes.rides,
    driving: {
      kmPerHour: driving.kmPerHour,
      perLegMs: durationMs(driving.perLeg),
      perStopMs: Math.round(compile(drawnMs(driving.perStop)).mean),
      perHandlingUnitMs: Math.round(compile(drawnMs(driving.perHandlingUnit)).mean),
      drivingMsMax: durationMs(driving.drivingTime),
      dutyMsMax: durationMs(driving.dutyTime),
      bufferMs: durationMs(driving.buffer),
      stopsMax: driving.stops,
    },
    nodes: scenario.network.nodes.map(({ name }) => nodeRoutes(scenario, stores, routes, name, span)),
    storeOf: [],
    windows: stores.map((store) => windowsOf(scenario, store, span)),
    weightGramsMax: stores.map(({ vehicle }) => weightGrams(vehicle)),
    km: distances(scenario, stores, routes),
  };
}

function nodeRoutes(
  { network }: OutboundScenario,
  stores: readonly StoreSection[],
  { nodes }: RoutesSection,
  name: string,
  { startAt, until }: Span,
): NodeRoutes | null {
  const section = nodes.find(({ node }) => node === name);
  if (section === undefined) return null;
  const { place } = network.nodes.find((each) => each.name === name)!;
  const { zone } = network.places.find((each) => each.name === place)!;
  const { vehicles, departs, departDays = DAY.options, fixed = [] } = section;
  const days = calendarOf({ days: [...departDays], from: '00:00', to: '24:00' }, zone, name);
  return {
    vehicles: vehicles
      .map((each) => ({
        weightGramsMax: weightGrams(each.carries),
        handlingUnitsMax: each.handlingUnits,
        vehicles: each.vehicles,
      }))
      .sort((x, y) => x.weightGramsMax - y.weightGramsMax || x.handlingUnitsMax - y.handlingUnitsMax),
    departures: timetable([departs], zone, days, startAt, until),
    fixed: fixed.map((names) => names.map((store) => stores.findIndex((each) => each.name === store))),
  };
}

/** Road km from point to point: nodes by number, then stores. */
function distances(
  { network }: OutboundScenario,
  stores: readonly StoreSection[],
  { nodes, detour = CIRCUITY }: RoutesSection,
): readonly (readonly number[])[] {
  const placeAt = (name: string): Position => network.places.find((place) => place.name === name)!;
  const points = [
    ...network.nodes.map(({ name, place }) => nodes.find(({ node }) => node === name)?.at ?? placeAt(place)),
    ...stores.map(({ at, place }) => at ?? placeAt(place)),
  ];
  return points.map((from) => points.map((to) => Math.round(greatCircleKm(from, to) * detour)));
}

function fleetOf({ driving, risks, costs }: RoutesSection, { nodes, km }: RouteTerms): FleetSettings {
  return {
    nodes: nodes.length,
    km,
    kmPerHour: driving.kmPerHour,
    perLegMs: durationMs(driving.perLeg),
    traffic: drawnCount(driving.traffic),
    msPerStop: drawnMs(driving.perStop),
    msPerHandlingUnit: drawnMs(driving.perHandlingUnit),
    damagedShare: risks.damaged,
    toleranceMs: durationMs(risks.tolerance),
    lateRefusedShare: risks.lateRefused,
    refusedShare: risks.refused,
    kmBetweenBreakdowns: risks.kmBetweenBreakdowns ?? null,
    repairMs: drawnMs(risks.repair),
    dutyMsMax: durationMs(driving.dutyTime),
    costs: {
      perRouteMinor: moneyMinor(costs.perRoute),
      perStopMinor: moneyMinor(costs.perStop),
      perKmMinor: moneyMinor(costs.perKm),
    },
    rememberMs: KEPT_MS,
  };
}
