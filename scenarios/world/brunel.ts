/**
 * The outbound logistics data set of a global manufacturer (Brunel University): one day's order list, a freight rate
 * table with weight breaks, plants, ports, capacities, costs, and customers tied to plants.
 *
 * 1. A row of the order list that is no order is a reject with its line and reason: rows read = orders + rejects.
 * 2. A fault in any other file stops the run: without them no order can be planned.
 * 3. The files are read as they are, padding, dollar signs and odd header names included.
 */
import { CAPACITY_MAX, UNITS_MAX } from '../schema/quantities.ts';
import type { Scenario } from '../schema/scenario.ts';
import type { Problem, SourceFiles } from '../schema/source-files.ts';
import { durationMs } from '../schema/units.ts';
import { brunelFacts } from './brunel-facts.ts';
import { type Csv, type CsvRow, numberIn, parseCsv, rowFault } from './csv.ts';
import type { Landscape } from './generated.ts';
import { RecordedRates } from './recorded-rates.ts';
import type { FreightRate, Plant, TransportMode, WorldOrder } from './world.ts';

type FileDemand = Extract<Scenario['demand'], { kind: 'file' }>;

export interface Reject {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly raw: string;
}

export interface BrunelData {
  readonly landscape: Landscape;
  readonly rowsRead: number;
  readonly rejects: readonly Reject[];
  readonly facts: readonly string[];
}

const FILES = {
  orders: 'brunel_OrderList.csv',
  rates: 'brunel_FreightRates.csv',
  plantPorts: 'brunel_PlantPorts.csv',
  products: 'brunel_ProductsPerPlant.csv',
  customers: 'brunel_VmiCustomers.csv',
  capacities: 'brunel_WhCapacities.csv',
  costs: 'brunel_WhCosts.csv',
} as const;

const COLUMNS: Readonly<Record<keyof typeof FILES, readonly string[]>> = {
  orders: [
    'Order ID',
    'Order Date',
    'Origin Port',
    'Carrier',
    'TPT',
    'Service Level',
    'Customer',
    'Product ID',
    'Plant Code',
    'Destination Port',
    'Unit quantity',
    'Weight',
  ],
  rates: [
    'Carrier',
    'orig_port_cd',
    'dest_port_cd',
    'minm_wgh_qty',
    'max_wgh_qty',
    'svc_cd',
    'minimum cost',
    'rate',
    'mode_dsc',
    'tpt_day_cnt',
  ],
  plantPorts: ['Plant Code', 'Port'],
  products: ['Plant Code', 'Product ID'],
  customers: ['Plant Code', 'Customers'],
  capacities: ['Plant ID', 'Daily Capacity'],
  costs: ['WH', 'Cost/unit'],
};

/** Service level of orders whose freight the customer arranges. */
const CUSTOMER_ARRANGED = 'CRF';
/** Beyond it a figure is a slip, and its products would leave the safe integers. */
const NUMBER_MAX = 10_000_000;

/** Names in the order in which they first come, and their numbers. */
class Names {
  readonly list: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(name: string): number {
    let no = this.numbers.get(name);
    if (no === undefined) {
      no = this.list.length;
      this.list.push(name);
      this.numbers.set(name, no);
    }
    return no;
  }

  find(name: string): number {
    return this.numbers.get(name) ?? -1;
  }
}

interface Registers {
  readonly plants: Names;
  /** Plants that make something, with or without a port to ship from. */
  readonly makers: Names;
  readonly ports: Names;
  readonly carriers: Names;
  readonly services: Names;
  readonly products: Names;
  readonly customers: Names;
}

type Tables = Readonly<Record<keyof typeof FILES, Csv>>;

/** Reads the data set; the problems where it can't be used. */
export function readBrunel(
  scenario: Scenario,
  demand: FileDemand,
  sources: SourceFiles,
): BrunelData | readonly Problem[] {
  const problems: Problem[] = [];
  const tables = readTables(sources, problems);
  if (tables === null) return problems;
  const names: Registers = {
    plants: new Names(),
    makers: new Names(),
    ports: new Names(),
    carriers: new Names(),
    services: new Names(),
    products: new Names(),
    customers: new Names(),
  };
  const plants = readPlants(tables, names, problems);
  const rates = readRates(tables.rates, names, problems);
  const { orders, rejects } = readOrders(scenario, demand, tables.orders, names, new RecordedRates(rates));
  if (problems.length === 0 && orders.length === 0) {
    problems.push({
      file: FILES.orders,
      line: 1,
      column: 1,
      message: `none of its ${tables.orders.rows.length} rows is an order: ${rejects[0]!.reason} (line ${rejects[0]!.line})`,
    });
  }
  if (problems.length > 0) return problems;
  const kept = selected(orders, demand);
  if (kept.length === 0)
    return [{ file: 'demand.exclude', line: 0, column: 0, message: 'leaves no order of the list' }];
  return {
    landscape: {
      plants,
      ports: names.ports.list,
      carriers: names.carriers.list,
      services: names.services.list,
      products: names.products.list,
      customers: names.customers.list.map((name, no) => ({ no, name, city: null })),
      rates,
      orders: kept,
    },
    rowsRead: tables.orders.rows.length,
    rejects,
    facts: brunelFacts({
      orders: kept,
      rejects: rejects.length,
      rowsRead: tables.orders.rows.length,
      plants,
      rates,
      lateRows: countAbove0(tables.orders, 'Ship Late Day count'),
      withoutPort: names.makers.list.filter((name) => names.plants.find(name) < 0),
    }),
  };
}

function readTables(sources: SourceFiles, problems: Problem[]): Tables | null {
  const tables: Partial<Record<keyof typeof FILES, Csv>> = {};
  for (const key of Object.keys(FILES) as (keyof typeof FILES)[]) {
    const file = FILES[key];
    const text = sources.read(`data:${file}`);
    if (text === null) {
      problems.push({
        file,
        line: 0,
        column: 0,
        message: 'is not in the data folder. Name the folder with --data DIR',
      });
      continue;
    }
    const table = parseCsv(file, text, COLUMNS[key]);
    if (!('rows' in table)) problems.push(...table);
    else {
      tables[key] = table;
      // A row of the order list that is no order is a reject, not a problem.
      if (key !== 'orders') problems.push(...rowProblems(file, table, COLUMNS[key]));
    }
  }
  return problems.length > 0 ? null : (tables as Tables);
}

function rowProblems(file: string, table: Csv, columns: readonly string[]): Problem[] {
  return table.rows.flatMap((row) => {
    const message = rowFault(row, table.width, columns);
    return message === null ? [] : [{ file, line: row.line, column: 1, message }];
  });
}

/** Complains of a second row for the same plant: nobody can tell which one counts. */
function oncePerPlant(file: string, table: Csv, column: string, problems: Problem[]): void {
  const seen = new Set<string>();
  for (const { cells, line } of table.rows) {
    const plant = cells[column]!;
    if (seen.has(plant)) problems.push({ file, line, column: 1, message: `a second row for ${plant}` });
    seen.add(plant);
  }
}

/** A number of a row that must be there and >= 0; a problem and 0 otherwise. */
function amount(file: string, row: CsvRow, column: string, problems: Problem[]): number {
  const value = numberIn(row.cells[column]!);
  if (value >= 0 && value <= NUMBER_MAX) return value;
  const what = Number.isNaN(value)
    ? 'is no number'
    : value < 0
      ? 'is negative'
      : `is more than ${NUMBER_MAX}`;
  problems.push({ file, line: row.line, column: 1, message: `${column} ${what}: "${row.cells[column]}"` });
  return 0;
}

function readPlants(tables: Tables, names: Registers, problems: Problem[]): Plant[] {
  const group = (table: Csv, plant: string, other: string, register: Names): Map<string, Set<number>> => {
    const groups = new Map<string, Set<number>>();
    for (const row of table.rows) {
      const name = row.cells[plant]!;
      groups.set(name, (groups.get(name) ?? new Set()).add(register.of(row.cells[other]!)));
    }
    return groups;
  };
  const ports = group(tables.plantPorts, 'Plant Code', 'Port', names.ports);
  for (const row of tables.products.rows) names.makers.of(row.cells['Plant Code']!);
  const products = group(tables.products, 'Plant Code', 'Product ID', names.products);
  const customers = group(tables.customers, 'Plant Code', 'Customers', names.customers);
  oncePerPlant(FILES.costs, tables.costs, 'WH', problems);
  oncePerPlant(FILES.capacities, tables.capacities, 'Plant ID', problems);
  const costs = new Map(
    tables.costs.rows.map((row) => [row.cells.WH!, amount(FILES.costs, row, 'Cost/unit', problems) * 100]),
  );
  const capacities = new Map<string, number>();
  for (const row of tables.capacities.rows) {
    const capacity = amount(FILES.capacities, row, 'Daily Capacity', problems);
    if (capacity >= 1 && capacity <= CAPACITY_MAX)
      capacities.set(row.cells['Plant ID']!, Math.floor(capacity));
    else
      problems.push({
        file: FILES.capacities,
        line: row.line,
        column: 1,
        message: `Daily Capacity must be 1 to ${CAPACITY_MAX}: "${row.cells['Daily Capacity']}"`,
      });
  }
  return [...ports.keys()].map((name) => {
    if (!capacities.has(name))
      problems.push({ file: FILES.capacities, line: 0, column: 0, message: `no Daily Capacity for ${name}` });
    if (!costs.has(name))
      problems.push({ file: FILES.costs, line: 0, column: 0, message: `no Cost/unit for ${name}` });
    return {
      no: names.plants.of(name),
      name,
      ports: [...ports.get(name)!],
      dailyCapacity: capacities.get(name) ?? 1,
      unitCostMinor: costs.get(name) ?? 0,
      products: products.get(name) ?? new Set<number>(),
      customers: customers.get(name) ?? null,
    };
  });
}

function readRates(table: Csv, names: Registers, problems: Problem[]): FreightRate[] {
  return table.rows.map((row, no) => {
    const { cells } = row;
    const number = (column: string): number => amount(FILES.rates, row, column, problems);
    const minWeightGrams = number('minm_wgh_qty') * 1000;
    const maxWeightGrams = number('max_wgh_qty') * 1000;
    const mode = cells.mode_dsc!;
    if (minWeightGrams > maxWeightGrams) {
      problems.push({
        file: FILES.rates,
        line: row.line,
        column: 1,
        message: `minm_wgh_qty ${cells.minm_wgh_qty} is more than max_wgh_qty ${cells.max_wgh_qty}`,
      });
    }
    if (!['AIR', 'GROUND', 'OCEAN'].includes(mode)) {
      problems.push({
        file: FILES.rates,
        line: row.line,
        column: 1,
        message: `unknown mode_dsc: "${mode}". Known: AIR, GROUND, OCEAN`,
      });
    }
    return {
      no,
      carrier: names.carriers.of(cells.Carrier!),
      origin: names.ports.of(cells.orig_port_cd!),
      destination: names.ports.of(cells.dest_port_cd!),
      service: names.services.of(cells.svc_cd!),
      mode: mode as TransportMode,
      minWeightGrams,
      maxWeightGrams,
      minimumChargeMinor: number('minimum cost') * 100,
      ratePerKgMinor: number('rate') * 100,
      transitDays: days(row, problems),
    };
  });
}

/** Whole days of transit, at most a year. */
function days(row: CsvRow, problems: Problem[]): number {
  const value = numberIn(row.cells.tpt_day_cnt!);
  if (Number.isInteger(value) && value >= 0 && value <= 365) return value;
  const message = `tpt_day_cnt is no whole number from 0 to 365: "${row.cells.tpt_day_cnt}"`;
  problems.push({ file: FILES.rates, line: row.line, column: 1, message });
  return 0;
}

function readOrders(
  scenario: Scenario,
  demand: FileDemand,
  table: Csv,
  names: Registers,
  rates: RecordedRates,
): { readonly orders: WorldOrder[]; readonly rejects: Reject[] } {
  const orders: WorldOrder[] = [];
  const rejects: Reject[] = [];
  const seen = new Set<string>();
  const [hours, minutes] = demand.releaseAt.split(':').map(Number);
  const releaseMs = (hours! * 60 + minutes!) * 60_000;
  const within = durationMs(scenario.promise.within);
  const startAt = Date.parse(scenario.start);
  const run = { startAt, endAt: startAt + durationMs(scenario.horizon), releaseMs };
  table.rows.forEach((row, i) => {
    const reason = whyNoOrder(row, table.width, seen, names, run);
    if (reason !== null) {
      rejects.push({ file: FILES.orders, line: row.line, reason, raw: row.raw });
      return;
    }
    const { cells } = row;
    seen.add(cells['Order ID']!);
    const releaseAt = dateIn(cells['Order Date']!)! + releaseMs;
    const destination = names.ports.of(cells['Destination Port']!);
    const way = {
      plant: names.plants.find(cells['Plant Code']!),
      origin: names.ports.of(cells['Origin Port']!),
      carrier: names.carriers.of(cells.Carrier!),
      service: names.services.of(cells['Service Level']!),
      transitDays: numberIn(cells.TPT!),
      customerArranged: cells['Service Level'] === CUSTOMER_ARRANGED,
    };
    orders.push({
      no: i + 1,
      id: cells['Order ID']!,
      releaseAt,
      customer: names.customers.of(cells.Customer!),
      product: names.products.of(cells['Product ID']!),
      units: numberIn(cells['Unit quantity']!),
      // Not rounded: the rates' weight breaks are finer than a gram.
      weightGrams: numberIn(cells.Weight!) * 1000,
      destination,
      promisedAt: releaseAt + within,
      recorded: { ...way, mode: rates.mode(way, destination) },
    });
  });
  return { orders, rejects };
}

/** When the run goes on, and when in a day its orders are released. */
interface RunTime {
  readonly startAt: number;
  readonly endAt: number;
  readonly releaseMs: number;
}

/** Why a row is no order; null when it is one. */
function whyNoOrder(
  row: CsvRow,
  width: number,
  seen: ReadonlySet<string>,
  names: Registers,
  run: RunTime,
): string | null {
  const { cells } = row;
  const fault = rowFault(row, width, COLUMNS.orders);
  if (fault !== null) return fault;
  if (seen.has(cells['Order ID']!)) return `Order ID ${cells['Order ID']} was there before`;
  const date = dateIn(cells['Order Date']!);
  if (date === null) return `Order Date is no date (month/day/year): "${cells['Order Date']}"`;
  if (!(date + run.releaseMs >= run.startAt && date + run.releaseMs < run.endAt)) {
    const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
    return `Order Date ${cells['Order Date']} is outside the run, ${day(run.startAt)} to ${day(run.endAt)}: see start and horizon of the scenario`;
  }
  if (names.plants.find(cells['Plant Code']!) < 0) return `unknown Plant Code: "${cells['Plant Code']}"`;
  for (const [column, least, most] of [
    ['Unit quantity', 1, UNITS_MAX],
    ['TPT', 0, 365],
  ] as const) {
    const value = numberIn(cells[column]!);
    if (!(Number.isInteger(value) && value >= least && value <= most))
      return `${column} is no whole number from ${least} to ${most}: "${cells[column]}"`;
  }
  const weight = numberIn(cells.Weight!);
  if (!(weight >= 0 && weight <= NUMBER_MAX))
    return `Weight is no number from 0 to ${NUMBER_MAX}: "${cells.Weight}"`;
  return null;
}

/** `5/26/13` -> epoch ms; two-digit years are of this century. */
function dateIn(text: string): number | null {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/.exec(text);
  if (match === null) return null;
  const [month, day, year] = match.slice(1).map(Number) as [number, number, number];
  const full = year < 100 ? 2000 + year : year;
  const at = Date.UTC(full, month - 1, day);
  return new Date(at).getUTCMonth() === month - 1 && new Date(at).getUTCDate() === day ? at : null;
}

function selected(orders: readonly WorldOrder[], demand: FileDemand): WorldOrder[] {
  const left = new Set(demand.exclude ?? []);
  const capped = orders.slice(0, demand.maxOrders ?? orders.length);
  return capped
    .filter((order) => !left.has(order.no))
    .sort((x, y) => x.releaseAt - y.releaseAt || x.no - y.no);
}

/** Rows with a number above 0 in a column that may be missing. */
function countAbove0(table: Csv, column: string): number {
  return table.rows.filter(({ cells }) => numberIn(cells[column] ?? '') > 0).length;
}
