/** A lane that is a worker thread. */
import { Worker } from 'node:worker_threads';
import { assert } from '#sim/assert';
import type { Reply, Task } from './replication.ts';
import type { Lane } from './run.ts';

export class WorkerLane implements Lane {
  private readonly worker = new Worker(new URL('./worker.ts', import.meta.url));
  private waiting: { resolve(reply: Reply): void; reject(error: Error): void } | null = null;
  /** What the worker died of. */
  private death: Error | null = null;

  constructor() {
    this.worker.on('message', (reply: Reply) => this.settle()?.resolve(reply));
    this.worker.on('error', (error) => this.die(error as Error));
    this.worker.on('exit', (code) => this.die(new Error(`a worker ended with code ${code}`)));
  }

  /** One at a time. Rejects when the worker dies: a fault of a model is a reply. */
  execute(task: Task): Promise<Reply> {
    assert(this.waiting === null, 'a worker is given a replication while it has one');
    if (this.death !== null) return Promise.reject(this.death);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.worker.postMessage(task);
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private die(error: Error): void {
    this.death ??= error;
    this.settle()?.reject(this.death);
  }

  private settle(): { resolve(reply: Reply): void; reject(error: Error): void } | null {
    const { waiting } = this;
    this.waiting = null;
    return waiting;
  }
}

/** Opens this many workers, and closes them whatever `work` comes to. */
export async function withWorkers<T>(
  count: number,
  work: (lanes: readonly Lane[]) => Promise<T>,
): Promise<T> {
  const lanes = Array.from({ length: count }, () => new WorkerLane());
  try {
    return await work(lanes);
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
  }
}
