/**
 * The folder a run writes to.
 *
 * 1. A folder that holds anything a run does not write is never touched: nobody's file is lost.
 * 2. An earlier run in it is replaced as a whole: no table of the old run stays beside the new ones.
 * 3. `run.json` exists from the first moment, and says `running` until the run has ended.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isRunJson, markRunJson } from '#reports/recording/run-json';
import { reason, UserError } from './exit-codes.ts';
import { REPORT_FILES } from './report/report-kinds.ts';

const RUN_FILES = new Set([
  'run.json',
  'run.json.part',
  'aggregates.json',
  'aggregates.json.part',
  'violation.json',
  'rejects.csv',
  'scenario.resolved.json',
  'scenario.resolved.json.part',
  ...Object.values(REPORT_FILES).flatMap((name) => [name, `${name}.part`]),
]);
const TABLE = /\.arrows$/;

/** Makes the folder ready; throws `UserError` where it can't be written to. */
export function prepareOutFolder(dir: string): void {
  const names = existsSync(dir) ? listing(dir) : [];
  const foreign = names.find((name) => !RUN_FILES.has(name) && !isRecording(join(dir, name)));
  if (foreign !== undefined || (names.length > 0 && !isRunJson(dir))) {
    throw new UserError(
      `--out ${dir}: the folder holds files that are no Dray run (${foreign ?? 'run.json'}). ` +
        'Name another folder, or empty it',
    );
  }
  try {
    for (const name of names) rmSync(join(dir, name), { recursive: true });
    makeFolder(resolve(dir));
    markRunJson(dir, { end: 'running' });
  } catch (error) {
    throw new UserError(`--out ${dir}: can't write there (${reason(error)}). Name another folder with --out`);
  }
}

/** The folder of one policy: tables and nothing else. */
function isRecording(path: string): boolean {
  try {
    return readdirSync(path).every((name) => TABLE.test(name));
  } catch {
    return false;
  }
}

/** One level at a time: Node's `recursive: true` never comes back from where no folder can be made, such as /proc. */
export function makeFolder(dir: string): void {
  if (existsSync(dir)) return;
  makeFolder(dirname(dir));
  mkdirSync(dir);
}

function listing(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    throw new UserError(
      `--out ${dir}: is no folder that can be read (${reason(error)}). Name another with --out`,
    );
  }
}
