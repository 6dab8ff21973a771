/**
 * One table of a recording: rows are collected into batches and written as an Arrow IPC stream.
 *
 * 1. What has been flushed is readable, whatever happens next: a stream needs no footer. What it refers to in other tables
 *    is flushed before it.
 * 2. Memory is one batch, whatever the length of the run.
 */
import { Field, Schema } from 'apache-arrow';
import { type Column, RECORDING_VERSION } from '#scenarios/recording/schema';
import { BatchMessage } from './batch-message.ts';
import { BodyEncoder } from './bodies/encoder.ts';
import type { Shapes } from './bodies/shapes.ts';
import { BodyColumn, TextColumn } from './bulk-columns.ts';
import {
  type ColumnBuffer,
  InstantColumn,
  IntegerColumn,
  NameColumn,
  NullableColumn,
  NumberColumn,
} from './columns.ts';
import { FileStreamWriter } from './file-stream.ts';

/** Where a table's schema says which version of the recording it is. */
export const VERSION_KEY = 'dray.recording';

/** Text and bodies in a batch, beyond which it is written: looked at every `LOOK_EVERY` rows, a power of two. */
const BULK_BYTES = 1 << 20;
const LOOK_EVERY = 32;

/** The recording can't be written: no room, no right, or the folder is gone. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}

export interface TableOptions {
  readonly rowsPerBatch: number;
  /** Of the bodies of the recording. */
  readonly shapes: Shapes;
  /** Called before a batch is written. */
  readonly before: () => void;
}

export class TableWriter {
  /** In the batch so far: the number of the next row in it. */
  rows = 0;
  private readonly path: string;
  private readonly names: readonly string[];
  private readonly columns: readonly ColumnBuffer[];
  private readonly bulk: readonly ColumnBuffer[];
  private readonly vocabularies: readonly NameColumn[];
  private readonly message: BatchMessage;
  private readonly writer: FileStreamWriter;
  private readonly options: TableOptions;
  readonly rowsPerBatch: number;

  constructor(path: string, columns: readonly Column[], options: TableOptions) {
    this.path = path;
    this.options = options;
    this.rowsPerBatch = options.rowsPerBatch;
    this.names = columns.map(({ name }) => name);
    this.columns = columns.map((column, i) => bufferOf(column, i, options));
    this.bulk = this.columns.filter((_, i) => columns[i]!.type === 'text' || columns[i]!.type === 'body');
    this.vocabularies = this.columns.map(plainOf).filter((column) => column instanceof NameColumn);
    const buffers = this.columns.reduce((sum, { valueBuffers }) => sum + 1 + valueBuffers, 0);
    this.message = new BatchMessage(columns.length, buffers);
    const schema = new Schema(
      columns.map(({ name, nullable }, i) => new Field(name, this.columns[i]!.type, nullable)),
      new Map([[VERSION_KEY, String(RECORDING_VERSION)]]),
    );
    this.writer = this.guarded(() => new FileStreamWriter(path));
    this.guarded(() => {
      this.writer.reset(undefined, schema);
      this.writer.flush();
    });
  }

  /** The buffer of a column, to put into before `commit`. */
  column<Buffer extends ColumnBuffer>(name: string, type: abstract new (...args: never[]) => Buffer): Buffer {
    const found = this.columns[this.names.indexOf(name)];
    if (!(found instanceof type)) throw new TypeError(`${this.path} has no such column: ${name}`);
    return found;
  }

  append(values: readonly unknown[]): void {
    const { columns, rows } = this;
    for (let i = 0; i < columns.length; i++) columns[i]!.put(rows, values[i]);
    this.commit();
  }

  /** Every column has its value of the row. */
  commit(): void {
    const rows = this.rows + 1;
    this.rows = rows;
    if (rows === this.rowsPerBatch || (rows % LOOK_EVERY === 0 && this.isFull())) this.flush();
  }

  /** Of so many more rows every column has its value; no batch may end between them. */
  commitRows(rows: number): void {
    this.rows += rows;
    if (this.rows === this.rowsPerBatch || this.isFull()) this.flush();
  }

  /** Writes what has been appended so far as one batch. */
  flush(): void {
    if (this.rows === 0) return;
    this.options.before();
    this.describe(this.rows);
    this.rows = 0;
    this.guarded(() => {
      for (const vocabulary of this.vocabularies) {
        const names = vocabulary.grown();
        if (names !== null) this.writer.writeDictionary(names, vocabulary.type.id);
      }
      this.writer.writeBatch(this.message);
      this.writer.flush();
    });
    for (const column of this.columns) column.clear();
  }

  close(): void {
    this.flush();
    this.guarded(() => {
      this.writer.finish();
      this.writer.flush();
      this.writer.closeFile();
    });
  }

  private describe(rows: number): void {
    const { message } = this;
    message.begin(rows);
    for (const column of this.columns) {
      const { validity } = column;
      message.node(rows, column.nullCount);
      if (validity === null) message.noBuffer();
      else message.buffer(validity, (rows + 7) >> 3);
      column.values(rows, message);
    }
    message.end();
  }

  private isFull(): boolean {
    let bytes = 0;
    for (const column of this.bulk) bytes += column.used;
    return bytes > BULK_BYTES;
  }

  private guarded<T>(write: () => T): T {
    try {
      return write();
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      throw new RecordingError(`can't write ${this.path}: ${reason}. ${wayOut(reason)}`, { cause: error });
    }
  }
}

function wayOut(code: string): string {
  if (code === 'ENOENT')
    return 'Its folder was there and is gone: does another run write to it? Give each run its own with --out';
  const room = code === 'ENOSPC' || code === 'EDQUOT';
  return `${room ? 'Free room or name' : 'Name'} another folder with --out`;
}

function plainOf(column: ColumnBuffer): ColumnBuffer {
  return column instanceof NullableColumn ? column.inner : column;
}

function bufferOf(column: Column, number: number, options: TableOptions): ColumnBuffer {
  const plain = plainBufferOf(column, number, options);
  return column.nullable ? new NullableColumn(plain, options.rowsPerBatch) : plain;
}

function plainBufferOf(column: Column, number: number, { rowsPerBatch, shapes }: TableOptions): ColumnBuffer {
  switch (column.type) {
    case 'instant':
      return new InstantColumn(column, rowsPerBatch);
    case 'int32':
    case 'uint32':
      return new IntegerColumn(column, rowsPerBatch);
    case 'float64':
      return new NumberColumn(column, rowsPerBatch);
    case 'name':
      return new NameColumn(column, rowsPerBatch, number);
    case 'text':
      return new TextColumn(column, rowsPerBatch);
    case 'body':
      return new BodyColumn(column, rowsPerBatch, new BodyEncoder(shapes));
  }
}
