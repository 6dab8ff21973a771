/** The nodes of an outbound scenario: what the core knows of them, and what WMS runs there. */
import type { StationSettings, StationWork, WmsNode } from '#mock-systems/wms/settings';
import type { NodeMaster } from '#orchestrator/model/network';
import type { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import type { WorkingCalendar } from '#sim/shifts/working-calendar';
import type { Hours } from '../../../schema/outbound/common.ts';
import type { NetworkSection, NodeSection, StationSection } from '../../../schema/outbound/network.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs, moneyMinor, weightGrams } from '../../../schema/units.ts';
import { drawnCount, drawnMs } from '../../draws.ts';
import { calendarOf, shiftsOf, timetable } from '../timetable.ts';
import { automationOf, breakdownSettings, scanSettings, withMachines } from './automation.ts';

export interface Span {
  readonly startAt: number;
  /** Timetables and stock are kept up to this. */
  readonly until: number;
  readonly endAt: number;
}

/** Warehouses count, order and go by timetables so long after the last order, so that the last back-orders are served. */
const WORK_AFTER_MS = 45 * DAY_MS;

export function spanOf({ start, horizon, demand }: OutboundScenario): Span {
  const startAt = Date.parse(start);
  const endAt = startAt + durationMs(horizon);
  return { startAt, until: Math.min(endAt, startAt + demand.days * DAY_MS + WORK_AFTER_MS), endAt };
}

/** Which products a node keeps; null = all. */
export function keptProducts(
  section: NodeSection,
  no: number,
  count: number,
  random: Random,
): ReadonlySet<number> | null {
  const { products } = section;
  if (products === 'all' || products === 1) return null;
  const draws = random.stream('network/stocked-products').sub(no);
  const kept = Array.from({ length: count }, (_, product) => product).filter(
    (product) => draws.unit(product, 1) < products,
  );
  return new Set(kept);
}

export function nodeMaster(
  network: NetworkSection,
  no: number,
  countries: readonly string[],
  products: ReadonlySet<number> | null,
  span: Span,
): NodeMaster {
  const { startAt, until } = span;
  const section = network.nodes[no]!;
  const place = network.places.findIndex((each) => each.name === section.place);
  const { zone, country } = network.places[place]!;
  const calendar = calendarOf(hoursOf(section), zone, section.name);
  return {
    no,
    place,
    country: countries.indexOf(country),
    unitCostMinor: moneyMinor(section.costPerUnit),
    products,
    customers: null,
    waves: timetable(section.waves ?? [], zone, calendar, startAt, until),
    linesPerWave: section.linesPerWave ?? Number.MAX_SAFE_INTEGER,
    ...docksOf(section, calendar, span),
  };
}

/** When trucks are loaded there; nothing = always. */
function docksOf(
  { work }: NodeSection,
  calendar: WorkingCalendar | null,
  span: Span,
): { readonly docks?: readonly number[] } {
  if ('dailyCapacity' in work || work.load === undefined || calendar === null) return {};
  // The last shift never ends.
  return { docks: workShifts(calendar, span).flat().slice(0, -1) };
}

/** Instants by which goods must be staged to leave. */
export function cutoffsOf(network: NetworkSection, no: number, { startAt, until }: Span): number[] {
  const section = network.nodes[no]!;
  const { zone } = network.places.find((each) => each.name === section.place)!;
  return timetable(
    section.cutoffs ?? [],
    zone,
    calendarOf(hoursOf(section), zone, section.name),
    startAt,
    until,
  );
}

/** Working hours of a node; undefined = always open. */
export function hoursOf({ work }: NodeSection): Hours | undefined {
  return 'dailyCapacity' in work ? undefined : work.hours;
}

/** @param dailyUnits mean units a day of each product at this node */
export function wmsNode(
  network: NetworkSection,
  no: number,
  products: ReadonlySet<number> | null,
  dailyUnits: readonly number[],
  span: Span,
): WmsNode {
  const section = network.nodes[no]!;
  const { zone } = network.places.find((each) => each.name === section.place)!;
  const { packing, feed, shortPicks } = section;
  const periodMs = durationMs(feed.every);
  return {
    unitCostMinor: moneyMinor(section.costPerUnit),
    stock: stockOf(section, products, dailyUnits, span),
    work:
      'dailyCapacity' in section.work
        ? { kind: 'dailyCapacity', perDay: section.work.dailyCapacity }
        : withMachines(
            stations(
              section,
              workShifts(calendarOf(section.work.hours, zone, section.name), span),
              network.staffPresent ?? 1,
            ),
            automationOf(network, section),
          ),
    packing: {
      unitsPerHandlingUnit: packing.unitsPerHandlingUnit ?? null,
      weightGramsPerHandlingUnit:
        packing.weightPerHandlingUnit === undefined ? null : weightGrams(packing.weightPerHandlingUnit),
      tareGramsPerHandlingUnit: weightGrams(packing.tare),
    },
    shortPickShare: shortPicks ?? null,
    feed: {
      firstAt: span.startAt,
      periodMs,
      fullEvery: feed.fullEvery ?? null,
      delayMs: feed.delay === undefined ? null : drawnMs(feed.delay),
      omittedShare: feed.omitted ?? 0,
      wrongShare: feed.wrong ?? 0,
      wrongFactor: feed.wrongBy === undefined ? { kind: 'constant', value: 1 } : drawnCount(feed.wrongBy),
    },
  };
}

/** To the end of the run; whatever is not done then is done some time after it, so that it never counts as stuck. */
function workShifts(calendar: WorkingCalendar | null, { startAt, endAt }: Span): StationSettings['shifts'] {
  if (calendar === null) return [];
  const shifts = shiftsOf(calendar, startAt, endAt);
  return [...shifts, [Math.max(endAt, shifts.at(-1)?.[1] ?? 0), Number.MAX_SAFE_INTEGER]];
}

function stockOf(
  { stock }: NodeSection,
  products: ReadonlySet<number> | null,
  dailyUnits: readonly number[],
  { startAt, until }: Span,
): WmsNode['stock'] {
  if (stock === undefined) return null;
  const kept = dailyUnits.flatMap((daily, product) =>
    products === null || products.has(product) ? [{ product, daily }] : [],
  );
  const days = (daily: number, count: number): number => Math.max(1, Math.ceil(daily * count));
  const reviewMs = durationMs(stock.review);
  return {
    lots: kept.map(({ product, daily }) => ({
      product,
      units: days(daily, stock.daysOfDemand),
      expiresAt: null,
    })),
    replenishment: [
      {
        firstReviewAt: startAt,
        reviewMs,
        leadTimeMs: drawnMs(stock.leadTime),
        products: kept.map(({ product, daily }) => ({
          product,
          reorderUnits: days(daily, stock.reorderDays),
          targetUnits: days(daily, stock.targetDays),
        })),
      },
    ],
    cycleCounts:
      stock.counts === undefined
        ? null
        : {
            instants: every(durationMs(stock.counts.every), startAt, until),
            cycleLength: stock.counts.cycle,
            wrongShare: stock.counts.wrong,
            missingShare: stock.counts.missing,
            units: drawnCount(stock.counts.units),
          },
  };
}

function every(periodMs: number, startAt: number, until: number): number[] {
  const instants: number[] = [];
  for (let at = startAt + periodMs; at < until; at += periodMs) instants.push(at);
  return instants;
}

function stations({ work }: NodeSection, shifts: StationSettings['shifts'], present: number): StationWork {
  if ('dailyCapacity' in work) throw new Error('a node of daily capacity has no stations');
  const of = (section: StationSection | undefined): StationSettings | null =>
    section === undefined ? null : stationOf(section, shifts, present);
  return {
    kind: 'stations',
    pick: of(work.pick),
    pack: of(work.pack),
    stage: of(work.stage),
    load: of(work.load),
  };
}

/** @param present share of them that come to work */
export function workersPresent(workers: number, present: number): number {
  return Math.max(1, Math.round(workers * present));
}

/** @param present share of its workers that come to work */
export function stationOf(
  section: StationSection,
  shifts: StationSettings['shifts'],
  present: number,
): StationSettings {
  const { workers, perLine, perShipment, perHandlingUnit, breakdowns, scan } = section;
  return {
    workers: workersPresent(workers, present),
    msPerLine: perLine === undefined ? null : drawnMs(perLine),
    msPerShipment: perShipment === undefined ? null : drawnMs(perShipment),
    msPerHandlingUnit: perHandlingUnit === undefined ? null : drawnMs(perHandlingUnit),
    shifts,
    breakdowns: breakdownSettings(breakdowns),
    ...(scan === undefined ? {} : { scan: scanSettings(scan) }),
  };
}
