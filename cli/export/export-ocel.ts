/**
 * `dray export --format ocel`: recordings as object-centric event logs (OCEL 2.0), for process mining.
 *
 * 1. A log is of one policy of one run: two policies are two courses of the same orders, and must not stand in one log.
 */
import { join } from 'node:path';
import { ExportError, writeAside } from '#reports/export/aside-file';
import { writeDatabaseAside } from '#reports/export/ocel/aside-database';
import { OcelJsonSink } from '#reports/export/ocel/json-sink';
import { OcelSqliteSink } from '#reports/export/ocel/sqlite-sink';
import { type OcelCounts, writeOcel } from '#reports/export/ocel/write-ocel';
import { UnreadableRecording } from '#reports/export/recorded-batches';
import type { RecordedArm } from '#reports/export/recorded-table';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { howWhole, makeOut, outOf } from './export-out.ts';
import { recordedRuns } from './export-runs.ts';

export const OCEL_FORMATS = ['ocel', 'ocel-json', 'ocel-sqlite'] as const;

export type OcelFormat = (typeof OCEL_FORMATS)[number];

export interface OcelWords extends OtherWords {
  readonly format: OcelFormat;
  readonly arm: readonly string[];
  readonly out?: string | undefined;
}

/** Words of other formats, which would change nothing. */
export interface OtherWords {
  readonly table: readonly string[];
  readonly point: readonly string[];
  readonly split?: string | undefined;
  readonly reward?: string | undefined;
  readonly target?: string | undefined;
}

export function isOcelFormat(format: string): format is OcelFormat {
  return (OCEL_FORMATS as readonly string[]).includes(format);
}

/** @param dirs folders of runs of one scenario */
export async function exportOcel(dirs: readonly string[], words: OcelWords): Promise<ExitCode> {
  refuseOtherWords(words, `--format ${words.format} writes whole logs of events and objects`);
  const runs = recordedRuns(dirs, words.arm);
  const out = outOf(words, runs);
  const cuts = new Set<string>();
  try {
    makeOut(out);
    for (const { arms } of runs)
      for (const arm of arms) {
        const path = join(out, nameOf(arm, runs.length > 1));
        await exportArm(arm, path, words.format, (cut) => cuts.add(`${arm.arm}/${cut}`));
      }
  } catch (error) {
    if (error instanceof UnreadableRecording) throw new UserError(error.message);
    if (!(error instanceof ExportError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT.internal;
  }
  return howWhole(runs, cuts);
}

/** One file after the other: whoever wants one does not pay for both. */
async function exportArm(
  { dir }: RecordedArm,
  path: string,
  format: OcelFormat,
  onCut: (words: string) => void,
): Promise<void> {
  if (format !== 'ocel-sqlite') {
    let counts: OcelCounts | null = null;
    await writeAside(`${path}.jsonocel`, (file) => {
      counts = writeOcel(dir, [new OcelJsonSink(file)], onCut);
    });
    say(`${path}.jsonocel`, counts!);
  }
  if (format === 'ocel-json') return;
  let counts: OcelCounts | null = null;
  writeDatabaseAside(`${path}.sqlite`, (database) => {
    counts = writeOcel(dir, [new OcelSqliteSink(database)], onCut);
  });
  say(`${path}.sqlite`, counts!);
}

function say(path: string, { events, objects }: OcelCounts): void {
  process.stdout.write(`${path}: ${events} events, ${objects} objects\n`);
}

/** `ocel-cheapest-feasible`; of several runs with the seed behind it. */
function nameOf({ arm, seed }: RecordedArm, several: boolean): string {
  const end = several ? `-${String(seed).replace(/[^\w.-]/g, '_')}` : '';
  return `ocel-${arm}${end}`;
}

/** @param why what is written instead of what they ask for */
export function refuseOtherWords({ table, point, split, reward, target }: OtherWords, why: string): void {
  const said = [
    ...(table.length > 0 ? ['--table'] : []),
    ...(point.length > 0 ? ['--point'] : []),
    ...(split === undefined ? [] : ['--split']),
    ...(reward === undefined ? [] : ['--reward']),
    ...(target === undefined ? [] : ['--target']),
  ];
  if (said.length > 0) throw new UserError(`${why}: leave ${said.join(', ')} out. What parts them is --arm`);
}
