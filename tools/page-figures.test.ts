/** The tool that makes figures of pages, as it is typed: a word that it does not know makes nothing anew, and says what there is. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
