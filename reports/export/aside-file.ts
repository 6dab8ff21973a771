/**
 * A file that is there whole or not at all: written aside, and put in its place when it is done.
 *
 * 1. What stood under the name before stays until then.
 * 2. Whatever goes wrong, nothing half done is left behind.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** The export can't be written: no room, no right, or the folder is gone. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}

export class AsideFile {
  /** Bytes so far. */
  written = 0;
  readonly path: string;
  private readonly aside: string;
  private file = -1;

  constructor(path: string) {
    this.path = path;
    this.aside = `${path}.part`;
    this.guarded(() => {
      this.file = openSync(this.aside, 'w');
    });
  }

  write(bytes: Uint8Array): void {
    this.guarded(() => {
      // A full disk, or a signal: less was taken than was given. The next call goes on from there, or says why not.
      for (let from = 0; from < bytes.length; )
        from += writeSync(this.file, bytes, from, bytes.length - from);
    });
    this.written += bytes.length;
  }

  /** In its place. */
  finish(): void {
    this.guarded(() => {
      fsyncSync(this.file);
      closeSync(this.file);
      this.file = -1;
      renameSync(this.aside, this.path);
    });
  }

  /** Nothing of it was written. */
  discard(): void {
    if (this.file >= 0) closeSync(this.file);
    this.file = -1;
    rmSync(this.aside, { force: true });
  }

  private guarded(write: () => void): void {
    try {
      write();
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      this.discard();
      throw new ExportError(`can't write ${this.path}: ${reason}. ${wayOut(reason)}`, { cause: error });
    }
  }
}

function wayOut(code: string): string {
  const room = code === 'ENOSPC' || code === 'EDQUOT';
  return `${room ? 'Free room or name' : 'Name'} another folder with --out`;
}

/** Writes a file as a whole; what `write` throws leaves nothing behind. */
export async function writeAside(
  path: string,
  write: (file: AsideFile) => void | Promise<void>,
): Promise<void> {
  const file = new AsideFile(path);
  try {
    await write(file);
    file.finish();
  } catch (error) {
    file.discard();
    throw error;
  }
}
