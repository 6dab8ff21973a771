/** Many numbers as a short text: what is kept of a run until others are done. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** base64 of deflated float64. */
export function packNumbers(values: Float64Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return deflateRawSync(bytes).toString('base64');
}

/** Throws where it is none that `packNumbers` made. */
export function unpackNumbers(packed: string): Float64Array {
  const bytes = inflateRawSync(Buffer.from(packed, 'base64'));
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
