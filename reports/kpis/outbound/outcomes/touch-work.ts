/**
 * What people did, task by task, where their touch time is measured: one row a piece of work.
 *
 * 1. Only rows `handled` of the `tasks` table are read. A task done twice has two rows.
 * 2. Bounded: 33 bytes a task that was done.
 */
import { GrowingTable, ROWS_AT_FIRST } from './growing-table.ts';

/** Whose the work was: a row of the orders, shipments or loads; or nobody's in particular. */
export const TOUCHED = { order: 0, shipment: 1, load: 2, other: 3 } as const;

export const WORK_FLAG = { repeated: 1, mistaken: 2 } as const;

/** What the body of such a row says; see the mock people. */
export interface WorkBody {
  readonly round: 0 | 1;
  readonly trayMs: number;
  readonly touchMs: number;
  readonly mistaken: boolean;
}

export class WorkTable extends GrowingTable {
  protected readonly zeros = ['flags', 'touchMs'];
  /** Number of the role, by when it first did something. */
  role = new Int32Array(ROWS_AT_FIRST);
  /** `TOUCHED`. */
  kind = new Int8Array(ROWS_AT_FIRST);
  row = new Int32Array(ROWS_AT_FIRST);
  /** Second at which it was done, as of the other tables. */
  doneAt = new Int32Array(ROWS_AT_FIRST);
  touchMs = new Int32Array(ROWS_AT_FIRST);
  trayMs = new Float64Array(ROWS_AT_FIRST);
  /** `WORK_FLAG`. */
  flags = new Int32Array(ROWS_AT_FIRST);

  constructor() {
    super();
    this.clear();
  }
}
