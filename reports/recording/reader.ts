/** Reads a recording: rows of a table as plain objects, also of one whose end was cut off. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RecordBatch, RecordBatchReader, type RecordBatchStreamReader } from 'apache-arrow';
import { RECORDING_VERSION, TABLES, type TableName } from '#scenarios/recording/schema';
import { VERSION_KEY } from './table-writer.ts';

/** A row; instants are epoch ms, null where there is no value. */
export type Row = Readonly<Record<string, string | number | null>>;

export interface TableRead {
  readonly rows: Row[];
  /** The file ended within a batch: what came before is whole. */
  readonly truncated: boolean;
}

/** Reads a whole table. Throws where there is no such table or the file is no recording. */
export function readTable(dir: string, table: TableName): TableRead {
  const path = join(dir, `${table}.arrows`);
  if (!existsSync(path))
    throw new Error(`no table "${table}" in ${dir}: is it the folder of one arm of a run?`);
  const bytes = readFileSync(path);
  const rows: Row[] = [];
  const reader = openTable(bytes, path);
  let truncated = reader === null;
  while (reader !== null && !truncated) {
    let batch: RecordBatch | null;
    try {
      batch = reader.next().value;
    } catch {
      truncated = true;
      break;
    }
    if (!batch) break;
    readBatch(batch, table, rows);
  }
  // A whole stream ends with eight bytes: continuation marker, length zero.
  const end =
    bytes.length >= 8 &&
    bytes.readInt32LE(bytes.length - 8) === -1 &&
    bytes.readInt32LE(bytes.length - 4) === 0;
  return { rows, truncated: truncated || !end };
}

/** Null: the file was cut off before its first row. */
function openTable(bytes: Buffer, path: string): RecordBatchStreamReader | null {
  let version: string | undefined;
  const reader = RecordBatchReader.from(bytes);
  try {
    version = reader.open().schema.metadata.get(VERSION_KEY);
  } catch (error) {
    if (bytes.length >= 4 && bytes.readInt32LE(0) === -1) return null;
    throw new Error(`not a Dray recording: ${path}`, { cause: error });
  }
  if (version === undefined) throw new Error(`an Arrow file, but no Dray recording: ${path}`);
  if (version !== String(RECORDING_VERSION)) {
    throw new Error(
      `${path} is a recording of version ${version}; this Dray reads version ${RECORDING_VERSION}. Run it again`,
    );
  }
  return reader as RecordBatchStreamReader;
}

function readBatch(batch: RecordBatch, table: TableName, rows: Row[]): void {
  const columns = TABLES[table].map(({ name, type }) => {
    const vector = batch.getChild(name);
    if (vector === null) throw new Error(`table "${table}" has no column "${name}"`);
    return { name, type, vector };
  });
  for (let i = 0; i < batch.numRows; i++) {
    const row: Record<string, string | number | null> = {};
    for (const { name, type, vector } of columns) {
      const value = vector.get(i);
      row[name] = value !== null && type === 'instant' ? Number(value) : value;
    }
    rows.push(row);
  }
}
