/**
 * How many messages, and which: three whole numbers that two tallies share only where both have noted the same counters the
 * same number of times.
 *
 * 1. Count, sum and sum of squares of the counters, the sums modulo 2^32: one counter left out and another noted twice differ
 *    in the sum, two and two in the squares. Order does not matter.
 * 2. Memory is three numbers, whatever the length of the run.
 */
export interface SavedTally {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

export class MessageTally {
  count = 0;
  private sum = 0;
  private squares = 0;

  note(counter: number): void {
    this.count += 1;
    this.sum = (this.sum + counter) | 0;
    this.squares = (this.squares + Math.imul(counter, counter)) | 0;
  }

  equals(other: MessageTally): boolean {
    return this.count === other.count && this.sum === other.sum && this.squares === other.squares;
  }

  save(): SavedTally {
    return { count: this.count, sum: this.sum, squares: this.squares };
  }

  load({ count, sum, squares }: SavedTally): void {
    this.count = count;
    this.sum = sum;
    this.squares = squares;
  }
}

/** Of counters 1..count, each once. */
export function tallyUpTo(count: number): MessageTally {
  const n = BigInt(count);
  const int32 = (value: bigint): number => Number(BigInt.asIntN(32, value));
  const tally = new MessageTally();
  const squares = int32((n * (n + 1n) * (2n * n + 1n)) / 6n);
  tally.load({ count, sum: int32((n * (n + 1n)) / 2n), squares });
  return tally;
}
