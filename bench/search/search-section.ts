/**
 * What a search costs: a run that it watches against one of the bench of the core, the search of a pull request as it is typed, and how small
 * a long run that failed becomes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inChild } from '../harness/child.ts';
import { median } from '../harness/measure.ts';
import { contestRow, figureRow, repeated, type Section, withCompileCache } from '../harness/section.ts';
import type { CostResult } from '../throughput/outbound/outbound-bench.ts';
import { LONG_RUNS, reductionRow } from './reducing.ts';
import type { TrialCost } from './search-bench.ts';

const CLI = fileURLToPath(new URL('../../bin/dray.js', import.meta.url));
const MODULE = new URL('./search-bench.ts', import.meta.url).href;
const CORE = new URL('../throughput/outbound/outbound-bench.ts', import.meta.url).href;
const ORDERS = 2000;
const RATE_MIN = 0.9;
const SEEDS = 250;
const SECONDS_MAX = 150;

export const search: Section = {
  name: 'search',
  title: `A run of a search, ${ORDERS} orders of b2b-distributor; and ${SEEDS} seeds of quickstart, each twice`,
  onlyWhenNamed: true,
  run: ({ repetitions }) =>
    withCompileCache((env) => {
      const trials: TrialCost[] = [];
      const rate = contestRow(repetitions, {
        work: 'an event, invariants and kinds of fault watched, against the bench of the core',
        words: (us) => `${us.toFixed(2)} us`,
        ours: () => {
          const cost = inChild<TrialCost>(MODULE, 'costOfTrial', { orders: ORDERS }, env);
          trials.push(cost);
          return { value: cost.usPerEvent };
        },
        peer: () => {
          const { usPerOrder, eventsPerOrder } = inChild<CostResult>(
            CORE,
            'costOfOrders',
            { orders: ORDERS },
            env,
          );
          return { value: usPerOrder / eventsPerOrder };
        },
        target: RATE_MIN,
      });
      const times = median(trials.map(({ timesRealTime }) => timesRealTime));
      const seconds = median(repeated(repetitions, () => pullRequestSeconds(env)));
      return [
        rate,
        figureRow(
          'simulated time in each unit of processor time',
          `${Math.round(times).toLocaleString('en')} x`,
          null,
        ),
        figureRow(
          `dray search quickstart --runs ${SEEDS} --twice, two processes, wall`,
          `${seconds.toFixed(1)} s`,
          {
            target: `<= ${SECONDS_MAX} s`,
            met: seconds <= SECONDS_MAX,
          },
        ),
        ...LONG_RUNS.map((run) => reductionRow(repetitions, run, env)),
      ];
    }),
};

function pullRequestSeconds(env: Readonly<Record<string, string>>): number {
  const out = mkdtempSync(join(tmpdir(), 'dray-bench-search-'));
  try {
    const begun = performance.now();
    const words = ['search', 'quickstart', '--quiet', '--runs', String(SEEDS), '--twice', '--workers', '2'];
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...words, '--out', out], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`dray search failed: ${stderr}`);
    return (performance.now() - begun) / 1000;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
