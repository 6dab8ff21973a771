/**
 * Runs one measurement in a process of its own, so that no measurement warms up or litters another:
 * `node bench/harness/child.ts MODULE FUNCTION JSON` prints what FUNCTION returned. `inChild` is the other end.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { settleEngine } from '../experiments/engine.ts';

const self = fileURLToPath(import.meta.url);

/** Calls an exported function of a module (URL) in a fresh process. Throws with the child's stderr if it fails. */
export function inChild<Result>(
  module: string,
  name: string,
  argument: unknown,
  env: Readonly<Record<string, string>> = {},
): Result {
  const child = spawnSync(process.execPath, [self, module, name, JSON.stringify(argument)], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (child.status !== 0)
    throw new Error(`${name} of ${module} failed: ${child.stderr || child.error?.message}`);
  return JSON.parse(child.stdout) as Result;
}

if (process.argv[1] === self) {
  settleEngine();
  const [, , module, name, argument] = process.argv;
  const exports = (await import(module!)) as Record<string, (argument: unknown) => unknown>;
  process.stdout.write(JSON.stringify(await exports[name!]!(JSON.parse(argument!))));
}
