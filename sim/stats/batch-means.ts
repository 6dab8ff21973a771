/**
 * A confidence interval for the mean of one long run, whose observations depend on each other: they are averaged in
 * batches, and the means of long batches are nearly independent.
 *
 * 1. One pass, bounded memory: from `batches` to twice as many batches of one size. When there are twice as many, pairs
 *    are merged and the size doubles; no observation is lost.
 * 2. The interval rests on complete batches only: fewer observations than one batch are left out of it at the end.
 * 3. Below 10 complete batches there is no interval: asking for one is refused.
 * 4. `autocorrelation()` shows whether the batches are long enough. Where it is above 2 / sqrt(batches) they are not, and the
 *    interval is too narrow: run longer.
 * 5. A NaN or an infinity is refused at once. The state is plain data.
 *
 * Source: batch means with doubling sizes: Fishman, "Grouping observations in digital simulation", Management Science 24
 * (1978) 510-521; Law, "Simulation Modeling and Analysis", 5th ed. (2015), section 9.5.3.
 */
import { AssertionError, assert } from '../assert.ts';
import type { Component } from '../kernel.ts';
import { type ConfidenceInterval, confidenceInterval } from './confidence.ts';

/** Of complete batches, for an interval. */
const BATCHES_MIN = 10;

export interface BatchMeansState {
  batches: number;
  /** Observations a batch. */
  batchSize: number;
  /** Of each complete batch. */
  sums: number[];
  /** Of the batch not complete yet. */
  openSum: number;
  openCount: number;
}

export class BatchMeans implements Component {
  /** For messages. */
  readonly name: string;
  private readonly batchesKept: number;
  private readonly sums: Float64Array;
  private complete = 0;
  private size = 1;
  private openSum = 0;
  private openCount = 0;

  /** @param batches how many are kept at least, once there are as many: a whole number >= 10 */
  constructor(name: string, { batches = 32 }: { readonly batches?: number } = {}) {
    this.name = name;
    assert(
      Number.isSafeInteger(batches) && batches >= BATCHES_MIN,
      `batch means "${name}": batches must be a whole number >= ${BATCHES_MIN}, got ${batches}`,
    );
    this.batchesKept = batches;
    this.sums = new Float64Array(2 * batches);
  }

  /** Takes in the next observation of the run: the order matters. */
  add(value: number): void {
    // False for NaN and the infinities alike.
    if (!(value - value === 0))
      throw new AssertionError(`batch means "${this.name}": observation is ${value}`);
    this.openSum += value;
    this.openCount += 1;
    if (this.openCount === this.size) this.close();
  }

  /** Observations, those in the open batch too. */
  get count(): number {
    return this.complete * this.size + this.openCount;
  }

  /** Complete batches. */
  get batches(): number {
    return this.complete;
  }

  /** Observations a batch. */
  get batchSize(): number {
    return this.size;
  }

  /** Of the complete batches, in their order. */
  get means(): Float64Array {
    return this.sums.slice(0, this.complete).map((sum) => sum / this.size);
  }

  /**
   * Lag-1 autocorrelation of the batch means, -1 to 1: 0 within about 2 / sqrt(batches) where they are independent.
   * 0 too where all are equal. Refused below 10 complete batches.
   */
  autocorrelation(): number {
    this.checkEnough('an autocorrelation');
    const means = this.means;
    const mean = means.reduce((sum, each) => sum + each, 0) / means.length;
    let squares = 0;
    let products = 0;
    means.forEach((each, i) => {
      squares += (each - mean) * (each - mean);
      if (i > 0) products += (each - mean) * (means[i - 1]! - mean);
    });
    return squares === 0 ? 0 : products / squares;
  }

  /**
   * The interval of the mean of the run, from the complete batches by Student's t. Its `count` is that of batches.
   * Refused below 10 complete batches.
   * @param confidence above 0, below 1
   */
  interval(confidence = 0.95): ConfidenceInterval {
    this.checkEnough('an interval');
    return confidenceInterval(this.means, confidence);
  }

  /** Forgets all observations and starts again with batches of one: at the end of a warm-up. */
  reset(): void {
    this.complete = 0;
    this.size = 1;
    this.openSum = 0;
    this.openCount = 0;
  }

  save(): BatchMeansState {
    return {
      batches: this.batchesKept,
      batchSize: this.size,
      sums: Array.from(this.sums.subarray(0, this.complete)),
      openSum: this.openSum,
      openCount: this.openCount,
    };
  }

  /** @param state what `save` gave, of the same number of batches */
  load(state: unknown): void {
    const saved = state as BatchMeansState;
    assert(
      saved.batches === this.batchesKept,
      `batch means "${this.name}": can't load a state that keeps ${saved.batches} batches into ` +
        `${this.batchesKept}. Make both with the same number`,
    );
    this.sums.set(saved.sums);
    this.complete = saved.sums.length;
    this.size = saved.batchSize;
    this.openSum = saved.openSum;
    this.openCount = saved.openCount;
  }

  private close(): void {
    this.sums[this.complete] = this.openSum;
    this.complete += 1;
    this.openSum = 0;
    this.openCount = 0;
    if (this.complete < this.sums.length) return;
    this.complete /= 2;
    this.size *= 2;
    for (let i = 0; i < this.complete; i++) this.sums[i] = this.sums[2 * i]! + this.sums[2 * i + 1]!;
  }

  private checkEnough(what: string): void {
    if (this.complete >= BATCHES_MIN) return;
    throw new AssertionError(
      `batch means "${this.name}": ${what} was asked for with too few data: ${this.complete} of at least ` +
        `${BATCHES_MIN} complete batches of ${this.size}. Run longer, or ask batches first`,
    );
  }
}
