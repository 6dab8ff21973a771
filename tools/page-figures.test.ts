/**
 * The tool that makes figures of pages, as it is typed: a word that it does not know makes nothing anew, and says what there is. And what
 * a page says with an interval is what its tables say.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const TOOL = fileURLToPath(new URL('./page-figures.ts', import.meta.url));
const FIGURES = fileURLToPath(new URL('../docs/scenarios/figures/quickstart.csv', import.meta.url));

test.each<[string, string[], RegExp]>([
  [
    'a run that the page has not',
    ['quickstart', 'typo'],
    /^quickstart has no run "typo"\. There are: quickstart\n$/,
  ],
  [
    'a page without figures',
    ['quikstart'],
    /^no page has figures by the name "quikstart"\. There are: .*quickstart/,
  ],
])('%s: exit code 2, the names that there are, and nothing is made', (_what, words, says) => {
  const before = readFileSync(FIGURES, 'utf8');
  const { status, stdout, stderr } = spawnSync(process.execPath, [TOOL, ...words], { encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(says)]);
  expect(readFileSync(FIGURES, 'utf8')).toBe(before);
});

const PAGES = new URL('../docs/scenarios/', import.meta.url);
const pages = readdirSync(PAGES).filter((name) => name.endsWith('.md'));

/** Without their signs: prose says "less". */
function intervals(lines: readonly string[]): string[] {
  const text = lines.join(' ').replaceAll(/\s+/g, ' ');
  return text.match(/\d[\d,]*(\.\d+)? ± \d[\d,]*(\.\d+)?/g) ?? [];
}

test('no page says an interval that its tables have not, or have no more', () => {
  let said = 0;
  for (const page of pages) {
    const lines = readFileSync(new URL(page, PAGES), 'utf8').split('\n');
    const isTable = (line: string): boolean => line.startsWith('|');
    const tabled = new Set(intervals(lines.filter(isTable)));
    const prose = intervals(lines.filter((line) => !isTable(line)));
    said += prose.length;
    expect({ page, stale: prose.filter((each) => !tabled.has(each)) }).toEqual({ page, stale: [] });
  }
  expect(said).toBeGreaterThan(5);
});
