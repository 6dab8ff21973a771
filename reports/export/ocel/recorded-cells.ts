/** Cells of a recorded table row by row: names of a dictionary are decoded once a batch, nothing is copied. */
import type { RecordBatch } from 'apache-arrow';
import type { TableName } from '#scenarios/recording/schema';
import { RecordedBatches } from '../recorded-batches.ts';

/** A row to be asked for what is in it; only until the next one. */
export class RecordedCells {
  /** Row of the table, from 1. */
  number = 0;
  private row = 0;
  private readonly columns: ReadonlyMap<string, (row: number) => unknown>;

  constructor(batch: RecordBatch) {
    this.columns = new Map(
      batch.schema.fields.map(({ name }) => [String(name), readerOf(batch, String(name))]),
    );
  }

  at(row: number, number: number): this {
    this.row = row;
    this.number = number;
    return this;
  }

  /** null = there is no value. */
  value(name: string): unknown {
    return this.columns.get(name)!(this.row);
  }

  numeric(name: string): number {
    return Number(this.value(name));
  }

  text(name: string): string {
    return String(this.value(name));
  }
}

function readerOf(batch: RecordBatch, name: string): (row: number) => unknown {
  const vector = batch.getChild(name)!;
  const [data] = vector.data;
  const dictionary = data?.dictionary;
  if (data === undefined || dictionary === undefined || dictionary === null) return (row) => vector.get(row);
  const names = Array.from({ length: dictionary.length }, (_, code) => String(dictionary.get(code)));
  const codes = data.values as ArrayLike<number>;
  return (row) => (data.getValid(row) ? names[codes[row]!] : null);
}

/** @param onCut told where the table was cut off, once what is whole of it has been read */
export function* cellsOf(
  dir: string,
  table: TableName,
  onCut: (words: string) => void,
): Generator<RecordedCells> {
  const batches = new RecordedBatches(dir, table);
  let before = 0;
  for (const batch of batches) {
    const cells = new RecordedCells(batch);
    for (let row = 0; row < batch.numRows; row++) yield cells.at(row, before + row + 1);
    before += batch.numRows;
  }
  if (batches.cutOff !== null) onCut(batches.cutOff);
}
