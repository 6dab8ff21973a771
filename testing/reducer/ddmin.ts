/**
 * Delta debugging: the smallest part of a list that still fails, as far as leaving out chunks finds it.
 *
 * 1. What comes out fails, and leaving out any single item of it no longer does; unless it was stopped before, or told to be rough.
 * 2. The order of items stays.
 *
 * Source: Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input (2002); chunks are swept from front to back, which spares
 * the tests of those that have just been found to be needed (Hodován and Kiss, Practical Improvements to the Minimizing Delta Debugging
 * Algorithm, 2016).
 */

/** @returns whether so much is enough to fail */
export type StillFails<Item> = (items: readonly Item[]) => Promise<boolean>;

export interface DdminOptions {
  /** Asked before each test. */
  readonly stopped?: () => boolean;
  /** Into so many parts at most: a rough look, where each test is dear. */
  readonly chunksMax?: number;
}

/**
 * Cost: about 2 k log2(n / k) tests where k of n items are to blame; n^2 at worst.
 * @param items that fail together
 */
export async function ddmin<Item>(
  items: readonly Item[],
  fails: StillFails<Item>,
  { stopped = () => false, chunksMax = Infinity }: DdminOptions = {},
): Promise<readonly Item[]> {
  if (items.length === 0 || (await fails([]))) return [];
  const sizeMin = Math.max(1, Math.floor(items.length / chunksMax));
  let kept = items;
  let size = Math.ceil(items.length / 2);
  while (kept.length > 1 && size >= sizeMin && !stopped()) {
    const left = await sweep(kept, size, fails, stopped);
    // At single items once more, until nothing goes.
    if (size > 1) size = Math.floor(size / 2);
    else if (left.length === kept.length) return left;
    kept = left;
    size = Math.min(size, Math.ceil(kept.length / 2));
  }
  return kept;
}

/** Without every chunk that is not needed, from front to back. */
async function sweep<Item>(
  items: readonly Item[],
  size: number,
  fails: StillFails<Item>,
  stopped: () => boolean,
): Promise<readonly Item[]> {
  let kept = items;
  let from = 0;
  while (from < kept.length && kept.length > 1 && !stopped()) {
    const others = kept.toSpliced(from, size);
    if (others.length > 0 && (await fails(others))) kept = others;
    else from += size;
  }
  return kept;
}
