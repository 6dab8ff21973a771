/**
 * Choice among n by weight, from one uniform number.
 *
 * 1. Weights are probabilities that sum to 1 (within 1e-9), or whole counts; anything else is likelier a slip than
 *    a wish. A weight of 0 is never chosen.
 * 2. `CumulativeTable` inverts: a larger u never gives a smaller number, and a small change of weights changes few
 *    choices. Its guide makes it O(1) on average, whatever n.
 * 3. `AliasTable` is O(1) at worst but shuffles: use it where common random numbers do not matter.
 */
import { DistributionError } from './sampler.ts';

const SUM_TOLERANCE = 1e-9;

/** The weights as probabilities with sum 1 up to rounding. */
export function probabilities(weights: readonly number[], place: string): Float64Array {
  let sum = 0;
  let counts = true;
  weights.forEach((weight, i) => {
    if (!(weight >= 0)) throw new DistributionError(`a weight must be >= 0, got ${weight} (${place}[${i}])`);
    if (Math.floor(weight) !== weight) counts = false;
    sum += weight;
  });
  if (!(sum > 0 && sum < Infinity))
    throw new DistributionError(`the weights sum to ${sum} (${place}). Make one > 0`);
  const off = sum - 1;
  if (!counts && (off > SUM_TOLERANCE || off < -SUM_TOLERANCE)) {
    throw new DistributionError(
      `the weights sum to ${sum} (${place}). Make them sum to 1, or give whole numbers as counts`,
    );
  }
  return Float64Array.from(weights, (weight) => weight / sum);
}

/** Inversion of a discrete distribution by a guide table. Source: Chen and Asau, AIIE Transactions 6 (1974). */
export class CumulativeTable {
  private readonly cumulative: Float64Array;
  private readonly guide: Uint32Array;

  /** @param weights >= 0, not all 0; scaled here, so they need not sum to 1 */
  constructor(weights: Float64Array) {
    const n = weights.length;
    this.cumulative = new Float64Array(n);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      sum += weights[i]!;
      this.cumulative[i] = sum;
    }
    // The last becomes exactly 1, above any u.
    for (let i = 0; i < n; i++) this.cumulative[i] = this.cumulative[i]! / sum;
    this.guide = new Uint32Array(n);
    let at = 0;
    for (let j = 0; j < n; j++) {
      while (this.cumulative[at]! <= j / n) at += 1;
      this.guide[j] = at;
    }
  }

  /** The first i whose cumulative probability is above u, 0 <= u < 1. */
  find(u: number): number {
    const { cumulative, guide } = this;
    let i = guide[Math.floor(u * guide.length)]!;
    while (u >= cumulative[i]!) i += 1;
    // u * n may have been rounded up into the next cell of the guide.
    while (i > 0 && u < cumulative[i - 1]!) i -= 1;
    return i;
  }

  /** The probability of a number below i. */
  below(i: number): number {
    return i === 0 ? 0 : this.cumulative[i - 1]!;
  }
}

/** Source: Walker's alias method as set up by Vose, IEEE Transactions on Software Engineering 17 (1991). */
export class AliasTable {
  /** u * n below keep[i] stays with i, else goes to alias[i]. */
  private readonly keep: Float64Array;
  private readonly alias: Uint32Array;

  /** @param chances sum to 1 */
  constructor(chances: Float64Array) {
    const n = chances.length;
    this.keep = new Float64Array(n);
    this.alias = new Uint32Array(n);
    const scaled = chances.map((p) => p * n);
    const small: number[] = [];
    const large: number[] = [];
    scaled.forEach((p, i) => {
      (p < 1 ? small : large).push(i);
    });
    while (small.length > 0 && large.length > 0) {
      const poor = small.pop()!;
      const rich = large.at(-1)!;
      this.keep[poor] = poor + scaled[poor]!;
      this.alias[poor] = rich;
      scaled[rich] = scaled[rich]! + scaled[poor]! - 1;
      if (scaled[rich]! < 1) small.push(large.pop()!);
    }
    // What rounding has left over is full; an impossible number never is, so it always finds a partner.
    for (const i of [...small, ...large]) {
      this.keep[i] = i + 1;
      this.alias[i] = i;
    }
  }

  find(u: number): number {
    const x = u * this.keep.length;
    const i = Math.floor(x);
    return x < this.keep[i]! ? i : this.alias[i]!;
  }
}
