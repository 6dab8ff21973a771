/**
 * How busy the stations and waves of a node would be on average: work that the mean demand brings, over what can be done.
 *
 * 1. A node's share of the demand is its share of the products that all nodes keep; an order is one shipment. Policies and stock
 *    decide otherwise, so this is a first guess: good enough to tell a node that can never keep up.
 * 2. Peaks do not count, holidays do not either, breakdowns and who does not come to work do. Scans count as labour. Robots work while there are people, and charge at any
 *    time; of a belt counts how many totes it takes.
 */
import type { CarriageSettings } from '#mock-systems/wms/settings';
import { compile } from '#sim/random/distributions';
import { DAY_MS } from '#sim/shifts/civil';
import type { DurationDistribution } from '../../../schema/distributions.ts';
import type { AutomationSection, ScanSection } from '../../../schema/outbound/automation.ts';
import type { NetworkSection, NodeSection, StationSection } from '../../../schema/outbound/network.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { weightGrams } from '../../../schema/units.ts';
import { drawnGrams, drawnMs } from '../../draws.ts';
import { meanDemand } from '../goods/goods.ts';
import { automationOf, carriageSettings } from '../systems/automation.ts';
import { workersPresent } from '../systems/warehouses.ts';
import { timeOfDayMs } from '../timetable.ts';

const STATIONS = ['pick', 'pack', 'stage', 'load'] as const;
const WEEK_MS = 7 * DAY_MS;

export interface Utilisation {
  readonly node: number;
  /** A station, `machines` beside it, `waves` or `work` (of a daily capacity). */
  readonly what: (typeof STATIONS)[number] | 'machines' | 'waves' | 'work';
  /** 1 = always busy; above it the queue grows without end. */
  readonly share: number;
}

/** The mean work of one shipment. */
interface MeanShipment {
  readonly perWeek: number;
  readonly lines: number;
  readonly handlingUnits: number;
  readonly grams: number;
}

/** Every station that takes time, every wave and daily capacity, node by node. */
export function utilisations(scenario: OutboundScenario): readonly Utilisation[] {
  const { network } = scenario;
  const shipments = shipmentsOf(scenario);
  return network.nodes.flatMap((section, node) =>
    ofNode(network, section, shipments[node]!).map((each) => ({ node, ...each })),
  );
}

/** What the mean demand sends from each node. */
export function shipmentsOf(scenario: OutboundScenario): readonly MeanShipment[] {
  const { nodes } = scenario.network;
  const keeps = nodes.map(({ products }) => (products === 'all' ? 1 : products));
  const kept = keeps.reduce((sum, each) => sum + each, 0);
  return nodes.map((section, node) => shipmentOf(scenario, section, keeps[node]! / kept));
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
  return { perWeek: ordersPerDay * 7 * share, lines: linesPerOrder, handlingUnits, grams };
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
    const machines = automationOf(network, section);
    for (const what of STATIONS) {
      const station = work[what];
      if (station === undefined) continue;
      const withThem = what === 'pick' ? machines : null;
      const each = jobMs(station, shipment, what !== 'pick', withThem);
      const up = withThem?.robots === undefined ? availability(station) : 1;
      const workers = workersPresent(station.workers, network.staffPresent ?? 1);
      found.push({ what, share: (shipment.perWeek * each) / (workers * openMs * up) });
      const carriage = withThem === null ? null : carriageSettings(withThem, workers);
      if (carriage !== null)
        found.push({ what: 'machines', share: carriageShare(carriage, each, shipment.perWeek, openMs) });
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

/** @param hours nothing = it never closes */
export function openMsPerWeek(
  hours: { readonly days: readonly string[]; from: string; to: string } | undefined,
): number {
  if (hours === undefined) return WEEK_MS;
  const lengthMs = timeOfDayMs(hours.to) - timeOfDayMs(hours.from);
  return hours.days.length * (lengthMs > 0 ? lengthMs : lengthMs + DAY_MS);
}

/** @param machines beside the station */
function jobMs(
  { perLine, perShipment, perHandlingUnit, scan }: StationSection,
  { lines, handlingUnits }: MeanShipment,
  packed: boolean,
  machines: AutomationSection | null,
): number {
  const byHand = 1 - (machines?.robots?.walkingSaved ?? 0);
  const lineMs = meanMs(perLine) * byHand + scanMs(scan ?? machines?.scan);
  return lineMs * lines + meanMs(perShipment) + (packed ? meanMs(perHandlingUnit) * handlingUnits : 0);
}

/** What misread scans add to a line: as many more tries as are missed before, then the keys. */
function scanMs(scan: ScanSection | undefined): number {
  if (scan === undefined) return 0;
  let addedMs = 0;
  let missed = scan.misread;
  for (let no = 1; no <= scan.rescans; no++) {
    addedMs += missed * meanMs(scan.rescan);
    missed *= scan.misread;
  }
  return addedMs + missed * meanMs(scan.keyIn);
}

/** @param pickMs of a shipment */
function carriageShare(settings: CarriageSettings, pickMs: number, perWeek: number, openMs: number): number {
  const { breakdowns } = settings;
  const up =
    breakdowns === null ? 1 : upShare(compile(breakdowns.upMs).mean, compile(breakdowns.downMs).mean);
  if (settings.kind === 'conveyor') return (perWeek * settings.gapMs) / (WEEK_MS * up);
  const awayMs = pickMs + 2 * settings.driveMs;
  // It charges at most once a shipment.
  const chargeMs = Math.min(1, awayMs / settings.runMs) * settings.chargeMs;
  const busyShare = Math.max(awayMs / (openMs * up), (awayMs + chargeMs) / WEEK_MS);
  return (perWeek * busyShare) / settings.robots;
}

function meanMs(written: DurationDistribution | undefined): number {
  return written === undefined ? 0 : compile(drawnMs(written)).mean;
}

function availability({ breakdowns }: StationSection): number {
  return breakdowns === undefined ? 1 : upShare(meanMs(breakdowns.every), meanMs(breakdowns.repair));
}

function upShare(upMs: number, downMs: number): number {
  return upMs / (upMs + downMs);
}
