/**
 * The 16-byte record of a calendar slot, seen as two float64 or four int32: its time in the first eight bytes, then the
 * next slot of its list, then its priority (offset to be positive) and the calendar's marks.
 */

/** Index of the next slot within a record of four int32. */
export const NEXT = 2;
/** Index of priority and marks within a record of four int32. */
export const META = 3;
export const PRIORITY_BITS = 0xff;
export const PRIORITY_OFFSET = 128;
