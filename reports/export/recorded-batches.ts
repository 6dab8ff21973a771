/**
 * A table of a recording, batch by batch from the disk.
 *
 * 1. Memory is one batch, whatever the length of the file.
 * 2. Whatever byte a file was cut off at, its whole batches are read; `cutOff` tells the place once they are.
 */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { type RecordBatch, RecordBatchReader, type Schema } from 'apache-arrow';
import { TABLES, type TableName } from '#scenarios/recording/schema';
import { cutOffAt, refuseOtherVersion, shapesOf } from '../recording/reader.ts';
import { type Changed, StreamMessages } from './stream-messages.ts';

/** Source: Arrow columnar format. */
const END_MARK = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

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

  constructor(dir: string, table: TableName) {
    this.path = recordedFile(dir, table);
    this.table = table;
  }

  *[Symbol.iterator](): Generator<RecordBatch> {
    const file = openSync(this.path, 'r');
    try {
      const bytes = fstatSync(file).size;
      this.rows = 0;
      const stream = new StreamMessages(file, bytes, changedFile(this.path));
      yield* this.batches(this.messages(file, stream));
      const { wholeBytes, ended } = stream;
      if (!ended) this.cutOff = cutOffAt(this.table, this.rows, { wholeBytes, bytes });
    } finally {
      closeSync(file);
    }
  }

  /** Rows of the whole table. Cost: reads it. */
  count(): number {
    for (const _batch of this);
    return this.rows;
  }

  private *batches(messages: Iterator<Uint8Array>): Generator<RecordBatch> {
    const schema = messages.next();
    if (schema.done === true) return;
    const reader = RecordBatchReader.from(following(schema.value, messages));
    this.guarded(() => refuseOther(reader.open().schema, this.path, this.table));
    for (;;) {
      const { done, value } = this.guarded(() => reader.next());
      if (done === true) return;
      this.rows += value.numRows;
      yield value;
    }
  }

  /** Whole messages, the end mark last. */
  private *messages(file: number, stream: StreamMessages): Generator<Uint8Array> {
    for (const { at, end } of stream) {
      const message = Buffer.allocUnsafe(end - at);
      readSync(file, message, 0, message.length, at);
      yield message;
    }
    if (stream.ended) yield END_MARK;
  }

  private guarded<T>(read: () => T): T {
    return asChanged(this.path, read);
  }
}

/** Throws where it is of another version, or another table under this one's name. */
export function refuseOther(schema: Schema, path: string, table: TableName): void {
  try {
    refuseOtherVersion(schema, path);
  } catch (error) {
    throw new UnreadableRecording(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const there = new Set(schema.fields.map(({ name }) => String(name)));
  const missing = TABLES[table].find(({ name }) => !there.has(name));
  if (missing !== undefined)
    throw new Error(`it has no column "${missing.name}", which the table "${table}" has`);
}

/** What is thrown while it is read was caused by who changed the file. */
export function asChanged<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableRecording) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableRecording(`${path} was changed: ${reason}. Run it again`, { cause: error });
  }
}

export function changedFile(path: string): Changed {
  return (why, byte) =>
    byte === 0
      ? new UnreadableRecording(`not a Dray recording: ${path}`)
      : new UnreadableRecording(`${path} was changed: ${why}. Run it again`);
}

/** Path of a table that is there. */
export function recordedFile(dir: string, table: TableName): string {
  const path = join(dir, `${table}.arrows`);
  if (existsSync(path)) return path;
  throw new UnreadableRecording(`no table "${table}" in ${dir}: is it the folder of one arm of a run?`);
}

function* following(first: Uint8Array, rest: Iterator<Uint8Array>): Generator<Uint8Array> {
  yield first;
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value;
}
