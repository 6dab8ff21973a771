/** What a comparison costs on one processor and on two: whole commands, as typed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ComparisonReport } from '#reports/comparison/comparison-report';
import { median } from '../measure.ts';
import { figureRow, repeated, type Section, withCompileCache } from '../section.ts';

const CLI = fileURLToPath(new URL('../../bin/dray.js', import.meta.url));
const PAIRS = 20;
const ORDERS = 2000;
const FASTER_MIN = 1.8;

interface Ran {
  readonly seconds: number;
  readonly report: ComparisonReport;
}

export const comparison: Section = {
  name: 'comparison',
  title: `dray compare b2b-distributor: ${PAIRS} pairs of ${ORDERS} orders, wall time of the whole command`,
  onlyWhenNamed: true,
  run: ({ repetitions }) =>
    withCompileCache((env) => {
      const timed = (workers: number): Ran[] => repeated(repetitions, () => compared(workers, env));
      const [one, two] = [timed(1), timed(2)];
      const seconds = (runs: readonly Ran[]): number => median(runs.map((run) => run.seconds));
      const faster = seconds(one) / seconds(two);
      const { primary } = one[0]!.report;
      return [
        figureRow('one process', `${seconds(one).toFixed(1)} s`, null),
        figureRow('two processes', `${seconds(two).toFixed(1)} s`, null),
        figureRow('  two against one', `${faster.toFixed(2)} x`, {
          target: `>= ${FASTER_MIN} x`,
          met: faster >= FASTER_MIN,
        }),
        figureRow(
          '  variance reduction of the cost by common random numbers, two rules of thumb',
          `${(primary.varianceReduction ?? 0).toFixed(1)} x`,
          null,
        ),
      ];
    }),
};

function compared(workers: number, env: Readonly<Record<string, string>>): Ran {
  const out = mkdtempSync(join(tmpdir(), 'dray-bench-compare-'));
  const words = ['compare', 'b2b-distributor', '--quiet', '--no-bounds', '--counterfactuals', '0'];
  const more = [
    '--set',
    `demand.maxOrders=${ORDERS}`,
    '--replications',
    String(PAIRS),
    '--workers',
    String(workers),
    '--out',
    out,
  ];
  const before = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...words, ...more], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  const seconds = (performance.now() - before) / 1000;
  if (status !== 0) throw new Error(`dray ${words.join(' ')} failed: ${stderr}`);
  const report = JSON.parse(readFileSync(join(out, 'comparison.json'), 'utf8')) as ComparisonReport;
  rmSync(out, { recursive: true });
  return { seconds, report };
}
