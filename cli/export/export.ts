/**
 * `dray export`: recordings as files that other tools read.
 *
 * 1. What is whole of a recording that was cut off is exported, and the exit code says that it is not all.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LOGGED_POINTS, loggedPoints } from '#bench/export/logged-points';
import { outcomeOf } from '#reports/decision-log/outcomes/outcomes';
import { RecordedDecisions } from '#reports/decision-log/recorded-decisions';
import { ExportError } from '#reports/export/aside-file';
import { UnreadableRecording } from '#reports/export/recorded-batches';
import { BodyDecoder } from '#reports/recording/bodies/decoder';
import { TABLE_NAMES, type TableName } from '#scenarios/recording/schema';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import {
  type LogFormat,
  type LogWanted,
  type TableFormat,
  type Written,
  writeLog,
  writeProjection,
  writeRecorded,
} from './export-files.ts';
import { exportOcel, isOcelFormat, OCEL_FORMATS } from './export-ocel.ts';
import { howWhole, makeOut, outOf } from './export-out.ts';
import { type RecordedRun, recordedRuns } from './export-runs.ts';
import { type Part, partsOf, splitOf } from './export-split.ts';
import { loggedPointOf, targetOf } from './logged-points.ts';

export interface ExportWords {
  readonly format: string;
  readonly table: readonly string[];
  readonly arm: readonly string[];
  readonly point: readonly string[];
  readonly out?: string | undefined;
  readonly split?: string | undefined;
  readonly reward?: string | undefined;
  readonly target?: string | undefined;
  readonly data?: string | undefined;
}

export const TABLE_FORMATS: readonly TableFormat[] = ['parquet', 'arrow', 'csv'];
export const CANONICAL_FORMAT = 'canonical';
export const LOG_FORMATS: readonly LogFormat[] = ['obp', 'dsjson', 'ope'];
const LOG = 'decision-log';
/** What is exported where nothing is said. */
const USUAL_TABLES = [LOG, 'business'];

/** @param dirs folders of runs of one scenario */
export async function exportRuns(dirs: readonly string[], words: ExportWords): Promise<ExitCode> {
  // It brings what makes worlds and actors with it, which nothing else here needs.
  if (words.format === CANONICAL_FORMAT)
    return (await import('./export-canonical.ts')).exportCanonical(dirs, words);
  if (words.data !== undefined) throw new UserError('--data is for --format canonical alone');
  if (isOcelFormat(words.format)) return exportOcel(dirs, { ...words, format: words.format });
  const format = formatOf(words);
  const tables = tablesOf(words, format);
  refuseIdle(words, tables);
  const split = splitOf(words.split);
  const runs = recordedRuns(dirs, words.arm);
  const out = outOf(words, runs);
  const cuts = new Set<string>();
  try {
    const parts = partsOf(split, runs);
    const logs = tables.includes(LOG) ? logsWanted(words, runs, (cut) => cuts.add(cut)) : [];
    makeOut(out);
    for (const part of parts)
      for await (const written of filesOf({ part, out, format, tables, logs }, (cut) => cuts.add(cut)))
        say(written);
  } catch (error) {
    if (error instanceof UnreadableRecording) throw new UserError(error.message);
    if (!(error instanceof ExportError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT.internal;
  }
  return howWhole(runs, cuts);
}

interface Wanted {
  readonly part: Part;
  readonly out: string;
  readonly format: TableFormat | LogFormat;
  readonly tables: readonly string[];
  readonly logs: readonly LogWanted[];
}

async function* filesOf(
  { part, out, format, tables, logs }: Wanted,
  onCut: (words: string) => void,
): AsyncGenerator<Written> {
  for (const log of logs)
    yield isTableFormat(format) ? writeLog(log, part, out, format) : writeProjection(log, part, out, format);
  if (!isTableFormat(format)) return;
  for (const table of tables) {
    if (table === LOG) continue;
    const written = await writeRecorded(table as TableName, part, out, format, onCut);
    if (written !== null) yield written;
  }
}

function say({ path, rows, note }: Written): void {
  process.stdout.write(`${path}: ${rows} rows${note === '' ? '' : ` (${note})`}\n`);
}

function isTableFormat(format: string): format is TableFormat {
  return (TABLE_FORMATS as readonly string[]).includes(format);
}

function formatOf({ format, target }: ExportWords): TableFormat | LogFormat {
  const known = [...TABLE_FORMATS, ...LOG_FORMATS];
  const found = known.find((each) => each === format);
  if (found === undefined)
    throw new UserError(
      `--format ${format}: unknown. There are: ${[...known, ...OCEL_FORMATS, CANONICAL_FORMAT].join(', ')}`,
    );
  if (found === 'ope' && target === undefined)
    throw new UserError('--format ope needs --target, the rule of thumb that "dray ope" is to judge');
  if (found !== 'ope' && target !== undefined) throw new UserError('--target is for --format ope alone');
  return found;
}

function tablesOf({ table, point }: ExportWords, format: TableFormat | LogFormat): readonly string[] {
  const known = [LOG, ...TABLE_NAMES];
  const unknown = table.find((each) => each !== 'all' && !known.includes(each));
  if (unknown !== undefined)
    throw new UserError(`--table ${unknown}: unknown. There are: all, ${known.join(', ')}`);
  if (!isTableFormat(format)) {
    const other = table.find((each) => each !== LOG);
    if (other !== undefined)
      throw new UserError(`--format ${format} is a form of the ${LOG}, not of "${other}": leave --table out`);
    return [LOG];
  }
  if (table.length === 0) return point.length > 0 ? [LOG] : USUAL_TABLES;
  return table.includes('all') ? known : known.filter((each) => table.includes(each));
}

/** Words that would change nothing. */
function refuseIdle({ point, reward }: ExportWords, tables: readonly string[]): void {
  const idle = point.length > 0 ? '--point' : '--reward';
  if ((point.length > 0 || reward !== undefined) && !tables.includes(LOG))
    throw new UserError(
      `${idle} is for the ${LOG}, which is not exported: add --table ${LOG}, or leave ${idle} out`,
    );
}

/** Of the points that are in the recordings. */
function logsWanted(
  { point: names, reward, target }: ExportWords,
  runs: readonly RecordedRun[],
  onCut: (words: string) => void,
): readonly LogWanted[] {
  const named = names.map((word) => {
    const point = loggedPointOf(word);
    if (point !== null) return point.name;
    throw new UserError(
      `--point ${word}: unknown. There are: ${LOGGED_POINTS.map(({ name }) => name).join(', ')}`,
    );
  });
  const there = pointsIn(runs);
  const missing = named.find((name) => !there.has(name));
  if (missing !== undefined)
    throw new UserError(
      `--point ${missing}: nobody was asked in these runs. Asked were: ${[...there].join(', ') || 'none'}`,
    );
  // All of one scenario, and so shown the same wrongly; one that never ended does not say it.
  const { featureFaults } = runs.find((run) => run.featureFaults.length > 0) ?? runs[0]!;
  const wanted = loggedPoints(featureFaults).filter(
    ({ name }) => there.has(name) && (named.length === 0 || named.includes(name)),
  );
  return wanted.map((point) => ({
    point,
    reward: rewardOf(point.name, reward, wanted.length),
    target: target === undefined ? null : targetOf(point.name, target),
    onCut,
  }));
}

function pointsIn(runs: readonly RecordedRun[]): ReadonlySet<string> {
  const points = new Set<string>();
  for (const { arms } of runs)
    for (const { dir } of arms)
      if (existsSync(join(dir, 'decisions.arrows')))
        for (const point of new RecordedDecisions(dir, new BodyDecoder([])).points()) points.add(point);
  return points;
}

/** @param wanted how many points are exported */
function rewardOf(point: string, said: string | undefined, wanted: number): string {
  const { columns, reward } = outcomeOf(point);
  if (said === undefined) return reward;
  const name = said.replace(/^outcome\./, '');
  const found = columns.find((column) => column.name === name && column.better !== null);
  if (found !== undefined) return name;
  const names = columns.filter(({ better }) => better !== null).map((column) => column.name);
  throw new UserError(
    `--reward ${said}: ${point} has no such outcome. There are: ${names.join(', ')}${wanted > 1 ? '. Name one point with --point' : ''}`,
  );
}
