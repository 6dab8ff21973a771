/** What it costs to look at a run: folds, pages of 100 thousand and of a million orders, the first paint, and the help of the command line. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inChild } from '../../harness/child.ts';
import { median } from '../../harness/measure.ts';
import {
  contestRow,
  figureRow,
  repeated,
  type Section,
  sizeWords,
  withCompileCache,
} from '../../harness/section.ts';
import type { Row } from '../../harness/table.ts';
import { NO_CHROMIUM_WORDS, type Paint } from './first-paint.ts';
import type { PageCost } from './report-bench.ts';

const MODULE = new URL('./report-bench.ts', import.meta.url).href;
const PAINT = new URL('./first-paint.ts', import.meta.url).href;
const CLI = fileURLToPath(new URL('../../../bin/dray.js', import.meta.url));

/** A hundred thousand with two policies, a year of one. */
const RUNS = [
  { orders: 100_000, arms: 2, secondsMax: 5 },
  { orders: 1_000_000, arms: 1, secondsMax: 15 },
] as const;
const PEAK_MB_MAX = 1024;
const PAGE_MB_MAX = 2;
const PAINT_MS_MAX = 1000;
const HELP_MS_MAX = 150;
const FOLDED_ORDERS = 20_000;

export const reporting: Section = {
  name: 'report',
  title: 'Reports: folds of a run, pages, the first paint, --help',
  onlyWhenNamed: true,
  run: ({ repetitions }) =>
    withCompileCache((env) => {
      const folder = mkdtempSync(join(tmpdir(), 'dray-bench-report-'));
      try {
        return [
          helpRow(repetitions, env),
          foldRow(repetitions, env),
          ...RUNS.flatMap((run) => pageRows(run, repetitions, join(folder, String(run.orders)), env)),
        ];
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }),
};

type Env = Readonly<Record<string, string>>;

function helpRow(repetitions: number, env: Env): Row {
  const once = (): number => {
    const before = performance.now();
    const { status } = spawnSync(process.execPath, [CLI, '--help'], { env: { ...process.env, ...env } });
    if (status !== 0) throw new Error('dray --help failed');
    return performance.now() - before;
  };
  once();
  const ms = median(repeated(10 * repetitions, once));
  return figureRow('dray --help, the whole process', `${ms.toFixed(0)} ms`, {
    target: `<= ${HELP_MS_MAX} ms`,
    met: ms <= HELP_MS_MAX,
  });
}

function foldRow(repetitions: number, env: Env): Row {
  const cost = (aggregates: boolean) => ({
    value: inChild<{ readonly usPerOrder: number }>(
      MODULE,
      'costOfRun',
      { orders: FOLDED_ORDERS, aggregates },
      env,
    ).usPerOrder,
  });
  return contestRow(repetitions, {
    work: `a run with the folds of a report, ${sizeWords(FOLDED_ORDERS)} orders; peer: without`,
    words: (us) => `${us.toFixed(0)} us`,
    ours: () => cost(true),
    peer: () => cost(false),
    target: null,
  });
}

function pageRows(
  { orders, arms, secondsMax }: (typeof RUNS)[number],
  repetitions: number,
  dir: string,
  env: Env,
): Row[] {
  mkdirSync(dir);
  inChild(MODULE, 'runInto', { orders, arms, dir }, env);
  const costs = repeated(repetitions, () => inChild<PageCost>(MODULE, 'pageOf', { dir }, env));
  const of = (value: (cost: PageCost) => number): number => median(costs.map(value));
  const [ms, peak, bytes] = [of((cost) => cost.ms), of((cost) => cost.peakMb), of((cost) => cost.pageBytes)];
  const paints = repeated(repetitions, () =>
    inChild<Paint>(PAINT, 'firstPaint', { path: join(dir, 'report.html') }),
  );
  const paint = paints.some((each) => each === null) ? null : median(paints.map((each) => each!.ms));
  const size = `${sizeWords(orders)} orders, ${arms} ${arms === 1 ? 'policy' : 'policies'}`;
  return [
    figureRow(
      `HTML of ${size}: from run.json and aggregates.json, the whole process`,
      `${(ms / 1000).toFixed(2)} s`,
      {
        target: `<= ${secondsMax} s`,
        met: ms <= 1000 * secondsMax,
      },
    ),
    figureRow('  peak memory', `${peak.toFixed(0)} MB`, {
      target: `<= ${PEAK_MB_MAX} MB`,
      met: peak <= PEAK_MB_MAX,
    }),
    figureRow('  the page', `${(bytes / 2 ** 20).toFixed(2)} MB`, {
      target: `<= ${PAGE_MB_MAX} MB`,
      met: bytes <= PAGE_MB_MAX * 2 ** 20,
    }),
    figureRow(
      '  first paint from disk',
      paint === null ? NO_CHROMIUM_WORDS : `${paint.toFixed(0)} ms`,
      paint === null ? null : { target: `<= ${PAINT_MS_MAX} ms`, met: paint <= PAINT_MS_MAX },
    ),
  ];
}
