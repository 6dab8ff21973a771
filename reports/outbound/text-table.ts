/** Aligned columns for the terminal. Whatever a name says, it is shown, and no terminal obeys it. */
import { padded, printable, widthOf } from '../text/width.ts';

/** The first `left` columns to the left, the others to the right; a line under the head. */
export function textTable(rows: readonly (readonly string[])[], left = 1): string {
  const cells = rows.map((row) => rows[0]!.map((_, c) => printable(row[c] ?? '').replaceAll('\n', ' ')));
  const widths = rows[0]!.map((_, c) => Math.max(...cells.map((row) => widthOf(row[c]!))));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, c) => padded(cell, widths[c]!, c < left ? 'left' : 'right')).join('  ')}`.trimEnd();
  const rule = `  ${widths.map((width) => '-'.repeat(width)).join('  ')}`.trimEnd();
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n');
}

export function textList(lines: readonly string[]): string {
  return lines.map((line) => `  ${printable(line)}`).join('\n');
}
