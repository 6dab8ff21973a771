/** Reads a recording: rows of a table as plain objects, also of one whose end was cut off. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RecordBatch, RecordBatchReader } from 'apache-arrow';
import { TABLES, type TableName } from '#scenarios/recording/schema.ts';

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
  let truncated = false;
  try {
    const reader = RecordBatchReader.from(bytes);
    for (const batch of reader) readBatch(batch, table, rows);
  } catch (error) {
    if (rows.length === 0 && !startsAsStream(bytes))
      throw new Error(`not a Dray recording: ${path}`, { cause: error });
    truncated = true;
  }
  // A whole stream ends with eight bytes: continuation marker, length zero.
  const end =
    bytes.length >= 8 &&
    bytes.readInt32LE(bytes.length - 8) === -1 &&
    bytes.readInt32LE(bytes.length - 4) === 0;
  return { rows, truncated: truncated || !end };
}

function startsAsStream(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.readInt32LE(0) === -1;
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
