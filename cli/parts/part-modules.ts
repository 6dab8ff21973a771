/**
 * How the files of users' parts are found and imported: `dray/...` is this Dray, wherever the file lies; what lies beside it is
 * its own.
 *
 * 1. What a part imports by relative path belongs to it: its bytes are in the part's digest. A package's are not, and that is said.
 * 2. No modules of Node, no `#...` and no address: a part reaches nothing outside of the run.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isBuiltin, registerHooks } from 'node:module';
import { dirname, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { noteRead } from '../read-files.ts';
import { PartFault } from './guard.ts';
import { placeOfText, showPlace } from './places.ts';

/** Entries of this package that a part may import, by path in it. */
const ENTRIES: Readonly<Record<string, string>> = {
  'dray/policy': 'own-parts/policy',
  'dray/mocks': 'own-parts/mocks',
  'dray/processes': 'own-parts/processes',
  'dray/sim': 'sim/index',
};

const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** Files of parts, each with the files that it imports by relative path, and packages that it imports. */
const files = new Map<string, Set<string>>();
const packages = new Map<string, Set<string>>();

/** Where an entry of this package lies, by its name: to be imported, or checked against. */
export function entryFiles(): readonly (readonly [name: string, path: string])[] {
  return Object.entries(ENTRIES).map(([name, path]) => [name, fileURLToPath(entryUrl(path))]);
}

function entryUrl(path: string): string {
  return new URL(`../../${path}.${EXTENSION}`, import.meta.url).href;
}

let hooked = false;

/** Imports a part's file. */
export async function importPart(file: string): Promise<Readonly<Record<string, unknown>>> {
  if (!hooked) registerHooks({ resolve });
  hooked = true;
  noteRead(file);
  if (!files.has(file)) files.set(file, new Set());
  return import(pathToFileURL(file).href);
}

type Resolve = NonNullable<Parameters<typeof registerHooks>[0]['resolve']>;

const resolve: Resolve = (specifier, context, next) => {
  const from = context.parentURL?.startsWith('file:') ? fileURLToPath(context.parentURL) : null;
  if (specifier.startsWith('file:') && files.has(fileURLToPath(specifier)))
    return asModule(next(specifier, context));
  const entry = ENTRIES[specifier];
  if (from === null || !files.has(from)) return next(specifier, context);
  if (entry !== undefined) return { url: entryUrl(entry), shortCircuit: true };
  refuse(specifier, from);
  let found: ReturnType<typeof next>;
  try {
    found = next(specifier, context);
  } catch (error) {
    throw faultOfImport(
      from,
      specifier,
      error instanceof Error ? error.message.split('\n')[0]! : String(error),
    );
  }
  if (/^\.{1,2}\//.test(specifier) && found.url.startsWith('file:')) {
    const file = fileURLToPath(found.url);
    files.get(from)!.add(file);
    noteRead(file);
    if (!files.has(file)) files.set(file, new Set());
    return asModule(found);
  } else packages.set(from, (packages.get(from) ?? new Set()).add(specifier));
  return found;
};

/** Whatever `package.json` above it says: whose scenario lies in a project of CommonJS writes parts like everybody else. */
function asModule<Found extends { readonly url: string }>(found: Found): Found {
  if (/\.m?ts$/.test(found.url)) return { ...found, format: 'module-typescript' };
  return /\.m?js$/.test(found.url) ? { ...found, format: 'module' } : found;
}

function refuse(specifier: string, from: string): void {
  if (specifier.startsWith('dray/'))
    throw faultOfImport(from, specifier, `there is none. There are ${Object.keys(ENTRIES).join(', ')}`);
  if (isBuiltin(specifier))
    throw faultOfImport(
      from,
      specifier,
      'a part reaches nothing outside of the run, so that every run is the same',
    );
  if (specifier.startsWith('#'))
    throw faultOfImport(
      from,
      specifier,
      `that is inside of Dray. Import from ${Object.keys(ENTRIES).join(', ')}`,
    );
  if (/^(?:https?|data|file):/.test(specifier))
    throw faultOfImport(from, specifier, 'import by a path that is relative to the file');
}

function faultOfImport(from: string, specifier: string, why: string): PartFault {
  return new PartFault(`${showPlace(placeOfText(from, specifier))}: imports "${specifier}": ${why}`);
}

/** A part's file and all it imports by relative path, once imported. */
export function filesOf(file: string): ReadonlySet<string> {
  const found = new Set([file]);
  for (const each of found) for (const imported of files.get(each) ?? []) found.add(imported);
  return found;
}

/** Packages that these files import: no digest covers them. */
export function packagesOf(all: ReadonlySet<string>): readonly string[] {
  return [...new Set([...all].flatMap((file) => [...(packages.get(file) ?? [])]))].sort();
}

/** SHA-256 over the bytes of a part's files and their paths beside it, 16 digits: the same wherever its folder lies. */
export function digestOfPart(file: string): string {
  const hash = createHash('sha256');
  const folder = dirname(file);
  const named = [...filesOf(file)].map(
    (each) => [relative(folder, each).split(sep).join('/'), each] as const,
  );
  for (const [name, path] of named.sort(([x], [y]) => (x < y ? -1 : 1))) {
    const bytes = readFileSync(path);
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}
