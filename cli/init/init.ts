/**
 * `dray init`: a project to start from, with a scenario, a policy and a test of its own, and CI.
 *
 * 1. A file that is there is not written over, unless --force says so: they are named, and nothing is written.
 * 2. All files are there in the end, or none of them: what could stand in the way of one is looked for first.
 */
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { EXIT, type ExitCode, reason, UserError } from '../exit-codes.ts';
import { makeFolder } from '../out-folder.ts';
import { quoted } from '../shell-word.ts';
import { drayVersion } from '../version.ts';
import { templateFiles } from './template.ts';

export interface InitWords {
  readonly force?: boolean | undefined;
}

export function init(dir: string, { force }: InitWords): ExitCode {
  if (dir === '') throw new UserError('init "": is no folder. Name a folder, or leave it out for this one');
  if (existsSync(dir) && !statSync(dir).isDirectory())
    throw new UserError(`${dir}: is a file. Name a folder, which may not be there yet`);
  const files = templateFiles(projectName(dir), drayVersion());
  const there = Object.keys(files).filter((file) => existsSync(join(dir, file)));
  const folder = there.find((file) => statSync(join(dir, file)).isDirectory());
  if (folder !== undefined)
    throw new UserError(`${dir}: ${folder} is a folder, and has to be a file. Name another folder`);
  if (there.length > 0 && force !== true)
    throw new UserError(
      `${dir}: these files are there and would be written over: ${there.join(', ')}. Name another folder, or give --force`,
    );
  writeAll(dir, files);
  const written = Object.keys(files).map((file) => `  ${file}\n`);
  // A name that begins with a dash would be an option of cd.
  const enter =
    resolve(dir) === resolve('.') ? '' : `cd ${quoted(dir.startsWith('-') ? `./${dir}` : dir)} && `;
  process.stdout.write(
    `${dir}: a project of ${written.length} files\n${written.join('')}\nNext:\n  ${enter}npm install --ignore-scripts\n  npm start\n  npm test\n`,
  );
  return EXIT.done;
}

/** Each beside its place first, then all in their places. */
function writeAll(dir: string, files: Readonly<Record<string, string>>): void {
  const paths = Object.entries(files).map(([file, text]) => [join(dir, file), text] as const);
  try {
    for (const [path, text] of paths) {
      makeFolder(dirname(resolve(path)));
      writeFileSync(`${path}.part`, text);
    }
    for (const [path] of paths) renameSync(`${path}.part`, path);
  } catch (error) {
    for (const [path] of paths) if (existsSync(`${path}.part`)) rmSync(`${path}.part`);
    throw new UserError(`${dir}: can't write there (${reason(error)}). Name another folder`);
  }
}

/** Of the folder, as npm takes a name. A project called as what it installs could not install it. */
function projectName(dir: string): string {
  const name = basename(resolve(dir))
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
  return ['', 'dray', 'vitest', 'typescript', 'node-modules'].includes(name) ? 'rehearsal' : name;
}
