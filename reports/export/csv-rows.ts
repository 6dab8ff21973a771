/**
 * Rows of a CSV file as `csv-file.ts` writes them: a field without quotes that is empty is null, `""` an empty text. Source: RFC 4180.
 */

const QUOTE = '"';
const PLAIN = /[^",\r\n]*/y;
const END = /,|\r?\n|$/y;

/** The header is the first row. Throws where a field is neither quoted nor plain. */
export function* csvRows(text: string): Generator<readonly (string | null)[]> {
  let cells: (string | null)[] = [];
  for (let at = 0; at < text.length; ) {
    const from = at;
    at = text[from] === QUOTE ? closingQuote(text, from) + 1 : matched(PLAIN, text, from)!.length + from;
    cells.push(cellOf(text.slice(from, at)));
    const end = matched(END, text, at);
    if (end === null) throw notCsv(at);
    at += end.length;
    if (end === ',') continue;
    yield cells;
    cells = [];
  }
  if (cells.length > 0) throw notCsv(text.length);
}

function cellOf(field: string): string | null {
  if (field.startsWith(QUOTE)) return field.slice(1, -1).replaceAll('""', QUOTE);
  return field === '' ? null : field;
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf(QUOTE, from + 1); at >= 0; at = text.indexOf(QUOTE, at + 2))
    if (text[at + 1] !== QUOTE) return at;
  throw notCsv(from);
}

function matched(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function notCsv(at: number): SyntaxError {
  return new SyntaxError(`no CSV at character ${at}: it was changed or cut off`);
}
