/**
 * The columns of a table being recorded: values go into typed arrays of one batch; `data` makes Arrow data of them.
 *
 * 1. The arrays of a batch are used again for the next: what `data` gave must have been written before the next `put`.
 * 2. A class a type, and each hot table names its columns one by one: a call that the engine can resolve costs no more than
 *    the write. Null costs one bit; a column that is not nullable refuses it.
 * 3. What stands in a batch depends on its rows alone, not on what the batch before left there.
 */
import {
  Binary,
  type Data,
  type DataType,
  Dictionary,
  Float64,
  Int16,
  Int32,
  makeData,
  makeVector,
  TimestampMillisecond,
  Uint32,
  Utf8,
  type Vector,
} from 'apache-arrow';
import type { Column } from '#scenarios/recording/schema';
import type { BodyEncoder } from './bodies/encoder.ts';

const TEXT_BYTES = 1 << 12;
const NAMES_MAX = 0x7fff;
const HIGH_HALF = 1 / 2 ** 32;

const encoder = new TextEncoder();

/** Of which rows have a value. */
export interface Validity {
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array | null;
}

const ALL_VALID: Validity = { nullCount: 0, nullBitmap: null };

export interface ColumnBuffer {
  readonly type: DataType;
  /** Rows are put one after the other. */
  put(row: number, value: unknown): void;
  /** No value. */
  skip(row: number): void;
  /** Bytes of text or bodies in the batch so far. */
  readonly used: number;
  data(rows: number, validity?: Validity): Data;
  /** The batch has been written. */
  clear(): void;
}

function refuseNull(name: string, value: unknown): void {
  if (value === null || value === undefined) throw new TypeError(`column ${name} takes no null`);
}

export class InstantColumn implements ColumnBuffer {
  readonly type = new TimestampMillisecond('UTC');
  readonly used = 0;
  private readonly name: string;
  /** Both halves of each: no BigInt a value. */
  private readonly halves: Int32Array<ArrayBuffer>;

  constructor({ name }: Column, rowsMax: number) {
    this.name = name;
    this.halves = new Int32Array(2 * rowsMax);
  }

  put(row: number, value: number): void {
    if (value == null) refuseNull(this.name, value);
    const instant = Math.round(value);
    this.halves[2 * row] = instant;
    this.halves[2 * row + 1] = Math.floor(instant * HIGH_HALF);
  }

  /** The first rows, from a list of times. */
  fill(times: Float64Array, rows: number): void {
    const { halves } = this;
    for (let row = 0; row < rows; row++) {
      const instant = Math.round(times[row]!);
      halves[2 * row] = instant;
      halves[2 * row + 1] = Math.floor(instant * HIGH_HALF);
    }
  }

  skip(row: number): void {
    this.put(row, 0);
  }

  data(length: number, validity = ALL_VALID): Data {
    const data = new BigInt64Array(this.halves.buffer, 0, length);
    return makeData({ ...validity, type: this.type, length, data });
  }

  clear(): void {}
}

export class NumberColumn implements ColumnBuffer {
  readonly type: Float64;
  readonly used = 0;
  private readonly name: string;
  /** By row of the batch. */
  readonly numbers: Float64Array<ArrayBuffer>;

  constructor({ name }: Column, rowsMax: number) {
    this.name = name;
    this.type = new Float64();
    this.numbers = new Float64Array(rowsMax);
  }

  put(row: number, value: number): void {
    if (value == null) refuseNull(this.name, value);
    this.numbers[row] = value;
  }

  skip(row: number): void {
    this.numbers[row] = 0;
  }

  data(length: number, validity = ALL_VALID): Data {
    return makeData({ ...validity, type: this.type, length, data: this.numbers.subarray(0, length) });
  }

  clear(): void {}
}

export class IntegerColumn implements ColumnBuffer {
  readonly type: Int32 | Uint32;
  readonly used = 0;
  private readonly name: string;
  /** By row of the batch. */
  readonly ints: Int32Array<ArrayBuffer>;

  constructor({ name, type }: Column, rowsMax: number) {
    this.name = name;
    this.type = type === 'uint32' ? new Uint32() : new Int32();
    this.ints = new Int32Array(rowsMax);
  }

  put(row: number, value: number): void {
    if (value == null) refuseNull(this.name, value);
    this.ints[row] = value;
  }

  skip(row: number): void {
    this.ints[row] = 0;
  }

  data(length: number, validity = ALL_VALID): Data {
    const { type } = this;
    if (type instanceof Int32)
      return makeData({ ...validity, type, length, data: this.ints.subarray(0, length) });
    return makeData({ ...validity, type, length, data: new Uint32Array(this.ints.buffer, 0, length) });
  }

  clear(): void {}
}

/**
 * While the vocabulary has not grown, batches carry the same dictionary vector and Arrow writes it once; when it has, the
 * next batch carries a whole new one, which the stream format takes as a replacement.
 */
export class NameColumn implements ColumnBuffer {
  readonly type: Dictionary<Utf8, Int16>;
  readonly used = 0;
  /** Number of the name, by row of the batch. */
  readonly codes: Int16Array<ArrayBuffer>;
  private readonly name: string;
  private readonly codeOf = new Map<string, number>();
  /** By number. */
  private readonly names: string[] = [];
  /** By what stands beside it: the number of the name that stood there last. A right guess saves the look-up. */
  private readonly guesses: number[] = [];
  private dictionary: Vector<Utf8> | null = null;

  /** @param id of the dictionary, within its table */
  constructor({ name }: Column, rowsMax: number, id: number) {
    this.name = name;
    this.type = new Dictionary(new Utf8(), new Int16(), id);
    this.codes = new Int16Array(rowsMax);
  }

  put(row: number, value: string): void {
    this.code(row, value, 0);
  }

  /**
   * As `put`; answers the name's number in this column.
   * @param beside a small integer: rows that have the same mostly have the same name
   */
  code(row: number, value: string, beside: number): number {
    const guess = this.guesses[beside];
    if (guess !== undefined && this.names[guess] === value) {
      this.codes[row] = guess;
      return guess;
    }
    const code = this.codeOf.get(value) ?? this.added(value);
    while (this.guesses.length <= beside) this.guesses.push(code);
    this.guesses[beside] = code;
    this.codes[row] = code;
    return code;
  }

  /** Names by number, for rows that come as numbers. What is there already must be the same. */
  take(names: readonly string[]): void {
    for (let code = 0; code < names.length; code++) {
      const name = names[code]!;
      if (code === this.names.length) this.added(name);
      else if (this.names[code] !== name)
        throw new Error(`column ${this.name} has "${this.names[code]}" for number ${code}, not "${name}"`);
    }
  }

  skip(row: number): void {
    this.codes[row] = 0;
  }

  data(length: number, validity = ALL_VALID): Data {
    this.dictionary ??= makeVector(utf8Data(this.names));
    const data = this.codes.subarray(0, length);
    return makeData({ ...validity, type: this.type, length, data, dictionary: this.dictionary });
  }

  clear(): void {}

  private added(value: string): number {
    refuseNull(this.name, value);
    const code = this.names.length;
    if (code > NAMES_MAX)
      throw new RangeError(
        `column ${this.name} has more than ${code} names, "${value}" the next: make it a text`,
      );
    this.codeOf.set(value, code);
    this.names.push(value);
    this.dictionary = null;
    return code;
  }
}

export class TextColumn implements ColumnBuffer {
  readonly type = new Utf8();
  used = 0;
  private readonly name: string;
  private readonly offsets: Int32Array<ArrayBuffer>;
  private bytes = new Uint8Array(TEXT_BYTES);

  constructor({ name }: Column, rowsMax: number) {
    this.name = name;
    this.offsets = new Int32Array(rowsMax + 1);
  }

  put(row: number, text: string): void {
    refuseNull(this.name, text);
    const worst = this.used + 3 * text.length;
    if (worst > this.bytes.length) {
      this.bytes = new Uint8Array(this.bytes.buffer.transfer(Math.max(worst, 2 * this.bytes.length)));
    }
    if (!this.putAscii(text)) {
      this.used += encoder.encodeInto(text, this.bytes.subarray(this.used)).written;
    }
    this.offsets[row + 1] = this.used;
  }

  skip(row: number): void {
    this.offsets[row + 1] = this.used;
  }

  data(length: number, validity = ALL_VALID): Data {
    const valueOffsets = this.offsets.subarray(0, length + 1);
    const data = this.bytes.subarray(0, this.used);
    return makeData({ ...validity, type: this.type, length, valueOffsets, data });
  }

  clear(): void {
    this.used = 0;
  }

  /** Texts are short: the engine's own encoder costs more to call. */
  private putAscii(text: string): boolean {
    const { bytes, used } = this;
    const { length } = text;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) return false;
      bytes[used + i] = unit;
    }
    this.used = used + length;
    return true;
  }
}

export class BodyColumn implements ColumnBuffer {
  readonly type = new Binary();
  private readonly name: string;
  private readonly bodies: BodyEncoder;
  private readonly offsets: Int32Array<ArrayBuffer>;

  constructor({ name }: Column, rowsMax: number, bodies: BodyEncoder) {
    this.name = name;
    this.bodies = bodies;
    this.offsets = new Int32Array(rowsMax + 1);
  }

  get used(): number {
    return this.bodies.used;
  }

  put(row: number, body: unknown): void {
    this.putAt(row, body, 0);
  }

  /** @param place as `BodyEncoder.body` */
  putAt(row: number, body: unknown, place: number): void {
    refuseNull(this.name, body);
    this.bodies.body(body, place);
    this.offsets[row + 1] = this.bodies.used;
  }

  skip(row: number): void {
    this.offsets[row + 1] = this.bodies.used;
  }

  data(length: number, validity = ALL_VALID): Data {
    const valueOffsets = this.offsets.subarray(0, length + 1);
    const data = this.bodies.bytes.subarray(0, this.bodies.used);
    return makeData({ ...validity, type: this.type, length, valueOffsets, data });
  }

  clear(): void {
    this.bodies.used = 0;
  }
}

/** A column that takes null. */
export class NullableColumn<Inner extends ColumnBuffer> implements ColumnBuffer {
  readonly type: DataType;
  readonly inner: Inner;
  private readonly valid: Uint8Array<ArrayBuffer>;
  private nulls = 0;

  constructor(inner: Inner, rowsMax: number) {
    this.type = inner.type;
    this.inner = inner;
    this.valid = new Uint8Array((rowsMax + 7) >> 3);
  }

  get used(): number {
    return this.inner.used;
  }

  put(row: number, value: unknown): void {
    if (value === null || value === undefined) {
      this.skip(row);
      return;
    }
    this.mark(row);
    this.inner.put(row, value);
  }

  /** There is a value, which the caller puts. */
  mark(row: number): void {
    this.valid[row >> 3]! |= 1 << (row & 7);
  }

  skip(row: number): void {
    this.nulls += 1;
    this.inner.skip(row);
  }

  data(length: number): Data {
    const nullBitmap = this.nulls === 0 ? null : this.valid;
    return this.inner.data(length, { nullCount: this.nulls, nullBitmap });
  }

  clear(): void {
    this.inner.clear();
    this.valid.fill(0);
    this.nulls = 0;
  }
}

function utf8Data(texts: readonly string[]): Data<Utf8> {
  const encoded = texts.map((text) => encoder.encode(text));
  const valueOffsets = new Int32Array(texts.length + 1);
  encoded.forEach((bytes, i) => {
    valueOffsets[i + 1] = valueOffsets[i]! + bytes.length;
  });
  const data = new Uint8Array(valueOffsets[texts.length]!);
  encoded.forEach((bytes, i) => {
    data.set(bytes, valueOffsets[i]!);
  });
  return makeData({ type: new Utf8(), length: texts.length, nullCount: 0, valueOffsets, data });
}
