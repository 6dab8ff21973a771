/** What the guide for QA shows of a search is what there is: the command that it begins with is run, and prints what the guide says. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { Desk, dray } from '#testing/outside/command-line';
import { PROBES } from '#testing/search/probes/probes';

const GUIDE = readFileSync(fileURLToPath(new URL('../docs/guides/qa.md', import.meta.url)), 'utf8');

const desk = new Desk();
afterAll(() => desk.clear());

test('the first search', () => {
  const [, command, shown] = /```sh\ndray (search .*)\n```\n\n```text\n([\s\S]*?)\n```/.exec(GUIDE)!;
  const { code, stdout } = dray([...command!.split(' '), '--quiet'], desk.path);
  expect(code).toBe(0);
  const lines = stdout.split('\n').filter((line) => line !== '' && !/^(speed|result|again) /.test(line));
  // How many events there are, and kinds of fault, changes with what is built.
  expect(lines.map(unnumbered)).toEqual(shown!.split('\n').map(unnumbered));
});

test('it counts the probes right', () => {
  expect(GUIDE).toContain(`${PROBES.length} named points`);
});

function unnumbered(line: string): string {
  return line.replaceAll(/\d+(\.\d+)?/g, '#');
}
