/**
 * Protobuf's wire format, as far as ONNX files need it: fields in, fields out.
 *
 * 1. Reading never throws: of bytes that are no protobuf come whatever fields there seemed to be.
 * 2. A field's bytes can be written again as they were read, known or not.
 * 3. Where the runtime's reader goes on, this one does: it skips groups, and of a tag it keeps 32 bits. Else a file could show one graph to
 *    those who judge it and another to those who run it. What stands in a group is told as if it stood beside it.
 * Source: protobuf.dev, Encoding.
 */

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const GROUP_BEGINS = 3;
const GROUP_ENDS = 4;
const FIXED32 = 5;
const TAGS = 0x1_0000_0000;

/** A field as it stands in a message. */
export interface Field {
  readonly no: number;
  /** Of a varint, as an int64; exact within 2^53. 0 of any other. */
  readonly value: number;
  /** Of a text, of bytes, of a message in it, of numbers in a row; empty of any other. */
  readonly bytes: Uint8Array;
  /** All of it, tag included. */
  readonly raw: Uint8Array;
}

const NONE: Uint8Array = new Uint8Array();

/** The fields of a message, in the order in which they stand. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  const at = { byte: 0 };
  while (at.byte < bytes.length) {
    const from = at.byte;
    const tag = readVarint(bytes, at) % TAGS;
    const wire = tag % 8;
    let value = 0;
    let content = NONE;
    if (wire === VARINT) value = readInt64(bytes, at);
    else if (wire === FIXED64) at.byte += 8;
    else if (wire === FIXED32) at.byte += 4;
    else if (wire === BYTES) {
      const length = readVarint(bytes, at);
      content = bytes.subarray(at.byte, at.byte + length);
      at.byte += length;
    } else if (wire !== GROUP_BEGINS && wire !== GROUP_ENDS) return;
    yield { no: Math.floor(tag / 8), value, bytes: content, raw: bytes.subarray(from, at.byte) };
  }
}

/** The numbers of a packed field. */
export function varintsIn(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  for (const at = { byte: 0 }; at.byte < bytes.length; ) numbers.push(readInt64(bytes, at));
  return numbers;
}

function readVarint(bytes: Uint8Array, at: { byte: number }): number {
  let value = 0;
  for (let scale = 1; at.byte < bytes.length; scale *= 0x80) {
    const byte = bytes[at.byte++]!;
    value += (byte % 0x80) * scale;
    if (byte < 0x80) return value;
  }
  return value;
}

/** A negative one has ten bytes, and more bits than a number keeps. */
function readInt64(bytes: Uint8Array, at: { byte: number }): number {
  const from = at.byte;
  const value = readVarint(bytes, at);
  if (value <= Number.MAX_SAFE_INTEGER) return value;
  let whole = 0n;
  for (let i = at.byte - 1; i >= from; i--) whole = (whole << 7n) | BigInt(bytes[i]! % 0x80);
  return Number(BigInt.asIntN(64, whole));
}

const decoder = new TextDecoder();

export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** One after the other. */
export function message(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Uint8Array.of(...bytes, rest);
}

/** A varint. @param value integer, 0..2^53 */
export function number(field: number, value: number): Uint8Array {
  return message(varint(field * 8 + VARINT), varint(value));
}

export function nested(field: number, bytes: Uint8Array): Uint8Array {
  return message(varint(field * 8 + BYTES), varint(bytes.length), bytes);
}

export function text(field: number, value: string): Uint8Array {
  return nested(field, new TextEncoder().encode(value));
}
