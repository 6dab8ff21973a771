/**
 * A history of orders, read from its CSV file row by row.
 *
 * 1. A row that is wrong is a problem with its line and column; the first of them are told, and how many more there are.
 * 2. Orders released outside the days of the demand are left out, and counted; nothing else of their rows is looked at.
 * 3. Rows may stand in any order: what comes of them goes by release. Rows of one order say the same of it.
 * 4. Products are numbered by units ordered, customers by orders, the most first, as those of a scenario are.
 */
import type { OrderColumns } from '#mock-systems/erp/order-table';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import type { Problem, SourceFiles } from '../../../schema/source-files.ts';
import { firstOf, visitCsv } from '../../csv.ts';
import { HistoryReader } from './history-reader.ts';
import { type ListedProduct, listedCustomers, listedProducts } from './listed.ts';
import { textOf } from './text-of.ts';

export interface History {
  readonly columns: OrderColumns;
  /** Names of orders, by number - 1. */
  readonly ids: readonly string[];
  readonly products: readonly ({ readonly name: string } & Partial<ListedProduct>)[];
  readonly customers: readonly {
    readonly name: string;
    /** Where its first order goes. */
    readonly place: number;
    /** null = it is drawn. */
    readonly classNo: number | null;
  }[];
  readonly rowsRead: number;
  /** Rows of orders that are not of the days of the demand. */
  readonly rowsOutside: number;
}

export function readHistory(scenario: OutboundScenario, sources: SourceFiles): History | readonly Problem[] {
  const section = scenario.demand.history!;
  const problems: Problem[] = [];
  const classes = scenario.network.customers.classes.map(({ name }) => name);
  const products = listedProducts(section, scenario, sources, problems);
  const customers = listedCustomers(section, classes, sources, problems);
  const text = textOf(section.file, 'file', sources, problems);
  if (text === null || problems.length > 0) return firstOf(problems);
  const reader = new HistoryReader(scenario, section, { classes, products, customers });
  const visited = visitCsv(section.file, text, reader.needed(), (row, header) => reader.row(row, header));
  if (!('width' in visited)) return firstOf(visited);
  return reader.problems.length > 0 ? firstOf(reader.problems) : historyOf(reader, section.file, products);
}

function historyOf(
  reader: HistoryReader,
  file: string,
  listed: ReadonlyMap<string, ListedProduct> | null,
): History | readonly Problem[] {
  const { orders, products, customers, places, classNos, rowsRead, rowsOutside } = reader;
  if (orders.ids.length === 0) {
    const { startAt, endAt } = reader.span;
    const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
    const message = `none of its ${rowsRead} rows was released in the days of the demand, ${day(startAt)} to ${day(endAt)}: see start and demand.days of the scenario`;
    return [{ file, line: 0, column: 0, message }];
  }
  const counts = orders.counts(products.names.length, customers.names.length);
  const byUnits = ranked(counts.units);
  const byOrders = ranked(counts.orders);
  return {
    ...orders.sorted({ product: byUnits.rankOf, customer: byOrders.rankOf }),
    products: Array.from(byUnits.inOrder, (no) => {
      const name = products.names[no]!;
      return { name, ...listed?.get(name) };
    }),
    customers: Array.from(byOrders.inOrder, (no) => ({
      name: customers.names[no]!,
      place: places[no]!,
      classNo: classNos[no]!,
    })),
    rowsRead,
    rowsOutside,
  };
}

/** The most first; of equals the one that came first. */
function ranked(counts: Float64Array): { readonly inOrder: Uint32Array; readonly rankOf: Uint32Array } {
  const inOrder = Uint32Array.from(counts.keys()).sort((x, y) => counts[y]! - counts[x]! || x - y);
  const rankOf = new Uint32Array(inOrder.length);
  inOrder.forEach((no, rank) => {
    rankOf[no] = rank;
  });
  return { inOrder, rankOf };
}
