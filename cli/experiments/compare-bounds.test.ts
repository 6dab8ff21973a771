/** `dray compare` against hindsight as a user types it: on the order list of a data set, with and without. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { ComparisonReport } from '#reports/comparison/comparison-report';
import { Desk, dray } from '#testing/outside/command-line';
import { BRUNEL_FILES } from '#testing/worlds/brunel-set';

const desk = new Desk();
afterAll(() => desk.clear());
mkdirSync(desk.file('data'));
for (const [name, text] of Object.entries(BRUNEL_FILES)) writeFileSync(desk.file(`data/${name}`), text);

const NAMES = ['--baseline', 'as-recorded', '--candidate', 'cheapest-feasible'];
const WORDS = [
  'compare',
  'brunel',
  '--data',
  'data',
  ...NAMES,
  '--replications',
  '20',
  '--workers',
  '1',
  '--quiet',
];

describe('what was recorded against the cheapest', () => {
  const { stdout, stderr } = dray([...WORDS, '--out', 'with'], desk.path);
  const kept = readFileSync(desk.file('with/result.json'), 'utf8');
  const { regret, primary }: ComparisonReport = JSON.parse(kept);

  test('is told with saving, bound, regret and headroom, in the table and in the JSON', () => {
    expect(stderr).toBe('');
    expect(stdout).toMatch(/against hindsight, USD an order +mean +95 % interval/);
    expect(stdout).toMatch(/3 orders shipped: bound +\d+\.\d\d/);
    expect(stdout).toMatch(/regret of the candidate +\d+\.\d\d/);
    expect(regret!.primary!.saving.mean).toBeCloseTo(-primary.difference.mean, 6);
    expect(regret!.primary!.headroomCaptured!.mean).toBeLessThanOrEqual(1);
    expect(regret!.certifiedGap).toBe(0);
  });

  test('--no-bounds leaves it out, and is in the command that does it again', () => {
    const without = dray([...WORDS, '--no-bounds', '--out', 'without'], desk.path);
    expect(without.stdout).not.toContain('hindsight');
    expect(without.stdout).toMatch(/again {6}dray compare brunel .*--no-bounds/);
  });
});
