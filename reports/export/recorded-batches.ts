/**
 * A table of a recording, batch by batch from the disk.
 *
 * 1. Memory is one batch, whatever the length of the file.
 * 2. Whatever byte a file was cut off at, its whole batches are read; `cutOff` tells the place once they are.
 */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Message, type RecordBatch, RecordBatchReader, type Schema } from 'apache-arrow';
import { TABLES, type TableName } from '#scenarios/recording/schema';
import { cutOffAt, refuseOtherVersion, shapesOf } from '../recording/reader.ts';

/** Before each message: a continuation mark and the length of its description. Source: Arrow columnar format. */
const PREFIX_BYTES = 8;
const CONTINUATION = -1;

/** What is there cannot be exported: it is no recording, or it was changed. */
export class UnreadableRecording extends Error {
  override readonly name = 'UnreadableRecording';
}

/** What goes wrong while it is read is told as a fault of the recording. */
export function unreadable<T>(dir: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableRecording) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableRecording(`${dir} can't be read: ${reason}. Run it again`, { cause: error });
  }
}

/** Keys by number of the shape. */
export function shapesIn(dir: string): readonly (readonly string[])[] {
  return unreadable(dir, () => shapesOf(dir));
}

export class RecordedBatches {
  /** Where the table was cut off, in words; null = it is whole, as far as it was read. */
  cutOff: string | null = null;
  /** Read so far. */
  rows = 0;
  private readonly path: string;
  private readonly table: TableName;
  private wholeBytes = 0;

  constructor(dir: string, table: TableName) {
    this.path = join(dir, `${table}.arrows`);
    this.table = table;
    if (!existsSync(this.path))
      throw new UnreadableRecording(`no table "${table}" in ${dir}: is it the folder of one arm of a run?`);
  }

  *[Symbol.iterator](): Generator<RecordBatch> {
    const file = openSync(this.path, 'r');
    try {
      const bytes = fstatSync(file).size;
      this.rows = 0;
      this.wholeBytes = 0;
      let ended = false;
      const messages = this.messages(file, bytes, () => {
        ended = true;
      });
      yield* this.batches(messages);
      const { table, rows, wholeBytes } = this;
      if (!ended) this.cutOff = cutOffAt(table, rows, { wholeBytes, bytes });
    } finally {
      closeSync(file);
    }
  }

  /** Rows of the whole table. Cost: reads it. */
  count(): number {
    for (const _batch of this);
    return this.rows;
  }

  private *batches(messages: Iterable<Uint8Array>): Generator<RecordBatch> {
    const first = messages[Symbol.iterator]();
    const schema = first.next();
    if (schema.done === true) return;
    const reader = RecordBatchReader.from(following(schema.value, first));
    this.guarded(() => this.refuseOther(reader.open().schema));
    for (;;) {
      const { done, value } = this.guarded(() => reader.next());
      if (done === true) return;
      this.rows += value.numRows;
      yield value;
    }
  }

  /** Of another version, or another table under this one's name. */
  private refuseOther(schema: Schema): void {
    try {
      refuseOtherVersion(schema, this.path);
    } catch (error) {
      throw new UnreadableRecording(error instanceof Error ? error.message : String(error), { cause: error });
    }
    const there = new Set(schema.fields.map(({ name }) => String(name)));
    const missing = TABLES[this.table].find(({ name }) => !there.has(name));
    if (missing !== undefined)
      throw new Error(`it has no column "${missing.name}", which the table "${this.table}" has`);
  }

  /** Whole messages, the end mark last. */
  private *messages(file: number, bytes: number, onEnd: () => void): Generator<Uint8Array> {
    const prefix = Buffer.alloc(PREFIX_BYTES);
    for (let at = 0; at + PREFIX_BYTES <= bytes; ) {
      readSync(file, prefix, 0, PREFIX_BYTES, at);
      const length = prefix.readInt32LE(4);
      if (prefix.readInt32LE(0) !== CONTINUATION || length < 0) throw this.changed(at);
      if (length === 0) {
        if (at + PREFIX_BYTES !== bytes) throw this.changed(at + PREFIX_BYTES);
        onEnd();
        yield prefix;
        return;
      }
      const body = at + PREFIX_BYTES + length;
      if (body > bytes) return;
      const end = body + this.bodyLength(file, at + PREFIX_BYTES, length);
      if (end > bytes) return;
      const message = Buffer.allocUnsafe(end - at);
      readSync(file, message, 0, message.length, at);
      yield message;
      at = end;
      this.wholeBytes = end;
    }
  }

  private bodyLength(file: number, at: number, length: number): number {
    const head = Buffer.allocUnsafe(length);
    readSync(file, head, 0, length, at);
    return this.guarded(() => Message.decode(head).bodyLength);
  }

  private changed(byte: number): Error {
    if (byte === 0) return new UnreadableRecording(`not a Dray recording: ${this.path}`);
    return new UnreadableRecording(
      `${this.path} was changed: no message begins at byte ${byte}. Run it again`,
    );
  }

  private guarded<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof UnreadableRecording) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new UnreadableRecording(`${this.path} was changed: ${reason}. Run it again`, { cause: error });
    }
  }
}

function* following(first: Uint8Array, rest: Iterator<Uint8Array>): Generator<Uint8Array> {
  yield first;
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value;
}
