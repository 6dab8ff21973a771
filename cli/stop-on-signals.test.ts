/** An experiment that is asked to stop, or loses the process of a run, ends with a word and leaves no process behind. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { Desk, DRAY } from '#testing/outside/command-line';

const desk = new Desk();
afterAll(() => desk.clear());

const WORDS = ['compare', 'quickstart', '--replications', '400', '--workers', '1', '--quiet', '--out'];

/** In a process group of its own, as a shell starts it; resolves when a replication is done, or what is kept is as `wanted`. */
async function started(
  out: string,
  wanted: (kept: string) => boolean = (kept) => kept !== '',
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [DRAY, ...WORDS, out], {
    cwd: desk.path,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const path = desk.file(`${out}/replications.jsonl`);
  while (!existsSync(path) || !wanted(readFileSync(path, 'utf8'))) await pause(50);
  return child;
}

function ended(child: ChildProcess): Promise<readonly [code: number | null, stderr: string]> {
  let stderr = '';
  child.stderr!.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  // Closed only when no process of the experiment holds its stderr any more.
  return new Promise((resolve) => child.on('close', (code) => resolve([code, stderr])));
}

test.each(['SIGINT', 'SIGTERM'] as const)('%s to the whole group', async (signal) => {
  const child = await started(signal);
  const end = ended(child);
  process.kill(-child.pid!, signal);
  // Nothing on stderr where there were pairs enough for a result.
  expect(await end).toEqual([
    130,
    expect.stringMatching(/^(interrupted after .*\. The same command goes on.*\n)?$/),
  ]);
});

test('SIGINT to the whole group while the processes of runs start', async () => {
  const child = await started('early', () => true);
  const end = ended(child);
  // It is there, and loads its code for some hundred ms.
  while (spawnSync('pgrep', ['-P', String(child.pid)]).status !== 0) await pause(20);
  await pause(100);
  process.kill(-child.pid!, 'SIGINT');
  expect(await end).toEqual([
    130,
    expect.stringMatching(/^interrupted after .*\. The same command goes on.*\n$/),
  ]);
});

test('the process of a run that dies: told without a stack', async () => {
  const child = await started('dies');
  const end = ended(child);
  const worker = execFileSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' }).trim();
  process.kill(Number(worker), 'SIGKILL');
  expect(await end).toEqual([2, expect.stringMatching(/^a process .* was ended by SIGKILL; .* --workers/)]);
});
