/**
 * The last so many samples of something, each a value and what it is held against; and whether they are beyond a limit.
 *
 * 1. Room is taken once: memory does not grow with the run. A copy shares nothing with the window that it was taken of.
 * 2. Only + - * / and square roots: the same samples give the same bits everywhere.
 * 3. Beyond = the mean excess over the limit is more than so many standard errors above 0; within = it is not above 0. What is
 *    neither is `doubtful`: who was beyond stays so, who was within, too.
 */

export interface SavedSamples {
  readonly count: number;
  readonly at: number;
  readonly values: readonly number[];
}

export type Standing = 'few' | 'within' | 'doubtful' | 'beyond';

export interface Reading {
  readonly standing: Standing;
  readonly samples: number;
  /** null = there are too few, or there is nothing that a ratio is of: the baseline commits nothing. */
  readonly value: number | null;
}

/** How a window is judged. */
export interface Limit {
  /** Of the mean, or of what it is above the baseline's. */
  readonly most: number;
  /** `mean`: of the values. `above`: mean above the mean of the baseline. `ratio`: values over what they are held against, above the baseline's. */
  readonly kind: 'mean' | 'above' | 'ratio';
  /** Fewer samples say nothing. >= 2 */
  readonly samplesMin: number;
  /** Standard errors, >= 0. */
  readonly sigmas: number;
}

export class SampleWindow {
  private readonly values: Float64Array;
  private readonly size: number;
  private count = 0;
  private at = 0;

  /** @param size samples, >= 1 */
  constructor(size: number) {
    this.size = size;
    this.values = new Float64Array(2 * size);
  }

  get samples(): number {
    return this.count;
  }

  /** @param base what the value is held against; 1 where it is held against nothing */
  add(value: number, base: number): void {
    this.values[2 * this.at] = value;
    this.values[2 * this.at + 1] = base;
    this.at = (this.at + 1) % this.size;
    if (this.count < this.size) this.count += 1;
  }

  clear(): void {
    this.count = 0;
    this.at = 0;
  }

  /** Sum of the values, and of what they are held against. */
  sums(): readonly [value: number, base: number] {
    let [value, base] = [0, 0];
    for (let i = 0; i < this.count; i++) {
      value += this.values[2 * i]!;
      base += this.values[2 * i + 1]!;
    }
    return [value, base];
  }

  /** Mean of value - most x base, and its squared standard error. */
  excess(most: number): readonly [mean: number, error2: number] {
    const [value, base] = this.sums();
    const { count, values } = this;
    const mean = (value - most * base) / count;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      const off = values[2 * i]! - most * values[2 * i + 1]! - mean;
      squares += off * off;
    }
    return [mean, squares / (count * Math.max(1, count - 1))];
  }

  save(): SavedSamples {
    return { count: this.count, at: this.at, values: Array.from(this.values.subarray(0, 2 * this.count)) };
  }

  load({ count, at, values }: SavedSamples): void {
    this.count = count;
    this.at = at;
    this.values.set(values);
  }
}

const FEW = { standing: 'few', value: null } as const;

/** @param baseline samples of what the baseline decided in its place */
export function readingOf(model: SampleWindow, baseline: SampleWindow, limit: Limit): Reading {
  const { samples } = model;
  const { kind, most, samplesMin, sigmas } = limit;
  const known = baseline.samples >= samplesMin;
  if (samples < samplesMin || (kind === 'above' && !known)) return { ...FEW, samples };
  const level = levelOf(model);
  if (kind === 'mean') return judged(model.excess(most), 0, sigmas, samples, level);
  if (kind === 'above') {
    const [own, ofBaseline] = [level, levelOf(baseline)];
    const [, error2] = baseline.excess(ofBaseline);
    return judged(model.excess(ofBaseline + most), error2, sigmas, samples, own - ofBaseline);
  }
  // What is not known of the baseline's outcomes: that they are as it was quoted.
  const usual = (known ? levelOf(baseline) : 0) || 1;
  const value = model.sums()[1] === 0 ? null : level / usual - 1;
  return judged(model.excess(usual * (1 + most)), 0, sigmas, samples, value);
}

/** Of nothing it is 0. */
function levelOf(window: SampleWindow): number {
  const [value, base] = window.sums();
  return base === 0 ? 0 : value / base;
}

function judged(
  [mean, error2]: readonly [number, number],
  otherError2: number,
  sigmas: number,
  samples: number,
  value: number | null,
): Reading {
  const standing =
    mean <= 0 ? 'within' : mean > sigmas * Math.sqrt(error2 + otherError2) ? 'beyond' : 'doubtful';
  return { standing, samples, value };
}
