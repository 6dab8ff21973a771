/**
 * Where texts come from: `library:` from Dray's own library, `data:` from the folder given with --data, anything else
 * from the file system. What was read is digested, so that a run's identity covers its data.
 *
 * 1. A path that leads out of the data folder, or out of a scenario's, is not followed, by a link or not: both may come from a stranger. It is
 *    refused before it is known whether anything is there: a stranger is not told what there is elsewhere.
 */
import { constants } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceFiles, Unreadable } from '#scenarios/schema/source-files';
import { reason, UserError } from './exit-codes.ts';
import { noteRead } from './read-files.ts';

/** Files of a folder that are named, where a file was wanted. */
const NAMED_MAX = 5;
/** Of links to what is not there; one that leads on and on is none. */
const LINKS_MAX = 16;

const LIBRARY = fileURLToPath(new URL('../scenarios/library/', import.meta.url));

export class DiskFiles implements SourceFiles {
  private readonly dataDir: string | null;
  private readonly digests = new Map<string, string>();

  /** Throws `UserError` when the data folder is none. */
  constructor(dataDir: string | null) {
    if (dataDir !== null && !existsSync(dataDir))
      throw new UserError(
        `--data ${dataDir}: there is no such folder. Name the one that holds the data files`,
      );
    if (dataDir !== null && !statSync(dataDir).isDirectory())
      throw new UserError(`--data ${dataDir}: is a file. Name the folder it lies in`);
    this.dataDir = dataDir;
  }

  read(path: string): string | null | Unreadable {
    const file = this.locate(path);
    const lies = path.startsWith('data:') ? this.outsideOf(this.dataDir ?? '.', file ?? '') : null;
    if (lies !== null)
      return { why: `leads out of the folder of --data, to ${lies}. Put the file itself there` };
    const bytes = file === null ? null : bytesOf(file, constants.MAX_STRING_LENGTH);
    if (bytes === null || !Buffer.isBuffer(bytes)) return bytes;
    if (path.startsWith('data:')) this.digests.set(path, createHash('sha256').update(bytes).digest('hex'));
    return bytes.toString('utf8');
  }

  readData(path: string, as: string): string | null | Unreadable {
    const text = this.read(path);
    if (typeof text === 'string') this.digests.set(as, createHash('sha256').update(text).digest('hex'));
    return text;
  }

  outsideOf(folder: string, path: string): string | null {
    if (!existsSync(folder)) return null;
    const lies = whereItLies(path);
    const way = relative(realpathSync(folder), lies);
    return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? lies : null;
  }

  /** As `read`, of a file that is no text; throws `UserError` where what is there can't be read. */
  readBytes(path: string): Buffer | null {
    const file = this.locate(path);
    const bytes = file === null ? null : bytesOf(file, constants.MAX_LENGTH);
    if (bytes === null || Buffer.isBuffer(bytes)) return bytes;
    throw new UserError(`${path}: ${bytes.why}`);
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

/** Also of what is not there: as far as there is something, and behind a link to nothing, as that says. */
function whereItLies(path: string): string {
  let there = path;
  let rest = '';
  let links = 0;
  while (!existsSync(there)) {
    const folder = dirname(there);
    const link = links < LINKS_MAX ? linkAt(there) : null;
    if (link !== null) {
      links++;
      there = resolve(realpathSync(folder), link);
    } else {
      if (folder === there) return join(there, rest);
      rest = join(basename(there), rest);
      there = folder;
    }
  }
  return join(realpathSync(there), rest);
}

/** What a link says; null = it is none. */
function linkAt(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/** null = there is no such file. @param bytesMax a larger one is not read */
function bytesOf(file: string, bytesMax: number): Buffer | null | Unreadable {
  if (!file.startsWith(LIBRARY)) noteRead(file);
  if (!existsSync(file)) return null;
  try {
    const stat = statSync(file);
    if (stat.isCharacterDevice() || stat.isBlockDevice()) return { why: 'is a device, and a file is needed' };
    if (stat.size > bytesMax)
      return { why: `has ${stat.size} bytes, ${bytesMax} at most can be read. Name a smaller one` };
    return readFileSync(file);
  } catch (error) {
    return { why: whyNot(file, reason(error)) };
  }
}

function whyNot(file: string, code: string): string {
  if (code === 'EISDIR') return `is a folder, and a file is needed${inIt(file)}`;
  if (code === 'EACCES' || code === 'EPERM')
    return `may not be read (${code}). Give yourself the right to, or name a copy`;
  return `can't be read (${code}). Name another file`;
}

/** `. In it are a.yaml, b.yaml`, as far as there are any. */
function inIt(folder: string): string {
  try {
    const files = readdirSync(folder).filter((name) => /\.(ya?ml|json|onnx)$/.test(name));
    if (files.length === 0) return '. Name one';
    const more = files.length > NAMED_MAX ? ' ...' : '';
    return `. In it ${files.length === 1 ? 'is' : 'are'} ${files.slice(0, NAMED_MAX).join(', ')}${more}`;
  } catch {
    return '';
  }
}
