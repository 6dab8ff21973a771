/**
 * `dray report`: the reports of runs again, from what their folders hold: of a run that was made without one, on another machine, or
 * that is not whole.
 */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { SensitivityReport } from '#reports/comparison/sensitivity-report';
import type { RunFragment } from '#reports/html/fragment-page';
import { verdictOf } from '#reports/outbound/verdict';
import { printable } from '#reports/text/width';
import { EXIT, type ExitCode, UserError } from '../exit-codes.ts';
import { checkScenario, differing, measuredSensitivity } from './measured-sensitivity.ts';
import { fragmentOfRun, openRun } from './open-run.ts';
import { otherSourceOf, type Reported } from './other-sources.ts';
import { REPORT_WORDS, type ReportKind, reportKindsOf } from './report-kinds.ts';
import { writeFragment } from './write-fragment.ts';
import { writeReports } from './write-reports.ts';

/** As wide as `recording` and what else is told beside it. */
const LABEL_WIDTH = 10;

export interface ReportWords {
  readonly report?: readonly string[] | undefined;
  readonly out?: string | undefined;
  /** Folder of a sensitivity analysis, for the page of the run. */
  readonly sensitivity?: string | undefined;
}

export async function report(dirs: readonly string[], words: ReportWords): Promise<ExitCode> {
  const kinds = reportKindsOf(words.report ?? []);
  if (kinds.length === 0) throw new UserError('--report none: then there is nothing to do');
  const twice = dirs.find((dir, i) => dirs.findIndex((each) => resolve(each) === resolve(dir)) !== i);
  if (twice !== undefined) throw new UserError(`${twice} is named twice`);
  const outs = outFolders(dirs, words.out);
  const measured = measuredSensitivity(words.sensitivity, kinds);
  const beside = measured === null ? null : { place: words.sensitivity!, measured };
  const refused: string[] = [];
  for (const [i, dir] of dirs.entries()) {
    try {
      await reportOne(dir, outs[i]!, kinds, beside);
    } catch (error) {
      // The others have their reports all the same.
      if (!(error instanceof UserError)) throw error;
      refused.push(error.message);
    }
  }
  if (refused.length > 0) throw new UserError(refused.join('\n'));
  return EXIT.done;
}

/** Beside each run; with --out there, in a folder of its own where there are several. */
function outFolders(dirs: readonly string[], out: string | undefined): readonly string[] {
  if (out === undefined || dirs.length === 1) return dirs.map((dir) => out ?? folderOf(dir));
  const names = dirs.map((dir) => basename(resolve(dir)));
  const same = names.find((name, i) => names.indexOf(name) !== i);
  if (same !== undefined)
    throw new UserError(
      `--out ${out}: two of the runs lie in a folder called "${same}", and would take each other's place. Name them one at a time`,
    );
  return names.map((name) => join(out, name));
}

/** Of a file: where it lies. */
function folderOf(place: string): string {
  return existsSync(place) && /\.ya?ml$/.test(place) ? join(place, '..') : place;
}

/** A sensitivity analysis, and where it lies. */
interface BesideRun {
  readonly place: string;
  readonly measured: SensitivityReport;
}

async function reportOne(
  dir: string,
  out: string,
  kinds: readonly ReportKind[],
  beside: BesideRun | null,
): Promise<void> {
  const other = otherSourceOf(dir);
  if (other !== null && beside !== null)
    throw new UserError(`${dir} is no run: --sensitivity ${beside.place} goes into the page of one`);
  if (other !== null) return tell(dir, await other.write(out, kinds));
  const opened = openRun(dir);
  if (opened.kind === 'fragment') {
    if (beside !== null)
      throw new UserError(
        `${dir} has no result: there is nothing to put --sensitivity ${beside.place} beside`,
      );
    return tell(dir, noResult(out, kinds, opened.fragment));
  }
  try {
    const { run } = opened;
    if (beside !== null) checkScenario(beside.place, beside.measured, run.report);
    const written = await writeReports(out, kinds, { ...run, sensitivity: beside?.measured ?? null });
    const { scenario, seed } = run.report;
    const says = `${scenario.name}, seed ${seed}: ${verdictOf(run.report)[0] ?? ''}`;
    tell(dir, { says, written, missing: run.missing });
    if (beside === null) return;
    for (const each of differing(run.report, beside.measured))
      process.stderr.write(`sensitivity: ${dir}: ${printable(each)}\n`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    // A report of which not even the beginning can be shown.
    const why = `Its run.json can't be used: ${error instanceof Error ? error.message : String(error)}.`;
    tell(dir, noResult(out, kinds, fragmentOfRun(dir, why)));
  }
}

function noResult(out: string, kinds: readonly ReportKind[], fragment: RunFragment): Reported {
  const written = writeFragment(out, kinds, fragment);
  return { says: `${fragment.name}: no result. ${fragment.why}`, written, missing: fragment.missing };
}

/** A line of what came out, then where it lies; what is missing goes to stderr. */
function tell(dir: string, { says, written, missing }: Reported): void {
  process.stdout.write(`${dir}  ${printable(says).replaceAll('\n', ' ')}\n`);
  for (const { kind, path } of written)
    process.stdout.write(`${REPORT_WORDS[kind].padEnd(LABEL_WIDTH)} ${path}\n`);
  for (const gap of missing) process.stderr.write(`missing: ${dir}: ${printable(gap)}\n`);
}
