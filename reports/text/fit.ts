/**
 * Text for a terminal of so many columns: the tables in it are laid out again where they are too wide, and sentences are broken where
 * they are to be.
 *
 * 1. A table that fits stays as it is. One that doesn't has its heads, and its words at the left, broken into lines; where that is
 *    not enough, each row becomes a paragraph, a line a figure.
 * 2. No line of a table is wider than it may be, and nothing in a cell is left out: a word that is too long is cut into lines.
 * 3. What is fitted already stays as it is.
 */
import { padded, widthOf, wrapped } from './width.ts';

/** What tables are known by: the rule under their heads says where columns begin and end. */
const RULE = /^ {2}-+(?: {2}-+)*$/;
const BETWEEN = '  ';
const INDENT = '  ';
/** Below this a figure has no place beside its name. */
const COLUMNS_MIN = 20;
const ESCAPE = '\u001b[';

export interface Fitting {
  /** Of the terminal. */
  readonly columns: number;
  /** Sentences are broken for a reader, and left whole for a program. */
  readonly sentences: 'broken' | 'whole';
}

export function fitText(text: string, { columns, sentences }: Fitting): string {
  const width = Math.max(COLUMNS_MIN, columns);
  const lines = text.split('\n');
  const sentence = (line: string): string[] => (sentences === 'broken' ? brokenLine(line, width) : [line]);
  const fitted: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const head = lines[i]!;
    const rule = lines[i + 1] ?? '';
    // A rule with nothing above it belongs to something else.
    if (!RULE.test(rule) || head.trim() === '') {
      fitted.push(...sentence(head));
      continue;
    }
    const end = endOfTable(lines, i + 2);
    fitted.push(...fittedTable(head, rule, lines.slice(i + 2, end), width, sentence));
    i = end - 1;
  }
  return fitted.join('\n');
}

/** Rows, and sentences between them, follow the rule up to a line that is not indented. */
function endOfTable(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && lines[end]!.startsWith(INDENT)) end++;
  return end;
}

function fittedTable(
  head: string,
  rule: string,
  lines: readonly string[],
  width: number,
  sentence: (line: string) => string[],
): string[] {
  const columns = columnsOf(rule);
  const rows = lines.filter((line) => isRow(line, columns));
  if (Math.max(...[head, rule, ...rows].map(widthOf)) <= width)
    return [head, rule, ...lines.flatMap((line) => (isRow(line, columns) ? [line] : sentence(line)))];
  const [heads, ...bodies] = laidOut(head, rows, columns, width);
  return [...heads!, ...lines.flatMap((line) => (isRow(line, columns) ? bodies.shift()! : sentence(line)))];
}

/** Between columns there is nothing. */
function isRow(line: string, columns: readonly Column[]): boolean {
  let at = 0;
  for (const character of line) {
    if (character !== ' ' && !columns.some(({ from, to }) => at >= from && at < to)) return false;
    at += widthOf(character);
  }
  return true;
}

interface Column {
  readonly from: number;
  readonly to: number;
}

function columnsOf(rule: string): Column[] {
  return [...rule.matchAll(/-+/g)].map(({ index, 0: dashes }) => ({
    from: index,
    to: index + dashes.length,
  }));
}

/** Characters of a line by the columns that they stand in. */
function cellsOf(line: string, columns: readonly Column[]): string[] {
  let at = 0;
  const cells = columns.map(() => '');
  for (const character of line) {
    const column = columns.findIndex(({ from, to }) => at >= from && at < to);
    if (column >= 0) cells[column] += character;
    at += widthOf(character);
  }
  return cells;
}

/** Figures end where their column does, words begin there; names stand in the first column. */
function isLeft(cells: readonly string[], width: number, column: number): boolean {
  const shorter = cells.filter((cell) => cell.trim() !== '' && widthOf(cell.trim()) < width);
  if (shorter.length === 0) return column === 0;
  return shorter.every((cell) => !cell.startsWith(' '));
}

/** Lines of the head, then of each row. */
function laidOut(
  head: string,
  lines: readonly string[],
  columns: readonly Column[],
  width: number,
): string[][] {
  const raw = [head, ...lines].map((line) => cellsOf(line, columns));
  const left = columns.map(({ from, to }, c) =>
    isLeft(
      raw.map((cells) => cells[c]!),
      to - from,
      c,
    ),
  );
  const rows = raw.map((cells) => cells.map((cell) => cell.trim()));
  const widths = narrowed(rows, left, width);
  return widths === null ? stacked(rows, left, width) : tableOf(rows, left, widths);
}

/** Widths that fit; null = there are none that leave figures whole. Heads give way first, then words at the left, then parts of words. */
function narrowed(
  rows: readonly (readonly string[])[],
  left: readonly boolean[],
  width: number,
): number[] | null {
  const [head, ...body] = rows as [readonly string[], ...(readonly string[])[]];
  const leastOf = (heads: Measure, words: Measure): number[] =>
    head.map((title, c) =>
      Math.max(heads(title), ...body.map((row) => (left[c] ? words : widthOf)(row[c]!))),
    );
  const room = width - INDENT.length - BETWEEN.length * (head.length - 1);
  let widths = leastOf(widthOf, widthOf);
  for (const least of [
    leastOf(longestWord, widthOf),
    leastOf(longestWord, longestWord),
    leastOf(longestPart, longestPart),
  ]) {
    if (sum(least) <= room) return between(widths, least, room);
    widths = least;
  }
  return null;
}

type Measure = (text: string) => number;

function longestWord(text: string): number {
  return Math.max(...text.split(' ').map(widthOf));
}

function longestPart(text: string): number {
  return Math.max(...text.split(/ |(?<=[-/])/).map(widthOf));
}

function sum(all: readonly number[]): number {
  return all.reduce((total, each) => total + each, 0);
}

/** Those that have most to spare give first. */
function between(most: readonly number[], least: readonly number[], room: number): number[] {
  const widths = [...most];
  while (sum(widths) > room) {
    const spare = widths.map((each, c) => (each > least[c]! ? each : 0));
    widths[spare.indexOf(Math.max(...spare))]!--;
  }
  return widths;
}

function tableOf(
  rows: readonly (readonly string[])[],
  left: readonly boolean[],
  widths: readonly number[],
): string[][] {
  const linesOf = (row: readonly string[]): string[] => {
    const cells = row.map((cell, c) => wrapped(cell, widths[c]!));
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, i) =>
      `${INDENT}${cells.map((lines, c) => padded(lines[i] ?? '', widths[c]!, left[c] ? 'left' : 'right')).join(BETWEEN)}`.trimEnd(),
    );
  };
  const rule = `${INDENT}${widths.map((each) => '-'.repeat(each)).join(BETWEEN)}`;
  return [[...linesOf(rows[0]!), rule], ...rows.slice(1).map(linesOf)];
}

/** A paragraph a row: what stands at its left, then a line a figure. A group's name stands in its first row only, and is said again. */
function stacked(rows: readonly (readonly string[])[], left: readonly boolean[], width: number): string[][] {
  const [head, ...body] = rows as [readonly string[], ...(readonly string[])[]];
  const figures = left.includes(false) ? left.indexOf(false) : 1;
  const names = head.slice(figures);
  const nameWidth = Math.min(Math.max(...names.map(widthOf), 1), Math.floor(width / 2));
  const titled = (text: string): string[] =>
    text === '' ? [] : wrapped(text, width - INDENT.length).map((line) => `${INDENT}${line}`);
  const figure = (cell: string, c: number): string[] => {
    const name = wrapped(names[c]!, nameWidth);
    const value = wrapped(cell, width - INDENT.length * 2 - BETWEEN.length - nameWidth);
    if (cell === '' && names[c] === '') return [];
    return Array.from({ length: Math.max(name.length, value.length) }, (_, i) =>
      `${INDENT}${INDENT}${padded(name[i] ?? '', nameWidth, 'left')}${BETWEEN}${value[i] ?? ''}`.trimEnd(),
    );
  };
  const said: string[] = [];
  const paragraphs = body.map((row) => {
    const title = row.slice(0, figures).map((cell, c) => {
      said[c] = cell === '' ? (said[c] ?? '') : cell;
      return said[c];
    });
    return [...titled(joined(title)), ...row.slice(figures).flatMap(figure)];
  });
  const about = joined(head.slice(0, figures));
  return [titled(about === '' ? '' : `${about}:`), ...paragraphs];
}

function joined(words: readonly string[]): string {
  return words.filter((each) => each !== '').join(', ');
}

/** What goes on stands two columns further in. Headings, which may have a colour, are short. */
function brokenLine(line: string, width: number): string[] {
  if (widthOf(line) <= width || line.includes(ESCAPE)) return [line];
  const indent = /^ */.exec(line)![0];
  const further = `${indent}${INDENT}`;
  const [first = '', ...rest] = wrapped(line.slice(indent.length), width - further.length);
  return [`${indent}${first}`, ...rest.map((each) => `${further}${each}`)];
}
