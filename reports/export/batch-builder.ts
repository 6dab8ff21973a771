/** Rows that come as values, made into batches: what is not recorded in columns. */
import {
  Bool,
  type Data,
  Float32,
  Float64,
  Int32,
  type List,
  makeData,
  RecordBatch,
  type Schema,
  Struct,
  TimestampMillisecond,
  Uint32,
  Utf8,
} from 'apache-arrow';
import { arrowType, type ExportColumn, schemaOf } from './export-table.ts';
import { TextBytes } from './text-bytes.ts';

/** Values by column; null = none. Instants are epoch ms, lists arrays. */
export type ExportRow = readonly unknown[];

export class BatchBuilder {
  private readonly columns: readonly ExportColumn[];
  private readonly schema: Schema;
  private readonly values: unknown[][];
  rows = 0;

  constructor(columns: readonly ExportColumn[]) {
    this.columns = columns;
    this.schema = schemaOf(columns);
    this.values = columns.map(() => []);
  }

  /** Throws where a column that must have a value has none. */
  push(row: ExportRow): void {
    const { columns, values } = this;
    for (let i = 0; i < columns.length; i++) {
      const value = row[i] ?? null;
      if (value === null && !columns[i]!.nullable)
        throw new TypeError(`column "${columns[i]!.name}" takes no null`);
      values[i]!.push(value);
    }
    this.rows += 1;
  }

  /** The rows so far; it begins anew. */
  taken(): RecordBatch {
    const { rows, schema } = this;
    const children = this.columns.map((column, i) => dataOf(column, this.values[i]!));
    for (const values of this.values) values.length = 0;
    this.rows = 0;
    return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: rows, children }));
  }
}

function dataOf({ type }: ExportColumn, values: readonly unknown[]): Data {
  const length = values.length;
  const validity = validityOf(values);
  switch (type) {
    case 'instant':
      return makeData({
        type: new TimestampMillisecond('UTC'),
        length,
        ...validity,
        data: instantsOf(values),
      });
    case 'int32':
      return makeData({
        type: new Int32(),
        length,
        ...validity,
        data: filled(new Int32Array(length), values),
      });
    case 'uint32':
      return makeData({
        type: new Uint32(),
        length,
        ...validity,
        data: filled(new Uint32Array(length), values),
      });
    case 'float64':
      return makeData({
        type: new Float64(),
        length,
        ...validity,
        data: filled(new Float64Array(length), values),
      });
    case 'bool':
      return makeData({
        type: new Bool(),
        length,
        ...validity,
        data: bitsOf(values, (value) => value === true),
      });
    case 'text':
    case 'json':
      return textsOf(values);
    case 'numbers':
    case 'floats':
    case 'texts':
      return listsOf(type, values as (Members | null)[]);
  }
}

function filled<Values extends Int32Array | Uint32Array | Float64Array>(
  to: Values,
  values: readonly unknown[],
): Values {
  for (let i = 0; i < values.length; i++) to[i] = (values[i] as number | null) ?? 0;
  return to;
}

const HIGH_HALF = 2 ** 32;

/** In halves: big integers are slow to make. */
function instantsOf(values: readonly unknown[]): BigInt64Array {
  const instants = new BigInt64Array(values.length);
  const halves = new Int32Array(instants.buffer);
  for (let i = 0; i < values.length; i++) {
    const ms = (values[i] as number | null) ?? 0;
    halves[2 * i] = ms;
    halves[2 * i + 1] = Math.floor(ms / HIGH_HALF);
  }
  return instants;
}

function validityOf(values: readonly unknown[]): {
  readonly nullCount: number;
  readonly nullBitmap?: Uint8Array;
} {
  let nullCount = 0;
  for (const value of values) if (value === null) nullCount += 1;
  return nullCount === 0
    ? { nullCount }
    : { nullCount, nullBitmap: bitsOf(values, (value) => value !== null) };
}

function bitsOf(values: readonly unknown[], is: (value: unknown) => boolean): Uint8Array {
  const bits = new Uint8Array((values.length + 7) >> 3);
  for (let i = 0; i < values.length; i++) if (is(values[i])) bits[i >> 3]! |= 1 << (i & 7);
  return bits;
}

function textsOf(values: readonly unknown[]): Data<Utf8> {
  const out = new TextBytes();
  const valueOffsets = new Int32Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== null) out.text(values[i] as string);
    valueOffsets[i + 1] = out.used;
  }
  const data = out.bytes.subarray(0, out.used);
  return makeData({ type: new Utf8(), length: values.length, ...validityOf(values), valueOffsets, data });
}

type Members = ArrayLike<unknown>;

function listsOf(type: 'numbers' | 'floats' | 'texts', values: readonly (Members | null)[]): Data {
  const valueOffsets = new Int32Array(values.length + 1);
  for (let i = 0; i < values.length; i++) valueOffsets[i + 1] = valueOffsets[i]! + (values[i]?.length ?? 0);
  const childOf = { texts: textLists, numbers: numbersOf, floats: floatsOf }[type];
  const child = childOf(values, valueOffsets);
  return makeData({
    type: arrowType(type) as List,
    length: values.length,
    ...validityOf(values),
    valueOffsets,
    child,
  });
}

function textLists(values: readonly (Members | null)[]): Data {
  return textsOf(values.flatMap((members) => (members === null ? [] : Array.from(members))));
}

function floatsOf(values: readonly (Members | null)[], valueOffsets: Int32Array): Data<Float32> {
  const data = new Float32Array(valueOffsets[values.length]!);
  for (let i = 0; i < values.length; i++)
    if (values[i] !== null) data.set(values[i] as ArrayLike<number>, valueOffsets[i]!);
  return makeData({ type: new Float32(), length: data.length, nullCount: 0, data });
}

/** Straight into place: most of what a decision log holds. */
function numbersOf(values: readonly (Members | null)[], valueOffsets: Int32Array): Data<Float64> {
  const length = valueOffsets[values.length]!;
  const data = new Float64Array(length);
  const nullBitmap = new Uint8Array((length + 7) >> 3).fill(0xff);
  let nullCount = 0;
  for (let i = 0; i < values.length; i++) {
    const members = values[i]!;
    const from = valueOffsets[i]!;
    const count = valueOffsets[i + 1]! - from;
    for (let j = 0; j < count; j++) {
      const member = members[j];
      if (member === null) {
        nullBitmap[(from + j) >> 3]! &= ~(1 << ((from + j) & 7));
        nullCount += 1;
      } else data[from + j] = member as number;
    }
  }
  return makeData({
    type: new Float64(),
    length,
    nullCount,
    ...(nullCount === 0 ? {} : { nullBitmap }),
    data,
  });
}
