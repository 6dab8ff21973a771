/** A lane of a search that is a process: see `search-worker.ts`. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SearchLane } from '#bench/search/search';
import type { SearchAnswer, SearchTask } from '#bench/search/search-run';
import { UserError } from '../exit-codes.ts';
import type { SearchedWords } from './search-words.ts';
import type { SearchQuestion, SearchReply } from './search-worker.ts';

interface Waiting {
  resolve(answer: SearchAnswer): void;
  reject(error: Error): void;
}

export class SearchProcess implements SearchLane {
  /** null = nothing was asked yet: what is kept already needs no process. */
  private child: ChildProcess | null = null;
  private readonly words: SearchedWords;
  private waiting: Waiting | null = null;
  private asked: SearchTask | null = null;
  private death: Error | null = null;

  constructor(words: SearchedWords) {
    this.words = words;
  }

  execute(task: SearchTask): Promise<SearchAnswer> {
    if (this.death !== null) return Promise.reject(this.death);
    this.asked = task;
    const child = this.child ?? this.begin();
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      const question: SearchQuestion = { words: this.words, task };
      child.send(question);
    });
  }

  close(): void {
    this.child?.removeAllListeners();
    this.child?.kill('SIGKILL');
  }

  private begin(): ChildProcess {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const file = fileURLToPath(new URL(`./search-worker.${extension}`, import.meta.url));
    // What it says on stdout would mix with the result.
    const child = fork(file, { stdio: ['ignore', 2, 2, 'ipc'], serialization: 'advanced' });
    child.on('message', (reply: SearchReply) => this.take(reply));
    child.on('error', (error) => this.die(error));
    child.on('exit', (code, signal) => this.die(this.endOf(code, signal)));
    this.child = child;
    return child;
  }

  private take(reply: SearchReply): void {
    const waiting = this.settle();
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else if (reply.blame === 'user') waiting?.reject(new UserError(reply.error));
    else waiting?.reject(new Error(`seed ${this.asked?.seed}: ${reply.error}`));
  }

  private die(error: Error): void {
    this.death ??= error;
    this.settle()?.reject(this.death);
  }

  private settle(): Waiting | null {
    const { waiting } = this;
    this.waiting = null;
    return waiting;
  }

  /** A part of the user's that never answers ends its process, and has said so there. */
  private endOf(code: number | null, signal: string | null): Error {
    const at = `at seed ${this.asked?.seed ?? 'none'}`;
    if (code === 2) return new UserError(`a process of the search has ended ${at}: see above`);
    if (code !== null) return new Error(`a process of the search ended ${at} with code ${code}`);
    return new UserError(
      `a process of the search was ended ${at} by ${signal}; where that was for want of memory, give fewer --workers. ` +
        'The same command goes on from what is done',
    );
  }
}
