/**
 * How far an Arrow IPC stream is whole.
 *
 * 1. Follows the lengths that the stream gives of its own messages: no run of bytes within a batch is taken for the end mark.
 */
import { Message } from 'apache-arrow';

/** Before each message: a continuation mark and the length of its description, int32 each. Source: Arrow columnar format. */
const PREFIX_BYTES = 8;
const CONTINUATION = -1;

export interface StreamExtent {
  /** Bytes of the messages that are whole. */
  readonly wholeBytes: number;
  /** The end mark follows them, and nothing else. */
  readonly ended: boolean;
}

/** Null: it does not begin as such a stream does. Throws where a message's description is none. */
export function extentOf(bytes: Buffer): StreamExtent | null {
  if (bytes.subarray(0, 4).some((byte) => byte !== 0xff)) return null;
  let at = 0;
  while (at + PREFIX_BYTES <= bytes.length) {
    const length = bytes.readInt32LE(at + 4);
    if (bytes.readInt32LE(at) !== CONTINUATION || length < 0)
      throw new RangeError(`no message begins at byte ${at}`);
    const body = at + PREFIX_BYTES + length;
    if (length === 0) return endedAt(at, bytes.length);
    if (body > bytes.length) break;
    const { bodyLength } = Message.decode(bytes.subarray(at + PREFIX_BYTES, body));
    // Else a length below nothing would lead back, and round for ever.
    if (!Number.isSafeInteger(bodyLength) || bodyLength < 0)
      throw new RangeError(`a message at byte ${at} claims ${bodyLength} bytes`);
    const end = body + bodyLength;
    if (end > bytes.length) break;
    at = end;
  }
  return { wholeBytes: at, ended: false };
}

function endedAt(at: number, length: number): StreamExtent {
  if (at + PREFIX_BYTES !== length)
    throw new RangeError(`${length - at - PREFIX_BYTES} bytes follow its end`);
  return { wholeBytes: at, ended: true };
}
