/** What the main thread and the watchdog's share. */

/** A part that has not answered by then never will. */
export const LIMIT_MS = 5_000;
/** Between two looks. */
export const LOOK_MS = 200;
/** Symbol of the global function that tells where the main thread was halted. */
export const STUCK = 'dray.part-stuck';

export interface Watched {
  /** Grows by one as a part begins to run, and as it ends: odd = one runs. */
  readonly beat: Int32Array;
  readonly limitMs: number;
}
