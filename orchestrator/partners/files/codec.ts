/**
 * The core's files as text: a header, records with the lines below them, and a trailer with what must be in between.
 *
 * 1. A file without its trailer, or with other counts and totals than it says, is not whole: nothing of it is read.
 * 2. A record that can't be read is named, and the others are read. Totals of amounts are held against the trailer only where all
 *    records could be read.
 * 3. Reading never throws.
 */
import type {
  ExchangeFile,
  FileCell,
  FilePart,
  FileReading,
  FileReceipt,
  FileRecord,
  FilesCodec,
} from '../../contracts/exchange-files.ts';
import { cellOfText, textOfCell } from './cells.ts';
import { rowOf, rowsOf } from './csv.ts';
import { type CellType, LAYOUTS } from './layouts.ts';

type Row = readonly string[];

/** @param currency ISO 4217, of all amounts */
export function filesCodec(currency: string): FilesCodec {
  return {
    write: (file) => writeFile(file, currency),
    read: (text) => readFile(text, currency),
    writeReceipt,
    readReceipt,
  };
}

/** What the trailer says. */
class Totals {
  records = 0;
  lines = 0;
  numbers = 0;
  amountMinor = 0;

  add(number: number): void {
    this.records += 1;
    this.lines += 1;
    this.numbers += number;
  }

  addCells(cells: readonly FileCell[], types: readonly CellType[]): void {
    types.forEach((type, i) => {
      const cell = cells[i];
      if (type === 'amount' && typeof cell === 'number') this.amountMinor += cell;
    });
  }
}

function writeFile({ sender, receiver, number, createdAt, records }: ExchangeFile, currency: string): string {
  const totals = new Totals();
  let text = rowOf(['HDR', 'DATA', sender, receiver, String(number), new Date(createdAt).toISOString()]);
  const write = (line: FilePart, of: number, types: readonly CellType[]): void => {
    totals.addCells(line.cells, types);
    const cells = types.map((type, i) => textOfCell(line.cells[i] ?? null, type, currency));
    text += rowOf([line.type, String(of), ...cells]);
  };
  for (const record of records) {
    const layout = LAYOUTS.get(record.type);
    if (layout === undefined) throw new RangeError(`no layout of record ${record.type}`);
    totals.add(record.number);
    write(record, record.number, layout.cells);
    totals.lines += record.parts.length;
    for (const part of record.parts) write(part, record.number, layout.parts[part.type]!);
  }
  return text + trailerOf(totals, currency);
}

function trailerOf({ records, lines, numbers, amountMinor }: Totals, currency: string): string {
  const counts = [records, lines, numbers].map(String);
  return rowOf(['TRL', ...counts, textOfCell(amountMinor, 'amount', currency)]);
}

function readFile(text: string, currency: string): FileReading | null {
  const { rows, whole } = rowsOf(text);
  const header = headerOf(rows[0], 'DATA');
  const trailer = rows.at(-1);
  if (!whole || header === null || trailer?.[0] !== 'TRL') return null;
  const totals = new Totals();
  const records: FileRecord[] = [];
  const refused: number[] = [];
  for (const group of groupsOf(rows.slice(1, -1))) {
    const number = numberIn(group[0]![1]);
    if (number === null) return null;
    totals.add(number);
    totals.lines += group.length - 1;
    const record = recordOf(group, number, currency, totals);
    if (record === null) refused.push(number);
    else records.push(record);
  }
  const amount = cellOfText(trailer[4] ?? '', 'amount', currency);
  const counted = [totals.records, totals.lines, totals.numbers];
  if (counted.some((count, i) => trailer[i + 1] !== String(count))) return null;
  if (refused.length === 0 && amount !== totals.amountMinor) return null;
  return { file: { ...header, records }, refused };
}

/** Records with the lines below them, which carry their number. */
function groupsOf(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]![1] === row[1]) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

function recordOf(
  [head, ...below]: readonly Row[],
  number: number,
  currency: string,
  totals: Totals,
): FileRecord | null {
  const layout = LAYOUTS.get(head![0]!);
  if (layout === undefined) return null;
  const cells = cellsOf(head!, layout.cells, currency);
  const parts = below.map((row): FilePart | null => {
    // A name such as "constructor" is no line of any layout.
    const types = Object.hasOwn(layout.parts, row[0]!) ? layout.parts[row[0]!] : undefined;
    const read = types === undefined ? null : cellsOf(row, types, currency);
    return read === null ? null : { type: row[0]!, cells: read };
  });
  if (cells === null || parts.includes(null)) return null;
  totals.addCells(cells, layout.cells);
  for (const part of parts as FilePart[]) totals.addCells(part.cells, layout.parts[part.type]!);
  return { type: head![0]!, number, cells, parts: parts as FilePart[] };
}

function cellsOf(row: Row, types: readonly CellType[], currency: string): FileCell[] | null {
  if (row.length !== types.length + 2) return null;
  const cells = types.map((type, i) => cellOfText(row[i + 2]!, type, currency));
  return cells.includes(undefined) ? null : (cells as FileCell[]);
}

function headerOf(row: Row | undefined, content: string): Omit<ExchangeFile, 'records'> | null {
  if (row?.length !== 6 || row[0] !== 'HDR' || row[1] !== content) return null;
  const number = numberIn(row[4]);
  const createdAt = cellOfText(row[5]!, 'instant', '');
  if (number === null || typeof createdAt !== 'number') return null;
  return { sender: row[2]!, receiver: row[3]!, number, createdAt };
}

function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function writeReceipt({ sender, receiver, file, at, taken, refused }: FileReceipt): string {
  const header = rowOf(['HDR', 'RECEIPT', sender, receiver, String(file), new Date(at).toISOString()]);
  const lines = refused.map((number) => rowOf(['BAD', String(number)]));
  return `${header}${lines.join('')}${rowOf(['TRL', String(taken), String(refused.length)])}`;
}

function readReceipt(text: string): FileReceipt | null {
  const { rows, whole } = rowsOf(text);
  const header = headerOf(rows[0], 'RECEIPT');
  const trailer = rows.at(-1);
  if (!whole || header === null || trailer?.[0] !== 'TRL') return null;
  const refused = rows.slice(1, -1).map(([type, number]) => (type === 'BAD' ? numberIn(number) : null));
  const taken = cellOfText(trailer[1] ?? '', 'whole', '');
  if (refused.includes(null) || trailer[2] !== String(refused.length) || typeof taken !== 'number')
    return null;
  const { sender, receiver, number, createdAt } = header;
  return { sender, receiver, file: number, at: createdAt, taken, refused: refused as number[] };
}
