/**
 * A column of observations in their order: a million waiting times at 8 bytes each.
 *
 * 1. `push` is O(1) amortised; memory is at most twice what is used, and some more while it grows.
 * 2. What was given out by `values` never changes: values are only appended, and growing and `reset` take new memory.
 * 3. A NaN or an infinity is refused at once.
 */
import { AssertionError } from '../assert.ts';
import type { Component } from '../kernel.ts';

const LENGTH_MIN = 64;

export class Series implements Component {
  /** For messages. */
  readonly name: string;
  private column = new Float64Array(0);
  private used = 0;

  constructor(name: string) {
    this.name = name;
  }

  push(value: number): void {
    // False for NaN and the infinities alike.
    if (!(value - value === 0))
      throw new AssertionError(`series "${this.name}": observation ${this.used} is ${value}`);
    if (this.used === this.column.length) this.grow();
    this.column[this.used] = value;
    this.used += 1;
  }

  get length(): number {
    return this.used;
  }

  /** All observations so far, as a view: no copy, not to be written to. Later ones are not in it. */
  get values(): Float64Array {
    return this.column.subarray(0, this.used);
  }

  /** Forgets all observations: at the end of a warm-up. */
  reset(): void {
    this.column = new Float64Array(0);
    this.used = 0;
  }

  /** A copy. Cost O(length): a snapshot of the run holds every observation. */
  save(): Float64Array {
    return this.values.slice();
  }

  load(state: unknown): void {
    this.column = Float64Array.from(state as ArrayLike<number>);
    this.used = this.column.length;
  }

  private grow(): void {
    const larger = new Float64Array(Math.max(LENGTH_MIN, 2 * this.used));
    larger.set(this.column);
    this.column = larger;
  }
}
