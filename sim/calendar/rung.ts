/**
 * A rung of the ladder: a stretch of time cut into buckets of equal width, each a list of slots, the last first:
 * prepending touches no other event's memory.
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
  /** The slot that came last into each bucket. */
  lists = new Int32Array(0);
  /** The last bucket whose list `warm` has followed. */
  private warmed = NONE;
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
    this.warmed = NONE;
    if (this.lists.length < buckets) {
      let length = 64;
      while (length < buckets) length *= 2;
      this.lists = new Int32Array(length).fill(NONE);
    } else this.lists.fill(NONE, 0, buckets);
    return true;
  }

  /**
   * Follows the lists of the next few buckets side by side, for the sake of the cache: each step of one list is a
   * memory access that has to wait for the one before, and four lists wait at the same time. Changes nothing.
   */
  warm(ints: Int32Array): void {
    if (this.current < this.warmed) return;
    const lists = this.lists;
    const first = this.current + 1;
    let a = first < this.buckets ? lists[first]! : NONE;
    let b = first + 1 < this.buckets ? lists[first + 1]! : NONE;
    let c = first + 2 < this.buckets ? lists[first + 2]! : NONE;
    let d = first + 3 < this.buckets ? lists[first + 3]! : NONE;
    this.warmed = first + 3;
    while ((a & b & c & d) !== NONE) {
      if (a !== NONE) a = ints[4 * a + NEXT]!;
      if (b !== NONE) b = ints[4 * b + NEXT]!;
      if (c !== NONE) c = ints[4 * c + NEXT]!;
      if (d !== NONE) d = ints[4 * d + NEXT]!;
    }
  }

  /** The last bucket has been emptied. */
  get usedUp(): boolean {
    return this.current >= this.buckets - 1;
  }

  /** Takes the slot unless its bucket has been emptied. */
  offer(slot: number, time: number, ints: Int32Array): boolean {
    const x = (time - this.start) * this.perUnit;
    const bucket = x >= this.buckets ? this.buckets - 1 : x > 0 ? x | 0 : 0;
    if (bucket <= this.current) return false;
    ints[4 * slot + NEXT] = this.lists[bucket]!;
    this.lists[bucket] = slot;
    return true;
  }

  /** The last-come slot of the next bucket that holds anything, which is then empty; -1 when the rung is done. */
  nextBucket(): number {
    const { lists, buckets } = this;
    let bucket = this.current + 1;
    while (bucket < buckets && lists[bucket] === NONE) bucket += 1;
    this.current = bucket;
    if (bucket === buckets) return NONE;
    const head = lists[bucket]!;
    lists[bucket] = NONE;
    return head;
  }

  save(): RungSnapshot {
    return {
      numbers: Float64Array.of(this.buckets, this.current, this.start, this.perUnit),
      lists: this.lists.slice(0, this.buckets),
    };
  }

  load(saved: RungSnapshot): void {
    this.buckets = saved.numbers[0]!;
    this.current = saved.numbers[1]!;
    this.start = saved.numbers[2]!;
    this.perUnit = saved.numbers[3]!;
    this.warmed = NONE;
    if (this.lists.length < this.buckets) this.lists = saved.lists.slice();
    else this.lists.set(saved.lists);
  }
}
