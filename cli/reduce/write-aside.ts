/** A file that is there whole, or as it was before. */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { reason, UserError } from '../exit-codes.ts';
import { makeFolder } from '../out-folder.ts';

/** Throws `UserError` where it can't be written. */
export function writeAside(path: string, text: string): void {
  const aside = `${path}.part`;
  try {
    makeFolder(dirname(resolve(path)));
    writeFileSync(aside, text);
    renameSync(aside, path);
  } catch (error) {
    // Where a file stands in the place of a folder, even `force` does not forgive that there is nothing.
    if (existsSync(aside)) rmSync(aside);
    throw new UserError(`${path}: can't write there (${reason(error)}). Name another folder`);
  }
}
