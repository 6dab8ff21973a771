/** Parts of a run: the recording with its progress line, the folder, the command that gives it again. */
import { join } from 'node:path';
import { markRunJson, type RunToCome } from '#reports/recording/run-json';
import { RecordingWriter } from '#reports/recording/writer';
import type { RunEndReason } from '#reports/run-head';
import type { Recorder } from '#scenarios/recording/recorder';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { Progress } from '../progress.ts';
import type { ScenarioWords } from '../scenario-options.ts';
import { quoted } from '../shell-word.ts';
import { stopOnSignals } from '../stop-on-signals.ts';

export interface RunWords extends ScenarioWords {
  readonly until?: string | undefined;
  readonly fidelity?: string | undefined;
  readonly out?: string | undefined;
  readonly report?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  /** Folder of a sensitivity analysis, for the page. It changes nothing that is run. */
  readonly sensitivity?: string | undefined;
}

/** What a run of arms is given by whoever records it. */
export interface RunHooks {
  readonly recorderFor: (policy: string) => Recorder;
  readonly onProgress: (policy: string, share: number, events: number) => void;
  readonly shouldStop: () => boolean;
}

/** Runs with a recording and a progress line; Ctrl-C ends it between two slices, and what was recorded is closed. */
export async function runRecorded<Run>(
  out: string,
  quiet: boolean,
  runs: (hooks: RunHooks) => Promise<Run>,
): Promise<Run> {
  const progress = new Progress(process.stderr, { quiet });
  const signals = stopOnSignals();
  let writer: RecordingWriter | null = null;
  try {
    return await runs({
      recorderFor: (policy) => {
        writer?.close();
        writer = new RecordingWriter(join(out, policy));
        return writer;
      },
      onProgress: (policy, share, events) => progress.update(policy, share, events),
      shouldStop: signals.asked,
    });
  } finally {
    (writer as RecordingWriter | null)?.close();
    progress.clear();
    signals.release();
  }
}

/** So that nobody takes what is there for a run that still goes on. */
export function markFailed(out: string, error: unknown, run: RunToCome): void {
  const why = error instanceof Error ? error.message : String(error);
  try {
    markRunJson(out, { end: 'failed', error: why }, run);
  } catch {
    // The disk that broke the run may refuse this, too.
  }
}

/** `quickstart-7`; a seed of other characters is written with `_`. */
export function folderName(scenario: string, seed: string | number): string {
  const text = String(seed).replace(/[^\w.-]/g, '_');
  return `${scenario}-${text.slice(0, 80)}`;
}

export function exitCodeOf(report: {
  readonly end: RunEndReason;
  readonly thresholds: readonly { readonly passed: boolean }[];
}): ExitCode {
  if (report.end === 'violated') return EXIT.violated;
  if (report.end === 'interrupted') return EXIT.interrupted;
  return report.thresholds.every((threshold) => threshold.passed) ? EXIT.done : EXIT.thresholdMissed;
}

/** The command that gives this run again, as typed, with the seed spelled out. */
export function commandOf(words: RunWords, seed: string | number): string {
  const parts = ['dray', 'run', quoted(words.ref)];
  if (words.data !== undefined) parts.push('--data', quoted(words.data));
  parts.push('--seed', quoted(String(seed)));
  for (const overlay of words.with ?? []) parts.push('--with', quoted(overlay));
  for (const setting of words.set ?? []) parts.push('--set', quoted(setting));
  for (const policy of words.policy ?? []) parts.push('--policy', quoted(policy));
  for (const host of words.allowHost ?? []) parts.push('--allow-host', quoted(host));
  if (words.fidelity !== undefined) parts.push('--fidelity', quoted(words.fidelity));
  if (words.until !== undefined) parts.push('--until', quoted(words.until));
  return parts.join(' ');
}
