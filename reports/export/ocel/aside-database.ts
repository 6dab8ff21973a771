/**
 * An SQLite file that is there whole or not at all: made aside, and put in its place when it is done.
 *
 * 1. What stood under the name before stays until then. Whatever goes wrong, nothing half done is left behind.
 * 2. Nobody is told that Node calls its SQLite experimental: that says nothing to who exports.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { ExportError } from '../aside-file.ts';

/** What SQLite says where there is no room left. Source: sqlite.org/rescode.html. */
const SQLITE_FULL = 13;

export function writeDatabaseAside(path: string, write: (database: DatabaseSync) => void): void {
  const aside = `${path}.part`;
  let database: DatabaseSync | null = null;
  try {
    for (const left of leftovers(aside)) rmSync(left, { force: true });
    database = open(aside);
    // Nobody reads it before it is whole: it needs no journal.
    database.exec(
      'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536; BEGIN',
    );
    write(database);
    database.exec('COMMIT');
    database.close();
    database = null;
    settle(aside);
    renameSync(aside, path);
  } catch (error) {
    throw failed(path, error);
  } finally {
    if (database?.isOpen) database.close();
    for (const left of leftovers(aside)) rmSync(left, { force: true });
  }
}

function leftovers(aside: string): readonly string[] {
  return [aside, `${aside}-journal`, `${aside}-wal`, `${aside}-shm`];
}

function open(path: string): DatabaseSync {
  const { DatabaseSync } = withoutWarning(() => process.getBuiltinModule('node:sqlite'));
  return new DatabaseSync(path, { enableForeignKeyConstraints: false });
}

/** Loads what some versions of Node warn of as they load it. */
function withoutWarning<Loaded>(load: () => Loaded): Loaded {
  const { emitWarning } = process;
  process.emitWarning = (() => {}) as typeof emitWarning;
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** On the disk. */
function settle(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** Of the disk it is told with the way out; anything else is a fault of ours. */
function failed(path: string, error: unknown): unknown {
  const { code, errcode, errstr } = error as {
    readonly code?: string;
    readonly errcode?: number;
    readonly errstr?: string;
  };
  if (code === undefined || !(error instanceof Error)) return error;
  const isRoom = errcode === SQLITE_FULL || code === 'ENOSPC' || code === 'EDQUOT';
  const why = errstr ?? code;
  return new ExportError(
    `can't write ${path}: ${why}. ${isRoom ? 'Free room or name' : 'Name'} another folder with --out`,
    { cause: error },
  );
}
