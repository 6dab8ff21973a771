/**
 * Rows of a recorded table that are wanted, cell by cell: of a table of millions a case needs some dozens.
 *
 * 1. A cell is decoded when it is asked for; a row that nobody wants costs some reads of numbers.
 * 2. What was cut off is not there, and what is no recording is none: `trouble` says so once the table has been read.
 */
import type { Data, RecordBatch, Vector } from 'apache-arrow';
import type { TableName } from '#scenarios/recording/schema';
import { RecordedBatches, unreadable } from '../export/recorded-batches.ts';
import type { BodyDecoder } from '../recording/bodies/decoder.ts';

interface Column {
  readonly vector: Vector;
  readonly values: ArrayLike<number | bigint>;
  /** Of a dictionary, by code. */
  readonly names: readonly string[] | null;
}

/** The row that is looked at; only until the next one. */
export class Cells {
  /** Row of the table, from 1. */
  no = 0;
  private readonly decoder: BodyDecoder | null;
  private readonly columns = new Map<string, Column>();
  private batch: RecordBatch | null = null;
  private row = 0;

  constructor(decoder: BodyDecoder | null) {
    this.decoder = decoder;
  }

  enter(batch: RecordBatch): void {
    this.batch = batch;
    this.columns.clear();
  }

  at(row: number, no: number): this {
    this.row = row;
    this.no = no;
    return this;
  }

  /** Of a column that takes no null. */
  number(name: string): number {
    return Number(this.column(name).values[this.row]);
  }

  numberOrNull(name: string): number | null {
    const value: unknown = this.column(name).vector.get(this.row);
    return value === null ? null : Number(value);
  }

  text(name: string): string {
    const { names, values, vector } = this.column(name);
    return names === null ? String(vector.get(this.row)) : names[Number(values[this.row])]!;
  }

  textOrNull(name: string): string | null {
    const value: unknown = this.column(name).vector.get(this.row);
    return value === null ? null : String(value);
  }

  /** null = there is none, or the keys of bodies can't be read. */
  body(name: string): unknown {
    const bytes: Uint8Array | null = this.column(name).vector.get(this.row);
    return bytes === null || this.decoder === null ? null : this.decoder.body(bytes);
  }

  private column(name: string): Column {
    const known = this.columns.get(name);
    if (known !== undefined) return known;
    const vector = this.batch!.getChild(name)!;
    const data: Data = vector.data[0]!;
    const names = data.dictionary === undefined ? null : Array.from(data.dictionary, String);
    const column = { vector, values: data.values as ArrayLike<number | bigint>, names };
    this.columns.set(name, column);
    return column;
  }
}

export class TableCells {
  /** Why not all of it is there, a sentence; null = all of it is. */
  trouble: string | null = null;
  private readonly dir: string;
  private readonly table: TableName;
  private readonly decoder: BodyDecoder | null;

  /** @param dir folder of one arm */
  constructor(dir: string, table: TableName, decoder: BodyDecoder | null) {
    this.dir = dir;
    this.table = table;
    this.decoder = decoder;
  }

  /** Ends where the table does, or where it can't be read any further: never throws for what is in it. */
  each(visit: (cells: Cells) => void): void {
    try {
      unreadable(this.dir, () => this.read(visit));
    } catch (error) {
      this.trouble = `the table "${this.table}" can't be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  private read(visit: (cells: Cells) => void): void {
    const batches = new RecordedBatches(this.dir, this.table);
    const cells = new Cells(this.decoder);
    let before = 0;
    for (const batch of batches) {
      cells.enter(batch);
      for (let row = 0; row < batch.numRows; row++) visit(cells.at(row, before + row + 1));
      before += batch.numRows;
    }
    this.trouble = batches.cutOff;
  }
}
