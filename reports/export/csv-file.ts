/**
 * A table as CSV (RFC 4180), in UTF-8.
 *
 * 1. Null is an empty field, an empty text `""`. Instants are ISO 8601 in UTC with milliseconds, lists are JSON.
 * 2. A text that a spreadsheet would take for a formula is written as it is: this is data, and must come back as it was.
 */
import type { Vector } from 'apache-arrow';
import type { AsideFile } from './aside-file.ts';
import type { ExportColumn, ExportTable, ExportType } from './export-table.ts';
import { TextBytes } from './text-bytes.ts';

const COMMA = 0x2c;
const LINE_END = '\r\n';
/** Written at a time. */
const PIECE_BYTES = 1 << 16;
const DAY_MS = 86_400_000;

/** Answers the rows written. */
export function writeCsv({ columns, batches }: ExportTable, file: AsideFile): number {
  const out = new TextBytes();
  out.text(`${columns.map(({ name }) => quoted(name)).join(',')}${LINE_END}`);
  let rows = 0;
  for (const batch of batches()) {
    const cells = columns.map((column, i) => cellsOf(column, batch.getChildAt(i)!));
    for (let row = 0; row < batch.numRows; row++) {
      for (let i = 0; i < cells.length; i++) {
        if (i > 0) out.byte(COMMA);
        out.text(cells[i]!(row));
      }
      out.text(LINE_END);
      if (out.used < PIECE_BYTES) continue;
      file.write(out.taken());
    }
    rows += batch.numRows;
  }
  file.write(out.taken());
  return rows;
}

/** The fields of a column by row. */
function cellsOf({ type }: ExportColumn, vector: Vector): (row: number) => string {
  const text = TEXTS[type];
  return (row) => {
    const value: unknown = vector.get(row);
    return value === null ? '' : text(value);
  };
}

const TEXTS: Readonly<Record<ExportType, (value: unknown) => string>> = {
  instant: instants(),
  int32: String,
  uint32: String,
  float64: String,
  bool: String,
  text: (value) => quoted(String(value)),
  json: (value) => quoted(String(value)),
  numbers: listText,
  floats: listText,
  texts: listText,
};

function listText(value: unknown): string {
  return quoted(JSON.stringify(Array.from(value as Iterable<unknown>)));
}

/** The day is the same for many rows in turn. */
function instants(): (value: unknown) => string {
  let day = Number.NaN;
  let date = '';
  return (value) => {
    const ms = Number(value);
    const thatDay = Math.floor(ms / DAY_MS);
    if (thatDay !== day) {
      day = thatDay;
      date = new Date(thatDay * DAY_MS).toISOString().slice(0, -14);
    }
    return date + timeOf(ms - thatDay * DAY_MS);
  };
}

function timeOf(ms: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return `T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}.${String(ms % 1000).padStart(3, '0')}Z`;
}

function quoted(text: string): string {
  return text !== '' && !/[",\r\n]/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}
