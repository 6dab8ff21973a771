/**
 * One station of a node: so many workers, and a queue, first come first served.
 *
 * 1. A job that comes while a worker is free is begun at once, also outside the shifts: its work starts when they do.
 * 2. Jobs that were called off while they waited stay in the queue until their turn; who takes them looks.
 */
import { type Breakdowns, finishOf } from './open-time.ts';
import type { StationSettings } from './settings.ts';

/** Consumed entries are cut off the queue's front when there are so many, and they are half of it. */
const CUT_MIN = 64;

export interface StationState {
  readonly busy: number;
  readonly queue: readonly number[];
  readonly breakdown: readonly [no: number, downAt: number, upAt: number] | null;
}

export class Station {
  private readonly workers: number;
  private readonly shifts: StationSettings['shifts'];
  private readonly breakdowns: Breakdowns | null;
  private busy = 0;
  private queue: number[] = [];
  private head = 0;

  constructor(settings: StationSettings, breakdowns: Breakdowns | null) {
    this.workers = settings.workers;
    this.shifts = settings.shifts;
    this.breakdowns = breakdowns;
  }

  /** True: a worker was free and has it now. False: it waits. */
  admit(job: number): boolean {
    if (this.busy < this.workers) {
      this.busy += 1;
      return true;
    }
    this.queue.push(job);
    return false;
  }

  /** A worker is free again. */
  free(): void {
    this.busy -= 1;
  }

  /** A worker takes this job, which came from `next`. */
  occupy(): void {
    this.busy += 1;
  }

  /** The next job of the queue, taken out of it, if a worker is free; otherwise -1. */
  next(): number {
    if (this.busy >= this.workers || this.head === this.queue.length) return -1;
    const job = this.queue[this.head]!;
    this.head += 1;
    if (this.head >= CUT_MIN && 2 * this.head >= this.queue.length) {
      this.queue = this.queue.slice(this.head);
      this.head = 0;
    }
    return job;
  }

  /** When work begun now is done; Infinity when the shifts end before. */
  finishOf(now: number, workMs: number): number {
    return finishOf(this.shifts, this.breakdowns, now, workMs);
  }

  /** As `finishOf`, where not the station breaks down but what is worked with. */
  finishWith(breakdowns: Breakdowns | null, from: number, workMs: number): number {
    return finishOf(this.shifts, breakdowns, from, workMs);
  }

  save(): StationState {
    return {
      busy: this.busy,
      queue: this.queue.slice(this.head),
      breakdown: this.breakdowns?.save() ?? null,
    };
  }

  load(saved: StationState): void {
    this.busy = saved.busy;
    this.queue = saved.queue.slice();
    this.head = 0;
    if (saved.breakdown !== null) this.breakdowns?.load(saved.breakdown);
  }
}
