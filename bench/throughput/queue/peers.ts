/** Gets the peers of the queue bench: packages of the registry into a folder for the run, SimPy where Python has it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { QueueResult, QueueWork } from './queue-bench.ts';

const PACKAGES = fileURLToPath(new URL('./peers/npm', import.meta.url));
const SIMPY = fileURLToPath(new URL('./peers/mm_c.py', import.meta.url));
/** Debian's own Python comes last: another one on the path may have a newer SimPy. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/** Installs the packages, their lockfile's versions and no scripts; null where the registry can't be reached. */
export function installPeers(): { readonly folder: string; remove(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'dray-bench-peers-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  cpSync(PACKAGES, folder, { recursive: true });
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (npm.status === 0) return { folder, remove };
  remove();
  process.stderr.write(`peers of the npm registry are left out: ${npm.stderr || npm.error?.message}\n`);
  return null;
}

/** A Python that has SimPy; null where there is none. */
export function pythonWithSimpy(): string | null {
  return PYTHONS.find((python) => spawnSync(python, ['-c', 'import simpy']).status === 0) ?? null;
}

export function simpy(python: string, { servers, customers }: QueueWork): QueueResult {
  const { stdout, stderr, status } = spawnSync(python, [SIMPY, String(servers), String(customers)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the SimPy peer failed: ${stderr}`);
  const [cpuMs, meanWait] = stdout.trim().split(' ').map(Number);
  return { cpuMs: cpuMs!, meanWait: meanWait! };
}
