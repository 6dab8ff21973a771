/**
 * `dray --help` is quick: what it reads is the program and little else, since each command is read when it is typed. Modules are counted, not
 * time: on a machine that has something else to do time says nothing.
 */
import { spawnSync } from 'node:child_process';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DRAY } from '#testing/outside/command-line';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Prints every module that is loaded, on stderr. */
const LISTEN = `data:text/javascript,${encodeURIComponent(`
import { registerHooks } from 'node:module';
import { writeSync } from 'node:fs';
registerHooks({ load(url, context, next) { writeSync(2, url + '\\n'); return next(url, context); } });
`)}`;

function modulesOf(...words: readonly string[]): string[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', LISTEN, DRAY, ...words], {
    encoding: 'utf8',
  });
  expect([status, stdout === '']).toEqual([0, false]);
  return stderr
    .split('\n')
    .filter((url) => url.startsWith('file:'))
    .map((url) => relative(ROOT, fileURLToPath(url)).split(sep).join('/'));
}

test('the help reads the program, and no command', () => {
  const modules = modulesOf('--help');
  const own = modules.filter((path) => !path.startsWith('node_modules/'));
  expect(own).toContain('cli/main.ts');
  expect(
    own.filter(
      (path) =>
        !/^(?:bin\/dray\.js|bench\/experiments\/engine\.ts|cli\/(?:main|commands\/[\w-]+|exit-codes|shell-word|version|parts\/[\w-]+)\.ts)$/.test(
          path,
        ),
    ),
  ).toEqual([]);
  expect(own.length).toBeLessThan(20);
  expect(modules.filter((path) => path.startsWith('node_modules/') && !path.includes('/commander/'))).toEqual(
    [],
  );
});

test('a command reads what it needs: this test would see it', () => {
  expect(modulesOf('list').length).toBeGreaterThan(50);
});
