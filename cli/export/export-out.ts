/** Where an export goes, and whether all of what it was made of is there. */
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT, type ExitCode, reason, UserError } from '../exit-codes.ts';
import { makeFolder } from '../out-folder.ts';
import type { RecordedRun } from './export-runs.ts';

export function outOf({ out }: { readonly out?: string | undefined }, runs: readonly RecordedRun[]): string {
  const [first] = runs;
  if (out === undefined && runs.length > 1)
    throw new UserError('several runs go into one folder: name it with --out');
  const folder = out ?? `${first!.dir.replace(/[/\\]+$/, '')}-export`;
  const inside = runs.find(
    ({ dir }) => resolve(folder) === resolve(dir) || resolve(folder).startsWith(join(resolve(dir), '/')),
  );
  if (inside !== undefined)
    throw new UserError(
      `--out ${folder} is in the run ${inside.dir}, where only a run writes: name a folder beside it`,
    );
  return folder;
}

export function makeOut(out: string): void {
  try {
    makeFolder(resolve(out));
    if (!statSync(out).isDirectory()) throw new UserError(`--out ${out}: is a file, and a folder is needed`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`--out ${out}: can't write there (${reason(error)}). Name another folder with --out`);
  }
}

/** What is missing is told, and by the exit code. */
export function howWhole(runs: readonly RecordedRun[], cuts: ReadonlySet<string>): ExitCode {
  const words = [...runs.flatMap(({ unfinished }) => unfinished ?? []), ...cuts];
  for (const each of words) process.stderr.write(`not all there: ${each}\n`);
  return words.length === 0 ? EXIT.done : EXIT.usage;
}
