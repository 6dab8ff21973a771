/**
 * Rows of a table as plain values, wherever they lie: instants as epoch ms, bodies as what they say.
 *
 * 1. A cell that its column can't have (nothing where there must be something, a number that is none of its type) is a fault that names row
 *    and column: nothing is made of it.
 * 2. Memory is one batch, whatever the length of the table.
 */
import type { RecordBatch, Vector } from 'apache-arrow';
import { type Column, TABLES, type TableName } from '#scenarios/recording/schema';
import { BodyDecoder } from '../recording/bodies/decoder.ts';
import { RecordedBatches, shapesIn } from './recorded-batches.ts';

export type PlainRow = Readonly<Record<string, unknown>>;

/** A cell that was not written so. */
export class CellError extends Error {
  override readonly name = 'CellError';
}

const INT32_MAX = 0x7fff_ffff;
const UINT32_MAX = 0xffff_ffff;

const RANGES: Readonly<Record<'int32' | 'uint32', readonly [number, number]>> = {
  int32: [-INT32_MAX - 1, INT32_MAX],
  uint32: [0, UINT32_MAX],
};

/**
 * @param no of the row, from 1
 * @param cellOf what lies in a column; null = nothing
 * @param bodyOf what a body says
 */
export function plainRow(
  table: TableName,
  no: number,
  cellOf: (name: string) => unknown,
  bodyOf: (cell: unknown) => unknown,
): PlainRow {
  const row: Record<string, unknown> = {};
  for (const column of TABLES[table] as readonly Column[]) {
    try {
      row[column.name] = plainValue(column, cellOf(column.name), bodyOf);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new CellError(`row ${no} of ${table}, column ${column.name}: ${why}`, { cause: error });
    }
  }
  return row;
}

function plainValue({ type, nullable }: Column, cell: unknown, bodyOf: (cell: unknown) => unknown): unknown {
  if (cell === undefined) throw new RangeError('it is not there');
  if (cell === null) {
    if (nullable) return null;
    throw new RangeError('nothing stands there');
  }
  switch (type) {
    case 'name':
    case 'text':
      return String(cell);
    case 'body':
      return bodyOf(cell);
    case 'float64':
      return Number(cell);
    case 'instant':
      return whole(cell, [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);
    case 'int32':
    case 'uint32':
      return whole(cell, RANGES[type]);
  }
}

function whole(cell: unknown, [least, most]: readonly [number, number]): number {
  const number = Number(cell);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new RangeError(`${String(cell)} is no number that can stand there`);
}

/** Of the recording of an arm; where its table was cut off, up to there. */
export function* recordedRows(
  dir: string,
  table: TableName,
  onCut: (words: string) => void,
): Generator<PlainRow> {
  const batches = new RecordedBatches(dir, table);
  const decoder = new BodyDecoder(shapesIn(dir));
  const bodyOf = (cell: unknown): unknown => decoder.body(cell as Uint8Array);
  let no = 0;
  for (const batch of batches) {
    const cellOf = cellsOf(batch);
    for (let row = 0; row < batch.numRows; row++) {
      no += 1;
      yield plainRow(table, no, (name) => cellOf(name, row), bodyOf);
    }
  }
  if (batches.cutOff !== null) onCut(batches.cutOff);
}

/** Of a batch of whatever file; of a dictionary each name is decoded once. */
export function cellsOf(batch: RecordBatch): (name: string, row: number) => unknown {
  const columns = new Map(
    batch.schema.fields.map(({ name }, i) => [String(name), readerOf(batch.getChildAt(i)!)]),
  );
  return (name, row) => columns.get(name)?.(row);
}

function readerOf(vector: Vector): (row: number) => unknown {
  const data = vector.data[0];
  if (data?.dictionary === undefined) return (row) => vector.get(row) as unknown;
  const names = Array.from(data.dictionary, String);
  const codes = data.values as ArrayLike<number>;
  return (row) => (data.getValid(row) ? names[codes[row]!] : null);
}
