/**
 * A table of one or more recordings, as it is exported: names as texts, bodies as JSON, and in front which run a row is of.
 *
 * 1. Numbers and instants are handed on as they lie in the recording, not copied.
 */
import { type Data, makeData, RecordBatch, Struct, Utf8 } from 'apache-arrow';
import { type Column, TABLES, type TableName } from '#scenarios/recording/schema';
import { BodyJson } from './body-json.ts';
import { arrowType, type ExportColumn, type ExportTable, type ExportType, schemaOf } from './export-table.ts';
import { RecordedBatches, shapesIn, unreadable } from './recorded-batches.ts';
import { TextBytes } from './text-bytes.ts';

/** Of which run the rows are. */
export interface RecordedArm {
  /** Folder of its tables. */
  readonly dir: string;
  /** Of the run; null = `run.json` does not say, since the run never ended. */
  readonly seed: string | null;
  readonly arm: string;
}

/** In front of every exported row. */
export const RUN_COLUMNS: readonly ExportColumn[] = [
  { name: 'seed', type: 'text', nullable: true, unit: '', doc: 'of the run; null = it never ended' },
  {
    name: 'arm',
    type: 'text',
    nullable: false,
    unit: '',
    doc: 'whose run it was: the folder in the recording',
  },
];

/** Columns of a recorded table, as they are exported. */
export function recordedColumns(table: TableName): readonly ExportColumn[] {
  const columns: readonly Column[] = TABLES[table];
  return [
    ...RUN_COLUMNS,
    ...columns.map(({ name, type, nullable, doc }) => ({
      name,
      type: EXPORTED[type],
      nullable,
      unit: type === 'instant' ? 'UTC' : '',
      doc,
    })),
  ];
}

const EXPORTED: Readonly<Record<Column['type'], ExportType>> = {
  instant: 'instant',
  int32: 'int32',
  uint32: 'uint32',
  float64: 'float64',
  name: 'text',
  text: 'text',
  body: 'json',
};

/** @param onCut told of every table that was cut off, once what is whole of it has been read */
export function recordedTable(
  table: TableName,
  arms: readonly RecordedArm[],
  onCut: (words: string) => void,
): ExportTable {
  const columns = recordedColumns(table);
  const time = TABLES[table].find(({ type }) => type === 'instant');
  function* batches(): Generator<RecordBatch> {
    for (const arm of arms) {
      const recorded = new RecordedBatches(arm.dir, table);
      const make = exporterOf(table, arm);
      for (const batch of recorded) yield make(batch);
      if (recorded.cutOff !== null) onCut(`${arm.arm}/${recorded.cutOff}`);
    }
  }
  return { name: table, columns, batches, timeColumn: time?.name ?? null };
}

function exporterOf(table: TableName, { dir, seed, arm }: RecordedArm): (batch: RecordBatch) => RecordBatch {
  const columns: readonly Column[] = TABLES[table];
  const schema = schemaOf(recordedColumns(table));
  const hasBodies = columns.some(({ type }) => type === 'body');
  const out = new TextBytes();
  const json = hasBodies ? new BodyJson(shapesIn(dir), out) : null;
  return (batch) => {
    const { numRows } = batch;
    const children = columns.map((column, i) => {
      const data = batch.data.children[i]!;
      if (column.type === 'name') return plainNames(data, out);
      if (column.type === 'body') return jsonOf(data, json!, out, dir);
      return data;
    });
    const all = [repeated(seed, numRows), repeated(arm, numRows), ...children];
    return new RecordBatch(
      schema,
      makeData({ type: new Struct(schema.fields), length: numRows, children: all }),
    );
  };
}

/** One text in every row. */
export function repeated(text: string | null, rows: number): Data<Utf8> {
  if (text === null) {
    const nullBitmap = new Uint8Array((rows + 7) >> 3);
    const valueOffsets = new Int32Array(rows + 1);
    return makeData({
      type: new Utf8(),
      length: rows,
      nullCount: rows,
      nullBitmap,
      valueOffsets,
      data: new Uint8Array(0),
    });
  }
  const bytes = new TextEncoder().encode(text);
  const data = new Uint8Array(rows * bytes.length);
  const valueOffsets = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    data.set(bytes, row * bytes.length);
    valueOffsets[row + 1] = (row + 1) * bytes.length;
  }
  return makeData({ type: new Utf8(), length: rows, nullCount: 0, valueOffsets, data });
}

/** The names of a dictionary, row by row. */
function plainNames(data: Data, out: TextBytes): Data<Utf8> {
  const { length } = data;
  const names = data.dictionary!;
  const encoder = new TextEncoder();
  const encoded = Array.from({ length: names.length }, (_, code) => encoder.encode(String(names.get(code))));
  const codes = data.values as Int16Array;
  const valueOffsets = new Int32Array(length + 1);
  for (let row = 0; row < length; row++) {
    if (data.getValid(row)) out.raw(encoded[codes[row]!]!);
    valueOffsets[row + 1] = out.used;
  }
  return textData(data, valueOffsets, out.taken());
}

function jsonOf(data: Data, json: BodyJson, out: TextBytes, dir: string): Data<Utf8> {
  const { length, valueOffsets: from } = data;
  const bytes = data.values as Uint8Array;
  const valueOffsets = new Int32Array(length + 1);
  unreadable(dir, () => {
    for (let row = 0; row < length; row++) {
      if (data.getValid(row)) json.write(bytes, from[row]!, from[row + 1]!);
      valueOffsets[row + 1] = out.used;
    }
  });
  return textData(data, valueOffsets, out.taken());
}

/** As many rows, and as valid, as those it was made of. */
function textData(
  { length, nullCount, nullBitmap }: Data,
  valueOffsets: Int32Array,
  data: Uint8Array,
): Data<Utf8> {
  return makeData({ type: arrowType('text') as Utf8, length, nullCount, nullBitmap, valueOffsets, data });
}
