/**
 * The first byte of a value in a body. Below 0x80 it is the value itself, an integer from 0 to 127. Numbers are little-
 * endian, lengths and shapes are LEB128. What follows each tag: docs/recording.md.
 */
export const TAG = {
  null: 0x80,
  undefined: 0x81,
  false: 0x82,
  true: 0x83,
  /** An integer of so many bits; unsigned, signed. */
  uint16: 0x84,
  int32: 0x85,
  float64: 0x86,
  /** Length, then bytes; length, then UTF-16 units. */
  ascii: 0x88,
  utf16: 0x89,
  /** Length, then values. */
  list: 0x90,
  /** Length, then numbers of so many bits, without tags. */
  int8List: 0x91,
  int16List: 0x92,
  int32List: 0x93,
  float64List: 0x94,
  /** Length and shape, then the values of each object in the order of the shape's keys. */
  rows: 0x95,
  /** Shape, then values. */
  object: 0x98,
  /** Length, then key (a string) and value in turn. */
  map: 0x99,
  /** Element type (index into `TYPED`), length in bytes, then bytes. */
  typed: 0x9a,
} as const;

/** Typed arrays a body may hold, by element type. Append only. */
export const TYPED = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
] as const;

export const SMALL_MAX = 0x7f;
