/** The decision log of a point as a table to be exported. */
import type { RecordBatch } from 'apache-arrow';
import { BatchBuilder } from '../export/batch-builder.ts';
import type { ExportTable } from '../export/export-table.ts';
import type { RecordedArm } from '../export/recorded-table.ts';
import { exportColumns, logColumns } from './log-columns.ts';
import { type LogOptions, logRows } from './log-rows.ts';
import type { LoggedPoint } from './logged-point.ts';

const ROWS_PER_BATCH = 1 << 12;

export interface LogTableOptions extends LogOptions {
  /** Outcome column that the reward is made of; absent = the point's own. */
  readonly reward?: string;
}

export function logTable(
  point: LoggedPoint,
  arms: readonly RecordedArm[],
  options: LogTableOptions,
): ExportTable {
  const columns = logColumns(point, options.reward);
  const all = exportColumns(columns);
  function* batches(): Generator<RecordBatch> {
    const builder = new BatchBuilder(all);
    for (const { dir, seed, arm } of arms)
      for (const row of logRows(dir, point, {
        ...options,
        onCut: (words) => options.onCut?.(`${arm}/${words}`),
      })) {
        builder.push([seed, arm, ...columns.map((column) => column.of(row))]);
        if (builder.rows === ROWS_PER_BATCH) yield builder.taken();
      }
    if (builder.rows > 0) yield builder.taken();
  }
  return { name: `decision-log-${point.name}`, columns: all, batches, timeColumn: 'time' };
}
