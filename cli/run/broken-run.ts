/**
 * What is left behind of a run that broke down on the way: its `run.json` says so, and the reports that were asked for are there, so that
 * CI shows the run as broken and does not look in vain for a file.
 *
 * 1. Nothing is thrown: what broke the run is what is told.
 */
import type { RunToCome } from '#reports/recording/run-json';
import { fragmentOfRun } from '../report/open-run.ts';
import { REPORT_WORDS, type ReportKind } from '../report/report-kinds.ts';
import { writeFragment } from '../report/write-fragment.ts';
import { markFailed } from './run-parts.ts';

/** How it is told. */
interface Told {
  readonly kinds: readonly ReportKind[];
  say(line: string): void;
}

export function leaveBroken(out: string, error: Error, run: RunToCome, { kinds, say }: Told): void {
  markFailed(out, error, run);
  try {
    const fragment = fragmentOfRun(out, `It broke down: ${error.message}`);
    for (const { kind, path } of writeFragment(out, kinds, fragment))
      say(`${REPORT_WORDS[kind].padEnd(10)} ${path}`);
  } catch {
    // The disk that broke the run may refuse this, too.
  }
}
