/**
 * `dray export --format canonical`: what the core knew and said in a run as documents of the canonical model, one a line.
 *
 * 1. A file is of one policy of one run, as a log for process mining is: the same orders take two courses under two policies.
 */
import { join } from 'node:path';
import { ExportError, writeAside } from '#reports/export/aside-file';
import { UnreadableRecording } from '#reports/export/recorded-batches';
import type { RecordedArm } from '#reports/export/recorded-table';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { canonicalDocuments, type RecordedCore } from './canonical/canonical-documents.ts';
import { recordedCore, recordedWorld } from './canonical/recorded-world.ts';
import { writeDocuments } from './canonical/write-documents.ts';
import { type OtherWords, refuseOtherWords } from './export-ocel.ts';
import { howWhole, makeOut, outOf } from './export-out.ts';
import { type RecordedRun, recordedRuns } from './export-runs.ts';

export interface CanonicalWords extends OtherWords {
  readonly arm: readonly string[];
  readonly out?: string | undefined;
  /** Where the run's data files are now. */
  readonly data?: string | undefined;
}

/** @param dirs folders of runs of one scenario */
export async function exportCanonical(dirs: readonly string[], words: CanonicalWords): Promise<ExitCode> {
  refuseOtherWords(words, '--format canonical writes whole runs as documents');
  const runs = recordedRuns(dirs, words.arm);
  const out = outOf(words, runs);
  const cuts = new Set<string>();
  const onCut = (cut: string): void => {
    cuts.add(cut);
  };
  try {
    makeOut(out);
    for (const run of runs) await exportRun(run, { out, data: words.data, several: runs.length > 1 }, onCut);
  } catch (error) {
    if (error instanceof UnreadableRecording) throw new UserError(error.message);
    if (!(error instanceof ExportError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT.internal;
  }
  return howWhole(runs, cuts);
}

interface Wanted {
  readonly out: string;
  readonly data: string | undefined;
  /** More than one run. */
  readonly several: boolean;
}

async function exportRun(
  { dir, arms }: RecordedRun,
  { out, data, several }: Wanted,
  onCut: (cut: string) => void,
): Promise<void> {
  const world = await recordedWorld(dir, data);
  for (const arm of arms) {
    const core = recordedCore(arm.dir, arm.arm, world);
    await exportArm(core, join(out, `${nameOf(arm, several)}.jsonl`), (cut) => onCut(`${arm.arm}/${cut}`));
  }
}

async function exportArm(core: RecordedCore, path: string, onCut: (cut: string) => void): Promise<void> {
  let counts: ReadonlyMap<string, number> = new Map();
  await writeAside(path, (file) => {
    counts = writeDocuments(canonicalDocuments(core, onCut), file);
  });
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const kinds = [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ');
  process.stdout.write(`${path}: ${all} documents (${kinds})\n`);
}

/** `canonical-cheapest-feasible`; of several runs with the seed behind it. */
function nameOf({ arm, seed }: RecordedArm, several: boolean): string {
  const end = several ? `-${String(seed).replace(/[^\w.-]/g, '_')}` : '';
  return `canonical-${arm}${end}`;
}
