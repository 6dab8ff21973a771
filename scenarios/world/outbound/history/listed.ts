/** Products and customers of a history as their own files list them. What is not listed there is unknown. */
import { nearest } from '#sim/nearest';
import type { OrderHistorySection } from '../../../schema/outbound/history.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import type { Problem, SourceFiles } from '../../../schema/source-files.ts';
import { MONEY_PATTERN, moneyMinor, WEIGHT_PATTERN, weightGrams } from '../../../schema/units.ts';
import { type CsvRow, rowFault, visitCsv } from '../../csv.ts';
import { textOf } from './text-of.ts';

export interface ListedProduct {
  readonly unitWeightGrams: number;
  readonly unitPriceMinor: number;
}

/** Index of its class. */
export type ListedCustomer = number;

const PRODUCT_COLUMNS = ['product', 'unitWeight', 'unitPrice'] as const;
const CUSTOMER_COLUMNS = ['customer', 'class'] as const;

/** null = there is no list of them. */
export function listedProducts(
  { products }: OrderHistorySection,
  { currency }: Pick<OutboundScenario, 'currency'>,
  sources: SourceFiles,
  problems: Problem[],
): ReadonlyMap<string, ListedProduct> | null {
  if (products === undefined) return null;
  return listed(products, 'products', PRODUCT_COLUMNS, sources, problems, ({ cells }) => {
    const { unitWeight, unitPrice } = cells as Record<(typeof PRODUCT_COLUMNS)[number], string>;
    if (!WEIGHT_PATTERN.test(unitWeight)) return `unitWeight is no weight such as 0.4 kg: "${unitWeight}"`;
    if (!MONEY_PATTERN.test(unitPrice) || !unitPrice.endsWith(currency))
      return `unitPrice is no amount such as 12.50 ${currency}: "${unitPrice}"`;
    return {
      unitWeightGrams: Math.max(1, Math.round(weightGrams(unitWeight))),
      unitPriceMinor: Math.max(1, Math.round(moneyMinor(unitPrice))),
    };
  });
}

/** @param classes names of `network.customers.classes` */
export function listedCustomers(
  { customers }: OrderHistorySection,
  classes: readonly string[],
  sources: SourceFiles,
  problems: Problem[],
): ReadonlyMap<string, ListedCustomer> | null {
  if (customers === undefined) return null;
  return listed(customers, 'customers', CUSTOMER_COLUMNS, sources, problems, ({ cells }) => {
    const no = classes.indexOf(cells.class!);
    return no >= 0 ? no : unknown('class', cells.class!, classes);
  });
}

/** `unknown place: "Rneo". Did you mean "Reno"?` */
export function unknown(what: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return `unknown ${what}: "${name}".${near === null ? '' : ` Did you mean "${near}"?`}`;
}

/** By the first column. @param read what a row says, or why it says nothing */
function listed<Value extends object | number>(
  file: string,
  key: 'products' | 'customers',
  columns: readonly [string, ...string[]],
  sources: SourceFiles,
  problems: Problem[],
  read: (row: CsvRow) => Value | string,
): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  const text = textOf(file, key, sources, problems);
  if (text === null) return found;
  const [named] = columns;
  const visited = visitCsv(file, text, columns, (row, header) => {
    const { [named]: entry } = row.cells;
    const value =
      rowFault(row, header.length, columns) ??
      (found.has(entry!) ? `${named} "${entry}" is there twice. Take one out` : read(row));
    if (typeof value === 'string') problems.push({ file, line: row.line, column: 1, message: value });
    else found.set(entry!, value);
  });
  if (!('width' in visited)) problems.push(...visited);
  return found;
}
