/**
 * Whether plants and carriers of the data set are of use. A carrier that no plant can call is most likely a port misspelt in one
 * file, and a problem; plants that make nothing are in the published data, and a fact.
 */
import type { Problem } from '../../schema/source-files.ts';
import type { FreightRate, Plant } from './data-set.ts';
import type { Registers } from './registers.ts';
import { FILES, type Tables } from './tables.ts';

interface UseOf {
  readonly names: Registers;
  readonly plants: readonly Plant[];
  readonly rates: readonly FreightRate[];
}

/** Carriers of which no rate begins at a port of a plant, each at its first rate. */
export function checkCarriers(tables: Tables, { names, plants, rates }: UseOf, problems: Problem[]): void {
  const origins = new Set(plants.flatMap(({ ports }) => ports));
  const told = new Set(rates.filter(({ origin }) => origins.has(origin)).map(({ carrier }) => carrier));
  for (const { no, carrier, origin } of rates) {
    if (told.has(carrier)) continue;
    told.add(carrier);
    const message = `"${names.carriers.list[carrier]}" is on no lane: no plant ships from "${names.ports.list[origin]}", nor from where its other rates begin. Name a port of ${FILES.plantPorts}, or take it out`;
    problems.push({ file: FILES.rates, line: tables.rates.rows[no]!.line, column: 1, message });
  }
}

/** Plants that make nothing, as sentences with their places. */
export function plantsWithoutProducts({ plantPorts }: Tables, plants: readonly Plant[]): string[] {
  return plants
    .filter(({ products }) => products.size === 0)
    .map(({ name }) => {
      const { line } = plantPorts.rows.find(({ cells }) => cells['Plant Code'] === name)!;
      return `${name} makes no product: nothing can ship from there (${FILES.plantPorts}:${line})`;
    });
}
