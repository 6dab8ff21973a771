/**
 * What the format of `replenishment` can't say by itself: every store is supplied by a node, sells something, is reviewed and can be
 * delivered to; levels are worth a case, and a case fits the vehicle.
 */
import { compile } from '#sim/random/distributions';
import { zoneNames } from '#sim/shifts/zone-data';
import { drawnGrams } from '../../../world/draws.ts';
import { windowsOf } from '../../../world/outbound/goods/delivery-windows.ts';
import {
  firstTransferOf,
  groupsOf,
  protectionDays,
  reviewsOf,
  storeDemand,
  tradingHours,
  transfersMax,
  weekOf,
} from '../../../world/outbound/goods/replenishment.ts';
import { spanOf } from '../../../world/outbound/systems/warehouses.ts';
import type { Findings, Path } from '../../findings.ts';
import { durationMs, weightGrams } from '../../units.ts';
import type { ReplenishmentSection, StoreSection } from '../replenishment.ts';
import type { OutboundScenario } from '../scenario.ts';
import { checkRoutes } from './check-routes.ts';
import { checkSuppliedNodes, checkSuppliedTimes } from './check-supplied-nodes.ts';

const DAY_MS = 86_400_000;
/** WMS numbers what it does by order, in 32 bits. */
const ORDER_MAX = 2_000_000;
/** Mean demand of a product in an hour. */
const HOURLY_UNITS_MAX = 400;

export function checkReplenishment(scenario: OutboundScenario, found: Findings): void {
  const { replenishment } = scenario;
  if (replenishment === undefined) return;
  const path = ['replenishment'];
  const before = found.problems.length;
  checkStores(scenario, replenishment, found);
  checkSuppliedNodes(scenario, replenishment, found);
  checkGroups(scenario, replenishment, found);
  if (scenario.systems.erpMigration !== undefined)
    found.report(
      path,
      'ERP is replaced in the run, and its internal orders do not move with it. Take replenishment or systems.erpMigration out',
    );
  if (found.problems.length > before) return;
  checkTimes(scenario, replenishment, found);
  checkSuppliedTimes(scenario, replenishment, found);
  if (found.problems.length > before) return;
  checkLevels(scenario, replenishment, found);
  checkRoutes(scenario, replenishment, found);
}

function checkStores({ network }: OutboundScenario, { stores }: ReplenishmentSection, found: Findings): void {
  const nodes = network.nodes.map(({ name }) => name);
  const places = network.places.map(({ name }) => name);
  const names = stores.map(({ name }) => name);
  found.unique(['replenishment', 'stores'], 'store', names, 'name');
  stores.forEach(({ name, place, suppliedBy }, i) => {
    const path = ['replenishment', 'stores', i];
    found.oneOf([...path, 'place'], 'place', place, places);
    if (nodes.includes(name))
      found.report([...path, 'name'], `"${name}" is a node: a store needs a name of its own`);
    found.unique([...path, 'suppliedBy'], 'node', suppliedBy);
    suppliedBy.forEach((node, n) => {
      const at = [...path, 'suppliedBy', n];
      if (node === name)
        found.report(at, `"${name}" would replenish itself. Name a node: ${nodes.join(', ')}`);
      else if (names.includes(node))
        found.report(
          at,
          `"${node}" is a store, and has nothing but its shelves. Name a node: ${nodes.join(', ')}`,
        );
      else found.oneOf(at, 'node', node, nodes);
    });
  });
}

function checkGroups(
  { network }: OutboundScenario,
  { groups, sales }: ReplenishmentSection,
  found: Findings,
): void {
  const path = ['replenishment', 'groups'];
  found.unique(
    path,
    'group',
    groups.map(({ name }) => name),
    'name',
  );
  const listed = groups.reduce((sum, { products }) => sum + products, 0);
  if (listed > network.products.count)
    found.report(
      path,
      `they hold ${listed} products, and there are ${network.products.count}. Take some out, or raise network.products.count`,
    );
  groups.forEach(({ name, reviews, reviewDays, minDays, maxDays, leadTime }, i) => {
    found.unique([...path, i, 'reviews'], 'review', reviews);
    found.unique([...path, i, 'reviewDays'], 'day', reviewDays ?? []);
    if (minDays >= maxDays)
      found.report(
        [...path, i, 'minDays'],
        `"${name}" is reordered at ${minDays} days of demand, up to ${maxDays}: nothing is ever sent. Raise maxDays`,
      );
    const leadDays = durationMs(leadTime) / DAY_MS;
    if (minDays < leadDays)
      found.warn(
        [...path, i, 'minDays'],
        `"${name}" is reordered at ${minDays} days of demand, and waits ${leadDays.toFixed(1)} days for it: with min-max it runs out each time`,
      );
  });
  if (sales.opens.from >= sales.opens.to)
    found.report(
      ['replenishment', 'sales', 'opens'],
      `from ${sales.opens.from} to ${sales.opens.to} no hour lies. Stores close later than they open`,
    );
  else if (weekOf(sales) === 0)
    found.report(
      ['replenishment', 'sales', 'hourWeights'],
      'nobody ever buys while stores are open: weights of open hours and days are all 0. Raise one',
    );
}

function checkTimes(scenario: OutboundScenario, section: ReplenishmentSection, found: Findings): void {
  const zones = zoneNames();
  const { start, horizon } = scenario;
  const span = spanOf(scenario);
  section.stores.forEach((store, i) => {
    const path = ['replenishment', 'stores', i];
    const place = scenario.network.places.find(({ name }) => name === store.place)!;
    // Its zone has been complained of with its place.
    if (!zones.includes(place.zone)) return;
    if (store.window.from === store.window.to || windowsOf(scenario, store, span).length === 0)
      found.report(
        [...path, 'window'],
        `"${store.name}" can never be delivered to: its window is never open in the run. Change its hours, days or holidays`,
      );
    if (tradingHours(scenario, store, section).length === 0)
      found.report(
        ['replenishment', 'sales', 'opens'],
        `"${store.name}" is never open between ${start} and the end of demand (horizon ${horizon}). Change days or hours`,
      );
    section.groups.forEach((group, n) => {
      if (reviewsOf(scenario, store, group).length === 0)
        found.report(
          ['replenishment', 'groups', n, 'reviews'],
          `"${group.name}" is never reviewed in "${store.name}". Give it a time or day that comes`,
        );
    });
  });
}

function checkLevels(scenario: OutboundScenario, section: ReplenishmentSection, found: Findings): void {
  const { groups, stores, sales } = section;
  const demand = storeDemand(scenario, section);
  const sizes = stores.map(({ size = 1 }) => size);
  const least = sizes.indexOf(Math.min(...sizes));
  const most = sizes.indexOf(Math.max(...sizes));
  const unitGrams = compile(drawnGrams(scenario.network.products.unitWeight)).mean;
  groupsOf(section).forEach((products, i) => {
    const { name, casePack, safetyFactor } = groups[i]!;
    const best = demand[least]![products[0]!]!;
    const days = protectionDays(groups[i]!);
    const variance = best + best * best * sales.variation * sales.variation;
    const target = best * days + safetyFactor * Math.sqrt(days * variance);
    if (target < casePack)
      found.report(
        ['replenishment', 'groups', i, 'casePack'],
        `in "${stores[least]!.name}" the best seller of "${name}" has a target of ${target.toFixed(1)} units, less than a case of ${casePack}: each case is more than is ever wanted. Make cases smaller, or leave the group out`,
      );
    stores.forEach((store, no) => {
      checkVehicle(store, ['replenishment', 'stores', no, 'vehicle'], name, casePack * unitGrams, found);
    });
  });
  checkRate(scenario, section, demand[most]!, found);
  const transfers = transfersMax(scenario, section);
  if (firstTransferOf(scenario) + transfers > ORDER_MAX)
    found.report(
      ['replenishment'],
      `sales orders and up to ${transfers} transfers are more than ${ORDER_MAX} orders, for which there are numbers. Shorten demand, or review less often`,
    );
}

function checkVehicle(
  { name, vehicle }: StoreSection,
  path: Path,
  group: string,
  caseGrams: number,
  found: Findings,
): void {
  if (weightGrams(vehicle) >= caseGrams) return;
  found.report(
    path,
    `a case of "${group}" weighs ${(caseGrams / 1000).toFixed(1)} kg on average, and the vehicle of "${name}" carries ${vehicle}: nothing is ever sent. Give it a larger one`,
  );
}

function checkRate(
  scenario: OutboundScenario,
  section: ReplenishmentSection,
  daily: readonly number[],
  found: Findings,
): void {
  const hours = tradingHours(scenario, section.stores[0]!, section);
  const busiest = hours.reduce((highest, { weight }) => Math.max(highest, weight), 0);
  const units = Math.max(...daily) * busiest;
  if (units > HOURLY_UNITS_MAX)
    found.report(
      ['replenishment', 'sales', 'unitsPerDay'],
      `${Math.round(units)} units of one product in the busiest hour of a store: ${HOURLY_UNITS_MAX} at most. Lower it, or list more products`,
    );
}
