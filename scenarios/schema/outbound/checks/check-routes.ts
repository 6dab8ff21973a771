/**
 * What the format of `replenishment.routes` can't say by itself: every node that drives has stores and cut-offs, every fixed route is of
 * stores that it supplies, and whoever is not reached is named.
 */
import { ROUTES_MAX } from '#orchestrator/contracts/route-key';
import { servedBy, termsOf } from '../../../world/outbound/freight/routes.ts';
import { spanOf } from '../../../world/outbound/systems/warehouses.ts';
import type { Findings, Path } from '../../findings.ts';
import { durationMs, weightGrams } from '../../units.ts';
import type { ReplenishmentSection } from '../replenishment.ts';
import type { RoutesSection } from '../routes.ts';
import type { OutboundScenario } from '../scenario.ts';

/** Routes of a cut-off have so many numbers, for up to four departures. */
const VEHICLES_MAX = ROUTES_MAX / 4;
const PATH = ['replenishment', 'routes'];

type NodeRoutesSection = RoutesSection['nodes'][number];

export function checkRoutes(
  scenario: OutboundScenario,
  section: ReplenishmentSection,
  found: Findings,
): void {
  const { routes } = section;
  if (routes === undefined) return;
  const before = found.problems.length;
  const nodes = scenario.network.nodes.map(({ name }) => name);
  found.unique(
    [...PATH, 'nodes'],
    'node',
    routes.nodes.map(({ node }) => node),
    'node',
  );
  routes.nodes.forEach((each, i) => {
    const path = [...PATH, 'nodes', i];
    found.oneOf([...path, 'node'], 'node', each.node, nodes);
    if (nodes.includes(each.node)) checkNode(scenario, section, each, path, found);
    found.unique(
      [...path, 'vehicles'],
      'vehicle',
      each.vehicles.map(({ name }) => name),
      'name',
    );
    const vehicles = each.vehicles.reduce((sum, one) => sum + one.vehicles, 0);
    if (vehicles > VEHICLES_MAX)
      found.report(
        [...path, 'vehicles'],
        `${vehicles} vehicles for one departure: ${VEHICLES_MAX} at most. Lower their numbers`,
      );
    checkFixed(section, each, path, found);
  });
  const { drivingTime, dutyTime } = routes.driving;
  if (durationMs(drivingTime) > durationMs(dutyTime))
    found.report(
      [...PATH, 'driving', 'drivingTime'],
      `${drivingTime} at the wheel is more than the whole duty of ${dutyTime}. Raise dutyTime, or lower drivingTime`,
    );
  if (found.problems.length === before) checkReach(scenario, section, routes, found);
}

function checkNode(
  { network, systems }: OutboundScenario,
  { stores }: ReplenishmentSection,
  { node }: NodeRoutesSection,
  path: Path,
  found: Findings,
): void {
  const { cutoffs = [] } = network.nodes.find(({ name }) => name === node)!;
  if (cutoffs.length === 0)
    found.report(
      [...path, 'node'],
      `"${node}" has no cut-offs, and routes are formed at cut-offs. Give network.nodes "${node}" cutoffs`,
    );
  if (!stores.some(({ suppliedBy }) => suppliedBy.includes(node)))
    found.report(
      [...path, 'node'],
      `"${node}" supplies no store: nobody is driven to from there. Take it out, or name it in suppliedBy of a store`,
    );
  const { threePl } = systems;
  if (threePl !== undefined && (threePl.nodes === undefined || threePl.nodes.includes(node)))
    found.report(
      [...path, 'node'],
      `a third party runs "${node}", and loads no vehicles of the own fleet. Take it out of routes, or out of systems.threePl`,
    );
}

function checkFixed(
  { stores }: ReplenishmentSection,
  { node, fixed = [] }: NodeRoutesSection,
  path: Path,
  found: Findings,
): void {
  const own = stores.filter(({ suppliedBy }) => suppliedBy.includes(node)).map(({ name }) => name);
  const seen = new Set<string>();
  fixed.forEach((names, route) => {
    names.forEach((store, i) => {
      const at = [...path, 'fixed', route, i];
      found.oneOf(at, `store that "${node}" supplies`, store, own);
      if (seen.has(store)) found.report(at, `"${store}" is on a route of "${node}" already. Name it once`);
      seen.add(store);
    });
  });
}

function checkReach(
  scenario: OutboundScenario,
  section: ReplenishmentSection,
  routes: RoutesSection,
  found: Findings,
): void {
  const terms = termsOf(scenario, section, routes, spanOf(scenario));
  const reached = servedBy(terms);
  const nodes = scenario.network.nodes.map(({ name }) => name);
  routes.nodes.forEach((each, i) => {
    const node = nodes.indexOf(each.node);
    const smallest = Math.min(...each.vehicles.map(({ carries }) => weightGrams(carries)));
    const own = section.stores.flatMap(({ suppliedBy }, store) =>
      suppliedBy.includes(each.node) ? [store] : [],
    );
    const far = own.filter((store) => !reached[store]![node]!);
    const names = (stores: readonly number[]): string =>
      stores
        .map((store) => {
          const tooLarge = terms.weightGramsMax[store]! < smallest;
          const why = tooLarge
            ? 'no vehicle is small enough'
            : `${terms.km[node]![nodes.length + store]!} km`;
          return `"${section.stores[store]!.name}" (${why})`;
        })
        .join(', ');
    const path = [...PATH, 'nodes', i];
    // Of whoever it supplies in need only, nobody expects it.
    const usual = far.filter((store) => section.stores[store]!.suppliedBy[0] === each.node);
    if (far.length === own.length) found.report(path, nobodyReached(each.node, names(far)));
    else if (usual.length > 0) found.warn(path, byCarrier(each.node, names(usual)));
  });
}

function nobodyReached(node: string, names: string): string {
  return `no store can be driven to from "${node}": ${names}. Raise the driver's hours, add a smaller vehicle, or leave it to carriers`;
}

function byCarrier(node: string, names: string): string {
  return `carriers bring what "${node}" sends to ${names}: a route there and back is not within the driver's hours and a window, or no vehicle is small enough`;
}
