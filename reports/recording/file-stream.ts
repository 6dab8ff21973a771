/**
 * Arrow's stream writer, straight into a file: schema and dictionaries are Arrow's own, batches come as they lie in memory.
 *
 * 1. After `flush` everything that was handed over is in the file, in the order in which it came.
 * 2. Written in pieces of one size: a system call a piece of Arrow's is dear where they are small, and one call for many that
 *    are large makes the kernel look for large pages, which at times costs ten times as much.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { type Data, RecordBatchStreamWriter } from 'apache-arrow';
import { aligned, type BatchMessage } from './batch-message.ts';

/** Source: measured; 16 KiB cost 1.6 times as much a MB, from 128 KiB on it was uneven. */
const PIECE_BYTES = 1 << 16;

const PADDING = new Uint8Array(8);

/** Of all files: nothing stays in it beyond a flush. */
const piece = new Uint8Array(PIECE_BYTES);

export class FileStreamWriter extends RecordBatchStreamWriter {
  private readonly file: number;
  private pending: Uint8Array[] = [];

  constructor(path: string) {
    super();
    this.file = openSync(path, 'w');
  }

  // Arrow hands every piece of the stream to `_write`; its own sink would queue them for an asynchronous reader.
  protected override _write(chunk: ArrayBufferView | ArrayBuffer): this {
    if (!this._started) return this;
    const bytes = ArrayBuffer.isView(chunk)
      ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      : new Uint8Array(chunk);
    this.pending.push(bytes);
    this._position += bytes.length;
    return this;
  }

  /** In place of one of that id that has been written. */
  writeDictionary(names: Data, id: number): void {
    this._writeDictionaryBatch(names, id);
  }

  /** Its buffers must not change before the flush. */
  writeBatch({ head, buffers }: BatchMessage): void {
    const { pending } = this;
    pending.push(head);
    for (const buffer of buffers) {
      pending.push(buffer);
      const rest = aligned(buffer.length) - buffer.length;
      if (rest > 0) pending.push(PADDING.subarray(0, rest));
    }
  }

  flush(): void {
    const { pending } = this;
    this.pending = [];
    let used = 0;
    for (const bytes of pending) {
      for (let from = 0; from < bytes.length; ) {
        const to = Math.min(from + PIECE_BYTES - used, bytes.length);
        piece.set(bytes.subarray(from, to), used);
        used += to - from;
        from = to;
        if (used === PIECE_BYTES) used = this.writePiece(used);
      }
    }
    this.writePiece(used);
  }

  closeFile(): void {
    closeSync(this.file);
  }

  /** Answers what is left of it: nothing. */
  private writePiece(length: number): 0 {
    // A full disk, or a signal: less was taken than was given. The next call goes on from there, or says why not.
    for (let from = 0; from < length; ) from += writeSync(this.file, piece, from, length - from);
    return 0;
  }
}
