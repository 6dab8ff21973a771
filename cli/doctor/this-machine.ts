/** The machine that this process runs on. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { screenOf } from '../screen.ts';
import type { Here } from './findings.ts';

/** A program that does not answer is as good as none. */
const ANSWER_MS = 10_000;

export function thisMachine(): Here {
  const { columns, color } = screenOf();
  return {
    nodeVersion: process.versions.node,
    platform: `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    load: async (name) => {
      await import(name);
      return installedVersion(name) ?? 'of an unknown version';
    },
    installed: installedVersion,
    says: (program, ...words) => {
      const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', timeout: ANSWER_MS });
      return status === 0 ? (`${stdout}${stderr}`.trim().split('\n')[0] ?? null) : null;
    },
    env: process.env,
    writeHere: () => {
      const path = `.dray-doctor-${process.pid}`;
      writeFileSync(path, '');
      rmSync(path);
    },
    freeBytes: () => {
      try {
        const { bavail, bsize } = statfsSync('.');
        return bavail * bsize;
      } catch {
        return null;
      }
    },
    now: () => Date.now(),
    monthInGerman: () => new Intl.DateTimeFormat('de', { month: 'long' }).format(new Date(2026, 0, 15)),
    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    processors: availableParallelism(),
    memoryBytes: totalmem(),
    screen: { columns, color, isTerminal: process.stdout.isTTY === true },
  };
}

/** From its package.json, which not every package lets one import. */
function installedVersion(name: string): string | null {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    const manifest = join(folder, name, 'package.json');
    if (!existsSync(manifest)) continue;
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version;
  }
  return null;
}
