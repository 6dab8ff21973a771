/**
 * The recordings that are exported: whose, of which seed, and how whole.
 *
 * 1. A run that never ended is exported as far as it got: its tables are whole up to where they were cut off.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedArm } from '#reports/export/recorded-table';
import type { FeatureFaultHead } from '#reports/outbound/outbound-report';
import { isRunJson, readRunJson } from '#reports/recording/run-json';
import { UserError } from '../exit-codes.ts';

export interface RecordedRun {
  readonly dir: string;
  readonly arms: readonly RecordedArm[];
  /** null = `run.json` does not say. */
  readonly seed: string | null;
  readonly scenario: string | null;
  /** What its models were shown wrongly, as far as `run.json` says. */
  readonly featureFaults: readonly FeatureFaultHead[];
  /** Why it is not whole; null = it is. */
  readonly unfinished: string | null;
}

/** @param names of the arms wanted; none = all */
export function recordedRuns(dirs: readonly string[], names: readonly string[]): readonly RecordedRun[] {
  const runs = dirs.map((dir) => recordedRun(dir, names));
  const [first, ...others] = runs;
  for (const { dir, scenario, seed } of others) {
    if (scenario !== first!.scenario)
      throw new UserError(
        `${dir} is of scenario ${scenario ?? 'unknown'}, ${first!.dir} of ${first!.scenario ?? 'unknown'}: what is number 3 in one is not in the other. ` +
          'Export each to a folder of its own',
      );
    const same = runs.filter((run) => run.seed === seed);
    if (same.length > 1)
      throw new UserError(
        `${same.map((run) => run.dir).join(' and ')} are both of seed ${seed ?? 'unknown'}: every row would be there twice. Name runs of different seeds`,
      );
  }
  return runs;
}

function recordedRun(dir: string, names: readonly string[]): RecordedRun {
  if (!existsSync(join(dir, 'run.json')) || !isRunJson(dir))
    throw new UserError(
      `${dir} is no run: it has no run.json of Dray. Name the folder given to "dray run" with --out`,
    );
  const report = reportOf(dir);
  const said = typeof report === 'string' ? null : report;
  const seed = said === null ? null : String(said.seed);
  const known = said?.arms.map(({ policy }) => policy) ?? foldersIn(dir);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UserError(`${dir} has no arm "${unknown}". There are: ${known.join(', ') || 'none'}`);
  const wanted = names.length === 0 ? known : names;
  if (wanted.length === 0) throw new UserError(`${dir}: no policy has run in it`);
  return {
    dir,
    arms: wanted.map((arm) => ({ dir: join(dir, arm), seed, arm })),
    seed,
    scenario: said?.scenario.digest ?? null,
    featureFaults: said?.featureFaults ?? [],
    unfinished: typeof report === 'string' ? report : null,
  };
}

/** Or why it can't be read. */
function reportOf(dir: string): ReturnType<typeof readRunJson> | string {
  try {
    return readRunJson(dir);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function foldersIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(dir, entry.name, 'decisions.arrows')))
    .map(({ name }) => name)
    .sort();
}
