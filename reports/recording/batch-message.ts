/**
 * The description that goes before the bytes of a record batch in an Arrow IPC stream: made once a table, since only some numbers in
 * it change from batch to batch.
 *
 * 1. A FlatBuffer, laid out once: `Message` with `RecordBatch`, their two tables of fields first. Its vectors hold structs of
 *    two int64, so that each number has a place that is known. Source: Arrow columnar format, `Message.fbs`.
 * 2. Lengths are below 2 GiB: the high halves stay 0.
 */
import type { ColumnParts } from './columns.ts';

/** Continuation mark and length of what follows, int32 each. */
const PREFIX_WORDS = 2;
const CONTINUATION = -1;
const VERSION_5 = 4;
const RECORD_BATCH = 3;

/** Places from the start of the FlatBuffer, bytes. */
const MESSAGE_FIELDS = 4;
const BATCH_FIELDS = 16;
const MESSAGE = 28;
const BODY_LENGTH = 32;
const HEADER = 40;
const VERSION = 44;
const BATCH = 52;
const LENGTH = 56;
const NODES = 64;
const BUFFERS = 68;
const NODE_COUNT = 76;
const NODE_START = 80;
/** Of a node (length, nulls) and of a buffer (offset, length). */
const STRUCT_BYTES = 16;

const ALIGNED = 8;

export class BatchMessage implements ColumnParts {
  /** To be written before the buffers. */
  readonly head: Uint8Array;
  /** Each is followed by what fills up 8 bytes. */
  readonly buffers: Uint8Array[] = [];
  private readonly words: Int32Array;
  private readonly bufferStart: number;
  private nodeAt = 0;
  private bufferAt = 0;
  private bodyBytes = 0;

  constructor(nodes: number, buffers: number) {
    const bufferCount = NODE_START + STRUCT_BYTES * nodes + 4;
    this.bufferStart = wordOf(bufferCount + 4);
    const bytes = bufferCount + 4 + STRUCT_BYTES * buffers;
    this.words = new Int32Array(PREFIX_WORDS + bytes / 4);
    this.head = new Uint8Array(this.words.buffer);
    this.words[0] = CONTINUATION;
    this.words[1] = bytes;
    this.put(0, MESSAGE);
    this.shorts(MESSAGE_FIELDS, [12, 20, VERSION - MESSAGE, VERSION + 2 - MESSAGE, HEADER - MESSAGE, 4]);
    this.shorts(BATCH_FIELDS, [10, 20, LENGTH - BATCH, NODES - BATCH, BUFFERS - BATCH]);
    this.put(MESSAGE, MESSAGE - MESSAGE_FIELDS);
    this.put(HEADER, BATCH - HEADER);
    this.shorts(VERSION, [VERSION_5, RECORD_BATCH]);
    this.put(BATCH, BATCH - BATCH_FIELDS);
    this.put(NODES, NODE_COUNT - NODES);
    this.put(BUFFERS, bufferCount - BUFFERS);
    this.put(NODE_COUNT, nodes);
    this.put(bufferCount, buffers);
  }

  /** Of so many rows; nodes and buffers follow in the order of the columns. */
  begin(rows: number): void {
    this.put(LENGTH, rows);
    this.nodeAt = wordOf(NODE_START);
    this.bufferAt = this.bufferStart;
    this.bodyBytes = 0;
    this.buffers.length = 0;
  }

  node(rows: number, nulls: number): void {
    this.words[this.nodeAt] = rows;
    this.words[this.nodeAt + 2] = nulls;
    this.nodeAt += STRUCT_BYTES / 4;
  }

  buffer(array: ArrayBufferView, bytes: number): void {
    this.words[this.bufferAt] = this.bodyBytes;
    this.words[this.bufferAt + 2] = bytes;
    this.bufferAt += STRUCT_BYTES / 4;
    this.bodyBytes += aligned(bytes);
    if (bytes > 0) this.buffers.push(new Uint8Array(array.buffer, array.byteOffset, bytes));
  }

  noBuffer(): void {
    this.buffer(this.head, 0);
  }

  /** All nodes and buffers are there. */
  end(): void {
    this.put(BODY_LENGTH, this.bodyBytes);
  }

  private put(at: number, value: number): void {
    this.words[wordOf(at)] = value;
  }

  private shorts(at: number, values: readonly number[]): void {
    new Int16Array(this.words.buffer, 4 * wordOf(at)).set(values);
  }
}

function wordOf(at: number): number {
  return PREFIX_WORDS + at / 4;
}

/** Up to the next whole 8 bytes. */
export function aligned(bytes: number): number {
  return (bytes + ALIGNED - 1) & -ALIGNED;
}
