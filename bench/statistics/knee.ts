/**
 * Where a curve bends most: the point furthest from the straight line between its ends, both axes scaled to 1.
 *
 * Source: Satopää, Albrecht, Irwin and Raghavan, "Finding a Kneedle in a Haystack" (2011), without smoothing: points are means already.
 */

/** Bends less than this part of the range are none. Source: assumption. */
const BEND_MIN = 0.1;

/**
 * @param xs ascending
 * @param ys as many
 * @returns index of the point, or -1 where the curve is (nearly) straight, flat, or has fewer than three points
 */
export function kneeOf(xs: readonly number[], ys: readonly number[]): number {
  const last = xs.length - 1;
  const low = Math.min(...ys);
  const range = Math.max(...ys) - low;
  if (last < 2 || range === 0) return -1;
  const span = xs[last]! - xs[0]!;
  const height = (i: number): number => (ys[i]! - low) / range;
  let knee = -1;
  let furthest = BEND_MIN;
  for (let i = 1; i < last; i++) {
    const along = (xs[i]! - xs[0]!) / span;
    const chord = height(0) + along * (height(last) - height(0));
    const off = Math.abs(height(i) - chord);
    if (off <= furthest) continue;
    knee = i;
    furthest = off;
  }
  return knee;
}
