/**
 * The example project of the guide for QA is one that its reader could have: it is built from the packed package alone, type-checked and run
 * as `npm test` runs it. Without the network: the package is unpacked where npm would put it, and what it depends on is linked.
 *
 * The short run compares what the guide shows with the files; packing and running is for the long one.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { long } from '#testing/properties/properties';
import { installPacked } from './packed-package.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EXAMPLE = join(ROOT, 'docs', 'examples', 'qa');
/** Types and all of the package's JavaScript are built. */
const PACK_TIMEOUT_MS = 600_000;
/** `<!-- ../examples/qa/FILE -->` and its text. */
const SHOWN = /<!-- \.\.\/examples\/qa\/(\S+) -->\n```\w+\n([\s\S]*?)\n```/g;

const FAILING = `
import { expect, test } from 'dray/testing';

const options = { seed: 3, set: ['demand.maxOrders=5'] };
test.scenario('quickstart', options, (run) => expect(run).toMeetThreshold('otiff', '>= 0.95'));
test.scenario('quickstart', options, (run) => expect(run).toMeetThreshold('otif', '> 1'));
`;

test('what the guide shows of it is what there is', () => {
  const guide = readFileSync(join(ROOT, 'docs', 'guides', 'qa.md'), 'utf8');
  const shown = [...guide.matchAll(SHOWN)];
  for (const [, file, text] of shown) expect(text).toBe(readFileSync(join(EXAMPLE, file!), 'utf8').trimEnd());
  expect(shown.map(([, file]) => file).sort()).toEqual([
    'strange-weeks.test.ts',
    'warehouse.scenario.yaml',
    'warehouse.test.ts',
  ]);
});

describe.runIf(long)('built and run from the packed package', () => {
  let folder = '';
  const project = (): string => join(folder, 'qa');

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dray-qa-'));
    cpSync(EXAMPLE, project(), { recursive: true });
    const { devDependencies } = JSON.parse(readFileSync(join(EXAMPLE, 'package.json'), 'utf8')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    installPacked(
      project(),
      Object.keys(devDependencies).filter((name) => name !== 'dray'),
    );
  }, PACK_TIMEOUT_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }), PACK_TIMEOUT_MS);

  test('its types are right', () => {
    expect(ran(project(), ['node_modules/typescript/bin/tsc', '--noEmit'])).toEqual({ status: 0, said: '' });
  });

  test('its tests pass', () => {
    const { status, said } = ran(project(), ['node_modules/vitest/vitest.mjs', 'run']);
    expect(said).toMatch(/Tests +1\d passed/);
    expect(status).toBe(0);
  });

  test('a test that fails says why, and how to see it again', () => {
    const file = join(project(), 'failing.test.ts');
    writeFileSync(file, FAILING);
    const { status, said } = ran(project(), ['node_modules/vitest/vitest.mjs', 'run', 'failing']);
    expect(status).toBe(1);
    expect(said).toContain('Did you mean "otif"?');
    expect(said).toContain('again: dray run quickstart --seed 3 --set demand.maxOrders=5');
    rmSync(file);
  });
});

/** Node as a user's project would have it: without the conditions of this one. */
function ran(
  cwd: string,
  args: readonly string[],
): { readonly status: number | null; readonly said: string } {
  const { NODE_OPTIONS: _ours, VITEST: _runs, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
  return { status, said: stdout + stderr };
}
