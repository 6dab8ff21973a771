/** `dray sweep`: a scenario over a grid of values, and where its curves bend. */
import { join } from 'node:path';
import { SweepStopped, sweepDesigns } from '#bench/comparison/sweep';
import type { SweepReport } from '#reports/comparison/sweep-report';
import { renderSweep } from '#reports/comparison/sweep-summary';
import { OUTBOUND_KPIS, type OutboundKpi } from '#reports/kpis/outbound/catalogue';
import type { ThresholdEntry } from '#scenarios/schema/check-thresholds';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { folderName } from '../run/run-parts.ts';
import { versions } from '../version.ts';
import type { DesignWords } from './design-words.ts';
import {
  assumed,
  brokenReplication,
  type Design,
  type ExperimentWords,
  withReplicator,
} from './experiment.ts';
import { experimentCommand } from './experiment-command.ts';
import { checkReports, tellResult } from './experiment-result.ts';
import { describeVaried } from './varied.ts';

export interface SweepWords extends Omit<DesignWords, 'arm' | 'policy'>, ExperimentWords {
  /** `path=a,b,c`. */
  readonly vary?: readonly string[] | undefined;
  readonly policy?: string | undefined;
  readonly kpi?: readonly string[] | undefined;
  readonly replications?: number | undefined;
}

const REPLICATIONS = 5;
const KPIS: readonly OutboundKpi[] = ['landedCostPerOrder', 'otif', 'cycleTimeP95'];
/** More points than these are a slip. Source: assumption. */
const POINTS_MAX = 400;

interface Varied {
  readonly path: string;
  readonly values: readonly string[];
}

export async function sweep(words: SweepWords): Promise<ExitCode> {
  const { replications = REPLICATIONS, workers, quiet } = words;
  checkReports(words);
  const varied = (words.vary ?? []).map(variedOf);
  const values = gridOf(varied);
  const kpis = kpisOf(words.kpi ?? []);
  const paths = varied.map(({ path }) => path);
  const designs: Design[] = [];
  for (const point of values)
    designs.push(await describeVaried(designAt(words, varied, point), paths, '--vary'));
  const [first] = designs as [Design, ...Design[]];
  const { head, seed, currency } = first;
  const out = words.out ?? join('runs', `sweep-${folderName(head.scenario, seed)}`);
  try {
    const swept = await withReplicator({ designs, out, workers, quiet }, (replicator) =>
      sweepDesigns(
        {
          ...{ values, replications, kpis },
          policies: designs.map((design) => design.head.policy),
          judged: { thresholds: designs.map(thresholdsOf), currency },
        },
        replicator,
      ),
    );
    const report: SweepReport = {
      format: 1,
      process: 'sweep',
      scenario: head.scenario,
      policy: head.policy,
      currency,
      varied: paths,
      replications,
      ...(head.warmUpMs === undefined ? {} : { warmUpMs: head.warmUpMs }),
      ...swept,
      seed,
      reproduce: commandOf(words, seed),
      versions: versions(),
      ...assumed(first),
    };
    return await tell(report, out, words);
  } catch (error) {
    if (!(error instanceof SweepStopped)) return brokenReplication(error, designs);
    process.stderr.write(`${error.message}. The same command goes on from there (${out})\n`);
    return EXIT.interrupted;
  }
}

/** `platform.workers=1,2,4`; brackets and quotes keep their commas. */
function variedOf(text: string): Varied {
  const at = text.indexOf('=');
  const found = at < 1 ? [] : text.slice(at + 1).match(/(?:\[[^\]]*\]|"[^"]*"|[^,])+/g);
  const values = (found ?? []).map((value) => value.trim());
  if (values.length < 2 || new Set(values).size < values.length)
    throw new UserError(
      `--vary ${text}: name a path and two values or more, each once: platform.workers=1,2,4`,
    );
  return { path: text.slice(0, at), values };
}

function gridOf(varied: readonly Varied[]): readonly (readonly string[])[] {
  if (varied.length === 0) throw new UserError('dray sweep varies something: --vary platform.workers=1,2,4');
  const twice = varied.find(({ path }, i) => varied.findIndex((each) => each.path === path) !== i);
  if (twice !== undefined) throw new UserError(`--vary ${twice.path}: is varied twice`);
  const grid = varied.reduce<readonly (readonly string[])[]>(
    (points, { values }) => points.flatMap((point) => values.map((value) => [...point, value])),
    [[]],
  );
  if (varied.some(({ path }) => path === 'seed'))
    throw new UserError(
      '--vary seed: replications have other seeds already. Give their number with --replications',
    );
  if (grid.length <= POINTS_MAX) return grid;
  throw new UserError(`--vary: ${grid.length} points are more than ${POINTS_MAX}. Vary less at once`);
}

function kpisOf(names: readonly string[]): readonly OutboundKpi[] {
  for (const name of names)
    if (!Object.hasOwn(OUTBOUND_KPIS, name))
      throw new UserError(`--kpi ${name}: there is no such KPI. dray list names them`);
  return names.length === 0 ? KPIS : (names as readonly OutboundKpi[]);
}

/** Those that say no policy are about the one that runs. */
function thresholdsOf({ scenario: { thresholds = [] }, head }: Design): readonly ThresholdEntry[] {
  return thresholds.filter(({ policy = head.policy }) => policy === head.policy);
}

function designAt(words: SweepWords, varied: readonly Varied[], point: readonly string[]): DesignWords {
  const { ref, data, seed, until, with: overlays, set = [], policy } = words;
  const settings = varied.map(({ path }, i) => `${path}=${point[i]}`);
  return { ref, data, seed, until, with: overlays, set: [...set, ...settings], arm: policy };
}

function tell(report: SweepReport, out: string, words: SweepWords): Promise<ExitCode> {
  return tellResult(out, report, renderSweep(report), words);
}

function commandOf(words: SweepWords, seed: string | number): string {
  return experimentCommand('sweep', [words.ref], {
    '--vary': words.vary,
    '--policy': words.policy,
    '--kpi': words.kpi,
    '--replications': words.replications,
    '--data': words.data,
    '--seed': seed,
    '--with': words.with,
    '--set': words.set,
    '--until': words.until,
    '--allow-host': words.allowHost,
  });
}
