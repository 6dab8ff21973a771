/**
 * Type-checks users' parts, as their editor would: with the TypeScript beside the scenario, or that of this checkout.
 *
 * 1. Strict, and as Node runs them: types that can be stripped, imports by path with their ending, no libraries but the language.
 * 2. TypeScript is no dependency of Dray: 20 MB for a check that most users' own projects bring. Where there is none, that is said.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entryFiles } from './part-modules.ts';
import { showPlace } from './places.ts';

/** From this version on it knows what it is told. */
const VERSION_MIN = [5, 8] as const;

const OPTIONS = {
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  target: 'es2024',
  lib: ['es2024'],
  // As Node loads a part: always an ES module, whatever package.json stands above it.
  module: 'esnext',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  customConditions: ['dray-source'],
  types: [],
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  allowJs: true,
  checkJs: false,
  skipLibCheck: true,
} as const;

export type TypeCheck =
  | { readonly kind: 'checked'; readonly errors: readonly string[] }
  /** There is no TypeScript, or none that can do it: a sentence. */
  | { readonly kind: 'not-checked'; readonly why: string };

/** @param files of parts, absolute */
export function typeCheck(files: readonly string[]): TypeCheck {
  const found = typescriptFor(files[0]!);
  if (typeof found === 'string') return { kind: 'not-checked', why: found };
  const folder = mkdtempSync(join(tmpdir(), 'dray-types-'));
  try {
    const config = join(folder, 'tsconfig.json');
    const paths = Object.fromEntries(entryFiles().map(([name, path]) => [name, [typesOf(path)]]));
    writeFileSync(config, JSON.stringify({ compilerOptions: { ...OPTIONS, paths }, files }));
    const ran = spawnSync(process.execPath, [found.tsc, '-p', config, '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (ran.error !== undefined)
      return { kind: 'not-checked', why: `can't run ${found.tsc}: ${ran.error.message}` };
    return { kind: 'checked', errors: errorsIn(`${ran.stdout}${ran.stderr}`, folder, ran.status !== 0) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In a build the types lie beside the code. */
function typesOf(path: string): string {
  return path.replace(/(?<!\.d)\.js$/, '.d.ts');
}

/** Beside the part, then beside Dray; a sentence where there is none. */
function typescriptFor(file: string): { readonly tsc: string } | string {
  let tooOld: string | null = null;
  for (const from of [file, fileURLToPath(import.meta.url)]) {
    const manifest = manifestFrom(from);
    if (manifest === null) continue;
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major > VERSION_MIN[0] || (major === VERSION_MIN[0] && minor >= VERSION_MIN[1]))
      return { tsc: join(dirname(manifest), 'bin', 'tsc') };
    tooOld ??= `the TypeScript beside them is ${version}, ${VERSION_MIN.join('.')} is needed`;
  }
  return `${tooOld ?? 'there is no TypeScript beside them'}: npm install --save-dev typescript, in their folder`;
}

function manifestFrom(file: string): string | null {
  try {
    return createRequire(file).resolve('typescript/package.json');
  } catch {
    return null;
  }
}

const ERROR = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/;

/** As the house writes places; what follows an error, indented, is part of it. */
function errorsIn(output: string, folder: string, failed: boolean): readonly string[] {
  const errors: string[] = [];
  for (const line of output.split('\n')) {
    const found = ERROR.exec(line);
    if (found !== null) {
      const [, file, row, column, code, message] = found;
      const place = { file: resolve(folder, file!), line: Number(row), column: Number(column) };
      errors.push(`${showPlace(place)}: ${message} (${code})`);
    } else if (line.startsWith('  ') && errors.length > 0) errors.push(line);
    else if (line.startsWith('error ')) errors.push(line);
  }
  return failed && errors.length === 0 ? [`the type-check failed: ${output.trim()}`] : errors;
}
