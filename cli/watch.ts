/**
 * `dray run --watch`: runs again whenever a file that the last run has read changes: scenario, overlays, data, models, own parts and what
 * they import.
 *
 * 1. Each run is a process of its own, with the words as typed. One that still goes on when something changes is stopped first.
 * 2. No change is missed: versions are compared with those that the run has read, and events only say when to look.
 * 3. Ctrl-C ends it, with the exit code of an interrupted command. stdout is that of the runs.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { FileBell } from './file-bell.ts';
import { versionOf } from './read-files.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/** An editor writes a file in several steps: they are one change. */
const SETTLE_MS = 80;
const NAMED_MAX = 5;

/** By absolute path. */
type Versions = Map<string, string>;

/** @param words of `dray run`, without --watch */
export async function watchRuns(words: readonly string[]): Promise<ExitCode> {
  const signals = stopOnSignals();
  const bell = new FileBell();
  let known: Versions = new Map();
  try {
    for (;;) {
      const run = new WatchedRun(words, known, bell.ring);
      const changed = await changeOf(run, bell, signals.asked);
      run.stop();
      const code = await run.ended;
      if (signals.asked()) return EXIT.interrupted;
      if (changed === null) return code;
      say(`changed: ${namesOf(changed)}; running again`);
      known = new Map([...run.files.keys()].map((file) => [file, versionOf(file)]));
    }
  } finally {
    bell.close();
    signals.release();
  }
}

/** Files that changed since the run has read them; null = there is nothing more to wait for. */
async function changeOf(
  run: WatchedRun,
  bell: FileBell,
  isAsked: () => boolean,
): Promise<readonly string[] | null> {
  let isWaiting = false;
  for (;;) {
    const rung = bell.next([...run.files.keys()]);
    if (isAsked()) return null;
    if (run.changed().length > 0) {
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      return run.changed();
    }
    if (run.isOver && !isWaiting) {
      if (run.files.size === 0) {
        say('--watch: nothing to wait for: what was run reads no file of yours');
        return null;
      }
      say(`waiting for a change of ${namesOf([...run.files.keys()])}; Ctrl-C ends`);
      isWaiting = true;
    }
    await rung;
  }
}

class WatchedRun {
  /** Those that it has read, as they were then; until it has, those of the run before. */
  readonly files: Versions;
  readonly ended: Promise<ExitCode>;
  isOver = false;
  private readonly child: ChildProcess;

  constructor(words: readonly string[], known: Versions, onNews: () => void) {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const file = fileURLToPath(new URL(`./watched-run.${extension}`, import.meta.url));
    this.files = new Map(known);
    this.child = fork(file, words, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const ended = Promise.withResolvers<ExitCode>();
    this.ended = ended.promise;
    const over = (code: number | null): void => {
      this.isOver = true;
      ended.resolve((code ?? EXIT.internal) as ExitCode);
      onNews();
    };
    const read = new Set<string>();
    this.child.on('message', (message) => {
      const [path, version] = message as readonly [string, string];
      // The first time counts: what it read then is what it ran.
      if (!read.has(path)) this.files.set(path, version);
      read.add(path);
      onNews();
    });
    this.child.on('error', () => over(null));
    this.child.on('close', over);
  }

  changed(): readonly string[] {
    return [...this.files].flatMap(([file, version]) => (versionOf(file) === version ? [] : [file]));
  }

  /** As Ctrl-C does: what it has recorded is closed. */
  stop(): void {
    if (!this.isOver) this.child.kill('SIGINT');
  }
}

function namesOf(files: readonly string[]): string {
  const names = files.map((file) => relative('', file));
  const more = names.length - NAMED_MAX;
  return `${names.slice(0, NAMED_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
