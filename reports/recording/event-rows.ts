/** The table `events`: the kernel writes its rows one after the other, or a caller by calls; they come by the numbers of handlers. */
import { EVENT_CELLS, type EventLog, type Recorder } from '#scenarios/recording/recorder';
import { InstantColumn, IntegerColumn, NameColumn, NumberColumn } from './columns.ts';
import { RowStage } from './row-stage.ts';
import type { TableWriter } from './table-writer.ts';

export class EventRows implements EventLog {
  readonly cells: Float64Array;
  used = 0;
  private readonly stage: RowStage;
  private readonly names: NameColumn;
  private handlerNames: readonly string[] = [];

  constructor(table: TableWriter) {
    this.names = table.column('handler', NameColumn);
    const numbers = [
      table.column('time', InstantColumn),
      this.names,
      table.column('priority', IntegerColumn),
      table.column('a', NumberColumn),
      table.column('b', NumberColumn),
    ];
    this.stage = new RowStage(table, { numbers, names: [] });
    this.cells = this.stage.cells;
  }

  /** Rows come by the numbers of these names from now on. */
  readonly of = (handlers: readonly string[]): EventLog => {
    this.handlerNames = handlers;
    return this;
  };

  readonly put: Recorder['event'] = (time, handler, priority, a, b) => {
    if (time == null) throw new TypeError('column time takes no null');
    const { cells, used } = this;
    cells[used] = time;
    cells[used + 1] = this.names.codeOf(handler);
    cells[used + 2] = priority;
    cells[used + 3] = a;
    cells[used + 4] = b;
    this.used = used + EVENT_CELLS;
    if (this.used === cells.length) this.full();
  };

  full(): void {
    this.stage.rows = this.used / EVENT_CELLS;
    this.used = 0;
    this.names.take(this.handlerNames);
    this.stage.drain();
  }
}
