/** What a section of the bench measures, and how it is printed. */

/** One line of the bench's tables. */
export interface Row {
  readonly work: string;
  /** Ours, with its unit. */
  readonly ours: string;
  /** The peer's, or `–`. */
  readonly peer: string;
  /** Ratio or figure that is held against the target. */
  readonly result: string;
  readonly target: string;
  /** Null: there is no target, or nothing could be measured. */
  readonly met: boolean | null;
}

export function renderRows(title: string, rows: readonly Row[]): string {
  const head = ['work', 'ours', 'peer', 'result', 'target', ''];
  const body = rows.map(({ work, ours, peer, result, target, met }) => [
    work,
    ours,
    peer,
    result,
    target,
    met === null ? '' : met ? 'met' : 'MISSED',
  ]);
  const widths = head.map((_, c) => Math.max(...[head, ...body].map((row) => row[c]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, c) => (c === 0 ? `${'-'.repeat(width + 2)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [`### ${title}`, '', line(head), rule, ...body.map(line), ''].join('\n');
}
