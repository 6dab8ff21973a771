/**
 * A carrier's files as text, by `d3-dsv`: a header, records with the lines below them, and a trailer with counts and totals.
 *
 * 1. A file that does not end with a trailer that fits is none. Amounts are held against it only where every record could be read.
 * 2. A record of which a cell can't be read is refused by its number; the others are read.
 */
import { csvFormatRows, csvParseRows } from 'd3-dsv';
import type {
  ExchangeFile,
  FileCell,
  FilePart,
  FileReading,
  FileReceipt,
  FileRecord,
  FilesCodec,
} from '#orchestrator/contracts/exchange-files';

/** A letter a cell: n whole number, t text, a amount of two decimal places, i instant, y yes or no. */
const LINES: Readonly<Record<string, string>> = {
  TND: 'nnnnnntnnnyiianannn',
  WDR: 'nn',
  PUP: 'nni',
  INQ: 'nn',
  BRQ: 'nn',
  DSP: 'nna',
  CLM: 'nnan',
  ACC: 'nn',
  REJ: 'nnt',
  CTR: 'nnana',
  STS: 'nttii',
  POD: 'ni',
  INV: 'nna',
  COR: 'nna',
  DRJ: 'nna',
  CAN: 'na',
  RSV: 'nny',
  CXL: 'nn',
  WAV: 'nnn',
  RET: 'nny',
  RDC: 'nnn',
  RSD: 'nnn',
  RDD: 'nnn',
  PCK: 'nnn',
  PKD: 'nnnn',
  ISS: 'nnn',
  REL: 'nny',
  STK: 'nin',
  CHG: 'ta',
  SHP: 'n',
  COD: 't',
  ITM: 'nn',
  EXC: 'ntn',
  LIN: 'nn',
  UNT: 'n',
  QTY: 'nn',
  ADV: 'nnnnnniin',
  DLV: 'nniay',
  GDS: 'nnniay',
};
const BELOW: ReadonlySet<string> = new Set([
  'CHG',
  'SHP',
  'COD',
  'ITM',
  'EXC',
  'LIN',
  'UNT',
  'QTY',
  'DLV',
  'GDS',
]);

const END = '\r\n';

export const filesCodec: FilesCodec = {
  write: ({ records, ...head }) => {
    const lines = records.flatMap((record) => [record, ...record.parts].map((line) => ({ line, record })));
    const rows = lines.map(({ line, record }) => [line.type, String(record.number), ...texts(line)]);
    const numbers = records.reduce((sum, { number }) => sum + number, 0);
    const amounts = lines.reduce((sum, { line }) => sum + amountsOf(line), 0);
    const trailer = ['TRL', String(records.length), String(rows.length), String(numbers), decimal(amounts)];
    return textOf([header('DATA', head), ...rows, trailer]);
  },
  read: (text) => {
    const rows = rowsOf(text);
    const head = rows === null ? null : headOf(rows[0]!, 'DATA');
    return rows === null || head === null ? null : reading(head, rows.slice(1, -1), rows.at(-1)!);
  },
  writeReceipt: ({ sender, receiver, file, at, taken, refused }) =>
    textOf([
      header('RECEIPT', { sender, receiver, number: file, createdAt: at }),
      ...refused.map((number) => ['BAD', String(number)]),
      ['TRL', String(taken), String(refused.length)],
    ]),
  readReceipt: (text) => {
    const rows = rowsOf(text);
    const head = rows === null ? null : headOf(rows[0]!, 'RECEIPT');
    if (rows === null || head === null) return null;
    const [, taken, bad] = rows.at(-1)!;
    const refused = rows.slice(1, -1).map(([, number]) => Number(number));
    if (Number(bad) !== refused.length) return null;
    const { sender, receiver, number: file, createdAt: at } = head;
    return { sender, receiver, file, at, taken: Number(taken), refused } satisfies FileReceipt;
  },
};

type Head = Omit<ExchangeFile, 'records'>;

function textOf(rows: readonly (readonly string[])[]): string {
  // The library ends lines with a line feed alone, and quotes cells that hold one.
  return rows.map((row) => csvFormatRows([[...row]]) + END).join('');
}

/** null where the last line is broken off, or no trailer. */
function rowsOf(text: string): string[][] | null {
  if (!text.endsWith(END)) return null;
  const rows = csvParseRows(text);
  return rows.length > 1 && rows.at(-1)![0] === 'TRL' ? rows : null;
}

function header(content: string, { sender, receiver, number, createdAt }: Head): string[] {
  return ['HDR', content, sender, receiver, String(number), new Date(createdAt).toISOString()];
}

function headOf([type, content, sender, receiver, number, createdAt]: string[], wanted: string): Head | null {
  if (type !== 'HDR' || content !== wanted || sender === undefined || receiver === undefined) return null;
  const at = Date.parse(createdAt ?? '');
  return Number.isNaN(at) ? null : { sender, receiver, number: Number(number), createdAt: at };
}

function reading(head: Head, rows: readonly string[][], trailer: readonly string[]): FileReading | null {
  const read = new Map<number, { record: FileRecord | null; parts: FilePart[] }>();
  for (const [type = '', number = '', ...cells] of rows) {
    const line = lineOf(type, cells);
    const under = read.get(Number(number));
    if (!BELOW.has(type)) {
      const parts: FilePart[] = [];
      const record = line === null ? null : { ...line, number: Number(number), parts };
      read.set(Number(number), { record, parts });
    } else if (under !== undefined && line !== null) under.parts.push(line);
    else if (under !== undefined) under.record = null;
  }
  const numbers = [...read.keys()];
  const records = [...read.values()].flatMap(({ record }) => (record === null ? [] : [record]));
  const refused = numbers.filter((number) => read.get(number)!.record === null);
  const said = [numbers.length, rows.length, numbers.reduce((sum, number) => sum + number, 0)];
  if (said.some((count, i) => Number(trailer[i + 1]) !== count)) return null;
  const amounts = records
    .flatMap((record) => [record, ...record.parts])
    .reduce((sum, each) => sum + amountsOf(each), 0);
  if (refused.length === 0 && minor(trailer[4] ?? '') !== amounts) return null;
  return { file: { ...head, records }, refused };
}

function lineOf(type: string, cells: readonly string[]): FilePart | null {
  const kinds = LINES[type];
  if (kinds === undefined || kinds.length !== cells.length) return null;
  const read = cells.map((cell, i) => cellOf(cell, kinds[i]!));
  return read.includes(undefined) ? null : { type, cells: read as FileCell[] };
}

function cellOf(text: string, kind: string): FileCell | undefined {
  if (text === '') return null;
  if (kind === 't') return text;
  if (kind === 'y') return { Y: 1, N: 0 }[text];
  if (kind === 'a') return minor(text);
  const value = kind === 'i' ? Date.parse(text) : Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

function texts({ type, cells }: FilePart): string[] {
  return [...LINES[type]!].map((kind, i) => {
    const cell = cells[i] ?? null;
    if (cell === null) return '';
    if (kind === 'a') return decimal(Number(cell));
    if (kind === 'i') return new Date(Number(cell)).toISOString();
    return kind === 'y' ? (cell === 1 ? 'Y' : 'N') : String(cell);
  });
}

function amountsOf({ type, cells }: FilePart): number {
  return [...LINES[type]!].reduce((sum, kind, i) => (kind === 'a' ? sum + Number(cells[i] ?? 0) : sum), 0);
}

function decimal(amountMinor: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(3, '0');
  return `${amountMinor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function minor(text: string): number | undefined {
  const found = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (found === null) return undefined;
  const [, sign, units, cents = ''] = found;
  const value = Number(`${units}${cents.padEnd(2, '0')}`);
  return sign === '-' && value !== 0 ? -value : value;
}
