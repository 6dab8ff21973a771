/**
 * The outbound logistics data set of a global manufacturer (Brunel University): one day's order list, a freight rate
 * table with weight breaks, plants, ports, capacities, costs, and customers tied to plants.
 *
 * 1. A row of the order list that is no order is a reject with its line and reason: rows read = orders + rejects.
 * 2. A fault in any other file stops the run: without them no order can be planned.
 * 3. The files are read as they are, padding, dollar signs and odd header names included.
 */
import type { Scenario } from '../../schema/scenario.ts';
import type { Problem, SourceFiles } from '../../schema/source-files.ts';
import { type Csv, numberIn } from '../csv.ts';
import type { Landscape } from '../generated.ts';
import type { WorldOrder } from '../world.ts';
import { brunelFacts } from './facts.ts';
import { readPlants, readRates } from './network.ts';
import { type FileDemand, type Reject, readOrders } from './orders.ts';
import { RecordedRates } from './recorded-rates.ts';
import { emptyRegisters } from './registers.ts';
import { FILES, readTables } from './tables.ts';

export interface BrunelData {
  readonly landscape: Landscape;
  readonly rowsRead: number;
  readonly rejects: readonly Reject[];
  readonly facts: readonly string[];
}

/** Reads the data set; the problems where it can't be used. */
export function readBrunel(
  scenario: Scenario,
  demand: FileDemand,
  sources: SourceFiles,
): BrunelData | readonly Problem[] {
  const problems: Problem[] = [];
  const tables = readTables(sources, problems);
  if (tables === null) return problems;
  const names = emptyRegisters();
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
