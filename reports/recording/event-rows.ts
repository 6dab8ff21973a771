/**
 * The table `events`, by whole batches: the kernel writes into its columns, or a caller row by row.
 *
 * 1. What stands in the columns is a batch of its own, written when they are full or the recording is flushed.
 */
import type { EventLog, Recorder } from '#scenarios/recording/recorder';
import { InstantColumn, IntegerColumn, NameColumn, NumberColumn } from './columns.ts';
import type { TableWriter } from './table-writer.ts';

export class EventRows implements EventLog {
  readonly times: Float64Array;
  readonly handlers: Int16Array;
  readonly priorities: Int32Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  rows = 0;
  private readonly table: TableWriter;
  private readonly instants: InstantColumn;
  private readonly names: NameColumn;
  private handlerNames: readonly string[] = [];

  constructor(table: TableWriter, rowsPerBatch: number) {
    this.table = table;
    this.instants = table.column('time', InstantColumn);
    this.names = table.column('handler', NameColumn);
    this.times = new Float64Array(rowsPerBatch);
    this.handlers = this.names.codes;
    this.priorities = table.column('priority', IntegerColumn).ints;
    this.a = table.column('a', NumberColumn).numbers;
    this.b = table.column('b', NumberColumn).numbers;
  }

  /** Rows come by the numbers of these names from now on. */
  readonly of = (handlers: readonly string[]): EventLog => {
    this.handlerNames = handlers;
    return this;
  };

  readonly put: Recorder['event'] = (time, handler, priority, a, b) => {
    if (time == null) throw new TypeError('column time takes no null');
    const row = this.rows;
    this.times[row] = time;
    this.names.put(row, handler);
    this.priorities[row] = priority;
    this.a[row] = a;
    this.b[row] = b;
    this.rows = row + 1;
    if (this.rows === this.times.length) this.full();
  };

  full(): void {
    const { rows } = this;
    this.rows = 0;
    if (rows === 0) return;
    this.names.take(this.handlerNames);
    this.instants.fill(this.times, rows);
    this.table.rows = rows;
    this.table.flush();
  }
}
