/**
 * Durations in bins, for quantiles of any number of them in little memory.
 *
 * 1. A bin is at most an eighth of its durations wide: a quantile is off by at most a sixteenth of itself. Below 8 units each has its own.
 * 2. Integer arithmetic alone, so that it is the same on every machine.
 */

const SUB_BITS = 3;
const SUBS = 1 << SUB_BITS;
/** As far as shifts of 32 bits reach. */
const LONGEST = 0x7fffffff;
export const BINS = (31 - SUB_BITS + 1) * SUBS;

/** @param units whole, >= 0 */
export function binOf(units: number): number {
  if (units < SUBS) return units;
  const within = Math.min(units, LONGEST);
  const octave = 31 - Math.clz32(within);
  return (octave - SUB_BITS + 1) * SUBS + ((within >> (octave - SUB_BITS)) & (SUBS - 1));
}

/** By nearest rank: the middle of its bin; null = there is nothing. @param counts by bin */
export function quantileOf(share: number, counts: ArrayLike<number>): number | null {
  let size = 0;
  for (let bin = 0; bin < BINS; bin++) size += counts[bin]!;
  const rank = Math.max(1, Math.ceil(share * size));
  let seen = 0;
  for (let bin = 0; bin < BINS; bin++) {
    seen += counts[bin]!;
    if (seen >= rank) return middleOf(bin);
  }
  return null;
}

function middleOf(bin: number): number {
  if (bin < SUBS) return bin;
  const octave = Math.floor(bin / SUBS) + SUB_BITS - 1;
  const width = 2 ** (octave - SUB_BITS);
  return (SUBS + (bin % SUBS)) * width + Math.floor((width - 1) / 2);
}
