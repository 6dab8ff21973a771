/**
 * The bytes of a body as plain data again: `BodyEncoder` the other way round.
 *
 * 1. Whatever the bytes, reading ends: no length is believed that the bytes left can't hold.
 */
import { SMALL_MAX, TAG, TYPED } from './tags.ts';

/** Of objects without keys, which take no bytes. Source: assumption; nothing here has a list of them. */
const EMPTY_ROWS_MAX = 1 << 20;
/** Of lists and objects, one in another. Source: assumption; states here have six. */
const DEPTH_MAX = 500;

export class BodyDecoder {
  private readonly shapes: readonly (readonly string[])[];
  private view: DataView = new DataView(new ArrayBuffer(0));
  private at = 0;
  private depth = 0;

  /** @param shapes keys by number of the shape: the rows of the table `shapes` */
  constructor(shapes: readonly (readonly string[])[]) {
    this.shapes = shapes;
  }

  /** Throws where the bytes are no body, or name a shape that is not there. */
  body(bytes: Uint8Array): unknown {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
    this.depth = 0;
    const value = this.value();
    if (this.at !== bytes.length)
      throw new RangeError(`a body ends after ${this.at} of ${bytes.length} bytes: it was changed`);
    return value;
  }

  private value(): unknown {
    const tag = this.byte();
    if (tag <= SMALL_MAX) return tag;
    switch (tag) {
      case TAG.null:
        return null;
      case TAG.undefined:
        return undefined;
      case TAG.false:
        return false;
      case TAG.true:
        return true;
      case TAG.uint16:
      case TAG.int32:
      case TAG.float64:
        return this.number(tag);
      case TAG.ascii:
        return this.text(1);
      case TAG.utf16:
        return this.text(2);
      default:
        return this.within(tag);
    }
  }

  private within(tag: number): unknown {
    this.depth += 1;
    if (this.depth > DEPTH_MAX)
      throw new RangeError(`a body is nested deeper than ${DEPTH_MAX}: it was changed`);
    const value = this.many(tag);
    this.depth -= 1;
    return value;
  }

  private many(tag: number): unknown {
    switch (tag) {
      case TAG.list:
        return this.times(() => this.value());
      case TAG.int8List:
        return this.times(() => this.view.getInt8(this.skip(1)));
      case TAG.int16List:
        return this.times(() => this.view.getInt16(this.skip(2), true));
      case TAG.int32List:
        return this.times(() => this.view.getInt32(this.skip(4), true));
      case TAG.float64List:
        return this.times(() => this.view.getFloat64(this.skip(8), true));
      case TAG.rows:
        return this.rows();
      case TAG.object:
        return this.object(this.keys());
      case TAG.map:
        return asObject(this.times(() => [String(this.value()), this.value()] as const));
      case TAG.typed:
        return this.typed();
      default:
        throw new RangeError(`no body has a value that starts with ${tag}: it was changed`);
    }
  }

  private number(tag: number): number {
    if (tag === TAG.uint16) return this.view.getUint16(this.skip(2), true);
    if (tag === TAG.int32) return this.view.getInt32(this.skip(4), true);
    return this.view.getFloat64(this.skip(8), true);
  }

  private text(bytesPerUnit: 1 | 2): string {
    let text = '';
    for (let left = this.length(bytesPerUnit); left > 0; left--) {
      const at = this.skip(bytesPerUnit);
      text += String.fromCharCode(
        bytesPerUnit === 1 ? this.view.getUint8(at) : this.view.getUint16(at, true),
      );
    }
    return text;
  }

  private rows(): unknown[] {
    const length = this.leb();
    const keys = this.keys();
    this.expectRoomFor(length, keys.length);
    if (length > EMPTY_ROWS_MAX && keys.length === 0)
      throw new RangeError(`a body claims ${length} objects without keys: it was changed`);
    const rows: unknown[] = [];
    for (let i = 0; i < length; i++) rows.push(this.object(keys));
    return rows;
  }

  private object(keys: readonly string[]): unknown {
    const object: Record<string, unknown> = {};
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (key === '__proto__') define(object, key, this.value());
      else object[key] = this.value();
    }
    return object;
  }

  private keys(): readonly string[] {
    const number = this.leb();
    const keys = this.shapes[number];
    if (keys === undefined)
      throw new RangeError(
        `a body names shape ${number} of ${this.shapes.length}: the table shapes is cut off`,
      );
    return keys;
  }

  private typed(): ArrayBufferView {
    const type = this.byte();
    const Type = TYPED[type];
    if (Type === undefined) throw new RangeError(`no typed array has number ${type}: the body was changed`);
    const length = this.length(1);
    const start = this.view.byteOffset + this.skip(length);
    return new Type(this.view.buffer.slice(start, start + length) as ArrayBuffer);
  }

  private times<Each>(read: () => Each): Each[] {
    const length = this.length(1);
    const all: Each[] = [];
    for (let i = 0; i < length; i++) all.push(read());
    return all;
  }

  /** @param bytesEach that each of so many takes at least */
  private length(bytesEach: number): number {
    const length = this.leb();
    this.expectRoomFor(length, bytesEach);
    return length;
  }

  private expectRoomFor(length: number, bytesEach: number): void {
    const left = this.view.byteLength - this.at;
    if (length * bytesEach > left)
      throw new RangeError(`a body claims ${length} values in the ${left} bytes left: it was changed`);
  }

  private leb(): number {
    let length = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.byte();
      length += (byte & 0x7f) * scale;
      if (byte <= 0x7f) return length;
    }
  }

  private byte(): number {
    return this.view.getUint8(this.skip(1));
  }

  private skip(bytes: number): number {
    const { at } = this;
    this.at = at + bytes;
    return at;
  }
}

/** As a key like any other. */
function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Also a key `__proto__` is a key. */
function asObject(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries);
}
