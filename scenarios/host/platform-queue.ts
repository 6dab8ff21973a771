/**
 * Who may step when: workers, and one step at a time for each actor.
 *
 * 1. At most `workers` steps are under way (0 = no limit).
 * 2. Inputs of one actor are stepped in the order in which they arrived; an actor whose step has not committed
 *    holds back its own inputs only.
 * 3. A job is the queue's own: it is used again for another input once its step has committed.
 * 4. A snapshot is plain data and shares no job with the queue.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import { assert } from '#sim/assert';
import type { EventHandle } from '#sim/kernel';
import { AddressMap } from './address-map.ts';

export interface Job {
  type: number;
  key: number;
  message: Envelope;
  arrivedAt: number;
  /** Which step of the run it is, from 1; 0 = it has not begun. Those lost in a crash begin again in this order. */
  begun: number;
  /** Of a job under way: when its step commits, and the event that does it. */
  commitAt: number;
  commit: EventHandle;
  /** Of an actor's first job: those that wait for it. */
  behind: Job[];
}

/** As `Job`, without those behind it. */
export type SavedJob = Omit<Job, 'behind'>;

export interface PlatformQueueSnapshot {
  readonly begun: number;
  /** Addresses of the actors whose first job waits for a worker, in their order. */
  readonly ready: readonly (readonly [type: number, key: number])[];
  /** The jobs of each actor, the first one first. */
  readonly jobs: readonly (readonly SavedJob[])[];
}

/** Shared by all jobs that nothing waits behind; nothing is put into it. */
const NONE: Job[] = [];
/** More than are ever under way at once, in a run that keeps up. */
const SPARE_MAX = 256;

export class PlatformQueue {
  private readonly workers: number;
  private underWay = 0;
  /** Steps begun so far. */
  private begun = 0;
  /** From `head` to `tail`; what lies outside is left over, so that the list is never made anew while it is kept up with. */
  private ready: Job[] = [];
  private head = 0;
  private tail = 0;
  /** Actors with a job -> the first, which waits for a worker or is under way. */
  private readonly first = new AddressMap<Job>();
  /** Jobs behind another of their actor. */
  private waiting = 0;
  private readonly spare: Job[] = [];

  constructor(workers: number) {
    this.workers = workers;
  }

  /** Jobs that wait for a worker or for their actor. */
  get depth(): number {
    return this.tail - this.head + this.waiting;
  }

  /** Nothing waits and nothing is under way. */
  get idle(): boolean {
    return this.first.size === 0;
  }

  add(type: number, key: number, message: Envelope, now: number): void {
    const job = this.make(type, key, message, now);
    const first = this.first.get(type, key);
    if (first === undefined) {
      this.first.set(type, key, job);
      this.makeReady(job);
      return;
    }
    this.waiting += 1;
    if (first.behind === NONE) first.behind = [job];
    else first.behind.push(job);
  }

  /** Next job that may start now, or null. The caller must `done` it. */
  take(): Job | null {
    if (this.head === this.tail || (this.workers > 0 && this.underWay >= this.workers)) return null;
    const job = this.ready[this.head]!;
    this.head += 1;
    if (this.head === this.tail) this.head = this.tail = 0;
    else if (this.head > 1024 && this.head * 2 > this.tail)
      this.refill(this.ready.slice(this.head, this.tail));
    this.underWay += 1;
    this.begun += 1;
    job.begun = this.begun;
    return job;
  }

  /** The job of an actor whose step is under way. */
  of(type: number, key: number): Job {
    const job = this.first.get(type, key);
    if (job === undefined || job.begun === 0) assert(false, `no step of actor ${type}/${key} is under way`);
    return job;
  }

  /** The actor's step has committed. The job is not the caller's any more. */
  done(job: Job): void {
    const { type, key, behind } = job;
    this.underWay -= 1;
    const next = behind.length === 0 ? undefined : behind.shift();
    if (next === undefined) this.first.delete(type, key);
    else {
      this.waiting -= 1;
      if (behind.length > 0) next.behind = behind;
      this.first.set(type, key, next);
      this.makeReady(next);
    }
    job.behind = NONE;
    if (this.spare.length < SPARE_MAX) this.spare.push(job);
  }

  /** What is under way, in the order in which it began. */
  lost(): Job[] {
    return [...this.first.values()].filter(({ begun }) => begun > 0).sort((a, b) => a.begun - b.begun);
  }

  /** The job was lost in a crash: it goes first again. */
  again(job: Job): void {
    this.underWay -= 1;
    job.begun = 0;
    this.refill([job, ...this.ready.slice(this.head, this.tail)]);
  }

  /** Takes out the waiting inputs of a timer of one actor; of all its timers: -1. */
  withdrawTimer(type: number, key: number, timer: number): void {
    if (this.waiting === 0) return;
    const first = this.first.get(type, key);
    if (first === undefined || first.behind.length === 0) return;
    const { behind } = first;
    const kept = behind.filter(
      ({ message: { kind, a } }) => !(kind === 'timer' && (timer < 0 || a === timer)),
    );
    this.waiting -= behind.length - kept.length;
    first.behind = kept.length === 0 ? NONE : kept;
  }

  save(): PlatformQueueSnapshot {
    return {
      begun: this.begun,
      ready: this.ready.slice(this.head, this.tail).map(({ type, key }) => [type, key] as const),
      jobs: [...this.first.values()].map((job) => [saved(job), ...job.behind.map(saved)]),
    };
  }

  load(from: PlatformQueueSnapshot): void {
    this.begun = from.begun;
    this.underWay = 0;
    this.waiting = 0;
    this.first.clear();
    for (const jobs of from.jobs) {
      const [first, ...behind] = jobs.map((job): Job => ({ ...job, behind: NONE }));
      if (behind.length > 0) first!.behind = behind;
      if (first!.begun > 0) this.underWay += 1;
      this.waiting += behind.length;
      this.first.set(first!.type, first!.key, first!);
    }
    this.refill(from.ready.map(([type, key]) => this.first.get(type, key)!));
  }

  private makeReady(job: Job): void {
    this.ready[this.tail] = job;
    this.tail += 1;
  }

  private refill(ready: Job[]): void {
    this.ready = ready;
    this.head = 0;
    this.tail = ready.length;
  }

  private make(type: number, key: number, message: Envelope, arrivedAt: number): Job {
    const job = this.spare.pop();
    if (job === undefined) {
      // Doubles from the first: else each write of one makes an object.
      const fresh = { type, key, message, arrivedAt: Number.NaN, begun: 0, commitAt: Number.NaN };
      const made: Job = { ...fresh, commit: Number.NaN, behind: NONE };
      made.arrivedAt = arrivedAt;
      return made;
    }
    job.type = type;
    job.key = key;
    job.message = message;
    job.arrivedAt = arrivedAt;
    job.begun = 0;
    return job;
  }
}

function saved({ behind: _, ...job }: Job): SavedJob {
  return job;
}
