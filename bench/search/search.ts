/**
 * Runs the runs of a search over lanes, keeps each, and puts together what they show.
 *
 * 1. What a run comes to depends on its number alone: not on the lane, nor on how many there are, nor on what was kept before.
 * 2. Twice: each run a second time on another lane than the first; where the digests differ, that is the finding `deterministic`.
 * 3. Nothing new begins once it is to stop; what runs is waited for, and kept.
 */
import type { SearchAnswer, SearchRun, SearchTask } from './search-run.ts';

export interface SearchLane {
  /** One at a time. Rejects where it can't go on. */
  execute(task: SearchTask): Promise<SearchAnswer>;
}

/** What is done already, from an earlier time of the same search. */
export interface SearchStore {
  get(n: number): SearchRun | undefined;
  /** A first run of a number. */
  put(n: number, answer: SearchAnswer): void;
  /** Digest of a run with one kind less. */
  getWithout(n: number, kind: string): string | undefined;
  putWithout(n: number, kind: string, digest: string): void;
}

export interface SearchPlan {
  /** Seed of run 0; the others follow. */
  readonly seed: number;
  /** How many; Infinity = until it is to stop. */
  readonly runs: number;
  readonly twice: boolean;
  readonly onDone?: (done: number) => void;
  readonly shouldStop?: () => boolean;
}

export interface Searched {
  /** In the order of their numbers; where it was stopped there may be fewer than asked for. */
  readonly runs: readonly SearchRun[];
  /** Whether all that were asked for are there. */
  readonly complete: boolean;
  /** Of the runs of this time: wall time on all lanes, and their events. */
  readonly laneMs: number;
  readonly laneEvents: number;
}

/** A second run waits for another lane than its first. */
interface Second {
  readonly task: SearchTask;
  readonly lane: number;
  readonly first: SearchAnswer;
}

/** @throws where `twice` has one lane only, and what a lane throws */
export async function search(
  lanes: readonly SearchLane[],
  store: SearchStore,
  plan: SearchPlan,
): Promise<Searched> {
  if (plan.twice && lanes.length < 2) throw new Error('to run twice, two lanes are needed');
  const work = new Work(store, plan);
  await Promise.all(lanes.map((lane, no) => work.drain(lane, no)));
  return work.result();
}

class Work {
  private readonly store: SearchStore;
  private readonly plan: SearchPlan;
  private readonly runs = new Map<number, SearchRun>();
  private readonly seconds: Second[] = [];
  /** Lanes that wait for a second run which only they may do. */
  private readonly sleeping: (() => void)[] = [];
  private next = 0;
  private firstsOpen = 0;
  private failed = false;
  private laneMs = 0;
  private laneEvents = 0;

  constructor(store: SearchStore, plan: SearchPlan) {
    this.store = store;
    this.plan = plan;
  }

  async drain(lane: SearchLane, no: number): Promise<void> {
    try {
      while (!this.failed) {
        const second = this.takeSecond(no);
        if (second !== null) await this.runSecond(lane, second);
        else {
          const task = this.takeFirst();
          if (task !== null) await this.runFirst(lane, no, task);
          else if (this.firstsOpen === 0) break;
          else await this.sleep();
        }
      }
    } catch (error) {
      this.failed = true;
      throw error;
    } finally {
      this.wake();
    }
  }

  result(): Searched {
    const runs = [...this.runs].sort(([x], [y]) => x - y).map(([, run]) => run);
    return {
      runs,
      complete: runs.length >= this.plan.runs,
      laneMs: this.laneMs,
      laneEvents: this.laneEvents,
    };
  }

  /** The next that is not kept yet; null = none, or it is to stop. */
  private takeFirst(): SearchTask | null {
    while (this.next < this.plan.runs && !this.plan.shouldStop?.()) {
      const n = this.next++;
      const known = this.store.get(n);
      if (known === undefined) return { n, seed: this.plan.seed + n, without: null };
      this.done(n, known);
    }
    return null;
  }

  private takeSecond(lane: number): Second | null {
    const at = this.seconds.findIndex((second) => second.lane !== lane);
    return at < 0 ? null : this.seconds.splice(at, 1)[0]!;
  }

  private async runFirst(lane: SearchLane, no: number, task: SearchTask): Promise<void> {
    this.firstsOpen += 1;
    try {
      const answer = await this.execute(lane, task);
      if (this.plan.twice) this.seconds.push({ task, lane: no, first: answer });
      else this.keep(task.n, answer);
    } finally {
      this.firstsOpen -= 1;
      this.wake();
    }
  }

  private async runSecond(lane: SearchLane, { task, first }: Second): Promise<void> {
    const second = await this.execute(lane, task);
    const { run } = first;
    const same = run.digest === second.run.digest;
    this.keep(task.n, same ? first : { ...first, run: { ...run, finding: differing(run, second.run) } });
  }

  private async execute(lane: SearchLane, task: SearchTask): Promise<SearchAnswer> {
    const answer = await lane.execute(task);
    this.laneMs += answer.tookMs;
    this.laneEvents += answer.run.events;
    return answer;
  }

  private keep(n: number, answer: SearchAnswer): void {
    this.store.put(n, answer);
    this.done(n, answer.run);
  }

  private done(n: number, run: SearchRun): void {
    this.runs.set(n, run);
    this.plan.onDone?.(this.runs.size);
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => this.sleeping.push(resolve));
  }

  private wake(): void {
    for (const resume of this.sleeping.splice(0)) resume();
  }
}

function differing(first: SearchRun, second: SearchRun): NonNullable<SearchRun['finding']> {
  const of = ({ digest, events }: SearchRun): string => `${digest} after ${events} events`;
  return {
    invariant: 'deterministic',
    place: 'two processes',
    at: 0,
    event: 0,
    message: `one process came to ${of(first)}, another to ${of(second)}`,
    subject: `seed ${first.seed}`,
  };
}
