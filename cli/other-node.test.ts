/**
 * One seed, one digest, whatever Node: every byte of a recording is equal on the Node that comes with Dray and on the newest one that the
 * package registry has. In the long test alone, since it installs that one into a folder of its own.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Desk, DRAY } from '#testing/outside/command-line';
import { long } from '#testing/properties/properties';

const desk = new Desk();
afterAll(() => desk.clear());

const SCENARIOS: readonly (readonly [string, ...string[]])[] = [
  ['quickstart'],
  ['b2b-distributor', '--with', 'swarm', '--set', 'demand.maxOrders=300'],
  ['customs-heavy', '--with', 'swarm', '--set', 'demand.maxOrders=200'],
];

/** Path of the newest Node of the registry, installed without its scripts. */
function newestNode(): string {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  writeFileSync(desk.file('package.json'), JSON.stringify({ name: 'newest', private: true }));
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', `${name}@latest`],
    {
      cwd: desk.path,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  );
  expect(status, `npm could not install ${name}: ${stderr}`).toBe(0);
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(desk.path, 'node_modules', name, 'bin', program);
}

/** SHA-256 of every table of a run on that Node. */
function tablesOn(node: string, words: readonly string[], out: string): Record<string, string> {
  const { status, stderr } = spawnSync(
    node,
    [DRAY, 'run', ...words, '--seed', '7', '--report', 'none', '--quiet', '--out', desk.file(out)],
    { cwd: desk.path, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  expect(status, stderr).toBe(0);
  const files = globSync('*/*.arrows', { cwd: desk.file(out) }).toSorted();
  expect(files.length).toBeGreaterThanOrEqual(11);
  const digestOf = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(join(desk.file(out), file)))
      .digest('hex');
  return Object.fromEntries(files.map((file) => [file, digestOf(file)]));
}

describe.runIf(long)('on the newest Node of the registry', () => {
  let other = '';
  test('which is another one than this', () => {
    other = newestNode();
    const { stdout } = spawnSync(other, ['--version'], { encoding: 'utf8' });
    expect(stdout).toMatch(/^v\d+\./);
    expect(stdout.trim()).not.toBe(process.version);
  });

  test.each(SCENARIOS)('%s: every byte of the recording is equal', (...words) => {
    expect(tablesOn(other, words, `${words[0]}-other`)).toEqual(
      tablesOn(process.execPath, words, `${words[0]}-this`),
    );
  });
});
