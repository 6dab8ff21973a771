/** Aligned columns for the terminal. */

/** The first `left` columns to the left, the others to the right; a line under the head. */
export function textTable(rows: readonly (readonly string[])[], left = 1): string {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => (row[c] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, c) => (c < left ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join('  ')}`.trimEnd();
  const rule = `  ${widths.map((width) => '-'.repeat(width)).join('  ')}`.trimEnd();
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n');
}

export function textList(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}
