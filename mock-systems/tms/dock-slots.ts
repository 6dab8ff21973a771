/**
 * Slots of a dock, one after the other: from each opening on, as long as a whole one fits before the docks close; where they never close,
 * at whole multiples of its length since the epoch. Plain arithmetic: no slot is kept anywhere.
 */

export interface DockHours {
  /** Instants at which the docks open and close, in turn, an opening first; empty = always open, and so after the last. */
  readonly open: readonly number[];
  /** > 0. */
  readonly slotMs: number;
}

/**
 * The first slot that begins at `at` or later. O(log n), and one step for each stretch of hours that it does not fit into.
 * @param leftMs for so long the docks stay open from where it begins, unless it begins as they open
 */
export function slotFrom({ open, slotMs }: DockHours, at: number, leftMs: number): number {
  if (open.length === 0) return Math.ceil(at / slotMs) * slotMs;
  const change = firstAfter(open, at);
  // Before a closing they are open.
  for (let opening = (change & 1) === 1 ? change - 1 : change; ; opening += 2) {
    const opensAt = open[Math.min(opening, open.length - 1)]!;
    const closesAt = open[opening + 1] ?? Infinity;
    const begins = opensAt + Math.ceil(Math.max(0, at - opensAt) / slotMs) * slotMs;
    const needsMs = begins === opensAt ? slotMs : Math.max(slotMs, leftMs);
    if (begins + needsMs <= closesAt) return begins;
  }
}

/** Index of the first that is later than `at`; their number where none is. */
function firstAfter(instants: readonly number[], at: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
