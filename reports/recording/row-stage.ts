/**
 * Rows of a table that every step or message adds to, as they come: one after the other, each in a few cache lines. Now and then they
 * are spread over the columns.
 *
 * 1. A row touches a few cache lines, not a few for each of a dozen columns.
 * 2. A batch ends where a stage ends, so that bodies, which are encoded at once, stand in the batch of their row.
 */
import type { NameColumn, NumericColumn } from './columns.ts';
import type { TableWriter } from './table-writer.ts';

/** Source: assumption; some 20 KiB a table, so that all stages fit a core's own cache. */
const ROWS = 256;

export interface StagedColumns {
  /** In the order of a row's cells. */
  readonly numbers: readonly NumericColumn[];
  /** In the order of a row's names; what stands first says what the others most likely are. */
  readonly names: readonly NameColumn[];
}

export class RowStage {
  /** A row after the other, a cell a column. */
  readonly cells: Float64Array;
  /** A row after the other. */
  readonly names: string[];
  rows = 0;
  private readonly table: TableWriter;
  private readonly columns: StagedColumns;
  private readonly rowsMax: number;

  constructor(table: TableWriter, columns: StagedColumns) {
    this.table = table;
    this.columns = columns;
    this.rowsMax = divisorOf(table.rowsPerBatch, ROWS);
    this.cells = new Float64Array(this.rowsMax * columns.numbers.length);
    this.names = new Array(this.rowsMax * columns.names.length).fill('');
  }

  /** The row is there. */
  commit(): void {
    this.rows += 1;
    if (this.rows === this.rowsMax) this.drain();
  }

  /** Spreads what is there over the columns. */
  drain(): void {
    const { table, cells, names, rows } = this;
    if (rows === 0) return;
    this.rows = 0;
    const { numbers, names: vocabularies } = this.columns;
    numbers.forEach((column, i) => {
      column.fill(table.rows, cells, i, numbers.length, rows);
    });
    vocabularies.forEach((column, i) => {
      column.fillNames(table.rows, names, i, vocabularies.length, rows, vocabularies[0]!.codes);
    });
    table.commitRows(rows);
  }
}

/** The largest that is not above a limit. */
function divisorOf(value: number, max: number): number {
  let divisor = Math.min(value, max);
  while (value % divisor !== 0) divisor -= 1;
  return divisor;
}
