/**
 * Tables of recordings as `dray export` wrote them, read back as plain rows: of Parquet, Arrow and CSV.
 *
 * 1. A file is read as a whole.
 */
import { readFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import { TABLES, type TableName } from '#scenarios/recording/schema';
import { csvRows } from './csv-rows.ts';
import { CellError, cellsOf, type PlainRow, plainRow } from './plain-rows.ts';
import { RUN_COLUMNS } from './recorded-table.ts';

export const READABLE_FORMATS = ['parquet', 'arrow', 'csv'] as const;
export type ReadableFormat = (typeof READABLE_FORMATS)[number];

/** What stands in a cell of a row. */
type Cells = (name: string) => unknown;

export class ExportedTable {
  private readonly table: TableName;
  private readonly rows: readonly Cells[];
  /** Places of its rows by `seed` and `arm`. */
  private readonly places = new Map<string, number[]>();

  private constructor(table: TableName, rows: readonly Cells[]) {
    this.table = table;
    this.rows = rows;
    for (const [i, cells] of rows.entries()) {
      const run = nameOf(cells);
      const places = this.places.get(run);
      if (places === undefined) this.places.set(run, [i]);
      else places.push(i);
    }
  }

  /** Throws, naming the path, where it is no such table. */
  static async read(path: string, table: TableName, format: ReadableFormat): Promise<ExportedTable> {
    try {
      return new ExportedTable(table, await READERS[format](path, table));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new CellError(`${path} can't be read: ${why}. Export it again`, { cause: error });
    }
  }

  /** Runs and arms that it has rows of, in words. */
  get runs(): readonly string[] {
    return [...this.places.keys()];
  }

  /** Rows count from 1 in each run and arm. */
  *rowsOf(run: string): Generator<PlainRow> {
    let no = 0;
    for (const place of this.places.get(run) ?? [])
      yield plainRow(this.table, ++no, this.rows[place]!, (cell) => JSON.parse(String(cell)) as unknown);
  }
}

function nameOf(cells: Cells): string {
  const seed = cells('seed') ?? null;
  return `${seed === null ? '' : `seed ${String(seed)}, `}${String(cells('arm'))}`;
}

const READERS: Readonly<Record<ReadableFormat, (path: string, table: TableName) => Promise<Cells[]>>> = {
  arrow: async (path, table) => arrowCells(readFileSync(path), table),
  parquet: async (path, table) => {
    // Five megabytes of WebAssembly: only for who wants them.
    const { readParquet } = await import('parquet-wasm');
    return arrowCells(readParquet(readFileSync(path)).intoIPCStream(), table);
  },
  csv: async (path, table) => csvCells(readFileSync(path, 'utf8'), table),
};

function arrowCells(bytes: Uint8Array, table: TableName): Cells[] {
  const { batches, schema } = tableFromIPC(bytes);
  refuseMissing(
    schema.fields.map(({ name }) => String(name)),
    table,
  );
  return batches.flatMap((batch) => {
    const cellOf = cellsOf(batch);
    return Array.from(
      { length: batch.numRows },
      (_, row): Cells =>
        (name) =>
          cellOf(name, row),
    );
  });
}

function csvCells(text: string, table: TableName): Cells[] {
  const [header = [], ...rows] = csvRows(text);
  refuseMissing(header.map(String), table);
  const instants = new Set(TABLES[table].filter(({ type }) => type === 'instant').map(({ name }) => name));
  const at = new Map(header.map((name, i) => [String(name), i]));
  return rows.map((row) => (name) => {
    const cell = row[at.get(name)!];
    return typeof cell === 'string' && (instants as ReadonlySet<string>).has(name) ? Date.parse(cell) : cell;
  });
}

function refuseMissing(there: readonly string[], table: TableName): void {
  const wanted = [...RUN_COLUMNS, ...TABLES[table]].map(({ name }) => name);
  const missing = wanted.find((name) => !there.includes(name));
  if (missing !== undefined) throw new Error(`it has no column "${missing}", which the table "${table}" has`);
}
