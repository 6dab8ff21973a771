/**
 * A `dray` that stays: one process, on Node as it is, that takes many command lines. Most of what a short command costs is its start, and where
 * it is what the command says that counts, one start does for all of them.
 *
 * 1. In a folder of the user's, as a shell would be; each command ends before the next begins, also where the test that typed it was given up.
 * 2. What lives as long as a process does is not begun anew: modules of the user's own are read once, by their address, and traps stay set.
 *    Tests of these type each command in a process of its own (`dray` of `testing/outside/command-line.ts`).
 * 3. A process that ends where it should answer fails the test.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Ran } from '#testing/outside/command-line';

const PROCESS = fileURLToPath(new URL('./standing-process.fixture.ts', import.meta.url));

export class StandingDray {
  private readonly cwd: string;
  private process: ChildProcess | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(cwd: string) {
    this.cwd = cwd;
  }

  type(...words: readonly string[]): Promise<Ran> {
    const ran = this.last.then(() => this.run(words));
    this.last = ran.catch(() => {});
    return ran;
  }

  async leave(): Promise<void> {
    if (this.process === null) return;
    const gone = once(this.process, 'exit');
    // A command that still runs would take a gentler signal for Ctrl-C.
    this.process.kill('SIGKILL');
    await gone;
  }

  private async run(words: readonly string[]): Promise<Ran> {
    this.process ??= this.start();
    const child = this.process;
    const ended = new AbortController();
    const end = (code: number | null): void =>
      ended.abort(new Error(`dray ${words.join(' ')}: ended with ${code}`));
    child.once('exit', end);
    try {
      const answer = once(child, 'message', { signal: ended.signal });
      child.send(words);
      return (await answer)[0] as Ran;
    } catch (error) {
      throw ended.signal.aborted ? ended.signal.reason : error;
    } finally {
      child.off('exit', end);
    }
  }

  private start(): ChildProcess {
    const started = fork(PROCESS, {
      cwd: this.cwd,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    return started.once('exit', () => {
      this.process = null;
    });
  }
}
