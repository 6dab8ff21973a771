/**
 * How busy the stations and waves of a node would be on average: work that the mean demand brings, over what can be done.
 *
 * 1. A node's share of the demand is its share of the products that all nodes keep; an order is one shipment. Policies and stock
 *    decide otherwise, so this is a first guess: good enough to tell a node that can never keep up.
 * 2. Peaks do not count, holidays do not either, breakdowns do. Of robots counts the walking that they save, not that they may be too few.
 */
import { compile } from '#sim/random/distributions';
import { DAY_MS } from '#sim/shifts/civil';
import type { DurationDistribution } from '../../schema/distributions.ts';
import type { NetworkSection, NodeSection, StationSection } from '../../schema/outbound/network.ts';
import type { OutboundScenario } from '../../schema/outbound/scenario.ts';
import { weightGrams } from '../../schema/units.ts';
import { drawnGrams, drawnMs } from '../draws.ts';
import { automationOf } from './automation.ts';
import { meanDemand } from './goods.ts';
import { timeOfDayMs } from './timetable.ts';

const STATIONS = ['pick', 'pack', 'stage', 'load'] as const;
const WEEK_MS = 7 * DAY_MS;

export interface Utilisation {
  readonly node: number;
  /** A station, `waves` or `work` (of a daily capacity). */
  readonly what: (typeof STATIONS)[number] | 'waves' | 'work';
  /** 1 = always busy; above it the queue grows without end. */
  readonly share: number;
}

/** The mean work of one shipment. */
interface MeanShipment {
  readonly perWeek: number;
  readonly lines: number;
  readonly handlingUnits: number;
}

/** Every station that takes time, every wave and daily capacity, node by node. */
export function utilisations(scenario: OutboundScenario): readonly Utilisation[] {
  const { network } = scenario;
  const keeps = network.nodes.map(({ products }) => (products === 'all' ? 1 : products));
  const kept = keeps.reduce((sum, each) => sum + each, 0);
  return network.nodes.flatMap((section, node) =>
    ofNode(network, section, shipmentOf(scenario, section, keeps[node]! / kept)).map((each) => ({
      node,
      ...each,
    })),
  );
}

function shipmentOf({ demand, network }: OutboundScenario, node: NodeSection, share: number): MeanShipment {
  const { ordersPerDay, linesPerOrder, unitsPerLine } = meanDemand(demand, network.products.count);
  const units = linesPerOrder * unitsPerLine;
  const grams = units * compile(drawnGrams(network.products.unitWeight)).mean;
  const { unitsPerHandlingUnit, weightPerHandlingUnit } = node.packing;
  const handlingUnits = Math.max(
    1,
    unitsPerHandlingUnit === undefined ? 1 : units / unitsPerHandlingUnit,
    weightPerHandlingUnit === undefined ? 1 : grams / weightGrams(weightPerHandlingUnit),
  );
  return { perWeek: ordersPerDay * 7 * share, lines: linesPerOrder, handlingUnits };
}

function ofNode(
  network: NetworkSection,
  section: NodeSection,
  shipment: MeanShipment,
): Omit<Utilisation, 'node'>[] {
  const { work } = section;
  const found: Omit<Utilisation, 'node'>[] = [];
  if ('dailyCapacity' in work) found.push({ what: 'work', share: shipment.perWeek / 7 / work.dailyCapacity });
  else {
    const openMs = openMsPerWeek(work.hours);
    const saved = automationOf(network, section)?.robots?.walkingSaved ?? 0;
    for (const what of STATIONS) {
      const station = work[what];
      if (station === undefined) continue;
      const lines = what === 'pick' ? shipment.lines * (1 - saved) : shipment.lines;
      const workMs = shipment.perWeek * jobMs(station, { ...shipment, lines }, what !== 'pick');
      found.push({ what, share: workMs / (station.workers * openMs * availability(station)) });
    }
  }
  const { waves = [], linesPerWave } = section;
  if (waves.length > 0 && linesPerWave !== undefined) {
    const days = 'dailyCapacity' in work ? 7 : (work.hours?.days.length ?? 7);
    const lines = shipment.perWeek * shipment.lines;
    found.push({ what: 'waves', share: lines / (waves.length * days * linesPerWave) });
  }
  return found;
}

function openMsPerWeek(
  hours: { readonly days: readonly string[]; from: string; to: string } | undefined,
): number {
  if (hours === undefined) return WEEK_MS;
  const lengthMs = timeOfDayMs(hours.to) - timeOfDayMs(hours.from);
  return hours.days.length * (lengthMs > 0 ? lengthMs : lengthMs + DAY_MS);
}

function jobMs(
  { perLine, perShipment, perHandlingUnit }: StationSection,
  { lines, handlingUnits }: MeanShipment,
  packed: boolean,
): number {
  return (
    meanMs(perLine) * lines + meanMs(perShipment) + (packed ? meanMs(perHandlingUnit) * handlingUnits : 0)
  );
}

function meanMs(written: DurationDistribution | undefined): number {
  return written === undefined ? 0 : compile(drawnMs(written)).mean;
}

function availability({ breakdowns }: StationSection): number {
  if (breakdowns === undefined) return 1;
  const upMs = meanMs(breakdowns.every);
  return upMs / (upMs + meanMs(breakdowns.repair));
}
