/**
 * The messages of an Arrow IPC stream in a file, one after the other: where each stands, and its description. Bodies stay on the disk.
 *
 * 1. Whatever byte a file was cut off at, its whole messages are told; then `ended` stays false.
 */
import { readSync } from 'node:fs';
import { Message } from 'apache-arrow';

/** Before each message: a continuation mark and the length of its description. Source: Arrow columnar format. */
const PREFIX_BYTES = 8;
const CONTINUATION = -1;

export interface StreamMessage {
  /** Its first byte, that of its body, and the one after its last. */
  readonly at: number;
  readonly bodyAt: number;
  readonly end: number;
  readonly description: Message;
}

/** Makes the error of a file that somebody changed, or that never was a stream. */
export type Changed = (why: string, byte: number) => Error;

export class StreamMessages {
  /** So many bytes of the messages told so far. */
  wholeBytes = 0;
  /** The end mark was there, and nothing behind it. */
  ended = false;
  private readonly file: number;
  private readonly bytes: number;
  private readonly changed: Changed;

  /** @param bytes of the file */
  constructor(file: number, bytes: number, changed: Changed) {
    this.file = file;
    this.bytes = bytes;
    this.changed = changed;
  }

  *[Symbol.iterator](): Generator<StreamMessage> {
    const prefix = Buffer.alloc(PREFIX_BYTES);
    for (let at = 0; at + PREFIX_BYTES <= this.bytes; ) {
      readSync(this.file, prefix, 0, PREFIX_BYTES, at);
      const length = prefix.readInt32LE(4);
      if (prefix.readInt32LE(0) !== CONTINUATION || length < 0) throw this.none(at);
      if (length === 0) {
        if (at + PREFIX_BYTES !== this.bytes) throw this.none(at + PREFIX_BYTES);
        this.ended = true;
        return;
      }
      const bodyAt = at + PREFIX_BYTES + length;
      if (bodyAt > this.bytes) return;
      const description = this.describedAt(at + PREFIX_BYTES, length);
      const end = bodyAt + description.bodyLength;
      if (end > this.bytes) return;
      // Else a length below nothing would lead back, and round for ever.
      if (!(end >= bodyAt)) throw this.none(at);
      yield { at, bodyAt, end, description };
      at = end;
      this.wholeBytes = end;
    }
  }

  private describedAt(at: number, length: number): Message {
    const head = Buffer.allocUnsafe(length);
    readSync(this.file, head, 0, length, at);
    try {
      return Message.decode(head);
    } catch (error) {
      throw this.changed(error instanceof Error ? error.message : String(error), at);
    }
  }

  private none(byte: number): Error {
    return this.changed(`no message begins at byte ${byte}`, byte);
  }
}
