/**
 * The three planted bugs that docs/guides/qa.md tells of: each reduced file breaks the invariant that it names where the bug is in. That it
 * holds in the product as it is, `scenarios/regressions` shows.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Finding } from '#testing/search/finding';
import { MUTANTS } from './mutants.ts';
import { ROOT, Tree } from './tree.ts';

const TOLD = [
  ['clerk-lifts-credit-hold', 'FAIL-rules-win-a2fe4d88', 'rules-win'],
  ['change-forgets-back-order', 'FAIL-order-lines-conserved-038a4e27', 'order-lines-conserved'],
  ['counter-offer-at-the-old-price', 'FAIL-one-active-booking-26f0c327', 'one-active-booking'],
] as const;

const guide = readFileSync(join(ROOT, 'docs/guides/qa.md'), 'utf8');

describe('a planted bug of the guide', () => {
  const tree = new Tree();
  afterAll(() => tree.close());

  function replayed(file: string): Finding | null {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(tree.folder, 'tools/mutants/replay.ts'), file],
      {
        cwd: tree.folder,
        encoding: 'utf8',
        env: { ...process.env, NODE_COMPILE_CACHE: join(tree.folder, 'compiled') },
      },
    );
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout) as Finding | null;
  }

  test.each(TOLD)('%s breaks what %s says', (id, name, invariant) => {
    const file = join(ROOT, 'scenarios/regressions', `${name}.scenario.yaml`);
    const [, story] = /^# ((?:.*\n# )*?.*)\n#\n/.exec(readFileSync(file, 'utf8'))!;
    expect(guide.replaceAll(/\s+/g, ' ')).toContain(story!.replaceAll(/\s*\n# /g, ' '));
    expect(guide).toContain(`${name}.scenario.yaml`);
    tree.plant(MUTANTS.find((each) => each.id === id)!);
    expect(replayed(file)).toMatchObject({ invariant });
  });
});
