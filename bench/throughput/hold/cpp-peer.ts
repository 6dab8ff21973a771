/** The C++ peer of HOLD: `std::priority_queue` at -O3, compiled for the run and removed after it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sample } from '../../harness/section.ts';
import { type HoldWork, warmupOf } from './hold.ts';

const SOURCE = fileURLToPath(new URL('./peer.cpp', import.meta.url));

/** Compiles the peer; null where there is no g++. */
export function compilePeer(): { readonly program: string; remove(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'dray-bench-'));
  const program = join(folder, 'peer');
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const compiled = spawnSync('g++', ['-O3', '-std=c++17', '-o', program, SOURCE], { encoding: 'utf8' });
  if (compiled.status === 0) return { program, remove };
  remove();
  if (compiled.error === undefined) throw new Error(`peer.cpp does not compile: ${compiled.stderr}`);
  return null;
}

/** CPU ns an operation, and the sum of popped times. */
export function peerHold(program: string, { pending, operations }: HoldWork): Sample {
  const args = [pending, operations, warmupOf(pending)].map(String);
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the C++ peer failed: ${stderr}`);
  const [value, check] = stdout.trim().split(' ').map(Number);
  return { value: value!, check: check! };
}
