/**
 * A column of a table being recorded: values go into typed arrays of one batch; `data` makes Arrow data of them.
 *
 * 1. The arrays of a batch are used again for the next: what `data` gave must have been written before the next `push`.
 * 2. Null costs one bit; a column that is not nullable refuses it.
 * 3. One class with a switch, not a class a type: every event of a run writes five columns, and a call that the engine
 *    can't resolve costs more than the write.
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
import type { Column, ColumnType } from '#scenarios/recording/schema';

const TEXT_BYTES = 1 << 16;

let dictionaries = 0;
const encoder = new TextEncoder();

function arrowType(type: ColumnType): DataType {
  switch (type) {
    case 'instant':
      return new TimestampMillisecond('UTC');
    case 'int32':
      return new Int32();
    case 'uint32':
      return new Uint32();
    case 'float64':
      return new Float64();
    case 'name':
      dictionaries += 1;
      return new Dictionary(new Utf8(), new Int32(), dictionaries);
    case 'text':
      return new Utf8();
  }
}

export class ColumnBuffer {
  readonly type: DataType;
  private readonly column: Column;
  private rows = 0;
  /** float64 values. */
  private floats: Float64Array<ArrayBuffer>;
  /** int32 and uint32 values, codes of names, instants as two halves: no BigInt a value. */
  private ints: Int32Array<ArrayBuffer>;
  /** Bit set = there is a value. */
  private validity: Uint8Array<ArrayBuffer>;
  private nulls = 0;
  private bytes: Uint8Array<ArrayBuffer>;
  private offsets: Int32Array<ArrayBuffer>;
  private bytesUsed = 0;
  /**
   * While the vocabulary of a name has not grown, batches carry the same dictionary vector and Arrow writes it once; when
   * it has, the next batch carries a whole new one, which the stream format takes as a replacement.
   */
  private readonly codes = new Map<string, number>();
  private dictionary: Vector<Utf8> | null = null;

  constructor(column: Column, rowsMax: number) {
    this.column = column;
    this.type = arrowType(column.type);
    const { type, nullable } = column;
    const ints = type === 'instant' ? 2 * rowsMax : rowsMax;
    this.floats = new Float64Array(type === 'float64' ? rowsMax : 0);
    this.ints = new Int32Array(type === 'float64' || type === 'text' ? 0 : ints);
    this.validity = new Uint8Array(nullable ? (rowsMax + 7) >> 3 : 0);
    this.bytes = new Uint8Array(type === 'text' ? TEXT_BYTES : 0);
    this.offsets = new Int32Array(type === 'text' ? rowsMax + 1 : 0);
  }

  push(value: unknown): void {
    const { column } = this;
    const row = this.rows;
    this.rows = row + 1;
    if (value === null || value === undefined) {
      this.pushNull(row);
      return;
    }
    if (column.nullable) this.setValid(row);
    switch (column.type) {
      case 'float64':
        this.floats[row] = value as number;
        return;
      case 'uint32':
      case 'int32':
        this.ints[row] = value as number;
        return;
      case 'instant':
        this.setInstant(row, value as number);
        return;
      case 'name':
        this.ints[row] = this.codeOf(value as string);
        return;
      case 'text':
        this.setText(row, value);
    }
  }

  /** Data of the rows pushed since the last call, in this column's own arrays. */
  data(): Data {
    const data = this.make();
    this.rows = 0;
    this.nulls = 0;
    this.bytesUsed = 0;
    return data;
  }

  private setValid(row: number): void {
    // The first row of a byte clears what the batch before left there.
    if ((row & 7) === 0) this.validity[row >> 3] = 0;
    this.validity[row >> 3]! |= 1 << (row & 7);
  }

  private pushNull(row: number): void {
    if (!this.column.nullable) throw new TypeError(`column ${this.column.name} takes no null`);
    this.nulls += 1;
    if ((row & 7) === 0) this.validity[row >> 3] = 0;
    // Not what the batch before left there: the same run must give the same bytes whatever its batches.
    switch (this.column.type) {
      case 'text':
        this.offsets[row + 1] = this.bytesUsed;
        return;
      case 'float64':
        this.floats[row] = 0;
        return;
      case 'instant':
        this.setInstant(row, 0);
        return;
      default:
        this.ints[row] = 0;
    }
  }

  private setInstant(row: number, value: number): void {
    const instant = Math.round(value);
    const high = Math.floor(instant / 4294967296);
    this.ints[2 * row] = instant - high * 4294967296;
    this.ints[2 * row + 1] = high;
  }

  private codeOf(name: string): number {
    const known = this.codes.get(name);
    if (known !== undefined) return known;
    const code = this.codes.size;
    this.codes.set(name, code);
    this.dictionary = null;
    return code;
  }

  /** UTF-8 text; anything that is no string is written as JSON. */
  private setText(row: number, value: unknown): void {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const worst = this.bytesUsed + 3 * text.length;
    if (worst > this.bytes.length) {
      this.bytes = new Uint8Array(this.bytes.buffer.transfer(Math.max(worst, 2 * this.bytes.length)));
    }
    this.bytesUsed += encoder.encodeInto(text, this.bytes.subarray(this.bytesUsed)).written;
    this.offsets[row + 1] = this.bytesUsed;
  }

  private make(): Data {
    const { rows: length, nulls: nullCount } = this;
    const common = { length, nullCount, nullBitmap: nullCount === 0 ? null : this.validity };
    switch (this.column.type) {
      case 'float64':
        return makeData({ ...common, type: this.type as Float64, data: this.floats.subarray(0, length) });
      case 'int32':
        return makeData({ ...common, type: this.type as Int32, data: this.ints.subarray(0, length) });
      case 'uint32': {
        const data = new Uint32Array(this.ints.buffer, 0, length);
        return makeData({ ...common, type: this.type as Uint32, data });
      }
      case 'instant': {
        const data = new BigInt64Array(this.ints.buffer, 0, length);
        return makeData({ ...common, type: this.type as TimestampMillisecond, data });
      }
      case 'name': {
        this.dictionary ??= makeVector(utf8Data([...this.codes.keys()]));
        const data = this.ints.subarray(0, length);
        return makeData({
          ...common,
          type: this.type as Dictionary<Utf8, Int32>,
          data,
          dictionary: this.dictionary,
        });
      }
      case 'text': {
        const valueOffsets = this.offsets.subarray(0, length + 1);
        const data = this.bytes.subarray(0, this.bytesUsed);
        return makeData({ ...common, type: this.type as Utf8, valueOffsets, data });
      }
    }
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
