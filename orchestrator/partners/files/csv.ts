/** Comma-separated values as of RFC 4180, one row a line. A text that ends within a row has no such row: `whole` says whether it does. */

export interface Rows {
  readonly rows: readonly (readonly string[])[];
  /** The last row has its line break. */
  readonly whole: boolean;
}

const SPECIAL = /[",\r\n]/;

export function rowOf(cells: readonly string[]): string {
  return `${cells.map((cell) => (SPECIAL.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

export function rowsOf(text: string): Rows {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const end = text[at] === '"' ? quotedEnd(text, at) : plainEnd(text, at);
    const cell = text.slice(at, end);
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (text[end] === ',') {
      at = end + 1;
      continue;
    }
    if (!text.startsWith('\r\n', end)) return { rows, whole: false };
    rows.push(row);
    row = [];
    at = end + 2;
  }
  return { rows, whole: row.length === 0 };
}

function plainEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== ',' && text[end] !== '\r') end += 1;
  return end;
}

/** Behind the closing quote; the end of the text where there is none. */
function quotedEnd(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    if (text[quote + 1] !== '"') return quote + 1;
    at = quote + 2;
  }
}
