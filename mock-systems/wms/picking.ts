/**
 * Short picks: with a share a line, fewer units are found than were reserved.
 *
 * 1. Whether and how many is keyed by the order, the product and the attempt: the same line has the same luck at any node, and
 *    a line that is sourced again has luck of its own.
 */
import type { Random, RandomStream } from '#sim/random/random';
import { lineIndex } from './shipments.ts';

/** What became of a pick. */
export interface Found {
  /** By line. */
  readonly units: readonly number[];
  /** (line, lot, units) found. */
  readonly picks: readonly number[];
  /** (line, lot, units) that were not there. */
  readonly missed: readonly number[];
}

export class Picking {
  private readonly whether: RandomStream;
  private readonly howMany: RandomStream;

  constructor(random: Random) {
    this.whether = random.stream('wms/short-pick');
    this.howMany = random.stream('wms/short-pick-found');
  }

  /**
   * What is found; null = all of it.
   * @param drawKey of the order, uint32
   */
  find(
    share: number | null,
    drawKey: number,
    shipment: number,
    products: readonly number[],
    reserved: readonly number[],
    picks: readonly number[],
  ): Found | null {
    if (share === null) return null;
    let units: number[] | null = null;
    for (let line = 0; line < products.length; line++) {
      if (reserved[line] === 0) continue;
      const index = lineIndex(products[line]!, shipment);
      if (this.whether.unit(drawKey, index) >= share) continue;
      units ??= reserved.slice();
      units[line] = this.howMany.integer(drawKey, index, reserved[line]!);
    }
    if (units === null) return null;
    const { keep, free } = parted(picks, units);
    return { units, picks: keep, missed: free };
  }
}

/** Parts picks by what is kept of each line: the first lots of a line are. */
export function parted(
  picks: readonly number[],
  units: readonly number[],
): { readonly keep: readonly number[]; readonly free: readonly number[] } {
  const keep: number[] = [];
  const free: number[] = [];
  const left = units.slice();
  for (let i = 0; i < picks.length; i += 3) {
    const line = picks[i]!;
    const lot = picks[i + 1]!;
    const held = picks[i + 2]!;
    const there = Math.min(held, left[line]!);
    left[line]! -= there;
    if (there > 0) keep.push(line, lot, there);
    if (held > there) free.push(line, lot, held - there);
  }
  return { keep, free };
}
