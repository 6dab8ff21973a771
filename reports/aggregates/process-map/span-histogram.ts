/**
 * Spans of time in bins 10 % wide, so that a median costs the same for ten of them and for ten million.
 *
 * 1. A quantile is within 5 % of the true one, from a second upwards; below a second it is within half a second.
 * 2. What was added can be taken out again. The order in which spans come changes nothing.
 */

const RATIO = 1.1;
const FIRST_MS = 1000;
/** The last bin begins at some four years. */
const BINS = 196;

/** Where bin i + 1 begins; bin 0 is what is below the first. */
const STARTS = Float64Array.from({ length: BINS - 1 }, (_, i) => FIRST_MS * RATIO ** i);

export class SpanHistogram {
  count = 0;
  private readonly bins = new Uint32Array(BINS);
  private least = Infinity;
  private most = 0;

  add(ms: number): void {
    this.count += 1;
    this.bins[binOf(ms)]! += 1;
    if (ms < this.least) this.least = ms;
    if (ms > this.most) this.most = ms;
  }

  /** @param ms as it was added */
  remove(ms: number): void {
    this.count -= 1;
    this.bins[binOf(ms)]! -= 1;
  }

  /** @param share 0..1; null = nothing was added */
  quantile(share: number): number | null {
    if (this.count === 0) return null;
    let left = Math.max(1, Math.ceil(share * this.count));
    let bin = 0;
    for (; bin < BINS - 1; bin++) {
      left -= this.bins[bin]!;
      if (left <= 0) break;
    }
    // Never outside of what there was: where all are alike it is exact.
    return Math.round(Math.min(this.most, Math.max(this.least, middleOf(bin))));
  }
}

function binOf(ms: number): number {
  let low = 0;
  let high = BINS - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ms < STARTS[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

function middleOf(bin: number): number {
  return bin === 0 ? FIRST_MS / 2 : STARTS[bin - 1]! * Math.sqrt(RATIO);
}
