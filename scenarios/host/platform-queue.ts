/**
 * Who may step when: workers, and one step at a time for each actor.
 *
 * 1. At most `workers` steps are under way (0 = no limit).
 * 2. Inputs of one actor are stepped in the order in which they arrived; an actor whose step has not committed
 *    holds back its own inputs only.
 * 3. Plain data: the queue is part of a snapshot.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import { AddressMap } from './address-map.ts';

export interface Job {
  readonly type: number;
  readonly key: number;
  readonly message: Envelope;
  readonly arrivedAt: number;
}

export interface PlatformQueueSnapshot {
  readonly underWay: number;
  readonly ready: readonly Job[];
  readonly held: readonly (readonly [type: number, key: number, jobs: readonly Job[]])[];
}

const NONE: Job[] = [];

export class PlatformQueue {
  private readonly workers: number;
  private underWay = 0;
  private ready: Job[] = [];
  private head = 0;
  /** Actors with a job ready or under way -> their further jobs. */
  private readonly held = new AddressMap<Job[]>();

  constructor(workers: number) {
    this.workers = workers;
  }

  /** Jobs that wait for a worker or for their actor. */
  get depth(): number {
    let depth = this.ready.length - this.head;
    for (const jobs of this.held.values()) depth += jobs.length;
    return depth;
  }

  /** Nothing waits and nothing is under way. */
  get idle(): boolean {
    return this.held.size === 0;
  }

  add(job: Job): void {
    const { type, key } = job;
    const held = this.held.get(type, key);
    if (held === undefined) {
      this.held.set(type, key, NONE);
      this.ready.push(job);
    } else if (held === NONE) this.held.set(type, key, [job]);
    else held.push(job);
  }

  /** Next job that may start now, or null. The caller must `done` it. */
  take(): Job | null {
    if (this.head === this.ready.length || (this.workers > 0 && this.underWay >= this.workers)) return null;
    const job = this.ready[this.head]!;
    this.head += 1;
    if (this.head > 1024 && this.head * 2 > this.ready.length) {
      this.ready = this.ready.slice(this.head);
      this.head = 0;
    }
    this.underWay += 1;
    return job;
  }

  /** The actor's step has committed. */
  done(type: number, key: number): void {
    this.underWay -= 1;
    const held = this.held.get(type, key) ?? NONE;
    const next = held.length === 0 ? undefined : held.shift();
    if (next === undefined) this.held.delete(type, key);
    else this.ready.push(next);
  }

  /** The job was lost in a crash: it goes first again. */
  again(job: Job): void {
    this.underWay -= 1;
    this.ready = [job, ...this.ready.slice(this.head)];
    this.head = 0;
  }

  /** Takes out waiting jobs of one actor that `match`. */
  withdraw(type: number, key: number, match: (job: Job) => boolean): void {
    const held = this.held.get(type, key);
    if (held === undefined || held.length === 0) return;
    const kept = held.filter((job) => !match(job));
    this.held.set(type, key, kept.length === 0 ? NONE : kept);
  }

  save(): PlatformQueueSnapshot {
    return {
      underWay: this.underWay,
      ready: this.ready.slice(this.head),
      held: [...this.held.entries()].map(([type, key, jobs]) => [type, key, [...jobs]] as const),
    };
  }

  load(saved: PlatformQueueSnapshot): void {
    this.underWay = saved.underWay;
    this.ready = [...saved.ready];
    this.head = 0;
    this.held.clear();
    for (const [type, key, jobs] of saved.held)
      this.held.set(type, key, jobs.length === 0 ? NONE : [...jobs]);
  }
}
