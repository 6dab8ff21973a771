/**
 * A Python class that dies in each replication, compared as a user types it: the reason comes out of the processes that ran it, into the result,
 * the page and stderr, and the command does not end as if something had been compared. Skipped where there is no Python.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { ComparisonReport } from '#reports/comparison/comparison-report';
import { Desk } from '#testing/outside/command-line';
import { hasPython } from '#testing/outside/python';
import { EXIT } from '../exit-codes.ts';
import { StandingDray } from '../standing.fixture.ts';

const desk = new Desk();
const standing = new StandingDray(desk.path);
afterAll(async () => {
  await standing.leave();
  desk.clear();
});

const SMALL = ['--set', 'demand.maxOrders=4', '--set', 'thresholds=[]', '--until', '9 d', '--quiet'];
const WORDS = [
  'quickstart',
  ...SMALL,
  '--replications',
  '20',
  '--workers',
  '1',
  '--no-bounds',
  '--out',
  'dead',
];

test.skipIf(!hasPython)(
  'nothing was compared, why, and the way out; the exit code is that of what the user can mend',
  async () => {
    writeFileSync(
      desk.file('bad.py'),
      'import os\nclass Dies:\n    def score(self, rows):\n        os._exit(3)\n',
    );
    const { code, stdout, stderr } = await standing.type(
      'compare',
      ...WORDS,
      '--candidate',
      'py:bad.py:Dies',
    );
    const says =
      /none of the (\d+) answers of dies was used, another policy or a person gave each of them \(the model failed \1; the first: the Python process has ended \(code 3\)\)/;
    expect(code).toBe(EXIT.usage);
    expect(stdout).toMatch(/^inconclusive: nothing was compared: none of the/);
    expect(stdout).toMatch(says);
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/nothing was compared\. Mend the policy.* another --out/);
    const report: ComparisonReport = JSON.parse(readFileSync(desk.file('dead/result.json'), 'utf8'));
    expect(report.verdict).toBe('inconclusive');
    const { asked, fellBack, reasons, first } = report.candidate.standIns!;
    expect([fellBack, reasons, first]).toEqual([
      asked,
      { 'model-failed': asked },
      'the Python process has ended (code 3)',
    ]);
    expect(readFileSync(desk.file('dead/report.html'), 'utf8')).toMatch(says);
  },
);
