/**
 * `$GITHUB_STEP_SUMMARY`: where it is set, what a command found is shown on the page of the workflow's run.
 *
 * 1. It is appended to: other steps, and other commands of this one, have their say as well.
 * 2. Whatever is wrong with the file, the command's own result stands: a warning, and no other exit code.
 */
import { appendFileSync } from 'node:fs';
import { reason } from '../exit-codes.ts';

/** GitHub drops a summary that is larger. */
const BYTES_MAX = 1_000_000;

export function tellStepSummary(
  markdown: () => string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): void {
  const path = env.GITHUB_STEP_SUMMARY ?? '';
  if (path === '') return;
  const text = markdown();
  if (Buffer.byteLength(text) > BYTES_MAX) {
    process.stderr.write(
      `warning: the summary for GITHUB_STEP_SUMMARY is larger than GitHub takes: left out\n`,
    );
    return;
  }
  try {
    appendFileSync(path, `${text}\n`);
  } catch (error) {
    process.stderr.write(`warning: can't write to GITHUB_STEP_SUMMARY, ${path} (${reason(error)})\n`);
  }
}
