/** A child never outlives its owner, not even one that is killed outright: shown with a `sleep` that would take an hour. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { OwnedChild, untilReady } from './child-process.ts';

const MODULE = new URL('./child-process.ts', import.meta.url).href;

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test.skipIf(process.platform === 'win32')(
  'a guarded child and its folder go when its owner is killed',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dray-guard-'));
    const script = `
      const { OwnedChild } = await import(${JSON.stringify(MODULE)});
      const child = new OwnedChild('sleep', 'sleep', ['3600'], { folder: ${JSON.stringify(folder)} });
      setInterval(() => console.log(child.said), 20);
    `;
    const owner = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    owner.stdout.setEncoding('utf8');
    let said = '';
    while (!/guarded \d+/.test(said)) said += (await once(owner.stdout, 'data'))[0];
    const pid = Number(/guarded (\d+)/.exec(said)![1]);
    expect(lives(pid)).toBe(true);
    owner.kill('SIGKILL');
    while (lives(pid) || existsSync(folder)) await sleep(10);
  },
);

test('a child that ends too early is named, with what it said last', async () => {
  const child = new OwnedChild('clerk', process.execPath, [
    '--eval',
    'console.log("no desk"); process.exit(3)',
  ]);
  await expect(untilReady(child, async () => false, 60_000)).rejects.toThrow(/clerk ended.*no desk/s);
});
