/**
 * An empty folder in which a tutorial is followed: its files are saved, and its commands typed in a shell, with the packed package.
 *
 * 1. `npm install ... dray ...` is the one command that is not typed: the packed package is installed in its place, and packages that it names
 *    besides are linked, since tests have no network.
 * 2. What a command prints on stderr (progress) is no part of what the page shows.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installPacked, userEnvironment } from './packed-package.ts';
import type { TutorialStep } from './tutorial-steps.ts';

const INSTALL = /^npm install (.+)$/;

export interface Followed {
  readonly status: number | null;
  readonly printed: string;
  readonly complained: string;
}

export class TutorialDesk {
  readonly path = mkdtempSync(join(tmpdir(), 'dray-tutorial-'));

  /** Never throws for a command that fails. */
  follow(step: TutorialStep): Followed {
    if (step.kind === 'commands') return this.#typed(step.script);
    const path = join(this.path, step.name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, step.text);
    return { status: 0, printed: '', complained: '' };
  }

  clear(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  #typed(script: string): Followed {
    const left = script.split('\n').filter((line) => {
      const words = INSTALL.exec(line)?.[1]?.split(' ');
      if (words === undefined) return true;
      installPacked(
        this.path,
        words.filter((word) => !word.startsWith('-') && word !== 'dray'),
      );
      return false;
    });
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', left.join('\n')], {
      cwd: this.path,
      encoding: 'utf8',
      env: userEnvironment(),
      maxBuffer: 1 << 26,
    });
    return { status, printed: stdout, complained: stderr };
  }
}
