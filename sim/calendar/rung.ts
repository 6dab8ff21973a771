/**
 * A rung of the ladder: a stretch of time cut into buckets of equal width, each a FIFO list of slots.
 *
 * 1. The bucket index of a time never decreases with time (subtraction, multiplication by a positive number and
 *    rounding down are monotone in floating point), and is clamped into the rung. Nothing else is asked of it.
 * 2. Buckets are emptied in order, each as a whole; a bucket that has been emptied takes nothing any more.
 */
import { NEXT } from './record.ts';

const NONE = -1;

export interface RungSnapshot {
  readonly numbers: Float64Array;
  readonly lists: Int32Array;
}

export class Rung {
  /** Buckets in use. */
  buckets = 0;
  /** The bucket emptied last. */
  current = NONE;
  /** Events in buckets. */
  count = 0;
  /** Head and tail slot of each bucket. */
  lists = new Int32Array(0);
  private start = 0;
  private perUnit = 0;

  /** Cuts min..max into about so many buckets; false when that can't be done (all times equal, or too close). */
  open(min: number, max: number, buckets: number): boolean {
    const perUnit = buckets / (max - min);
    if (!(perUnit > 0 && perUnit < Infinity)) return false;
    this.start = min;
    this.perUnit = perUnit;
    this.buckets = buckets;
    this.current = NONE;
    this.count = 0;
    if (this.lists.length < 2 * buckets) {
      let length = 128;
      while (length < 2 * buckets) length *= 2;
      this.lists = new Int32Array(length).fill(NONE);
    } else this.lists.fill(NONE, 0, 2 * buckets);
    return true;
  }

  /** Takes the slot unless its bucket has been emptied. */
  offer(slot: number, time: number, ints: Int32Array): boolean {
    const x = (time - this.start) * this.perUnit;
    const bucket = x >= this.buckets ? this.buckets - 1 : x > 0 ? x | 0 : 0;
    if (bucket <= this.current) return false;
    const lists = this.lists;
    const at = 2 * bucket;
    ints[4 * slot + NEXT] = NONE;
    if (lists[at] === NONE) lists[at] = slot;
    else ints[4 * lists[at + 1]! + NEXT] = slot;
    lists[at + 1] = slot;
    this.count += 1;
    return true;
  }

  /** Head of the next bucket that holds anything, which is then empty; -1 when the rung is done. */
  nextBucket(): number {
    if (this.count === 0) return NONE;
    const lists = this.lists;
    let bucket = this.current + 1;
    while (lists[2 * bucket] === NONE) bucket += 1;
    this.current = bucket;
    const head = lists[2 * bucket]!;
    lists[2 * bucket] = NONE;
    return head;
  }

  save(): RungSnapshot {
    return {
      numbers: Float64Array.of(this.buckets, this.current, this.count, this.start, this.perUnit),
      lists: this.lists.slice(0, 2 * this.buckets),
    };
  }

  static of(saved: RungSnapshot): Rung {
    const rung = new Rung();
    rung.buckets = saved.numbers[0]!;
    rung.current = saved.numbers[1]!;
    rung.count = saved.numbers[2]!;
    rung.start = saved.numbers[3]!;
    rung.perUnit = saved.numbers[4]!;
    rung.lists = saved.lists.slice();
    return rung;
  }
}
