/**
 * The bytes of a body as JSON text, without the objects between.
 *
 * 1. `JSON.parse` of the text gives what `JSON.parse(JSON.stringify(...))` of the body gives: what is undefined is left out of
 *    objects and null in lists, and so are numbers that JSON has not.
 */
import { SMALL_MAX, TAG, TYPED } from '../recording/bodies/tags.ts';
import type { TextBytes } from './text-bytes.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const SPACE = 0x20;
const ZERO = 0x30;
const MINUS = 0x2d;
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Of one escape, as `TextBytes.text` asks for it, and the quotes. */
const ESCAPE_ROOM = 32;

const encoder = new TextEncoder();
const NULL = encoder.encode('null');
const TRUE = encoder.encode('true');
const FALSE = encoder.encode('false');

export class BodyJson {
  /** Of each shape: `"key":` of its keys. */
  private readonly shapes: readonly (readonly Uint8Array[])[];
  private readonly out: TextBytes;
  private view: DataView = new DataView(new ArrayBuffer(0));
  private at = 0;

  /** @param shapes keys by number of the shape: the rows of the table `shapes` */
  constructor(shapes: readonly (readonly string[])[], out: TextBytes) {
    this.shapes = shapes.map((keys) => keys.map((key) => encoder.encode(`${JSON.stringify(key)}:`)));
    this.out = out;
  }

  /** Throws where the bytes are no body, or name a shape that is not there. */
  write(bytes: Uint8Array, from: number, to: number): void {
    this.view = new DataView(bytes.buffer, bytes.byteOffset + from, to - from);
    this.at = 0;
    this.value();
    if (this.at !== to - from)
      throw new RangeError(`a body ends after ${this.at} of ${to - from} bytes: it was changed`);
  }

  private value(): void {
    const tag = this.view.getUint8(this.at++);
    if (tag <= SMALL_MAX) {
      this.integer(tag);
      return;
    }
    switch (tag) {
      case TAG.null:
      case TAG.undefined:
        this.out.raw(NULL);
        return;
      case TAG.false:
        this.out.raw(FALSE);
        return;
      case TAG.true:
        this.out.raw(TRUE);
        return;
      case TAG.uint16:
        this.integer(this.view.getUint16(this.skip(2), true));
        return;
      case TAG.int32:
        this.integer(this.view.getInt32(this.skip(4), true));
        return;
      case TAG.float64:
        this.number(this.view.getFloat64(this.skip(8), true));
        return;
      case TAG.ascii:
        this.ascii();
        return;
      default:
        this.many(tag);
    }
  }

  private many(tag: number): void {
    switch (tag) {
      case TAG.utf16:
        this.out.text(JSON.stringify(this.utf16()));
        return;
      case TAG.list:
        this.list(() => this.value());
        return;
      case TAG.int8List:
        this.list(() => this.integer(this.view.getInt8(this.skip(1))));
        return;
      case TAG.int16List:
        this.list(() => this.integer(this.view.getInt16(this.skip(2), true)));
        return;
      case TAG.int32List:
        this.list(() => this.integer(this.view.getInt32(this.skip(4), true)));
        return;
      case TAG.float64List:
        this.list(() => this.number(this.view.getFloat64(this.skip(8), true)));
        return;
      case TAG.rows:
        this.rows();
        return;
      case TAG.object:
        this.object(this.keys());
        return;
      case TAG.map:
        this.map();
        return;
      case TAG.typed:
        this.typed();
        return;
      default:
        throw new RangeError(`no body has a value that starts with ${tag}: it was changed`);
    }
  }

  private list(each: () => void): void {
    const length = this.length();
    this.out.byte(OPEN_LIST);
    for (let i = 0; i < length; i++) {
      if (i > 0) this.out.byte(COMMA);
      each();
    }
    this.out.byte(CLOSE_LIST);
  }

  private rows(): void {
    const length = this.length();
    const keys = this.keys();
    this.out.byte(OPEN_LIST);
    for (let i = 0; i < length; i++) {
      if (i > 0) this.out.byte(COMMA);
      this.object(keys);
    }
    this.out.byte(CLOSE_LIST);
  }

  private object(keys: readonly Uint8Array[]): void {
    const { out } = this;
    out.byte(OPEN);
    let first = true;
    for (let i = 0; i < keys.length; i++) {
      if (this.isUndefined()) continue;
      if (!first) out.byte(COMMA);
      first = false;
      out.raw(keys[i]!);
      this.value();
    }
    out.byte(CLOSE);
  }

  private map(): void {
    const { out } = this;
    const length = this.length();
    out.byte(OPEN);
    let first = true;
    for (let i = 0; i < length; i++) {
      const before = out.used;
      if (!first) out.byte(COMMA);
      this.value();
      if (this.isUndefined()) {
        out.used = before;
        continue;
      }
      first = false;
      out.text(':');
      this.value();
    }
    out.byte(CLOSE);
  }

  /** As JSON has it: an object by index. */
  private typed(): void {
    const type = this.view.getUint8(this.skip(1));
    const Type = TYPED[type];
    if (Type === undefined) throw new RangeError(`no typed array has number ${type}: the body was changed`);
    const length = this.length();
    const start = this.view.byteOffset + this.skip(length);
    const values = new Type(this.view.buffer.slice(start, start + length) as ArrayBuffer);
    this.out.text(JSON.stringify(values));
  }

  /** Takes it as well. */
  private isUndefined(): boolean {
    if (this.view.getUint8(this.at) !== TAG.undefined) return false;
    this.at += 1;
    return true;
  }

  private ascii(): void {
    const { out, view } = this;
    const length = this.length();
    const from = this.skip(length);
    // What is escaped takes six bytes at most; with room enough beforehand the buffer stays where it is.
    out.room(6 * length + ESCAPE_ROOM);
    const { bytes } = out;
    let used = out.used;
    bytes[used++] = QUOTE;
    for (let i = 0; i < length; i++) {
      const code = view.getUint8(from + i);
      if (code < SPACE) {
        out.used = used;
        out.text(JSON.stringify(String.fromCharCode(code)).slice(1, -1));
        used = out.used;
        continue;
      }
      if (code === QUOTE || code === BACKSLASH) bytes[used++] = BACKSLASH;
      bytes[used++] = code;
    }
    bytes[used++] = QUOTE;
    out.used = used;
  }

  private utf16(): string {
    let text = '';
    for (let left = this.length(); left > 0; left--)
      text += String.fromCharCode(this.view.getUint16(this.skip(2), true));
    return text;
  }

  private integer(value: number): void {
    const { out } = this;
    out.room(11);
    const { bytes } = out;
    let left = value;
    if (left < 0) {
      bytes[out.used++] = MINUS;
      left = -left;
    }
    let digits = 1;
    for (let over = 10; left >= over; over *= 10) digits += 1;
    const end = out.used + digits;
    for (let at = end - 1; at >= out.used; at--) {
      const rest = Math.floor(left / 10);
      bytes[at] = ZERO + left - 10 * rest;
      left = rest;
    }
    out.used = end;
  }

  private number(value: number): void {
    if (Number.isFinite(value)) this.out.text(value === 0 ? '0' : String(value));
    else this.out.raw(NULL);
  }

  private keys(): readonly Uint8Array[] {
    const number = this.length();
    const keys = this.shapes[number];
    if (keys === undefined)
      throw new RangeError(
        `a body names shape ${number} of ${this.shapes.length}: the table shapes is cut off`,
      );
    return keys;
  }

  private length(): number {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.view.getUint8(this.at++);
      length |= (byte & 0x7f) << shift;
      if (byte <= 0x7f) return length;
    }
  }

  private skip(bytes: number): number {
    const { at } = this;
    this.at = at + bytes;
    return at;
  }
}
