/**
 * Counts by bucket index over a window of bounded length that follows the highest index.
 *
 * 1. At most `bucketsMax` buckets are kept apart: the highest index seen and those next below it. What lies lower is
 *    counted in one number, `below`.
 * 2. The contents are a function of the multiset of indexes: the order of counting and merging does not show.
 * 3. No allocation once the range of indexes has been seen.
 *
 * Source: the collapsing store of Masson, Rim and Lee, "DDSketch", VLDB 12 (2019) 2195-2205.
 */
const LENGTH_MIN = 64;

export interface BucketWindowState {
  below: number;
  /** Index of the first count. */
  first: number;
  /** From the lowest bucket in use to the highest; empty when none is. */
  counts: number[];
}

export class BucketWindow {
  /** How much was counted below the window. */
  below = 0;
  private readonly bucketsMax: number;
  /** Never longer than `bucketsMax`: then no cell of it can be one to be collapsed. */
  private counts = new Float64Array(0);
  /** Index of the first cell. */
  private first = 0;

  /** @param bucketsMax whole number >= 1 */
  constructor(bucketsMax: number) {
    this.bucketsMax = bucketsMax;
  }

  /** Counts one more of `index`. */
  increment(index: number): void {
    const at = index - this.first;
    if (at >= 0 && at < this.counts.length) this.counts[at]! += 1;
    else this.addOutside(index, 1);
  }

  merge(other: BucketWindow): void {
    this.below += other.below;
    // From the top: so the window moves once.
    for (let at = other.counts.length - 1; at >= 0; at--) {
      const count = other.counts[at]!;
      if (count > 0) this.add(other.first + at, count);
    }
  }

  /** Calls back for each bucket in use, by rising index, until it is told `true`. */
  findRising(found: (index: number, count: number) => boolean): void {
    for (let at = 0; at < this.counts.length; at++) {
      const count = this.counts[at]!;
      if (count > 0 && found(this.first + at, count)) return;
    }
  }

  /** As `findRising`, by falling index. */
  findFalling(found: (index: number, count: number) => boolean): void {
    for (let at = this.counts.length - 1; at >= 0; at--) {
      const count = this.counts[at]!;
      if (count > 0 && found(this.first + at, count)) return;
    }
  }

  reset(): void {
    this.below = 0;
    this.counts = new Float64Array(0);
  }

  save(): BucketWindowState {
    const { lowest, highest } = this.range();
    if (highest < lowest) return { below: this.below, first: 0, counts: [] };
    const counts = Array.from(this.counts.subarray(lowest - this.first, highest + 1 - this.first));
    return { below: this.below, first: lowest, counts };
  }

  load(state: BucketWindowState): void {
    this.below = state.below;
    this.first = state.first;
    this.counts = Float64Array.from(state.counts);
  }

  private add(index: number, count: number): void {
    const at = index - this.first;
    if (at >= 0 && at < this.counts.length) this.counts[at]! += count;
    else this.addOutside(index, count);
  }

  /** `index` has no cell: it is below the window, or the window must grow or move. */
  private addOutside(index: number, count: number): void {
    const length = this.counts.length;
    // The usual case of a window that is full: what is low stays low.
    if (index < this.first && length === this.bucketsMax && this.counts[length - 1]! > 0) {
      this.below += count;
      return;
    }
    const { lowest, highest } = this.range();
    const top = highest < lowest || index > highest ? index : highest;
    const limit = top - this.bucketsMax + 1;
    const bottom = highest < lowest || index < lowest ? index : lowest;
    this.moveTo(bottom > limit ? bottom : limit, top);
    if (index < limit) this.below += count;
    else this.counts[index - this.first]! += count;
  }

  /** Makes cells for the indexes from `bottom` to `top` and room to grow; what is below `bottom` is collapsed. */
  private moveTo(bottom: number, top: number): void {
    const needed = top - bottom + 1;
    const length = Math.min(this.bucketsMax, Math.max(LENGTH_MIN, 2 * needed));
    const first = bottom - ((length - needed) >> 1);
    const counts = new Float64Array(length);
    for (let at = 0; at < this.counts.length; at++) {
      const count = this.counts[at]!;
      if (count === 0) continue;
      const to = this.first + at - first;
      if (to < 0) this.below += count;
      else counts[to] = count;
    }
    this.counts = counts;
    this.first = first;
  }

  /** Lowest and highest index in use; highest < lowest when there is none. */
  private range(): { lowest: number; highest: number } {
    let from = 0;
    let to = this.counts.length - 1;
    while (from <= to && this.counts[from] === 0) from += 1;
    while (to >= from && this.counts[to] === 0) to -= 1;
    return { lowest: this.first + from, highest: this.first + to };
  }
}
