/**
 * A child process that this one owns.
 *
 * 1. It never outlives this process, however this one ends: its standard input is a pipe that ends with us. A child that
 *    does not watch it by itself is started under a guard, a few lines of shell, that does so for it and also removes a
 *    folder that nobody needs then.
 * 2. `kill` is SIGKILL to the child itself: it gets no chance to tidy up. It resolves once the child is gone.
 * 3. What it wrote last is kept, for the message when it dies too early.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Characters of output kept. */
const TAIL_MAX = 8_000;
const PID_LINE = /^guarded (\d+)\n/;

/**
 * Tells the child's process id and waits for the child. If its input ends first it kills the child and itself, lest it end
 * before the folder is removed.
 */
const GUARD = `
folder=$1; shift
exec 3<&0
"$@" 3<&- </dev/null &
child=$!
echo "guarded $child"
(cat <&3 >/dev/null; kill -9 $$ $child; rm -rf "$folder") >/dev/null 2>&1 &
watcher=$!
exec 3<&-
wait $child
kill $watcher
`;

export interface GuardOptions {
  /** Removed when this process ends without having disposed of it. */
  readonly folder: string;
}

export class OwnedChild {
  readonly name: string;
  private readonly child: ChildProcess;
  private readonly guarded: boolean;
  private guardedPid: number | null = null;
  private tail = '';

  /**
   * @param name for messages
   * @param guard for a child that does not watch its standard input
   */
  constructor(name: string, file: string, args: readonly string[], guard?: GuardOptions) {
    this.name = name;
    this.guarded = guard !== undefined;
    const [command, words] =
      guard === undefined ? [file, args] : ['/bin/sh', ['-c', GUARD, 'sh', guard.folder, file, ...args]];
    this.child = spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.once('error', (error) => this.keep(`${error}\n`));
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => this.keep(text));
    }
  }

  get alive(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The last it said. */
  get said(): string {
    return this.tail;
  }

  /** SIGKILL; resolves once it is gone, at once if it is. */
  async kill(): Promise<void> {
    if (!this.alive) return;
    const gone = once(this.child, 'exit');
    while (this.guarded && this.guardedPid === null && this.alive) await once(this.child.stdout!, 'data');
    if (this.guardedPid === null) this.child.kill('SIGKILL');
    else if (this.alive) process.kill(this.guardedPid, 'SIGKILL');
    await gone;
    this.child.stdin!.destroy();
  }

  private keep(text: string): void {
    this.tail = (this.tail + text).slice(-TAIL_MAX);
    if (!this.guarded || this.guardedPid !== null) return;
    const line = PID_LINE.exec(this.tail);
    if (line !== null) this.guardedPid = Number(line[1]);
  }
}

/**
 * Asks again and again until it is answered.
 * @param ready true when it is up; throwing counts as "not yet"
 * @param child whose early death ends the wait
 * @throws when the child dies first, or after `timeoutMs`
 */
export async function untilReady(
  child: OwnedChild,
  ready: () => Promise<boolean>,
  timeoutMs: number,
): Promise<void> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    if (!child.alive)
      throw new Error(`${child.name} ended before it was ready. It said last:\n${child.said}`);
    if (await ready().catch(() => false)) return;
    if (Date.now() > until)
      throw new Error(`${child.name} is not ready after ${timeoutMs} ms. It said last:\n${child.said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
