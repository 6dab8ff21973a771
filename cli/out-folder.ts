/**
 * The folder a run writes to.
 *
 * 1. A folder that holds anything but an earlier run is never written to.
 * 2. An earlier run in it is replaced as a whole: no table of the old run stays beside the new ones.
 * 3. `run.json` exists from the first moment, and says `running` until the run has ended.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reason, UserError } from './exit-codes.ts';

/** Makes the folder ready; throws `UserError` where it can't be written to. */
export function prepareOutFolder(dir: string): void {
  if (existsSync(dir)) {
    const names = listing(dir);
    if (names.length > 0 && !names.includes('run.json')) {
      throw new UserError(
        `--out ${dir}: the folder holds files that are no Dray run (${names[0]} ...). Name another folder, or empty it`,
      );
    }
  }
  try {
    for (const name of existsSync(dir) ? listing(dir) : []) rmSync(join(dir, name), { recursive: true });
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'run.json'), `${JSON.stringify({ end: 'running' })}\n`);
  } catch (error) {
    throw new UserError(`--out ${dir}: can't write there (${reason(error)}). Name another folder with --out`);
  }
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
