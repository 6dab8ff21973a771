/** Changes rows in a table of a recording as somebody would who knows the format: what is written back is a whole table again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DataType,
  makeData,
  RecordBatch,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
  vectorFromArray,
} from 'apache-arrow';
import { TAG } from '#reports/recording/bodies/tags';
import type { TableName } from '#scenarios/recording/schema';

/** Cells as they lie there: bodies as bytes. */
export type Cells = Record<string, unknown>;

/** @param dir folder of an arm */
export function editTable(dir: string, table: TableName, edit: (rows: Cells[]) => readonly Cells[]): void {
  const path = join(dir, `${table}.arrows`);
  const { schema, batches } = tableFromIPC(readFileSync(path));
  const names = schema.fields.map(({ name }) => String(name));
  const rows = batches.flatMap((batch) =>
    Array.from(
      { length: batch.numRows },
      (_, row): Cells =>
        Object.fromEntries(names.map((name, i) => [name, batch.getChildAt(i)!.get(row) as unknown])),
    ),
  );
  const edited = edit(rows);
  const children = schema.fields.map(({ name, type }) => {
    const cells = edited.map((row) => row[String(name)]);
    return vectorFromArray(cells, type as DataType).data[0]!;
  });
  const struct = makeData({ type: new Struct(schema.fields), length: edited.length, children });
  writeFileSync(path, tableToIPC(new Table(schema, [new RecordBatch(schema, struct)]), 'stream'));
}

const SMALL_LENGTH = 0x7f;

/** A value as a body that names no shape. */
export function bodyOf(value: unknown): Uint8Array {
  return Uint8Array.from(bytesOf(value));
}

function bytesOf(value: unknown): number[] {
  if (value === null || value === undefined) return [TAG.null];
  if (typeof value === 'boolean') return [value ? TAG.true : TAG.false];
  if (typeof value === 'number') return [TAG.float64, ...new Uint8Array(Float64Array.of(value).buffer)];
  if (typeof value === 'string') return [TAG.ascii, ...length(value.length), ...Buffer.from(value, 'latin1')];
  if (Array.isArray(value)) return [TAG.list, ...length(value.length), ...value.flatMap(bytesOf)];
  const entries = Object.entries(value);
  return [TAG.map, ...length(entries.length), ...entries.flatMap((entry) => entry.flatMap(bytesOf))];
}

/** LEB128. */
function length(count: number): number[] {
  return count <= SMALL_LENGTH ? [count] : [(count & SMALL_LENGTH) | 0x80, ...length(count >>> 7)];
}
