/** What a comparison costs on one processor and on two, and what common random numbers earn it: whole commands, as typed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ComparedDesign, ComparisonReport } from '#reports/comparison/comparison-report';
import { median } from '../harness/measure.ts';
import { figureRow, repeated, type Section, withCompileCache } from '../harness/section.ts';

const CLI = fileURLToPath(new URL('../../bin/dray.js', import.meta.url));
/** What is timed. */
const REPLICATIONS = 100;
const ORDERS = 10_000;
const FASTER_MIN = 1.8;
/** What variance is measured on. */
const PAIRS = 20;
const REDUCTION_MIN = 10;

/** A model that is obeyed for a tenth of the orders, and so changes a tenth of the decisions at most. */
const CANARY_SHARE = 0.1;
const CANARY =
  `policies=[cheapest-in-stock, { name: canary, model: cost-and-lateness, baseline: cheapest-in-stock, mode: canary, ` +
  `canaryShare: ${CANARY_SHARE}, thinking: { constant: 50 ms }, timeout: 500 ms, source: assumption }]`;

/** Two days of demand, so much more of it that the stations of the fullest node are busy for about so much of their time. */
const LOADS = [
  { percent: 66, volume: 0.95, target: REDUCTION_MIN },
  { percent: 90, volume: 1.28, target: null },
] as const;

interface Ran {
  readonly seconds: number;
  readonly report: ComparisonReport;
}

type Row = ReturnType<typeof figureRow>;
type Env = Readonly<Record<string, string>>;

/** Of util-linux. */
const HELD = ['taskset', '-c', '0'];

export const comparison: Section = {
  name: 'comparison',
  title: `dray compare b2b-distributor: ${REPLICATIONS} pairs of ${ORDERS} orders, wall time of the whole command`,
  repetitions: 1,
  onlyWhenNamed: true,
  run: ({ repetitions }) =>
    withCompileCache((env) => [
      ...timeRows(repetitions, env),
      ...LOADS.flatMap((load) => varianceRows(load, env)),
    ]),
};

/** A process alone uses more than one processor: V8 collects and compiles on threads of its own. So it is held to one. */
function timeRows(repetitions: number, env: Env): Row[] {
  const words = ['--set', `demand.maxOrders=${ORDERS}`];
  const timed = (workers: number, held: readonly string[]): Ran[] =>
    repeated(repetitions, () => compared({ words, replications: REPLICATIONS, workers, held, env }));
  const seconds = (runs: readonly Ran[]): number => median(runs.map((run) => run.seconds));
  const two = timed(2, []);
  const secondsOfTwo = seconds(two);
  const { primary } = two[0]!.report;
  const rows = [
    figureRow('two processes on two processors', `${secondsOfTwo.toFixed(1)} s`, null),
    figureRow(
      '  variance reduction of the cost by common random numbers, two rules of thumb',
      times(primary.varianceReduction),
      null,
    ),
  ];
  if (!canHold()) return [...rows, figureRow('one process on one processor', 'no taskset here', null)];
  const secondsOfOne = seconds(timed(1, HELD));
  const faster = secondsOfOne / secondsOfTwo;
  return [
    ...rows,
    figureRow('one process on one processor', `${secondsOfOne.toFixed(1)} s`, null),
    figureRow('  two processors against one', `${faster.toFixed(2)} x`, {
      target: `>= ${FASTER_MIN} x`,
      met: faster >= FASTER_MIN,
    }),
  ];
}

function canHold(): boolean {
  return spawnSync(HELD[0]!, [...HELD.slice(1), 'true']).status === 0;
}

/** What is asked of common random numbers depends on how full the place is: the row says how full it was, as measured. */
function varianceRows({ percent, volume, target }: (typeof LOADS)[number], env: Env): Row[] {
  const words = ['--set', 'demand.days=2', '--set', `demand.volume=${volume}`, '--set', CANARY];
  const { baseline, candidate, primary } = compared({
    words,
    replications: PAIRS,
    workers: 2,
    held: [],
    env,
  }).report;
  const reduction = primary.varianceReduction ?? 0;
  return [
    figureRow(
      `a canary on ${100 * CANARY_SHARE} % of the orders, about ${percent} % busy: utilisation of the fullest node, both arms`,
      `${busy(baseline)}, ${busy(candidate)}`,
      null,
    ),
    figureRow('  decisions that the model answered, of all of its point', share(candidate), null),
    figureRow(
      '  variance reduction of the cost by common random numbers',
      times(primary.varianceReduction),
      target === null ? null : { target: `>= ${target} x`, met: reduction >= target },
    ),
  ];
}

function times(reduction: number | null): string {
  return `${(reduction ?? 0).toFixed(1)} x`;
}

function busy({ busiest }: ComparedDesign): string {
  return busiest === undefined ? '?' : `${(100 * busiest.utilisation).toFixed(0)} %`;
}

function share({ decisions }: ComparedDesign): string {
  const asked = (of: readonly { readonly asked: number }[]): number =>
    of.reduce((sum, each) => sum + each.asked, 0);
  const sourcing = decisions.filter(({ point }) => point === 'sourcing');
  const answered = sourcing.filter(({ mode }) => mode === 'canary');
  return `${((100 * asked(answered)) / asked(sourcing)).toFixed(1)} %`;
}

interface Command {
  readonly words: readonly string[];
  readonly replications: number;
  readonly workers: number;
  /** What holds it to a processor. */
  readonly held: readonly string[];
  readonly env: Env;
}

function compared({ words, replications, workers, held, env }: Command): Ran {
  const out = mkdtempSync(join(tmpdir(), 'dray-bench-compare-'));
  const command = ['compare', 'b2b-distributor', '--quiet', '--no-bounds', '--counterfactuals', '0'];
  const how = ['--replications', String(replications), '--workers', String(workers), '--out', out];
  const [program, ...before] = [...held, process.execPath];
  const begunMs = performance.now();
  const { status, stderr } = spawnSync(program!, [...before, CLI, ...command, ...words, ...how], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  const seconds = (performance.now() - begunMs) / 1000;
  if (status !== 0) throw new Error(`dray ${command.join(' ')} failed: ${stderr}`);
  const report = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as ComparisonReport;
  rmSync(out, { recursive: true });
  return { seconds, report };
}
