/**
 * Reads the metadata of an ONNX file, which the runtime does not show: key and value texts of field 14. Everything else is
 * skipped by its length, so that the cost does not grow with the weights.
 */

const METADATA = 14;
const KEY = 1;
const VALUE = 2;

/** Entries of the file's metadata. Of a file that is no protobuf: whatever was read before that showed. */
export function onnxMetadata(bytes: Uint8Array): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const [field, part] of fieldsOf(bytes)) {
    if (field !== METADATA) continue;
    const texts = new Map([...fieldsOf(part)].map(([no, text]) => [no, new TextDecoder().decode(text)]));
    entries.set(texts.get(KEY) ?? '', texts.get(VALUE) ?? '');
  }
  return entries;
}

/** Number and bytes of each field that has a length. */
function* fieldsOf(bytes: Uint8Array): Generator<readonly [number, Uint8Array]> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; at < bytes.length; scale *= 0x80) {
      const byte = bytes[at++]!;
      value += (byte % 0x80) * scale;
      if (byte < 0x80) return value;
    }
    return value;
  };
  while (at < bytes.length) {
    const tag = varint();
    const wire = tag % 8;
    if (wire === 0) varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = varint();
      yield [Math.floor(tag / 8), bytes.subarray(at, at + length)];
      at += length;
    } else return;
  }
}
