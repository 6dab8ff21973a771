/** Plants and freight rates of the data set. Any fault in them is a problem: without them no order can be planned. */
import { CAPACITY_MAX } from '../../schema/quantities.ts';
import type { Problem } from '../../schema/source-files.ts';
import { type Csv, type CsvRow, numberIn } from '../csv.ts';
import type { FreightRate, Plant, TransportMode } from './data-set.ts';
import type { Names, Registers } from './registers.ts';
import { amount, FILES, oncePerPlant, type Tables } from './tables.ts';

export function readPlants(tables: Tables, names: Registers, problems: Problem[]): Plant[] {
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

export function readRates(table: Csv, names: Registers, problems: Problem[]): FreightRate[] {
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
