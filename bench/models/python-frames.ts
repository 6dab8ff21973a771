/** The frames that `python/dray_model.py` and we say to each other; what they are stands there. */
import type { ModelOutput } from '#scenarios/host/ports';

const LENGTH_BYTES = 4;
const HEAD_BYTES = 32;
const ANSWER = 0x41;
const ERROR = 0x45;
const [ACTION, CONFIDENCE, PROPENSITY] = [1, 2, 4];

/** What was said to be longer than it may be. */
export class FrameTooLong extends Error {
  override readonly name = 'FrameTooLong';
}

/** Puts frames together from what comes in pieces. */
export class FrameReader {
  private readonly bytesMax: number;
  private rest: Buffer = Buffer.alloc(0);

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  /** The frames that are whole now. Throws `FrameTooLong` as soon as a length says so. */
  take(chunk: Buffer): Buffer[] {
    let data = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const frames: Buffer[] = [];
    while (data.length >= LENGTH_BYTES) {
      const length = data.readUInt32LE(0);
      if (length > this.bytesMax)
        throw new FrameTooLong(`an answer of ${length} bytes, ${this.bytesMax} at most are taken`);
      const end = LENGTH_BYTES + length;
      if (data.length < end) break;
      frames.push(data.subarray(LENGTH_BYTES, end));
      data = data.subarray(end);
    }
    this.rest = data;
    return frames;
  }
}

export function textFrame(text: string): Buffer {
  const bytes = Buffer.from(text);
  const frame = Buffer.allocUnsafe(LENGTH_BYTES + bytes.length);
  frame.writeUInt32LE(bytes.length, 0);
  bytes.copy(frame, LENGTH_BYTES);
  return frame;
}

/** Little-endian, as on every machine that Node runs on. */
export function questionFrame(features: Float32Array): Buffer {
  const frame = Buffer.allocUnsafe(LENGTH_BYTES + features.byteLength);
  frame.writeUInt32LE(features.byteLength, 0);
  frame.set(new Uint8Array(features.buffer, features.byteOffset, features.byteLength), LENGTH_BYTES);
  return frame;
}

/** Throws with what the class said instead of an answer. */
export function outputOf(frame: Buffer): ModelOutput {
  if (frame[0] === ERROR) throw new Error(frame.toString('utf8', 1));
  if (frame[0] !== ANSWER || frame.length < HEAD_BYTES || frame.length % 8 !== 0)
    throw new Error(`${frame.length} bytes that are no answer`);
  const flags = frame[1]!;
  const scores = new Array<number>((frame.length - HEAD_BYTES) / 8);
  for (let i = 0; i < scores.length; i++) scores[i] = frame.readDoubleLE(HEAD_BYTES + 8 * i);
  return {
    scores,
    ...((flags & ACTION) === 0 ? {} : { action: frame.readDoubleLE(8) }),
    ...((flags & CONFIDENCE) === 0 ? {} : { confidence: frame.readDoubleLE(16) }),
    ...((flags & PROPENSITY) === 0 ? {} : { propensity: frame.readDoubleLE(24) }),
  };
}
