/**
 * Plain data as bytes: small integers take one byte, objects name a shape in place of their keys.
 *
 * 1. What is put, decoded, is what was put: also `undefined`, fractions, infinities, NaN and typed arrays. But -0 is 0, as
 *    in JSON and in digests, and an object's prototype is gone.
 * 2. The bytes depend on the value and on the shapes met before it, on nothing else.
 * 3. No object a value. Most objects have the shape that was there last: that guess is checked key by key while its values
 *    are written, and taken back where it was wrong.
 */
import type { Shape, Shapes } from './shapes.ts';
import { SMALL_MAX, TAG, TYPED } from './tags.ts';

const START_BYTES = 1 << 16;
/** What any tag takes with a number or a length. */
const ROOM = 16;

type Fields = Readonly<Record<string, unknown>>;

export class BodyEncoder {
  /** Of `bytes`, written so far. */
  used = 0;
  bytes = new Uint8Array(START_BYTES);
  private view = new DataView(this.bytes.buffer);
  private readonly shapes: Shapes;
  /** By place in the model: the last shape of a body there. */
  private readonly guesses: (Shape | null)[] = [];

  constructor(shapes: Shapes) {
    this.shapes = shapes;
  }

  /** @param place a small integer: bodies of one place are mostly of one shape */
  body(value: unknown, place: number): void {
    while (this.guesses.length <= place) this.guesses.push(null);
    this.guesses[place] = this.value(value, this.guesses[place]!);
  }

  /** Answers the next guess for the same place. */
  private value(value: unknown, guess: Shape | null): Shape | null {
    switch (typeof value) {
      case 'number':
        this.number(value);
        return guess;
      case 'object':
        if (value === null) break;
        return Array.isArray(value) ? this.list(value, guess) : this.object(value as Fields, guess);
      case 'string':
        this.text(value);
        return guess;
      case 'boolean':
      case 'undefined':
        break;
      default:
        throw new TypeError(`a body can't hold a ${typeof value}: only plain data can be recorded`);
    }
    this.room(1);
    this.bytes[this.used++] = atom(value);
    return guess;
  }

  private number(value: number): void {
    if (this.used + ROOM > this.bytes.length) this.grow(ROOM);
    const { bytes, used } = this;
    const int = value | 0;
    if (int !== value) {
      bytes[used] = TAG.float64;
      this.view.setFloat64(used + 1, value, true);
      this.used = used + 9;
    } else if (int >>> 0 <= SMALL_MAX) {
      bytes[used] = int;
      this.used = used + 1;
    } else if (int >>> 16 === 0) {
      bytes[used] = TAG.uint16;
      bytes[used + 1] = int;
      bytes[used + 2] = int >> 8;
      this.used = used + 3;
    } else {
      bytes[used] = TAG.int32;
      this.view.setInt32(used + 1, int, true);
      this.used = used + 5;
    }
  }

  private text(text: string): void {
    const { length } = text;
    this.room(2 * length + ROOM);
    const start = this.used;
    this.header(TAG.ascii, length);
    const { bytes } = this;
    let at = this.used;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) {
        this.used = start;
        this.units(text);
        return;
      }
      bytes[at++] = unit;
    }
    this.used = at;
  }

  /** Every string as it is, halves of a pair included. */
  private units(text: string): void {
    this.header(TAG.utf16, text.length);
    for (let i = 0; i < text.length; i++) {
      this.view.setUint16(this.used, text.charCodeAt(i), true);
      this.used += 2;
    }
  }

  private object(value: Fields, guess: Shape | null): Shape | null {
    if (guess !== null) {
      if (this.guessed(value, guess)) return guess;
      const { other } = guess;
      if (other !== null && this.guessed(value, other)) {
        other.other = guess;
        return other;
      }
    }
    const shape = this.shapeOf(value);
    if (shape === null) {
      if (ArrayBuffer.isView(value)) this.typed(value);
      else this.map(value);
      return guess;
    }
    this.head(shape);
    const { keys, inner } = shape;
    for (let i = 0; i < keys.length; i++) inner[i] = this.value(value[keys[i]!], inner[i]!);
    if (guess !== null) guess.other = shape;
    return shape;
  }

  /** False: it is not of that shape, and nothing was written. */
  private guessed(value: Fields, shape: Shape): boolean {
    const start = this.used;
    this.head(shape);
    if (this.fields(value, shape)) return true;
    this.used = start;
    return false;
  }

  private head(shape: Shape): void {
    this.room(ROOM);
    this.header(TAG.object, shape.number);
  }

  /** False: it is not of that shape, and what was written is to be taken back. */
  private fields(value: Fields, { keys, inner }: Shape): boolean {
    const { length } = keys;
    let i = 0;
    for (const key in value) {
      if (i === length || keys[i] !== key) return false;
      const field = value[key];
      if (typeof field === 'number') this.number(field);
      else inner[i] = this.value(field, inner[i]!);
      i += 1;
    }
    // Of what has no keys, only a look at it tells what it is.
    return i === length && i > 0;
  }

  /** Null: a map or a typed array. */
  private shapeOf(value: Fields): Shape | null {
    if (ArrayBuffer.isView(value)) return null;
    const keys = Object.keys(value);
    if (keys.length === 0) checkPlain(value);
    return this.shapes.of(keys);
  }

  private map(value: Fields): void {
    const keys = Object.keys(value);
    this.room(ROOM);
    this.header(TAG.map, keys.length);
    for (const key of keys) {
      this.text(key);
      this.value(value[key], null);
    }
  }

  private typed(value: ArrayBufferView): void {
    const type = TYPED.findIndex((each) => value instanceof each);
    if (type < 0) throw new TypeError(`a body can't hold a ${value.constructor.name}: use a typed array`);
    const { byteLength } = value;
    this.room(byteLength + ROOM);
    this.bytes[this.used++] = TAG.typed;
    this.header(type, byteLength);
    this.bytes.set(new Uint8Array(value.buffer, value.byteOffset, byteLength), this.used);
    this.used += byteLength;
  }

  private list(values: readonly unknown[], guess: Shape | null): Shape | null {
    const first = values[0];
    if (typeof first === 'number' && this.numbers(values)) return guess;
    if (typeof first === 'object' && first !== null) {
      const shape = this.rowsOfOneShape(values, first as Fields, guess);
      if (shape !== null) return shape;
    }
    this.room(ROOM);
    this.header(TAG.list, values.length);
    let next = guess;
    for (let i = 0; i < values.length; i++) next = this.value(values[i], next);
    return next;
  }

  /** Null: the list is of another kind, and nothing was written. */
  private rowsOfOneShape(values: readonly unknown[], first: Fields, guess: Shape | null): Shape | null {
    if (guess !== null) {
      if (this.rows(values, guess)) return guess;
      const { other } = guess;
      if (other !== null && this.rows(values, other)) {
        other.other = guess;
        return other;
      }
    }
    if (Array.isArray(first)) return null;
    const shape = this.shapeOf(first);
    if (shape === null || shape === guess || !this.rows(values, shape)) return null;
    if (guess !== null) guess.other = shape;
    return shape;
  }

  private rows(values: readonly unknown[], shape: Shape): boolean {
    const start = this.used;
    this.room(ROOM);
    this.header(TAG.rows, values.length);
    this.length(shape.number);
    for (let i = 0; i < values.length; i++) {
      if (!this.fields(values[i] as Fields, shape)) {
        this.used = start;
        return false;
      }
    }
    return true;
  }

  /** False: not all are numbers, and nothing was written. */
  private numbers(values: readonly unknown[]): boolean {
    const { length } = values;
    let bits = 0;
    let whole = true;
    for (let i = 0; i < length; i++) {
      const value = values[i];
      if (typeof value !== 'number') return false;
      const int = value | 0;
      if (int !== value) whole = false;
      bits |= int ^ (int >> 31);
    }
    this.room(8 * length + ROOM);
    if (!whole) this.floats(values as readonly number[]);
    else if (bits <= 0x7f) this.int8s(values as readonly number[]);
    else if (bits <= 0x7fff) this.int16s(values as readonly number[]);
    else this.int32s(values as readonly number[]);
    return true;
  }

  private int8s(values: readonly number[]): void {
    this.header(TAG.int8List, values.length);
    const { bytes } = this;
    const at = this.used;
    for (let i = 0; i < values.length; i++) bytes[at + i] = values[i]!;
    this.used = at + values.length;
  }

  private int16s(values: readonly number[]): void {
    this.header(TAG.int16List, values.length);
    const { view } = this;
    const at = this.used;
    for (let i = 0; i < values.length; i++) view.setInt16(at + 2 * i, values[i]!, true);
    this.used = at + 2 * values.length;
  }

  private int32s(values: readonly number[]): void {
    this.header(TAG.int32List, values.length);
    const { view } = this;
    const at = this.used;
    for (let i = 0; i < values.length; i++) view.setInt32(at + 4 * i, values[i]!, true);
    this.used = at + 4 * values.length;
  }

  private floats(values: readonly number[]): void {
    this.header(TAG.float64List, values.length);
    const { view } = this;
    const at = this.used;
    for (let i = 0; i < values.length; i++) view.setFloat64(at + 8 * i, values[i]! + 0, true);
    this.used = at + 8 * values.length;
  }

  private header(tag: number, length: number): void {
    this.bytes[this.used++] = tag;
    this.length(length);
  }

  private length(length: number): void {
    let rest = length;
    for (; rest > 0x7f; rest >>>= 7) this.bytes[this.used++] = rest | 0x80;
    this.bytes[this.used++] = rest;
  }

  private room(bytes: number): void {
    if (this.used + bytes > this.bytes.length) this.grow(bytes);
  }

  private grow(bytes: number): void {
    const length = Math.max(this.used + bytes, 2 * this.bytes.length);
    this.bytes = new Uint8Array(this.bytes.buffer.transfer(length));
    this.view = new DataView(this.bytes.buffer);
  }
}

function atom(value: unknown): number {
  if (value === null) return TAG.null;
  if (value === undefined) return TAG.undefined;
  return value === true ? TAG.true : TAG.false;
}

/** A Map, a Set or a date has no keys, and would be taken for an empty object. */
function checkPlain(value: object): void {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return;
  if (prototype.constructor === Object) return;
  throw new TypeError(`a body can't hold a ${prototype.constructor?.name}: only plain data can be recorded`);
}
