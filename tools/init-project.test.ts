/**
 * What `dray init` writes is a project that its user can go on from: made by the packed package in an empty folder, it runs, its types are
 * right and its own test passes. Without the network: what `npm install` would fetch is linked.
 *
 * It packs the package, and so it is for the long run; that the project runs from the checkout is in `cli/init/init.test.ts`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { long } from '#testing/properties/properties';
import { installPacked, userEnvironment } from './packed-package.ts';

const PACK_TIMEOUT_MS = 600_000;

describe.runIf(long)('a project that the packed package has made', () => {
  let folder = '';

  function typed(...words: readonly string[]) {
    const [program, ...rest] = words as [string, ...string[]];
    const { status, stdout, stderr } = spawnSync(join(folder, 'node_modules', '.bin', program), rest, {
      cwd: folder,
      encoding: 'utf8',
      env: userEnvironment(),
    });
    return { status, said: stdout + stderr };
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dray-init-'));
    installPacked(folder, ['vitest', 'typescript']);
    const made = typed('dray', 'init');
    expect([made.status, made.said]).toEqual([0, expect.stringContaining('warehouse.scenario.yaml')]);
  }, PACK_TIMEOUT_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }), PACK_TIMEOUT_MS);

  test('names the version that made it', () => {
    const read = (path: string): { devDependencies?: { dray: string }; version?: string } =>
      JSON.parse(readFileSync(join(folder, path), 'utf8'));
    expect(read('package.json').devDependencies!.dray).toBe(read('node_modules/dray/package.json').version);
  });

  test(
    'runs as CI runs it, and leaves what CI keeps',
    () => {
      const words = ['run', 'warehouse.scenario.yaml', '--report', 'html,junit,md', '--out', 'runs/ci'];
      const { status, said } = typed('dray', ...words);
      expect([status, said]).toEqual([0, expect.stringContaining('ground-if-in-time is better')]);
      for (const file of ['junit.xml', 'report.html', 'report.md', 'run.json'])
        expect(existsSync(join(folder, 'runs/ci', file)), file).toBe(true);
    },
    PACK_TIMEOUT_MS,
  );

  test(
    'is right, and its types are',
    () => {
      expect(typed('dray', 'check', 'warehouse.scenario.yaml').status).toBe(0);
      expect(typed('tsc', '--noEmit')).toEqual({ status: 0, said: '' });
    },
    PACK_TIMEOUT_MS,
  );

  test(
    'passes its own test',
    () => {
      const { status, said } = typed('vitest', 'run');
      expect([status, said]).toEqual([0, expect.stringMatching(/Tests +4 passed/)]);
    },
    PACK_TIMEOUT_MS,
  );
});
