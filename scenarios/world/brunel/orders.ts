/** The order list: every row is an order, or a reject with its line and reason. */
import { codeOf } from '#sim/digest';
import { UNITS_MAX } from '../../schema/quantities.ts';
import { type Csv, type CsvRow, numberIn, rowFault } from '../csv.ts';
import type { ListedOrder, Reject } from './data-set.ts';
import type { RecordedRates } from './recorded-rates.ts';
import type { Registers } from './registers.ts';
import { COLUMNS, FILES, NUMBER_MAX } from './tables.ts';

/** Service level of orders whose freight the customer arranges. */
const CUSTOMER_ARRANGED = 'CRF';

/** When the run goes on, and when in a day its orders are released. */
export interface RunTime {
  readonly startAt: number;
  readonly endAt: number;
  readonly releaseMs: number;
}

export function readOrders(
  run: RunTime,
  table: Csv,
  names: Registers,
  rates: RecordedRates,
): { readonly orders: ListedOrder[]; readonly rejects: Reject[] } {
  const orders: ListedOrder[] = [];
  const rejects: Reject[] = [];
  const seen = new Set<string>();
  table.rows.forEach((row, i) => {
    const reason = whyNoOrder(row, table.width, seen, names, run);
    if (reason !== null) {
      rejects.push({ file: FILES.orders, line: row.line, reason, raw: row.raw });
      return;
    }
    const { cells } = row;
    seen.add(cells['Order ID']!);
    const releaseAt = dateIn(cells['Order Date']!)! + run.releaseMs;
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
      drawKey: drawKeyOf(cells['Order ID']!),
      releaseAt,
      customer: names.customers.of(cells.Customer!),
      product: names.products.of(cells['Product ID']!),
      units: numberIn(cells['Unit quantity']!),
      weightGrams: numberIn(cells.Weight!) * 1000,
      destination,
      recorded: { ...way, mode: rates.mode(way, destination) },
    });
  });
  return { orders, rejects };
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

/** The number itself where the ID is one, `1447296447` or `1447296447.0`; anything else is hashed. */
function drawKeyOf(id: string): number {
  const number = /^(\d+)(?:\.0)?$/.exec(id)?.[1];
  const whole = number === undefined ? Number.NaN : Number(number);
  return whole < 0x100000000 ? whole : codeOf(id) >>> 0;
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
