/**
 * How observations are spread over bins of equal width: lead times in days, fill rates in tenths.
 *
 * 1. Bin i holds what is >= edges[i] and < edges[i + 1], by comparison with the edges themselves: no rounding moves an
 *    observation over an edge. So `to` itself is above.
 * 2. Nothing is lost: `below`, the bins and `above` add up to the total.
 * 3. A NaN or an infinity is refused, and so is a negative weight. The state is plain data.
 */
import { AssertionError, assert } from '../assert.ts';
import type { Component } from '../kernel.ts';

export interface HistogramBins {
  /** Lower edge of the first bin, in the unit of the observations. */
  readonly from: number;
  /** Upper edge of the last bin. */
  readonly to: number;
  /** How many, a whole number from 1 to 1,000,000. */
  readonly bins: number;
}

export interface HistogramState {
  from: number;
  to: number;
  bins: number;
  counts: number[];
  below: number;
  above: number;
}

const BINS_MAX = 1_000_000;

export class Histogram implements Component {
  /** For messages. */
  readonly name: string;
  private readonly layout: HistogramBins;
  private readonly bounds: Float64Array;
  private readonly perUnit: number;
  private weights: Float64Array;
  private under = 0;
  private over = 0;

  constructor(name: string, { from, to, bins }: HistogramBins) {
    this.name = name;
    assert(
      Number.isFinite(to - from) && from < to,
      `histogram "${name}": from must be below to, both finite, got ${from} and ${to}`,
    );
    assert(
      Number.isSafeInteger(bins) && bins >= 1 && bins <= BINS_MAX,
      `histogram "${name}": bins must be a whole number from 1 to ${BINS_MAX}, got ${bins}`,
    );
    this.bounds = Float64Array.from({ length: bins + 1 }, (_, i) => edge(from, to, bins, i));
    assert(
      this.bounds.every((bound, i) => i === 0 || bound > this.bounds[i - 1]!),
      `histogram "${name}": ${bins} bins from ${from} to ${to} are narrower than numbers can tell apart. Take fewer`,
    );
    this.layout = { from, to, bins };
    this.perUnit = bins / (to - from);
    this.weights = new Float64Array(bins);
  }

  /** @param weight how much the observation counts, >= 0: 1, or the time for which it held */
  add(value: number, weight = 1): void {
    if (!(value - value === 0)) throw new AssertionError(`histogram "${this.name}": observation is ${value}`);
    if (!(weight >= 0 && weight < Infinity))
      throw new AssertionError(`histogram "${this.name}": weight must be a number >= 0, got ${weight}`);
    const bounds = this.bounds;
    const last = this.weights.length - 1;
    if (value < bounds[0]!) this.under += weight;
    else if (value >= bounds[last + 1]!) this.over += weight;
    else {
      // Right but for rounding, by which it can be one bin off, also one too far.
      let bin = Math.floor((value - bounds[0]!) * this.perUnit);
      if (value < bounds[bin]!) bin -= 1;
      else if (value >= bounds[bin + 1]!) bin += 1;
      this.weights[bin]! += weight;
    }
  }

  /** Weight in each bin: a copy. */
  get counts(): Float64Array {
    return this.weights.slice();
  }

  /** Bounds of the bins, one more than there are bins: a copy. */
  get edges(): Float64Array {
    return this.bounds.slice();
  }

  /** Weight below the first bin. */
  get below(): number {
    return this.under;
  }

  /** Weight at or above the upper edge of the last bin. */
  get above(): number {
    return this.over;
  }

  /** All weight, in the bins and beside them. */
  get total(): number {
    return this.weights.reduce((sum, weight) => sum + weight, this.under + this.over);
  }

  /** The part of all weight that is in a bin, 0 to 1; refused while there is none. Cost O(bins). */
  share(bin: number): number {
    const weight = this.weights[bin];
    if (weight === undefined) {
      const bins = this.weights.length;
      throw new AssertionError(
        `histogram "${this.name}": bin must be a whole number below ${bins}, got ${bin}`,
      );
    }
    const total = this.total;
    assert(
      total > 0,
      `histogram "${this.name}": a share was asked for before any observation. Ask total first`,
    );
    return weight / total;
  }

  /** Takes in all observations of another one with the same bins, which stays as it is. */
  merge(other: Histogram): void {
    this.checkSame(other.layout, `"${other.name}"`, 'merge');
    other.weights.forEach((weight, i) => {
      this.weights[i]! += weight;
    });
    this.under += other.under;
    this.over += other.over;
  }

  /** Forgets all observations: at the end of a warm-up. */
  reset(): void {
    this.weights = new Float64Array(this.weights.length);
    this.under = 0;
    this.over = 0;
  }

  save(): HistogramState {
    return {
      ...this.layout,
      counts: Array.from(this.weights),
      below: this.under,
      above: this.over,
    };
  }

  /** @param state what `save` gave, of the same bins */
  load(state: unknown): void {
    const saved = state as HistogramState;
    this.checkSame(saved, 'a saved state', 'load');
    this.weights = Float64Array.from(saved.counts);
    this.under = saved.below;
    this.over = saved.above;
  }

  private checkSame(other: HistogramBins, what: string, act: 'merge' | 'load'): void {
    const own = this.layout;
    if (other.from === own.from && other.to === own.to && other.bins === own.bins) return;
    throw new AssertionError(
      `histogram "${this.name}": can't ${act} ${what}, which has ${show(other)}, into ${show(own)}. ` +
        'Make both with the same bins',
    );
  }
}

/** Exact at both ends; rising, since each step is. */
function edge(from: number, to: number, bins: number, i: number): number {
  return i === bins ? to : from + (to - from) * (i / bins);
}

function show({ from, to, bins }: HistogramBins): string {
  return `${bins} bins from ${from} to ${to}`;
}
