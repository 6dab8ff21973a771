/** Where the page of `spare-parts-decisions` and its figures lie, how its rows are run, and how its tables get into it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ComparisonReport } from '#reports/comparison/comparison-report';
import { commandOf, type DecisionRow } from './decision-rows.ts';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join(ROOT, 'docs', 'experiments');
export const PAGE = join(FOLDER, 'spare-parts-decisions.md');
export const FIGURES = join(FOLDER, 'spare-parts-decisions', 'figures.jsonl');

/** As it is typed, from the root of the checkout. @param folder for results, which are not run twice */
export function comparedRow(row: DecisionRow, folder: string): ComparisonReport {
  const words = commandOf(row);
  const out = join(folder, `${row.point}-${row.candidate.replace(':', '-')}`);
  const dray = [join(ROOT, 'bin', 'dray.js'), ...words, '--quiet', '--json', '--out', out];
  const { status, stdout, stderr } = spawnSync(process.execPath, dray, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`dray ${words.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

/** Each table in the place of the first one under its heading. */
export function tablesInPage(page: string, tables: ReadonlyMap<string, string>): string {
  let text = page;
  for (const [heading, table] of tables) {
    const at = text.indexOf(`\n${heading}\n`);
    if (at < 0) throw new Error(`the page has no heading "${heading}"`);
    const from = text.indexOf('\n|', at) + 1;
    const rest = text.slice(from);
    const end = /\n(?!\|)|$/.exec(rest)!.index;
    text = `${text.slice(0, from)}${table}${rest.slice(end)}`;
  }
  return text;
}
