/** A lane that is a process: see `design-worker.ts`. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DesignResult } from '#bench/comparison/design-result';
import type { LoggedPair } from '#bench/comparison/off-policy-of-pairs';
import type { DesignLane, DesignTask } from '#bench/comparison/replicator';
import type { SampledDecision } from '#reports/counterfactual/sample-report';
import { UserError } from '../exit-codes.ts';
import type { DesignAnswer, DesignQuestion, LogQuestion, SampleQuestion } from './design-worker.ts';

type Answered = Exclude<DesignAnswer, { readonly error: string }>;

interface Waiting {
  resolve(answer: Answered): void;
  reject(error: Error): void;
}

export class DesignProcess implements DesignLane {
  private readonly child: ChildProcess;
  private readonly questionOf: (task: DesignTask) => DesignQuestion;
  private waiting: Waiting | null = null;
  private death: Error | null = null;

  constructor(questionOf: (task: DesignTask) => DesignQuestion) {
    this.questionOf = questionOf;
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const file = fileURLToPath(new URL(`./design-worker.${extension}`, import.meta.url));
    // What it says on stdout would mix with the result.
    // In a group of its own: a Ctrl-C in a terminal reaches the parent alone, and no process that is yet starting, nor a model's in it.
    this.child = fork(file, { stdio: ['ignore', 2, 2, 'ipc'], serialization: 'advanced', detached: true });
    this.child.on('message', (answer: DesignAnswer) => this.take(answer));
    this.child.on('error', (error) => this.die(error));
    this.child.on('exit', (code, signal) => this.die(endOf(code, signal)));
  }

  /** One at a time. Rejects when the process dies. */
  async execute(task: DesignTask): Promise<DesignResult> {
    const answer = await this.ask(this.questionOf(task));
    if ('result' in answer) return answer.result;
    throw new Error('a replication was answered by something else');
  }

  /** As `execute`: a decision in a replication of one design that the other would make otherwise; null = none was found. */
  async sampled(question: SampleQuestion): Promise<SampledDecision | null> {
    const answer = await this.ask(question);
    if ('sampled' in answer) return answer.sampled;
    throw new Error('a sample was answered by something else');
  }

  /** As `execute`: the log of a design that explores, and the decisions of another on the same seed. */
  async logged(question: LogQuestion): Promise<LoggedPair> {
    const answer = await this.ask(question);
    if ('logged' in answer) return answer.logged;
    throw new Error('a log was answered by something else');
  }

  private ask(question: DesignQuestion | SampleQuestion | LogQuestion): Promise<Answered> {
    if (this.death !== null) return Promise.reject(this.death);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.child.send(question);
    });
  }

  close(): void {
    this.child.removeAllListeners();
    this.child.kill('SIGKILL');
  }

  private take(answer: DesignAnswer): void {
    const waiting = this.settle();
    if (!('error' in answer)) waiting?.resolve(answer);
    else waiting?.reject(answer.blame === 'user' ? new UserError(answer.error) : new Error(answer.error));
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
