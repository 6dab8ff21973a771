/**
 * Parts of a long list of orders, the smallest first: most of what is wrong in a busy world is wrong in a quiet one as well, and a run of
 * some orders costs a hundredth of a run of all. Who halves a long list from the top pays for its longest runs first.
 *
 * 1. The parts of all sizes have fewer orders together than the list has some times over, so that a search for one costs a few whole runs.
 */
import type { WrittenOrder } from '#scenarios/schema/outbound/orders';

/** Orders of the smallest part, and how much larger the next ones are. */
const SIZE_MIN = 8;
const GROWTH = 4;
/** Parts of one size, at most. */
const SPREAD = 6;
/** A part is at most so much of the list: what is larger, halving finds. */
const SHARE_MAX = 1 / 4;

/** @param orders in the order of their release @param named the order that the violation is about; null = it is about something else */
export function* smallerWorlds(
  orders: readonly WrittenOrder[],
  named: number | null,
): Generator<readonly WrittenOrder[]> {
  const at = orders.findIndex(({ no }) => no === named);
  const most = SHARE_MAX * orders.length;
  if (at >= 0 && most >= 1) yield [orders[at]!];
  for (let size = SIZE_MIN; size <= most; size *= GROWTH) {
    // It takes what came before more often than what comes after.
    if (at >= 0) yield orders.slice(Math.max(0, at + 1 - size), Math.max(size, at + 1));
    for (const from of startsOf(orders.length, size)) yield orders.slice(from, from + size);
  }
}

/** From the last on: what is busy is full by then. */
function startsOf(length: number, size: number): number[] {
  const parts = Math.min(SPREAD, Math.floor(length / size));
  return Array.from({ length: parts }, (_, i) => Math.floor(((parts - i) * length) / parts) - size);
}
