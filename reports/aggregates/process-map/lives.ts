/**
 * Where each order, shipment and load is in its life: one row each, of 30 bytes, 33 and 45.
 *
 * 1. Instants are epoch ms, -1 = has not happened. A step is -1 where nothing has happened; a course is a place in `courses.ts`.
 */
import { GrowingTable, ROWS_AT_FIRST } from '../../kpis/outbound/outcomes/growing-table.ts';
import { RowIndex } from '../../kpis/outbound/outcomes/row-index.ts';

const instants = (): Float64Array => new Float64Array(ROWS_AT_FIRST);
const numbers = (): Int32Array => new Int32Array(ROWS_AT_FIRST);

export class Lives extends GrowingTable {
  protected readonly zeros = ['course', 'over', 'parts'];
  startAt = instants();
  lastAt = instants();
  lastStep = numbers();
  course = numbers();
  /** 1 = it is over: of an order or a load. */
  over = new Int8Array(ROWS_AT_FIRST);
  private readonly rows = new RowIndex();

  constructor() {
    super();
    this.clear();
  }

  /** -1 = there is none. */
  rowOf(key: number): number {
    return this.rows.get(key);
  }

  begin(key: number): number {
    const row = this.add();
    this.rows.set(key, row);
    return row;
  }
}

export class OrderLives extends Lives {
  /** Shipments made of it. */
  parts = new Int8Array(ROWS_AT_FIRST);

  constructor() {
    super();
    this.clear();
  }
}

export class ShipmentLives extends Lives {
  /** Row of its order; -1 = it has none. */
  order = numbers();

  constructor() {
    super();
    this.clear();
  }
}

export class LoadLives extends Lives {
  formedAt = instants();
  arrivedAt = instants();

  constructor() {
    super();
    this.clear();
  }
}
