/** A file that is there whole, or as it was before. */
import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { reason, UserError } from '../exit-codes.ts';
import { makeFolder } from '../out-folder.ts';

/** Throws `UserError` where it can't be written. What a link leads to is written; a device or a pipe is written to, and stays what it is. */
export function writeAside(path: string, text: string): void {
  let aside: string | null = null;
  try {
    const target = existsSync(path) ? realpathSync(path) : path;
    if (existsSync(target) && !isPlain(target)) {
      writeFileSync(target, text);
      return;
    }
    aside = `${target}.part`;
    makeFolder(dirname(resolve(target)));
    writeFileSync(aside, text);
    renameSync(aside, target);
  } catch (error) {
    // Where a file stands in the place of a folder, even `force` does not forgive that there is nothing.
    if (aside !== null && existsSync(aside)) rmSync(aside);
    throw new UserError(`${path}: can't write there (${reason(error)}). ${wayOut(error)}`);
  }
}

function isPlain(path: string): boolean {
  const stats = statSync(path);
  return stats.isFile() || stats.isDirectory();
}

function wayOut(error: unknown): string {
  return reason(error) === 'ENOSPC' ? 'Free room, or name another folder' : 'Name another folder';
}
