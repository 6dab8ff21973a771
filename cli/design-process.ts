/** A lane that is a process: see `design-worker.ts`. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DesignResult } from '#bench/comparison/design-result';
import type { DesignLane, DesignTask } from '#bench/comparison/replicator';
import type { DesignAnswer, DesignQuestion } from './design-worker.ts';
import { UserError } from './exit-codes.ts';

export class DesignProcess implements DesignLane {
  private readonly child: ChildProcess;
  private readonly questionOf: (task: DesignTask) => DesignQuestion;
  private waiting: { resolve(result: DesignResult): void; reject(error: Error): void } | null = null;
  private death: Error | null = null;

  constructor(questionOf: (task: DesignTask) => DesignQuestion) {
    this.questionOf = questionOf;
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const file = fileURLToPath(new URL(`./design-worker.${extension}`, import.meta.url));
    // What it says on stdout would mix with the result.
    this.child = fork(file, { stdio: ['ignore', 2, 2, 'ipc'], serialization: 'advanced' });
    this.child.on('message', (answer: DesignAnswer) => this.take(answer));
    this.child.on('error', (error) => this.die(error));
    this.child.on('exit', (code, signal) => this.die(endOf(code, signal)));
  }

  /** One at a time. Rejects when the process dies. */
  execute(task: DesignTask): Promise<DesignResult> {
    if (this.death !== null) return Promise.reject(this.death);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.child.send(this.questionOf(task));
    });
  }

  close(): void {
    this.child.removeAllListeners();
    this.child.kill('SIGKILL');
  }

  private take(answer: DesignAnswer): void {
    const waiting = this.settle();
    if ('result' in answer) waiting?.resolve(answer.result);
    else waiting?.reject(answer.blame === 'user' ? new UserError(answer.error) : new Error(answer.error));
  }

  private die(error: Error): void {
    this.death ??= error;
    this.settle()?.reject(this.death);
  }

  private settle(): { resolve(result: DesignResult): void; reject(error: Error): void } | null {
    const { waiting } = this;
    this.waiting = null;
    return waiting;
  }
}

/** A part of the user's that never answers ends its process, and has said so there; a signal comes from outside, or from a lack of memory. */
function endOf(code: number | null, signal: string | null): Error {
  if (code === 2) return new UserError('the process that ran a replication has ended: see above');
  if (code !== null) return new Error(`a process that ran replications ended with code ${code}`);
  return new UserError(
    `a process that ran replications was ended by ${signal}; where that was for want of memory, give fewer --workers. ` +
      'The same command goes on from what is done',
  );
}
