#!/usr/bin/env node
// The guard: plain JavaScript for any Node. Dray needs Node 24, which comes with the package; on an older Node this
// file starts itself again on that one, and the one that is started ends when the one that waits for it is gone.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
/** Says that the process before is this file, too. */
const GUARDED = 'DRAY_GUARDED';
const here = dirname(fileURLToPath(import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= NEEDED) await start();
else startAgain();

async function start() {
  endWithGuard();
  // Compiled code is kept for the next start: half of the time of a short command.
  module.enableCompileCache?.();
  // In a checkout the sources run as they are; Node strips no types under node_modules, so the package carries dist/.
  const source = join(here, '..', 'cli', 'main.ts');
  const built = join(here, '..', 'dist', 'cli', 'main.js');
  const { main } = await import(existsSync(source) ? source : built);
  process.exitCode = await main(process.argv.slice(2));
}

/** Whoever waits may be killed without a word to this process: then it ends as by Ctrl-C, and what it has recorded is closed. */
function endWithGuard() {
  const isGuarded = process.env[GUARDED] !== undefined;
  delete process.env[GUARDED];
  if (!isGuarded || process.channel === undefined) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGINT'));
  // Nothing is said on it, and nobody is to wait for that.
  process.channel.unref();
}

function startAgain() {
  const node = bundledNode();
  if (node === null) {
    process.stderr.write(
      `dray needs Node ${NEEDED}; this is ${process.versions.node}, and none came with the package for ` +
        `${process.platform}-${process.arch} (were optional dependencies left out?). Install Node ${NEEDED} and try again.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [GUARDED]: '1' },
  });
  // The child ends in its own time, and this process waits for it. Ctrl-C in a terminal reaches both anyway.
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    process.stderr.write(`can't start ${node}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
}

function bundledNode() {
  const require = createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  for (const name of [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]) {
    try {
      const folder = dirname(require.resolve(`${name}/package.json`));
      const node = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
      if (existsSync(node)) return node;
    } catch {
      // Not installed for this platform: try the next name.
    }
  }
  return null;
}
