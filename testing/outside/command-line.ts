/** Runs the `dray` command as a user does: a process of its own, on whatever Node the machine has. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const DRAY = fileURLToPath(new URL('../../bin/dray.js', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Types `dray ...words` in a folder; never throws. */
export function dray(words: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [DRAY, ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...env },
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr };
}

/** A folder of its own for one test, under the system's temporary one. */
export class Desk {
  readonly path = mkdtempSync(join(tmpdir(), 'dray-test-'));

  file(name: string): string {
    return join(this.path, name);
  }

  clear(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
