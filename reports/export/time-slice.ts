/** Rows of a table from an instant on, and before another; and several tables one after the other. */
import type { RecordBatch } from 'apache-arrow';
import type { ExportTable } from './export-table.ts';

/** Epoch ms; `until` does not belong to it. */
export interface TimeSlice {
  readonly from: number;
  readonly until: number;
}

export const ALWAYS: TimeSlice = { from: -Infinity, until: Infinity };

/** A table that has no instant is left whole. */
export function sliced(table: ExportTable, slice: TimeSlice): ExportTable {
  const { timeColumn } = table;
  if (timeColumn === null || (slice.from === -Infinity && slice.until === Infinity)) return table;
  function* batches(): Generator<RecordBatch> {
    for (const batch of table.batches()) yield* runsIn(batch, timeColumn!, slice);
  }
  return { ...table, batches };
}

/** Runs of rows that are in it: rows stand in the order of time, but for the answers of models. */
function* runsIn(batch: RecordBatch, timeColumn: string, { from, until }: TimeSlice): Generator<RecordBatch> {
  const times = batch.getChild(timeColumn)!;
  let first = -1;
  for (let row = 0; row <= batch.numRows; row++) {
    const time = row < batch.numRows ? Number(times.get(row)) : Number.NaN;
    const within = time >= from && time < until;
    if (within && first < 0) first = row;
    if (within || first < 0) continue;
    yield first === 0 && row === batch.numRows ? batch : batch.slice(first, row);
    first = -1;
  }
}

/** All have the same columns. */
export function joined(tables: readonly ExportTable[]): ExportTable {
  function* batches(): Generator<RecordBatch> {
    for (const table of tables) yield* table.batches();
  }
  return { ...tables[0]!, batches };
}
