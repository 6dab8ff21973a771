/**
 * One table of a recording: rows are collected into batches and written as an Arrow IPC stream.
 *
 * 1. What has been flushed is readable, whatever happens next: a stream needs no footer.
 * 2. Memory is one batch, whatever the length of the run.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import {
  type Data,
  Field,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
} from 'apache-arrow';
import { type Column, RECORDING_VERSION } from '#scenarios/recording/schema';
import { ColumnBuffer } from './columns.ts';

/** Arrow's stream writer, straight into a file. */
class FileStreamWriter extends RecordBatchStreamWriter {
  private readonly file: number;

  constructor(file: number) {
    super();
    this.file = file;
  }

  // Arrow hands every piece of the stream to `_write`; its own sink would queue them for an asynchronous reader.
  protected override _write(chunk: ArrayBufferView | ArrayBuffer): this {
    if (!this._started) return this;
    const bytes = ArrayBuffer.isView(chunk)
      ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      : new Uint8Array(chunk);
    for (let written = 0; written < bytes.length; ) written += writeSync(this.file, bytes, written);
    this._position += bytes.length;
    return this;
  }
}

/** Where a table's schema says which version of the recording it is. */
export const VERSION_KEY = 'dray.recording';

/** The recording can't be written: no room, no right. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}

export class TableWriter {
  private readonly path: string;
  private readonly file: number;
  private readonly schema: Schema;
  private readonly columns: readonly ColumnBuffer[];
  private readonly writer: FileStreamWriter;
  private readonly rowsPerBatch: number;
  private rows = 0;

  constructor(path: string, columns: readonly Column[], rowsPerBatch: number) {
    this.path = path;
    this.rowsPerBatch = rowsPerBatch;
    this.columns = columns.map((column) => new ColumnBuffer(column, rowsPerBatch));
    this.schema = new Schema(
      columns.map(({ name, nullable }, i) => new Field(name, this.columns[i]!.type, nullable)),
      new Map([[VERSION_KEY, String(RECORDING_VERSION)]]),
    );
    this.file = this.guarded(() => openSync(path, 'w'));
    this.writer = new FileStreamWriter(this.file);
    this.guarded(() => this.writer.reset(undefined, this.schema));
  }

  append(values: readonly unknown[]): void {
    const { columns } = this;
    for (let i = 0; i < columns.length; i++) columns[i]!.push(values[i]);
    this.rows += 1;
    if (this.rows === this.rowsPerBatch) this.flush();
  }

  /** Writes what has been appended so far as one batch. */
  flush(): void {
    if (this.rows === 0) return;
    const length = this.rows;
    this.rows = 0;
    const children: Data[] = this.columns.map((column) => column.data());
    const data = makeData({ type: new Struct(this.schema.fields), length, nullCount: 0, children });
    this.guarded(() => this.writer.write(new RecordBatch(this.schema, data)));
  }

  close(): void {
    this.flush();
    this.guarded(() => {
      this.writer.finish();
      closeSync(this.file);
    });
  }

  private guarded<T>(write: () => T): T {
    try {
      return write();
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      throw new RecordingError(
        `can't write ${this.path}: ${reason}. Free room or name another folder with --out`,
        { cause: error },
      );
    }
  }
}
