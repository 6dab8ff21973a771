/**
 * When something is at work: a shift calendar as resources, docks and carriers see it.
 *
 * 1. Time is open or closed, in stretches that include their first instant and not their last.
 * 2. The unit is the calendar's own: milliseconds since 1970 (`WorkingCalendar`) or the model's (`PeriodicCalendar`).
 * 3. Answers depend on the arguments alone, never on what was asked before.
 */
import { AssertionError } from '../assert.ts';
import { describe } from '../options.ts';

export interface OpenHours {
  /** Whether this instant is open. */
  isOpen(time: number): boolean;

  /** The first open instant at or after `time`: `time` itself when open. Fails if there is none. */
  nextOpening(time: number): number;

  /** The next instant after `time` from which on it is open where it was closed, or the other way; Infinity if none. */
  nextChange(time: number): number;

  /** How much of the time from `from` to `to` is open. `to` must not be before `from`. */
  workingBetween(from: number, to: number): number;

  /**
   * The first instant at which `work` of open time has passed since `time`: `time` itself for 0; the end of a stretch,
   * not the start of the next, when it is just enough. Fails if so much never passes.
   * @param work >= 0, in the unit of time
   */
  addWorking(time: number, work: number): number;
}

/** Fails on what has no hours. */
export function checkHours(hours: unknown, what: string): void {
  if (typeof (hours as OpenHours | undefined)?.nextChange === 'function') return;
  throw new AssertionError(
    `${what}: opening hours are needed, a WorkingCalendar or a PeriodicCalendar, got ${describe(hours)}`,
  );
}
