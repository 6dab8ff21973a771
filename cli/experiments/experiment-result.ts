/**
 * What an experiment leaves in its folder: `result.json`, from which its page can be drawn again, and the page.
 *
 * 1. Each is written as a whole or not at all.
 * 2. No page of an earlier result stays beside a new one.
 * 3. Where others answered in a policy's stead, stderr says so; where it was never heard, the exit code does.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExperimentReport } from '#reports/comparison/experiment-report';
import { nothingCompared, standInNotes } from '#reports/comparison/heard';
import { renderExperimentMarkdown } from '#reports/markdown/experiment-markdown';
import { EXIT, type ExitCode, reason, UserError } from '../exit-codes.ts';
import { experimentTexts } from '../report/experiment-texts.ts';
import { REPORT_FILES, REPORT_WORDS, reportKindsOf } from '../report/report-kinds.ts';
import { tellStepSummary } from '../report/step-summary.ts';
import { fitted } from '../screen.ts';

export interface ToldWords {
  readonly json?: boolean | undefined;
  /** Reports to write; none said = `html`. */
  readonly report?: readonly string[] | undefined;
}

/** Before anything has run: throws `UserError` for reports that there are none of. */
export function checkReports({ report = [] }: ToldWords): void {
  reportKindsOf(report);
}

/** Keeps a result, draws its page, and prints it. Answers what the command ends with. @param text for a reader */
export async function tellResult(
  out: string,
  report: ExperimentReport,
  text: string,
  { json, report: kinds = [] }: ToldWords,
): Promise<ExitCode> {
  const kept = `${JSON.stringify(report, null, 2)}\n`;
  for (const name of Object.values(REPORT_FILES)) removeOld(join(out, name));
  const path = join(out, 'result.json');
  const before = replacedBy(path, report);
  writeWhole(path, kept);
  const texts = experimentTexts(report, text);
  const lines = [fitted(text), '', `result     ${path}`];
  for (const kind of reportKindsOf(kinds)) {
    const place = join(out, REPORT_FILES[kind]);
    writeWhole(place, await texts[kind]());
    lines.push(`${REPORT_WORDS[kind].padEnd(10)} ${place}`);
  }
  lines.push(`again      ${report.reproduce}`);
  if (before !== null) lines.push(`replaced   the result of ${before}`);
  tellStepSummary(() => renderExperimentMarkdown(report, text));
  process.stdout.write(json === true ? kept : `${lines.join('\n')}\n`);
  return noteStandIns(out, report);
}

/** The experiment whose result lies there, if it is another one: what it ran is kept beside it, so that it is soon made again. */
function replacedBy(path: string, { reproduce }: ExperimentReport): string | null {
  try {
    const before: unknown = JSON.parse(readFileSync(path, 'utf8')).reproduce;
    return typeof before === 'string' && before !== reproduce ? before : null;
  } catch {
    return null;
  }
}

/** A policy that is broken is the user's to mend, as a scenario that is. */
function noteStandIns(out: string, report: ExperimentReport): ExitCode {
  const notes = standInNotes(report);
  for (const note of notes) process.stderr.write(`warning: ${note}\n`);
  if (!nothingCompared(report)) return EXIT.done;
  process.stderr.write(
    `nothing was compared. Mend the policy, or raise its limits, and run again with another --out, since replications in ${out} are not run twice\n`,
  );
  return EXIT.usage;
}

/** What can't be removed is told by whoever writes there. */
function removeOld(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A folder, or somebody else's.
  }
}

function writeWhole(path: string, text: string): void {
  try {
    writeFileSync(`${path}.part`, text);
    renameSync(`${path}.part`, path);
  } catch (error) {
    rmSync(`${path}.part`, { force: true });
    throw new UserError(`can't write to ${path} (${reason(error)}). Name another folder with --out`);
  }
}
