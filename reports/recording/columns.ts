/**
 * Columns of a table being recorded: values go into typed arrays of one batch; `data` makes Arrow data of them.
 *
 * 1. A batch's arrays are new after each `data`: what was handed to Arrow is never written again.
 * 2. Null costs one bit; a column that is not nullable refuses it.
 */
import {
  type Data,
  type DataType,
  Dictionary,
  Float64,
  Int32,
  makeData,
  makeVector,
  TimestampMillisecond,
  Uint32,
  Utf8,
  type Vector,
} from 'apache-arrow';
import type { Column } from '#scenarios/recording/schema';

export interface ColumnBuilder {
  readonly type: DataType;
  push(value: unknown): void;
  /** Data of the rows pushed since the last call. */
  data(): Data;
}

/** Which rows hold a value. */
class Validity {
  private readonly bits: Uint8Array;
  nulls = 0;

  constructor(rows: number) {
    this.bits = new Uint8Array((rows + 7) >> 3);
  }

  mark(row: number, valid: boolean): void {
    if (valid) this.bits[row >> 3]! |= 1 << (row & 7);
    else this.nulls += 1;
  }

  bitmap(): Uint8Array | null {
    return this.nulls === 0 ? null : this.bits;
  }
}

abstract class Builder<Values> implements ColumnBuilder {
  abstract readonly type: DataType;
  protected readonly rowsMax: number;
  protected values: Values;
  protected rows = 0;
  protected validity: Validity;
  private readonly column: Column;

  constructor(column: Column, rowsMax: number, values: Values) {
    this.column = column;
    this.rowsMax = rowsMax;
    this.values = values;
    this.validity = new Validity(rowsMax);
  }

  push(value: unknown): void {
    const valid = value !== null && value !== undefined;
    if (!valid && !this.column.nullable) throw new TypeError(`column ${this.column.name} takes no null`);
    this.validity.mark(this.rows, valid);
    this.set(this.rows, valid ? value : null);
    this.rows += 1;
  }

  data(): Data {
    const data = this.make(this.validity.nulls, this.validity.bitmap());
    this.rows = 0;
    this.validity = new Validity(this.rowsMax);
    this.renew();
    return data;
  }

  protected abstract set(row: number, value: unknown): void;
  protected abstract make(nullCount: number, nullBitmap: Uint8Array | null): Data;
  protected abstract renew(): void;
}

type NumberArray = Float64Array | Int32Array | Uint32Array;

class NumberBuilder extends Builder<NumberArray> {
  readonly type: Float64 | Int32 | Uint32;
  private readonly make0: () => NumberArray;

  constructor(column: Column, rowsMax: number, type: Float64 | Int32 | Uint32, make: () => NumberArray) {
    super(column, rowsMax, make());
    this.type = type;
    this.make0 = make;
  }

  protected set(row: number, value: unknown): void {
    this.values[row] = (value as number | null) ?? 0;
  }

  protected make(nullCount: number, nullBitmap: Uint8Array | null): Data {
    const data = this.values.subarray(0, this.rows);
    return makeData({
      type: this.type as Float64,
      length: this.rows,
      nullCount,
      nullBitmap,
      data: data as Float64Array,
    });
  }

  protected renew(): void {
    this.values = this.make0();
  }
}

/** int64 ms as two halves: no BigInt a value. */
class InstantBuilder extends Builder<Int32Array<ArrayBuffer>> {
  readonly type = new TimestampMillisecond('UTC');

  constructor(column: Column, rowsMax: number) {
    super(column, rowsMax, new Int32Array(2 * rowsMax));
  }

  protected set(row: number, value: unknown): void {
    const instant = Math.round((value as number | null) ?? 0);
    const high = Math.floor(instant / 4294967296);
    this.values[2 * row] = instant - high * 4294967296;
    this.values[2 * row + 1] = high;
  }

  protected make(nullCount: number, nullBitmap: Uint8Array | null): Data {
    const data = new BigInt64Array(this.values.buffer, 0, this.rows);
    return makeData({ type: this.type, length: this.rows, nullCount, nullBitmap, data });
  }

  protected renew(): void {
    this.values = new Int32Array(2 * this.rowsMax);
  }
}

let dictionaries = 0;

/**
 * Dictionary-encoded text. While the vocabulary has not grown, batches carry the same dictionary vector and Arrow writes
 * it once; when it has, the next batch carries a whole new one, which the stream format takes as a replacement.
 */
class NameBuilder extends Builder<Int32Array<ArrayBuffer>> {
  readonly type: Dictionary<Utf8, Int32>;
  private readonly codes = new Map<string, number>();
  private dictionary: Vector<Utf8> | null = null;

  constructor(column: Column, rowsMax: number) {
    super(column, rowsMax, new Int32Array(rowsMax));
    dictionaries += 1;
    this.type = new Dictionary(new Utf8(), new Int32(), dictionaries);
  }

  protected set(row: number, value: unknown): void {
    if (value === null) return;
    let code = this.codes.get(value as string);
    if (code === undefined) {
      code = this.codes.size;
      this.codes.set(value as string, code);
      this.dictionary = null;
    }
    this.values[row] = code;
  }

  protected make(nullCount: number, nullBitmap: Uint8Array | null): Data {
    this.dictionary ??= makeVector(utf8Data([...this.codes.keys()]));
    const data = this.values.subarray(0, this.rows);
    return makeData({
      type: this.type,
      length: this.rows,
      nullCount,
      nullBitmap,
      data,
      dictionary: this.dictionary,
    });
  }

  protected renew(): void {
    this.values = new Int32Array(this.rowsMax);
  }
}

const encoder = new TextEncoder();

/** UTF-8 text; anything that is no string is written as JSON. */
class TextBuilder extends Builder<Uint8Array<ArrayBuffer>> {
  readonly type = new Utf8();
  private offsets: Int32Array<ArrayBuffer>;
  private length = 0;

  constructor(column: Column, rowsMax: number) {
    super(column, rowsMax, new Uint8Array(1 << 16));
    this.offsets = new Int32Array(rowsMax + 1);
  }

  protected set(row: number, value: unknown): void {
    if (value !== null) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const worst = this.length + 3 * text.length;
      if (worst > this.values.length) {
        this.values = new Uint8Array(this.values.buffer.transfer(Math.max(worst, 2 * this.values.length)));
      }
      this.length += encoder.encodeInto(text, this.values.subarray(this.length)).written;
    }
    this.offsets[row + 1] = this.length;
  }

  protected make(nullCount: number, nullBitmap: Uint8Array | null): Data {
    const valueOffsets = this.offsets.subarray(0, this.rows + 1);
    const data = this.values.subarray(0, this.length);
    return makeData({ type: this.type, length: this.rows, nullCount, nullBitmap, valueOffsets, data });
  }

  protected renew(): void {
    this.values = new Uint8Array(1 << 16);
    this.offsets = new Int32Array(this.rowsMax + 1);
    this.length = 0;
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

export function columnBuilder(column: Column, rowsMax: number): ColumnBuilder {
  switch (column.type) {
    case 'instant':
      return new InstantBuilder(column, rowsMax);
    case 'int32':
      return new NumberBuilder(column, rowsMax, new Int32(), () => new Int32Array(rowsMax));
    case 'uint32':
      return new NumberBuilder(column, rowsMax, new Uint32(), () => new Uint32Array(rowsMax));
    case 'float64':
      return new NumberBuilder(column, rowsMax, new Float64(), () => new Float64Array(rowsMax));
    case 'name':
      return new NameBuilder(column, rowsMax);
    case 'text':
      return new TextBuilder(column, rowsMax);
  }
}
