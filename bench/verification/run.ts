/**
 * Runs jobs to their end over some lanes, each of which simulates one replication at a time.
 *
 * The results do not depend on the lanes: see `sequence.ts`. The order of work does: what seems to have most work before it
 * goes first, so that no lane is left alone with a long case at the end.
 */
import type { Job } from './job.ts';
import { type Reply, replicate, type Task, taskOf } from './replication.ts';
import { Sequence } from './sequence.ts';

/** Where a replication runs: a worker, or this thread. */
export interface Lane {
  execute(task: Task): Promise<Reply>;
}

/** Told of each job that has come to its end. */
export type Progress = (done: Sequence, finished: number, jobs: number) => void;

/** One sequence a job, all done, in the order of the jobs. */
export async function runJobs(
  jobs: readonly Job[],
  lanes: readonly Lane[],
  progress: Progress = () => {},
): Promise<readonly Sequence[]> {
  const sequences = jobs.map((job) => new Sequence(job));
  const crew = new Crew(sequences, progress);
  await Promise.all(lanes.map((lane) => crew.work(lane)));
  return sequences;
}

/** This thread. */
export const inline: Lane = { execute: async (task) => replicate(task) };

class Crew {
  private readonly sequences: readonly Sequence[];
  private readonly progress: Progress;
  private finished = 0;
  /** Lanes that have nothing to do until a round is decided. */
  private readonly idle: (() => void)[] = [];

  constructor(sequences: readonly Sequence[], progress: Progress) {
    this.sequences = sequences;
    this.progress = progress;
  }

  async work(lane: Lane): Promise<void> {
    while (true) {
      const sequence = this.longest();
      if (sequence !== null) await this.replicateOne(sequence, lane);
      else if (this.sequences.every(({ done }) => done)) return;
      else await new Promise<void>((resume) => this.idle.push(resume));
    }
  }

  private async replicateOne(sequence: Sequence, lane: Lane): Promise<void> {
    const number = sequence.start();
    const reply = await lane.execute(taskOf(sequence.job, number));
    const ended = sequence.done;
    if (reply.kind === 'fault') sequence.fault ??= reply.message;
    else sequence.take(number, reply.observations, reply.seconds);
    if (sequence.done && !ended) {
      this.finished += 1;
      this.progress(sequence, this.finished, this.sequences.length);
    }
    for (const resume of this.idle.splice(0)) resume();
  }

  /** What can be worked on now and has most work before it. */
  private longest(): Sequence | null {
    let best: Sequence | null = null;
    let most = -Infinity;
    for (const sequence of this.sequences) {
      if (!sequence.ready) continue;
      const left = sequence.secondsLeft();
      if (left > most) {
        best = sequence;
        most = left;
      }
    }
    return best;
  }
}
