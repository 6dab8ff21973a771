/** The seven files of the data set: their columns, and each row of them checked. */
import type { Problem, SourceFiles } from '../../schema/source-files.ts';
import { type Csv, type CsvRow, numberIn, parseCsv, rowFault } from '../csv.ts';

export const FILES = {
  orders: 'brunel_OrderList.csv',
  rates: 'brunel_FreightRates.csv',
  plantPorts: 'brunel_PlantPorts.csv',
  products: 'brunel_ProductsPerPlant.csv',
  customers: 'brunel_VmiCustomers.csv',
  capacities: 'brunel_WhCapacities.csv',
  costs: 'brunel_WhCosts.csv',
} as const;

export const COLUMNS: Readonly<Record<keyof typeof FILES, readonly string[]>> = {
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

/** Beyond it a figure is a slip, and its products would leave the safe integers. */
export const NUMBER_MAX = 10_000_000;

export type Tables = Readonly<Record<keyof typeof FILES, Csv>>;

export function readTables(sources: SourceFiles, problems: Problem[]): Tables | null {
  const tables: Partial<Record<keyof typeof FILES, Csv>> = {};
  for (const key of Object.keys(FILES) as (keyof typeof FILES)[]) {
    const file = FILES[key];
    const text = sources.read(`data:${file}`);
    if (text === null || typeof text !== 'string') {
      const message = text === null ? 'is not in the data folder. Name the folder with --data DIR' : text.why;
      problems.push({ file, line: 0, column: 0, message });
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
export function oncePerPlant(file: string, table: Csv, column: string, problems: Problem[]): void {
  const seen = new Set<string>();
  for (const { cells, line } of table.rows) {
    const plant = cells[column]!;
    if (seen.has(plant)) problems.push({ file, line, column: 1, message: `a second row for ${plant}` });
    seen.add(plant);
  }
}

/** A number of a row that must be there and >= 0; a problem and 0 otherwise. */
export function amount(file: string, row: CsvRow, column: string, problems: Problem[]): number {
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
