/**
 * Between bytes and the codec's text.
 *
 * 1. One character a byte (Latin-1): offsets are byte offsets, and any bytes come back as they were.
 * 2. X12 does not say how accented letters are coded; UTF-8 in a partner's text stays the bytes it was.
 */

const CHUNK = 8192;

export function textOfBytes(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return text;
}

/** @param text as the codec writes it: no character above 255 */
export function bytesOfText(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}
