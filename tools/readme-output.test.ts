/**
 * What the README shows of a command is what it prints today: each line, in that order. `...` stands for lines that are left out. What `npm start`
 * shows is held by the run that it starts; what `dray compare` shows, by the long test.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { Desk, dray } from '#testing/outside/command-line';
import { long } from '#testing/properties/properties';

const README = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
/** In the order of the page. */
const [shownByStart, shownByCompare, ...others] = [...README.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
  .filter(([, language]) => language === '')
  .map(([, , text]) => text!);
const COMPARE_TIMEOUT_MS = 300_000;

const desk = new Desk();
afterAll(() => desk.clear());

/** Lines of the page that are not among the printed ones, behind those before them. */
function notPrinted(shown: string, printed: string): readonly string[] {
  const lines = printed.split('\n').map((line) => line.trimEnd());
  let from = 0;
  return shown.split('\n').filter((line) => {
    if (line.trim() === '' || line.trim() === '...') return false;
    const at = lines.indexOf(line.trimEnd(), from);
    if (at >= 0) from = at + 1;
    return at < 0;
  });
}

test('of a run', () => {
  const { code, stdout } = dray(['run', 'quickstart', '--report', 'none', '--quiet'], desk.path);
  expect(code).toBe(0);
  expect(notPrinted(shownByStart!, stdout)).toEqual([]);
  expect(notPrinted('no such line\n', stdout)).toEqual(['no such line']);
}, 60_000);

test.runIf(long)(
  'of a comparison',
  () => {
    const { stdout } = dray(['compare', 'quickstart', '--replications', '20', '--quiet'], desk.path);
    expect(notPrinted(shownByCompare!, stdout)).toEqual([]);
  },
  COMPARE_TIMEOUT_MS,
);

test('of nothing else', () => expect(others).toEqual([]));
