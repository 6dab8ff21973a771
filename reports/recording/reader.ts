/**
 * Reads a recording: rows of a table as plain objects, also of one whose end was cut off.
 *
 * 1. Bodies are read as JSON; where a decision's view names a row of `views`, the state stands there again. States are whole,
 *    also where they were told by their changes.
 * 2. Whatever byte a file was cut off at, its whole batches are read, and the place is told.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RecordBatch, RecordBatchReader, type Schema } from 'apache-arrow';
import { type Column, RECORDING_VERSION, TABLES, type TableName } from '#scenarios/recording/schema';
import { BodyDecoder } from './bodies/decoder.ts';
import type { ViewNoted } from './seen-states.ts';
import { type Changes, changed } from './state-changes.ts';
import { extentOf, type StreamExtent } from './stream-extent.ts';
import { VERSION_KEY } from './table-writer.ts';

/** A row; instants are epoch ms, bodies JSON, null where there is no value. */
export type Row = Readonly<Record<string, string | number | null>>;

export interface TableRead {
  readonly rows: Row[];
  /** The file has no end mark: the run was killed, or the file was cut off. What came before is whole. */
  readonly truncated: boolean;
  /** Where it was cut off, in words; null = it is whole. */
  readonly cutOff: string | null;
}

export interface Cut {
  /** Of its bytes, so many make up whole batches. */
  readonly wholeBytes: number;
  readonly bytes: number;
}

/** A row with its bodies as they were recorded. */
type RawRow = Readonly<Record<string, unknown>>;

/** Reads a whole table. Throws where there is no such table or the file is no recording. */
export function readTable(dir: string, table: TableName): TableRead {
  const { rows, cut } = readRaw(dir, table);
  const state = { truncated: cut !== null, cutOff: cut && cutOffAt(table, rows.length, cut) };
  const columns: readonly Column[] = TABLES[table];
  const bodies = columns.filter(({ type }) => type === 'body').map(({ name }) => name);
  if (bodies.length === 0) return { rows: rows as Row[], ...state };
  const states = table === 'decisions' ? readRaw(dir, 'views').rows : [];
  const asText = (row: RawRow): Row => {
    const texts = bodies.map((name) => {
      const body = name === 'views' && table === 'decisions' ? withStates(row[name], states) : row[name];
      return [name, body === null ? null : JSON.stringify(body)];
    });
    return { ...row, ...Object.fromEntries(texts) };
  };
  return { rows: asItWas(pathOf(dir, table), () => rows.map(asText)), ...state };
}

/** Where a table was cut off, in words. */
export function cutOffAt(table: TableName, rows: number, { wholeBytes, bytes }: Cut): string {
  return `${table}.arrows is cut off at byte ${bytes}: up to byte ${wholeBytes}, row ${rows}, it is whole`;
}

function withStates(views: unknown, states: readonly RawRow[]): unknown {
  if (views === null) return null;
  return (views as readonly ViewNoted[]).map(({ stateRow, ...view }) => {
    const row = stateRow === 0 ? { state: null } : states[stateRow - 1];
    if (row === undefined)
      throw new Error(
        `a decision names row ${stateRow} of ${states.length} in "views": that table is cut off`,
      );
    return { ...view, state: row.state };
  });
}

function readRaw(dir: string, table: TableName): { readonly rows: RawRow[]; readonly cut: Cut | null } {
  const path = pathOf(dir, table);
  if (!existsSync(path))
    throw new Error(`no table "${table}" in ${dir}: is it the folder of one arm of a run?`);
  const bytes = readFileSync(path);
  const rows: RawRow[] = [];
  const { wholeBytes, ended } = wholePart(bytes, path);
  if (wholeBytes > 0) readWhole(bytes.subarray(0, wholeBytes), dir, table, rows);
  if (table === 'views') asItWas(path, () => makeWhole(rows));
  return { rows, cut: ended ? null : { wholeBytes, bytes: bytes.length } };
}

/** The states, in their place. */
function makeWhole(views: RawRow[]): void {
  for (const [i, { base, state, ...row }] of views.entries()) {
    if (base === 0) continue;
    views[i] = { ...row, base, state: changed(views[Number(base) - 1]!.state, state as Changes) };
  }
}

/** What is read of a file; whatever is thrown there is because somebody changed it. */
function asItWas<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new Error(`${path} was changed: ${reasonOf(error)}. Run it again`, { cause: error });
  }
}

function pathOf(dir: string, table: TableName): string {
  return join(dir, `${table}.arrows`);
}

function wholePart(bytes: Buffer, path: string): StreamExtent {
  const extent = asItWas(path, () => extentOf(bytes));
  if (extent === null) throw new Error(`not a Dray recording: ${path}`);
  return extent;
}

function readWhole(bytes: Buffer, dir: string, table: TableName, rows: RawRow[]): void {
  const path = pathOf(dir, table);
  const reader = asItWas(path, () => RecordBatchReader.from(bytes).open());
  refuseOtherVersion(reader.schema, path);
  const columns: readonly Column[] = TABLES[table];
  const decoder = columns.some(({ type }) => type === 'body') ? new BodyDecoder(shapesOf(dir)) : null;
  asItWas(path, () => {
    for (const batch of reader) readBatch(batch, table, decoder, rows);
  });
}

/** Keys by number of the shape. */
export function shapesOf(dir: string): string[][] {
  const { rows } = readRaw(dir, 'shapes');
  return asItWas(pathOf(dir, 'shapes'), () => rows.map(({ keys }) => keysIn(String(keys))));
}

function keysIn(text: string): string[] {
  const keys: unknown = JSON.parse(text);
  if (Array.isArray(keys) && keys.every((key) => typeof key === 'string')) return keys;
  throw new RangeError('a shape is no list of keys');
}

/** Throws where it is no recording, or one of another version. */
export function refuseOtherVersion({ metadata }: Schema, path: string): void {
  const version = metadata.get(VERSION_KEY);
  if (version === undefined) throw new Error(`an Arrow file, but no Dray recording: ${path}`);
  if (version !== String(RECORDING_VERSION)) {
    throw new Error(
      `${path} is a recording of version ${version}, this Dray reads version ${RECORDING_VERSION}: ` +
        'run the scenario again (`reproduce` in run.json is the command), or read it with the Dray that wrote it',
    );
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function readBatch(batch: RecordBatch, table: TableName, decoder: BodyDecoder | null, rows: RawRow[]): void {
  const columns = TABLES[table].map(({ name, type }) => {
    const vector = batch.getChild(name);
    if (vector === null) throw new Error(`table "${table}" has no column "${name}"`);
    return { name, type, vector };
  });
  for (let i = 0; i < batch.numRows; i++) {
    const row: Record<string, unknown> = {};
    for (const { name, type, vector } of columns) {
      const value = vector.get(i);
      // Also a batch may claim more rows than it has.
      if (value === undefined) throw new RangeError(`row ${rows.length + 1} has no ${name}`);
      if (value === null) row[name] = null;
      else if (type === 'instant') row[name] = Number(value);
      else if (type === 'body') row[name] = decoder!.body(value);
      else row[name] = value;
    }
    rows.push(row);
  }
}
