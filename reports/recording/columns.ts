/**
 * The columns of a table being recorded: values go into typed arrays of one batch; `parts` gives them as Arrow's buffers.
 *
 * 1. The arrays of a batch are used again for the next: what `parts` gave must have been written before the next `put`.
 * 2. A class a type, and each hot table names its columns one by one: a call that the engine can resolve costs no more than
 *    the write. Null costs one bit; a column that is not nullable refuses it.
 * 3. What stands in a batch depends on its rows alone, not on what the batch before left there.
 */
import {
  type Data,
  type DataType,
  Dictionary,
  Float64,
  Int16,
  Int32,
  makeData,
  TimestampMillisecond,
  Uint32,
  Utf8,
} from 'apache-arrow';
import type { Column } from '#scenarios/recording/schema';

const NAMES_MAX = 0x7fff;
const HIGH_HALF = 1 / 2 ** 32;

const encoder = new TextEncoder();

/** What takes the buffers of a batch, column by column: a node, its validity, then its values. */
export interface ColumnParts {
  node(rows: number, nulls: number): void;
  /** The first bytes of an array. */
  buffer(array: ArrayBufferView, bytes: number): void;
  noBuffer(): void;
}

export interface ColumnBuffer {
  readonly type: DataType;
  /** Rows are put one after the other. */
  put(row: number, value: unknown): void;
  /** No value. */
  skip(row: number): void;
  /** Bytes of text or bodies in the batch so far. */
  readonly used: number;
  /** Buffers that hold the values: one, or offsets and bytes. */
  readonly valueBuffers: 1 | 2;
  /** Bits of the rows that have a value; null: all have. */
  readonly validity: Uint8Array | null;
  readonly nullCount: number;
  values(rows: number, parts: ColumnParts): void;
  /** The batch has been written. */
  clear(): void;
}

/** Takes the cells of staged rows, as many apart as a row has. */
export interface NumericColumn {
  /**
   * @param to row of the batch in which the first goes
   * @param from place of the first cell
   */
  fill(to: number, cells: Float64Array, from: number, stride: number, rows: number): void;
}

export function refuseNull(name: string, value: unknown): void {
  if (value === null || value === undefined) throw new TypeError(`column ${name} takes no null`);
}

export class InstantColumn implements ColumnBuffer, NumericColumn {
  readonly type = new TimestampMillisecond('UTC');
  readonly used = 0;
  readonly valueBuffers = 1;
  readonly validity = null;
  readonly nullCount = 0;
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

  fill(to: number, cells: Float64Array, from: number, stride: number, rows: number): void {
    const { halves } = this;
    for (let row = to, at = from; row < to + rows; row++, at += stride) {
      const instant = Math.round(cells[at]!);
      halves[2 * row] = instant;
      halves[2 * row + 1] = Math.floor(instant * HIGH_HALF);
    }
  }

  skip(row: number): void {
    this.put(row, 0);
  }

  values(rows: number, parts: ColumnParts): void {
    parts.buffer(this.halves, 8 * rows);
  }

  clear(): void {}
}

export class NumberColumn implements ColumnBuffer, NumericColumn {
  readonly type: Float64;
  readonly used = 0;
  readonly valueBuffers = 1;
  readonly validity = null;
  readonly nullCount = 0;
  private readonly name: string;
  private readonly numbers: Float64Array<ArrayBuffer>;

  constructor({ name }: Column, rowsMax: number) {
    this.name = name;
    this.type = new Float64();
    this.numbers = new Float64Array(rowsMax);
  }

  put(row: number, value: number): void {
    if (value == null) refuseNull(this.name, value);
    this.numbers[row] = value;
  }

  fill(to: number, cells: Float64Array, from: number, stride: number, rows: number): void {
    const { numbers } = this;
    for (let row = to, at = from; row < to + rows; row++, at += stride) numbers[row] = cells[at]!;
  }

  skip(row: number): void {
    this.numbers[row] = 0;
  }

  values(rows: number, parts: ColumnParts): void {
    parts.buffer(this.numbers, 8 * rows);
  }

  clear(): void {}
}

export class IntegerColumn implements ColumnBuffer, NumericColumn {
  readonly type: Int32 | Uint32;
  readonly used = 0;
  readonly valueBuffers = 1;
  readonly validity = null;
  readonly nullCount = 0;
  private readonly name: string;
  private readonly ints: Int32Array<ArrayBuffer>;

  constructor({ name, type }: Column, rowsMax: number) {
    this.name = name;
    this.type = type === 'uint32' ? new Uint32() : new Int32();
    this.ints = new Int32Array(rowsMax);
  }

  put(row: number, value: number): void {
    if (value == null) refuseNull(this.name, value);
    this.ints[row] = value;
  }

  fill(to: number, cells: Float64Array, from: number, stride: number, rows: number): void {
    const { ints } = this;
    for (let row = to, at = from; row < to + rows; row++, at += stride) ints[row] = cells[at]!;
  }

  skip(row: number): void {
    this.ints[row] = 0;
  }

  values(rows: number, parts: ColumnParts): void {
    parts.buffer(this.ints, 4 * rows);
  }

  clear(): void {}
}

/** When the vocabulary has grown, a whole new dictionary goes before the batch, which the stream format takes as a replacement. */
export class NameColumn implements ColumnBuffer, NumericColumn {
  readonly type: Dictionary<Utf8, Int16>;
  readonly used = 0;
  readonly valueBuffers = 1;
  readonly validity = null;
  readonly nullCount = 0;
  /** Number of the name, by row of the batch. */
  readonly codes: Int16Array<ArrayBuffer>;
  private readonly name: string;
  private readonly codesByName = new Map<string, number>();
  /** By number. */
  private readonly names: string[] = [];
  /** By what stands beside it: the number of the name that stood there last. A right guess saves the look-up. */
  private readonly guesses = new Int16Array(NAMES_MAX + 1);
  /** So many names the last dictionary had; -1: there was none. */
  private written = -1;

  /** @param id of the dictionary, within its table */
  constructor({ name }: Column, rowsMax: number, id: number) {
    this.name = name;
    this.type = new Dictionary(new Utf8(), new Int16(), id);
    this.codes = new Int16Array(rowsMax);
  }

  put(row: number, value: string): void {
    this.codes[row] = this.codeOf(value);
  }

  /** The name's number in this column. */
  codeOf(value: string): number {
    return this.codesByName.get(value) ?? this.added(value);
  }

  /** Cells that are numbers of names. */
  fill(to: number, cells: Float64Array, from: number, stride: number, rows: number): void {
    const { codes } = this;
    for (let row = to, at = from; row < to + rows; row++, at += stride) codes[row] = cells[at]!;
  }

  /**
   * As `fill`, of names as such.
   * @param besides by row, a small integer: rows that have the same mostly have the same name. Its own are those of the row before
   */
  fillNames(
    to: number,
    texts: readonly string[],
    from: number,
    stride: number,
    rows: number,
    besides: Int16Array,
  ): void {
    const { codes, names } = this;
    const lag = besides === codes ? 1 : 0;
    for (let row = to, at = from; row < to + rows; row++, at += stride) {
      const value = texts[at]!;
      const beside = row < lag ? 0 : besides[row - lag]!;
      const guess = this.guesses[beside]!;
      if (names[guess] === value) codes[row] = guess;
      else {
        const code = this.codeOf(value);
        codes[row] = code;
        this.guesses[beside] = code;
      }
    }
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

  values(rows: number, parts: ColumnParts): void {
    parts.buffer(this.codes, 2 * rows);
  }

  /** The names by number; null: they are what they were when this was last asked. */
  grown(): Data<Utf8> | null {
    if (this.written === this.names.length) return null;
    this.written = this.names.length;
    return utf8Data(this.names);
  }

  clear(): void {}

  private added(value: string): number {
    refuseNull(this.name, value);
    const code = this.names.length;
    if (code > NAMES_MAX)
      throw new RangeError(
        `column ${this.name} has more than ${code} names, "${value}" the next: make it a text`,
      );
    this.codesByName.set(value, code);
    this.names.push(value);
    return code;
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

  get valueBuffers(): 1 | 2 {
    return this.inner.valueBuffers;
  }

  put(row: number, value: unknown): void {
    if (value === null || value === undefined) {
      this.skip(row);
      return;
    }
    this.note(row, true);
    this.inner.put(row, value);
  }

  /** There is a value or none; the caller puts it. */
  note(row: number, valid: boolean): void {
    if (valid) this.valid[row >> 3]! |= 1 << (row & 7);
    else this.nulls += 1;
  }

  skip(row: number): void {
    this.note(row, false);
    this.inner.skip(row);
  }

  values(rows: number, parts: ColumnParts): void {
    this.inner.values(rows, parts);
  }

  get validity(): Uint8Array | null {
    return this.nulls === 0 ? null : this.valid;
  }

  get nullCount(): number {
    return this.nulls;
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
