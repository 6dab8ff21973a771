/**
 * Quantiles of single observations in bounded memory: the 95 % lead time of a million orders.
 *
 * 1. A quantile is within `accuracy` of the observation of that rank, relatively: for both signs, and exactly for 0, the
 *    minimum and the maximum.
 * 2. Memory is bounded by `bucketsMax` buckets a sign. Where observations of one sign span more than these can hold (a
 *    factor of 10^17 by default), those nearest to 0 are told apart no more. `collapsed` counts them; 1 holds for all
 *    others.
 * 3. The state is a function of the multiset of observations: the order of adding and merging does not show.
 * 4. A NaN or an infinity is refused at once. Below 2^-1022 an observation counts as 0.
 *
 * Source: Masson, Rim and Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", VLDB
 * 12 (2019) 2195-2205.
 */
import { AssertionError, assert } from '../assert.ts';
import type { Component } from '../kernel.ts';
import { BucketWindow, type BucketWindowState } from './bucket-window.ts';
import { MagnitudeIndex, SMALLEST } from './magnitude-index.ts';

export interface QuantilesOptions {
  /** Largest relative error, 0.0001 to 0.5. Default 0.01. */
  readonly accuracy?: number;
  /** Buckets a sign, a whole number >= 1; 8 bytes each, taken as they are needed. Default 2048. */
  readonly bucketsMax?: number;
}

export interface QuantilesState {
  accuracy: number;
  bucketsMax: number;
  count: number;
  /** 0 while there are no observations. */
  min: number;
  max: number;
  zeros: number;
  positive: BucketWindowState;
  negative: BucketWindowState;
}

export class Quantiles implements Component {
  /** For messages. */
  readonly name: string;
  readonly accuracy: number;
  readonly bucketsMax: number;
  private readonly index: MagnitudeIndex;
  private readonly positive: BucketWindow;
  private readonly negative: BucketWindow;
  private total = 0;
  private zeros = 0;
  private least = Infinity;
  private most = -Infinity;

  constructor(name: string, options: QuantilesOptions = {}) {
    const { accuracy = 0.01, bucketsMax = 2048 } = options;
    assert(
      Number.isSafeInteger(bucketsMax) && bucketsMax >= 1,
      `quantiles "${name}": bucketsMax must be a whole number >= 1, got ${bucketsMax}`,
    );
    this.name = name;
    this.accuracy = accuracy;
    this.bucketsMax = bucketsMax;
    this.index = new MagnitudeIndex(accuracy);
    this.positive = new BucketWindow(bucketsMax);
    this.negative = new BucketWindow(bucketsMax);
  }

  /** Cost: some nanoseconds. */
  add(value: number): void {
    // False for NaN and the infinities alike.
    if (!(value - value === 0)) throw new AssertionError(`quantiles "${this.name}": observation is ${value}`);
    // -0 becomes 0: a state that went through JSON is to be the same.
    const x = value + 0;
    if (x < this.least) this.least = x;
    if (x > this.most) this.most = x;
    this.total += 1;
    if (x >= SMALLEST) this.positive.increment(this.index.indexOf(x));
    else if (x <= -SMALLEST) this.negative.increment(this.index.indexOf(x));
    else this.zeros += 1;
  }

  get count(): number {
    return this.total;
  }

  /** NaN while there are no observations; so is `max`. Exact. */
  get min(): number {
    return this.total === 0 ? NaN : this.least;
  }

  get max(): number {
    return this.total === 0 ? NaN : this.most;
  }

  /** Observations too near to 0, beside the largest ones, for the promised accuracy. */
  get collapsed(): number {
    return this.positive.below + this.negative.below;
  }

  /**
   * The observation of rank floor(p * (count - 1)), counted from 0 at the smallest, within the accuracy.
   * @param p 0 to 1: 0 the minimum, 0.5 the median, 1 the maximum
   * @returns in the unit of the observations. Cost O(bucketsMax)
   */
  quantile(p: number): number {
    assert(p >= 0 && p <= 1, `quantiles "${this.name}": p must be between 0 and 1, got ${p}`);
    if (this.total === 0)
      throw new AssertionError(`quantiles "${this.name}": no observations, so no quantile. Ask count first`);
    const rank = Math.floor(p * (this.total - 1));
    if (rank === 0) return this.least;
    if (rank === this.total - 1) return this.most;
    const near = this.atRank(rank);
    return near < this.least ? this.least : near > this.most ? this.most : near;
  }

  /** Takes in all observations of another one of the same accuracy and size, which stays as it is. */
  merge(other: Quantiles): void {
    this.checkSame(other, `"${other.name}"`, 'merge');
    this.positive.merge(other.positive);
    this.negative.merge(other.negative);
    this.total += other.total;
    this.zeros += other.zeros;
    if (other.least < this.least) this.least = other.least;
    if (other.most > this.most) this.most = other.most;
  }

  /** Forgets all observations: at the end of a warm-up. */
  reset(): void {
    this.positive.reset();
    this.negative.reset();
    this.total = 0;
    this.zeros = 0;
    this.least = Infinity;
    this.most = -Infinity;
  }

  save(): QuantilesState {
    const none = this.total === 0;
    return {
      accuracy: this.accuracy,
      bucketsMax: this.bucketsMax,
      count: this.total,
      min: none ? 0 : this.least,
      max: none ? 0 : this.most,
      zeros: this.zeros,
      positive: this.positive.save(),
      negative: this.negative.save(),
    };
  }

  /** @param state what `save` gave, of the same accuracy and size */
  load(state: unknown): void {
    const saved = state as QuantilesState;
    this.checkSame(saved, 'a saved state', 'load');
    this.positive.load(saved.positive);
    this.negative.load(saved.negative);
    this.total = saved.count;
    this.zeros = saved.zeros;
    this.least = saved.count === 0 ? Infinity : saved.min;
    this.most = saved.count === 0 ? -Infinity : saved.max;
  }

  /** Counts up from the most negative observation. */
  private atRank(rank: number): number {
    let left = rank;
    let bucket = -1;
    const passes = (index: number, count: number): boolean => {
      bucket = index;
      left -= count;
      return left < 0;
    };
    this.negative.findFalling(passes);
    if (left < 0) return -this.index.valueOf(bucket);
    // Collapsed observations are somewhere between 0 and the lowest bucket: near 0, for what they are measured by.
    left -= this.negative.below + this.zeros + this.positive.below;
    if (left < 0) return 0;
    this.positive.findRising(passes);
    return this.index.valueOf(bucket);
  }

  private checkSame(other: QuantilesOptions, what: string, act: 'merge' | 'load'): void {
    if (other.accuracy === this.accuracy && other.bucketsMax === this.bucketsMax) return;
    throw new AssertionError(
      `quantiles "${this.name}": can't ${act} ${what}, which has accuracy ${other.accuracy} and ` +
        `${other.bucketsMax} buckets, into accuracy ${this.accuracy} and ${this.bucketsMax} buckets. ` +
        'Make both with the same options',
    );
  }
}
