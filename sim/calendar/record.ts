/**
 * The 16-byte record of a calendar slot, seen as two float64 or four int32: its time in the first eight bytes, then the
 * next slot of its list, then META: the priority (offset to be positive) in 8 bits, one bit that says the event is live,
 * and the slot's generation in the upper 22.
 */

/** Index of the next slot within a record of four int32. */
export const NEXT = 2;
/** Index of META within a record of four int32. */
export const META = 3;
export const PRIORITY_BITS = 0xff;
export const PRIORITY_OFFSET = 128;
export const LIVE = 0x100;
export const GENERATION_SHIFT = 10;
export const GENERATION_MASK = -1 << GENERATION_SHIFT;
/** A slot that has come this far is not used again. */
export const GENERATION_LAST = (1 << 22) - 1;
