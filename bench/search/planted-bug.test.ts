/** A bug that is laid over a file as it is read is met by whoever imports it, the file stays as it is, and one that does not fit fails. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { PlantedBug } from './planted-bug.ts';

const folder = mkdtempSync(join(tmpdir(), 'dray-planted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOURCE = 'export const limit: number = 3;\n';
const source = join(folder, 'limit.ts');
const main = join(folder, 'main.ts');
writeFileSync(source, SOURCE);
writeFileSync(main, "import { limit } from './limit.ts';\nconsole.log(limit);\n");

function printed(bug: Omit<PlantedBug, 'url'> | null): { readonly stdout: string; readonly stderr: string } {
  const planted = { ...bug, url: pathToFileURL(source).href };
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [`--import=${new URL('./planted-bug.ts', import.meta.url).href}`, main],
    { env: bug === null ? {} : { PLANTED_BUG: JSON.stringify(planted) }, encoding: 'utf8' },
  );
  return { stdout, stderr };
}

test('is met, and is in no file', () => {
  expect(printed(null).stdout).toBe('3\n');
  expect(printed({ find: '= 3', replace: '= 4' }).stdout).toBe('4\n');
  expect(readFileSync(source, 'utf8')).toBe(SOURCE);
});

test('that does not stand there, or more than once, is refused', () => {
  expect(printed({ find: '= 5', replace: '= 4' }).stderr).toContain('"= 5" stands 0 times in file:');
  expect(printed({ find: 't', replace: 's' }).stderr).toMatch(/"t" stands [2-9] times/);
});
