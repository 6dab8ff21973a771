/**
 * Runs replications of designs on several lanes (worker threads), each once: what is known from a store is not run again.
 *
 * 1. Results are answered in the order of replications, whoever ran them.
 * 2. A replication in which an invariant broke ends everything, with the command that shows it.
 * 3. Once told to stop, what runs is awaited and kept, and nothing new begins.
 */
import { assert } from '#sim/assert';
import type { DesignResult } from './design-result.ts';

export interface DesignTask {
  /** Number of the design. */
  readonly design: number;
  readonly replication: number;
}

/** One task at a time. */
export interface DesignLane {
  execute(task: DesignTask): Promise<DesignResult>;
}

/** Where results are kept. */
export interface ResultStore {
  known(task: DesignTask): DesignResult | undefined;
  keep(task: DesignTask, result: DesignResult): void;
}

export interface ReplicatorHooks {
  readonly onDone?: (done: number, of: number) => void;
  readonly shouldStop?: () => boolean;
}

/** An invariant did not hold. */
export class ReplicationBroken extends Error {
  override readonly name = 'ReplicationBroken';
  readonly task: DesignTask;
  readonly result: DesignResult;

  constructor(task: DesignTask, result: DesignResult) {
    super(`replication ${task.replication}, seed ${result.seed}: ${result.violation}`);
    this.task = task;
    this.result = result;
  }
}

export class Replicator {
  private readonly lanes: readonly DesignLane[];
  private readonly store: ResultStore;
  private readonly hooks: ReplicatorHooks;
  /** Taken from the store. */
  resumed = 0;

  constructor(lanes: readonly DesignLane[], store: ResultStore, hooks: ReplicatorHooks = {}) {
    assert(lanes.length > 0, 'replications need a lane to run on');
    this.lanes = lanes;
    this.store = store;
    this.hooks = hooks;
  }

  /**
   * Runs again what a store knows of replication 0, and compares: results of other code would be mixed with those of this one.
   * @returns whether it is the same; true where nothing is known
   */
  async stillHolds(designs: number): Promise<boolean> {
    for (let design = 0; design < designs; design++) {
      const task = { design, replication: 0 };
      const known = this.store.known(task);
      if (known === undefined) continue;
      const { digest } = await this.lanes[design % this.lanes.length]!.execute(task);
      if (digest !== known.digest) return false;
    }
    return true;
  }

  /** Results in the order of the tasks; undefined where it was stopped before. */
  async run(tasks: readonly DesignTask[]): Promise<readonly (DesignResult | undefined)[]> {
    const results: (DesignResult | undefined)[] = tasks.map((task) => this.store.known(task));
    this.resumed += results.filter((result) => result !== undefined).length;
    const open = tasks.flatMap((_, no) => (results[no] === undefined ? [no] : []));
    let done = tasks.length - open.length;
    let next = 0;
    let broken: unknown = null;
    const work = async (lane: DesignLane): Promise<void> => {
      while (next < open.length && broken === null && !this.hooks.shouldStop?.()) {
        const no = open[next++]!;
        const result = await lane.execute(tasks[no]!);
        if (result.violation !== null) throw new ReplicationBroken(tasks[no]!, result);
        this.store.keep(tasks[no]!, result);
        results[no] = result;
        done += 1;
        this.hooks.onDone?.(done, tasks.length);
      }
    };
    await Promise.all(
      this.lanes.map((lane) =>
        work(lane).catch((error: unknown) => {
          // Whoever was to stop may have ended the lane as well; what is wrong with the task comes again with it.
          if (error instanceof ReplicationBroken || !this.hooks.shouldStop?.()) broken ??= error;
        }),
      ),
    );
    if (broken !== null) throw broken;
    return results;
  }
}
