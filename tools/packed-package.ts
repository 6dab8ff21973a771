/**
 * The package as a user gets it: packed from the sources as they are, and installed in a folder as `npm install dray` leaves it, without
 * the network.
 *
 * 1. It is packed once for the same sources, whatever test wants it first; the archive is kept under `node_modules/.cache`, the last few only.
 * 2. It is packed from a copy: `dist/` of the checkout may be in use.
 * 3. It is unpacked where npm would put it. What it depends on is linked from the checkout, and so is what the project names.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOMS } from './import-rules.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'dray-packed');
const KEPT = 3;
/** All that the package is made of and with. */
const PACKED_FROM = [
  ...ROOMS.filter((room) => room !== 'tools'),
  'tools/build.ts',
  'bin',
  'python',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'README.md',
  'LICENSE',
];
const LEFT_OUT = /(?:^|\/)(?:__pycache__|node_modules|peers\/build)(?:\/|$)/;

/** @returns path of the archive that `npm pack` makes of the sources */
export function packedArchive(): string {
  const files = sourceFiles();
  const archive = join(CACHE, `${digestOf(files)}.tgz`);
  if (existsSync(archive)) return archive;
  mkdirSync(CACHE, { recursive: true });
  // Two tests may begin at once: each packs for itself, and puts the archive in its place whole.
  const aside = mkdtempSync(join(tmpdir(), 'dray-pack-'));
  try {
    const made = packed(files, aside);
    const beside = `${archive}.${process.pid}`;
    cpSync(made, beside);
    renameSync(beside, archive);
    forgetOld();
    return archive;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** @param packages what the project names besides: packages that the checkout has */
export function installPacked(project: string, packages: readonly string[] = []): void {
  const modules = join(project, 'node_modules');
  const own = join(modules, 'dray');
  mkdirSync(own, { recursive: true });
  succeeded('tar', ['-xzf', packedArchive(), '-C', own, '--strip-components=1'], project);
  const { dependencies = {}, optionalDependencies = {} } = manifestOf(ROOT);
  // Of the builds of Node there is the one of this platform.
  const optional = Object.keys(optionalDependencies).filter((name) =>
    existsSync(join(ROOT, 'node_modules', name)),
  );
  for (const name of [...Object.keys(dependencies), ...optional, ...packages]) linkPackage(modules, name);
  linkCommands(modules, 'dray');
}

/** A package of the checkout, with its commands. One that the project has already stays. */
function linkPackage(modules: string, name: string): void {
  const link = join(modules, name);
  if (existsSync(link)) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules', name), link, 'dir');
  linkCommands(modules, name);
}

/** As a user's shell has it: Node 24 first, and nothing of this checkout, of these tests or of the machine that runs them. */
export function userEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(?:NODE_|VITEST|DRAY_|npm_|GITHUB_|CI$|COLUMNS$|FORCE_COLOR$|TEST$|DEV$|PROD$|MODE$|BASE_URL$|SSR$)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
  return {
    ...env,
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    NO_COLOR: '1',
    npm_config_update_notifier: 'false',
    npm_config_offline: 'true',
  };
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly bin?: string | Readonly<Record<string, string>>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function linkCommands(modules: string, name: string): void {
  const { bin = {} } = manifestOf(join(modules, name));
  const commands = typeof bin === 'string' ? { [name]: bin } : bin;
  for (const [command, path] of Object.entries(commands)) {
    mkdirSync(join(modules, '.bin'), { recursive: true });
    const link = join(modules, '.bin', command);
    if (existsSync(link)) continue;
    symlinkSync(join('..', name, path), link);
    if (name === 'dray') chmodSync(link, 0o755);
  }
}

/** Sorted, relative to the checkout. */
function sourceFiles(): readonly string[] {
  const below = (place: string): readonly string[] => {
    const path = join(ROOT, place);
    if (!statSync(path).isDirectory()) return [place];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
      .filter((file) => !LEFT_OUT.test(file));
  };
  return PACKED_FROM.flatMap(below).sort();
}

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    const bytes = readFileSync(join(ROOT, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}

function packed(files: readonly string[], aside: string): string {
  const copy = join(aside, 'dray');
  for (const file of files) cpSync(join(ROOT, file), join(copy, file));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'dir');
  const said = succeeded('npm', ['pack', '--silent', '--pack-destination', aside], copy);
  return join(aside, said.trim().split('\n').at(-1)!);
}

function succeeded(command: string, words: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd,
    encoding: 'utf8',
    env: userEnvironment(),
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}

function forgetOld(): void {
  const archives = readdirSync(CACHE)
    .filter((name) => name.endsWith('.tgz'))
    .map((name) => ({ path: join(CACHE, name), at: statSync(join(CACHE, name)).mtimeMs }))
    .sort((one, other) => other.at - one.at);
  for (const { path } of archives.slice(KEPT)) rmSync(path, { force: true });
}
