/**
 * Where texts come from: `library:` from Dray's own library, `data:` from the folder given with --data, anything else
 * from the file system. What was read is digested, so that a run's identity covers its data.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFiles } from '#scenarios/schema/source-files';
import { reason, UserError } from './exit-codes.ts';

const LIBRARY = fileURLToPath(new URL('../scenarios/library/', import.meta.url));

export class DiskFiles implements SourceFiles {
  private readonly dataDir: string | null;
  private readonly digests = new Map<string, string>();

  /** Throws `UserError` when the data folder is none. */
  constructor(dataDir: string | null) {
    if (dataDir !== null && !existsSync(dataDir))
      throw new UserError(`--data ${dataDir}: there is no such folder`);
    if (dataDir !== null && !statSync(dataDir).isDirectory())
      throw new UserError(`--data ${dataDir}: is a file. Name the folder it lies in`);
    this.dataDir = dataDir;
  }

  read(path: string): string | null {
    return this.readBytes(path)?.toString('utf8') ?? null;
  }

  /** As `read`, of a file that is no text. */
  readBytes(path: string): Buffer | null {
    const file = this.locate(path);
    if (file === null || !existsSync(file)) return null;
    let bytes: Buffer;
    try {
      bytes = readFileSync(file);
    } catch (error) {
      throw new UserError(`can't read ${file}: ${reason(error)}`);
    }
    if (path.startsWith('data:')) this.digests.set(path, createHash('sha256').update(bytes).digest('hex'));
    return bytes;
  }

  /** Digest of every data file read so far, by name. */
  dataDigests(): readonly (readonly [string, string])[] {
    return [...this.digests].sort(([x], [y]) => (x < y ? -1 : 1));
  }

  private locate(path: string): string | null {
    if (path.startsWith('library:')) return join(LIBRARY, path.slice('library:'.length));
    if (path.startsWith('data:'))
      return this.dataDir === null ? null : join(this.dataDir, path.slice('data:'.length));
    return path;
  }
}
