/** Shares, means and quantiles of what was counted. Nothing to divide by, and a quantile of nothing, is null: never 0. */

/** Grows without boxing its numbers. */
export class Sample {
  private values = new Float64Array(64);
  private count = 0;
  private sorted = true;
  private sum = 0;

  add(value: number): void {
    if (this.count === this.values.length) {
      const wider = new Float64Array(this.count * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.count] = value;
    this.count += 1;
    this.sum += value;
    this.sorted = false;
  }

  get size(): number {
    return this.count;
  }

  get total(): number {
    return this.sum;
  }

  each(visit: (value: number) => void): void {
    for (let i = 0; i < this.count; i++) visit(this.values[i]!);
  }

  mean(): number | null {
    return ratio(this.sum, this.count);
  }

  /** Nearest rank: the smallest value with at least that share at or below it. */
  quantile(share: number): number | null {
    if (this.count === 0) return null;
    if (!this.sorted) this.values.subarray(0, this.count).sort();
    this.sorted = true;
    return this.values[Math.max(0, Math.ceil(share * this.count) - 1)]!;
  }

  /** Of seconds, in ms. */
  quantileMs(share: number): number | null {
    const seconds = this.quantile(share);
    return seconds === null ? null : seconds * 1000;
  }

  meanMs(): number | null {
    const seconds = this.mean();
    return seconds === null ? null : seconds * 1000;
  }
}

export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
