/**
 * The outbound logistics data set of a global manufacturer (Brunel University): one day's order list, a freight rate
 * table with weight breaks, plants, ports, capacities, costs, and customers tied to plants.
 *
 * 1. A row of the order list that is no order is a reject with its line and reason: rows read = orders + rejects.
 * 2. A fault in any other file stops the run: without them no order can be planned.
 * 3. The files are read as they are, padding, dollar signs and odd header names included.
 */
import type { FileDemand } from '../../schema/outbound/demand.ts';
import type { Problem, SourceFiles } from '../../schema/source-files.ts';
import { type Csv, numberIn } from '../csv.ts';
import type { FreightRate, ListedOrder, Plant, Reject } from './data-set.ts';
import { brunelFacts } from './facts.ts';
import { readPlants, readRates } from './network.ts';
import { type RunTime, readOrders } from './orders.ts';
import { RecordedRates } from './recorded-rates.ts';
import { emptyRegisters, type Registers } from './registers.ts';
import { FILES, readTables } from './tables.ts';
import { checkCarriers, plantsWithoutProducts } from './use.ts';

export interface BrunelData {
  readonly names: Registers;
  readonly plants: readonly Plant[];
  readonly rates: readonly FreightRate[];
  /** Sorted by (releaseAt, no). */
  readonly orders: readonly ListedOrder[];
  /** Rows of the order list. */
  readonly rowsRead: number;
  readonly rejects: readonly Reject[];
  /** What the data says and does not say, as sentences. */
  readonly facts: readonly string[];
}

/** Reads the data set; the problems where it can't be used. */
export function readBrunel(
  demand: Pick<FileDemand, 'maxOrders' | 'exclude'>,
  run: RunTime,
  sources: SourceFiles,
): BrunelData | readonly Problem[] {
  const problems: Problem[] = [];
  const tables = readTables(sources, problems);
  if (tables === null) return problems;
  const names = emptyRegisters();
  const plants = readPlants(tables, names, problems);
  const rates = readRates(tables.rates, names, problems);
  checkCarriers(tables, { names, plants, rates }, problems);
  const { orders, rejects } = readOrders(run, tables.orders, names, new RecordedRates(rates));
  const rowsRead = tables.orders.rows.length;
  if (problems.length === 0 && orders.length === 0) {
    const { reason, line } = rejects[0]!;
    const message = `none of its ${rowsRead} rows is an order: ${reason} (line ${line})`;
    problems.push({ file: FILES.orders, line: 1, column: 1, message });
  }
  if (problems.length > 0) return problems;
  const kept = selected(orders, demand);
  if (kept.length === 0)
    return [{ file: 'demand.exclude', line: 0, column: 0, message: 'leaves no order of the list' }];
  const facts = brunelFacts({
    orders: kept,
    rejects: rejects.length,
    rowsRead,
    plants,
    rates,
    lateRows: countAbove0(tables.orders, 'Ship Late Day count'),
    withoutProducts: plantsWithoutProducts(tables, plants),
    withoutPort: names.makers.list.filter((name) => names.plants.find(name) < 0),
  });
  return { names, plants, rates, orders: kept, rowsRead, rejects, facts };
}

function selected(
  orders: readonly ListedOrder[],
  { maxOrders, exclude }: Pick<FileDemand, 'maxOrders' | 'exclude'>,
): ListedOrder[] {
  const left = new Set(exclude ?? []);
  const capped = orders.slice(0, maxOrders ?? orders.length);
  return capped
    .filter((order) => !left.has(order.no))
    .sort((x, y) => x.releaseAt - y.releaseAt || x.no - y.no);
}

/** Rows with a number above 0 in a column that may be missing. */
function countAbove0(table: Csv, column: string): number {
  return table.rows.filter(({ cells }) => numberIn(cells[column] ?? '') > 0).length;
}
