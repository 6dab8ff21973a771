/** What the format of `inbound` can't say by itself: everything is bought from somebody, comes in somewhere, at some time. */
import { compile } from '#sim/random/distributions';
import { nearestZone } from '#sim/shifts/nearest-zone';
import { zoneNames } from '#sim/shifts/zone-data';
import { drawnMs } from '../../../world/draws.ts';
import { slotsOf } from '../../../world/outbound/goods/inbound.ts';
import { hoursOf, spanOf } from '../../../world/outbound/systems/warehouses.ts';
import { calendarOf, shiftsOf } from '../../../world/outbound/timetable.ts';
import type { Findings, Path } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { DockSection, InboundSection } from '../inbound.ts';
import type { OutboundScenario } from '../scenario.ts';

/** Shares that a person has rounded. */
const SUM_TOLERANCE = 1e-6;

export function checkInbound(scenario: OutboundScenario, found: Findings): void {
  const { inbound } = scenario;
  if (inbound === undefined) return;
  checkSuppliers(scenario, inbound, found);
  checkDocks(scenario, inbound, found);
}

function checkSuppliers({ network }: OutboundScenario, { suppliers }: InboundSection, found: Findings): void {
  const { count } = network.products;
  const zones = zoneNames();
  found.unique(
    ['inbound', 'suppliers'],
    'supplier',
    suppliers.map(({ name }) => name),
    'name',
  );
  suppliers.forEach(({ name, products, price, zone, departures = [], days }, i) => {
    const path = ['inbound', 'suppliers', i];
    if (products * count < 1)
      found.report(
        [...path, 'products'],
        `"${name}" is the supplier of nothing: ${products} of ${count} products is none. Give it more, or take it out`,
      );
    if (price === 0) found.report([...path, 'price'], `"${name}" gives its goods away. Give them a price`);
    found.unique([...path, 'departures'], 'departure', departures);
    found.unique([...path, 'days'], 'day', days ?? []);
    if (days !== undefined && departures.length === 0)
      found.report(
        [...path, 'days'],
        `"${name}" leaves at any time: its days do nothing. Give it departures, or take them out`,
      );
    if (zones.includes(zone)) return;
    const near = nearestZone(zone, zones);
    const wayOut =
      near === undefined ? 'Give an IANA name, such as "Europe/Berlin"' : `Did you mean "${near}"?`;
    found.report([...path, 'zone'], `unknown time zone: "${zone}". ${wayOut}`);
  });
  const sum = suppliers.reduce((all, { products }) => all + products, 0);
  if (Math.abs(sum - 1) > SUM_TOLERANCE)
    found.report(
      ['inbound', 'suppliers'],
      `their shares of the products sum to ${Number(sum.toFixed(6))}: each product is bought from one of them. Make it 1`,
    );
}

function checkDocks(scenario: OutboundScenario, { docks }: InboundSection, found: Findings): void {
  const { nodes } = scenario.network;
  const names = nodes.map(({ name }) => name);
  const docked = docks.map(({ node }) => node);
  found.unique(['inbound', 'docks'], 'dock of node', docked, 'node');
  docks.forEach((dock, i) => {
    found.oneOf(['inbound', 'docks', i, 'node'], 'node', dock.node, names);
    checkDock(scenario, dock, ['inbound', 'docks', i], found);
  });
  nodes.forEach(({ name, stock }, i) => {
    if (stock === undefined) {
      const at = docked.indexOf(name);
      if (at >= 0)
        found.report(
          ['inbound', 'docks', at, 'node'],
          `"${name}" has unlimited stock: nothing is ever bought for it. Give it stock, or take the dock out`,
        );
    } else if (!docked.includes(name))
      found.report(
        ['network', 'nodes', i],
        `"${name}" has stock to be bought and no dock where it could come in. Add it to inbound.docks`,
      );
  });
}

function checkDock(scenario: OutboundScenario, dock: DockSection, path: Path, found: Findings): void {
  const section = scenario.network.nodes.find(({ name }) => name === dock.node);
  const zone = scenario.network.places.find(({ name }) => name === section?.place)?.zone;
  if (section === undefined || zone === undefined || !zoneNames().includes(zone)) return;
  const { startAt, endAt } = spanOf(scenario);
  const hours = dock.hours ?? hoursOf(section);
  if (hours !== undefined) {
    if (hours.from === hours.to) {
      found.report(
        [...path, 'hours'],
        `they begin and end at ${hours.from}: never open. Write "00:00" to "24:00" for a whole day`,
      );
      return;
    }
    const calendar = calendarOf(hours, zone, dock.node);
    if (shiftsOf(calendar, startAt, endAt).length === 0) {
      found.report(
        [...path, 'hours'],
        'never open in the run: its days are holidays, or do not come. Change days or holidays',
      );
      return;
    }
    if (slotsOf(shiftsOf(calendar, startAt, endAt), durationMs(dock.slot), startAt, endAt).length === 0) {
      found.report(
        [...path, 'slot'],
        `no slot of ${dock.slot} fits between ${hours.from} and ${hours.to}: no truck could come. Make it shorter`,
      );
      return;
    }
  }
  const { perShipment } = dock.unload;
  const meanMs = perShipment === undefined ? 0 : compile(drawnMs(perShipment)).mean;
  if (meanMs > durationMs(dock.slot))
    found.warn(
      [...path, 'slot'],
      `a truck takes ${Math.round(meanMs / 60_000)} min to unload and has a slot of ${dock.slot}: each one runs into the next`,
    );
}
