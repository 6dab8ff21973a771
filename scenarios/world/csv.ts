/**
 * CSV with its places: a header that must be right, rows that know their line, and what can't be a row said so.
 *
 * 1. Column names and cells are trimmed (real files pad both); a byte-order mark is dropped.
 * 2. Line numbers are those of the file, also behind a quoted cell with line breaks.
 */
import { csvParseRows } from 'd3-dsv';
import { suggestion } from '#sim/nearest';
import { NO_TEXT, noTextAt, type Problem } from '../schema/source-files.ts';

export interface CsvRow {
  readonly line: number;
  /** Cells by column name. */
  readonly cells: Readonly<Record<string, string>>;
  /** The row as it was, its cells joined. */
  readonly raw: string;
  /** Cells the row has; fewer than the header = cut off. */
  readonly width: number;
}

export interface Csv {
  readonly rows: readonly CsvRow[];
  /** Columns of the header. */
  readonly width: number;
}

/** Parses a file that must have these columns (others are ignored). */
export function parseCsv(file: string, text: string, columns: readonly string[]): Csv | readonly Problem[] {
  const rows: CsvRow[] = [];
  const visited = visitCsv(file, text, columns, (row) => rows.push(row));
  return 'width' in visited ? { rows, width: visited.width } : visited;
}

/**
 * As `parseCsv`, row by row: no row is kept, so a long file takes no more memory than its text.
 * @param visit is called with each row that has something in it, in their order
 * @returns columns of the header; or why it is no such table
 */
export function visitCsv(
  file: string,
  text: string,
  columns: readonly string[],
  visit: (row: CsvRow, header: readonly string[]) => void,
): { readonly width: number } | readonly Problem[] {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (body.trim() === '') return [{ file, line: 1, column: 1, message: 'the file is empty' }];
  const strange = noTextAt(body);
  if (strange >= 0) {
    const before = body.slice(0, strange).split('\n');
    return [{ file, line: before.length, column: before.at(-1)!.length + 1, message: NO_TEXT }];
  }
  const quotes = body.split('"').length - 1;
  if (quotes % 2 === 1) {
    const line = body.slice(0, body.lastIndexOf('"')).split('\n').length;
    return [
      { file, line, column: 1, message: 'a quote is opened and never closed: the file seems to be cut off' },
    ];
  }
  const header = headerOf(body);
  const missing = columns.filter((name) => !header.includes(name));
  if (missing.length === columns.length && header.length === 1) {
    const message = `the header is one cell, "${header[0]}": columns must be separated by commas`;
    return [{ file, line: 1, column: 1, message }];
  }
  if (missing.length > 0) {
    return missing.map((name) => ({
      file,
      line: 1,
      column: 1,
      message: `column "${name}" is missing.${suggestion(
        name,
        header.filter((other) => !columns.includes(other)),
      )}`,
    }));
  }
  const doubled = columns.filter((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (doubled.length > 0)
    return doubled.map((name) => ({
      file,
      line: 1,
      column: 1,
      message: `column "${name}" is there twice, and nobody could tell which counts. Take one out`,
    }));
  let line = 1;
  let rows = 0;
  csvParseRows(body, (cells, i) => {
    const at = i === 0 ? 1 : line + 1;
    line = at + lineBreaks(cells);
    if (i === 0 || cells.every((cell) => cell.trim() === '')) return null;
    rows += 1;
    const row: CsvRow = {
      line: at,
      cells: Object.fromEntries(header.map((name, n) => [name, (cells[n] ?? '').trim()])),
      raw: cells.join(','),
      width: cells.length,
    };
    visit(row, header);
    return null;
  });
  if (rows === 0) return [{ file, line: 1, column: 1, message: 'there is a header and no row' }];
  return { width: header.length };
}

/** Of the first row, without reading the others. */
function headerOf(body: string): readonly string[] {
  let quoted = false;
  let end = 0;
  for (; end < body.length; end++) {
    const char = body[end];
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) break;
  }
  return (csvParseRows(body.slice(0, end))[0] ?? ['']).map((name) => name.trim());
}

function lineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells)
    for (let i = cell.indexOf('\n'); i >= 0; i = cell.indexOf('\n', i + 1)) count += 1;
  return count;
}

/** A number in a cell, a dollar sign and thousands commas allowed; NaN where it is none (`14,3` might be 14.3 or 143). */
export function numberIn(cell: string): number {
  const text = cell.replace(/^\$\s*/, '').trim();
  return /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN;
}

/** Why a row does not fit the header, or has an empty cell where there must be something; null = it fits. */
export function rowFault(row: CsvRow, width: number, columns: readonly string[]): string | null {
  if (row.width < width) return `${row.width} of ${width} cells: the row is cut off`;
  if (row.width > width) return `${row.width} cells instead of ${width}: quote a cell that holds a comma`;
  const empty = columns.find((column) => row.cells[column] === '');
  return empty === undefined ? null : `${empty} is empty`;
}

/** Where a cell begins in its line; spaces around those before it do not count. */
export function columnOf({ cells }: CsvRow, header: readonly string[], name: string): number {
  const before = header.slice(0, Math.max(0, header.indexOf(name)));
  return 1 + before.reduce((sum, each) => sum + written(cells[each]!) + 1, 0);
}

/** Characters of a cell in its file. */
function written(cell: string): number {
  const quotes = cell.split('"').length - 1;
  return cell.length + quotes + (quotes > 0 || /[,\n\r]/.test(cell) ? 2 : 0);
}

/** Of problems with the rows of a file: more than these are counted. */
const TOLD_MAX = 20;

/** The first of them, and how many more there are. */
export function firstOf(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= TOLD_MAX) return problems;
  const { file } = problems[0]!;
  const message = `${problems.length - TOLD_MAX} more such rows`;
  return [...problems.slice(0, TOLD_MAX), { file, line: 0, column: 0, message }];
}
