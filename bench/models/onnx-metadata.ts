/**
 * Reads the metadata of an ONNX file, which the runtime does not show: key and value texts of field 14. Everything else is
 * skipped by its length, so that the cost does not grow with the weights.
 */
import { fieldsOf, textOf } from './protobuf.ts';

const METADATA = 14;
const KEY = 1;
const VALUE = 2;

/** Entries of the file's metadata. Of a file that is no protobuf: whatever was read before that showed. */
export function onnxMetadata(bytes: Uint8Array): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const field of fieldsOf(bytes)) {
    if (field.no !== METADATA) continue;
    const texts = new Map([...fieldsOf(field.bytes)].map(({ no, bytes }) => [no, textOf(bytes)]));
    entries.set(texts.get(KEY) ?? '', texts.get(VALUE) ?? '');
  }
  return entries;
}
