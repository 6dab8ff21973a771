/** Instants of batches and polls, and what a core must allow for on such a line. */
import { AssertionError } from '#sim/assert';
import type { X12Settings } from '../../world/partner-settings.ts';

/** The first whole multiple of `everyMs` after an instant. */
export function after(at: number, everyMs: number): number {
  return (Math.floor(at / everyMs) + 1) * everyMs;
}

export function atOrAfter(at: number, everyMs: number): number {
  return Math.ceil(at / everyMs) * everyMs;
}

/** What a core must allow for between a transmission and its 997. */
export function acknowledgementTimeoutOf(settings: X12Settings): number {
  const { acknowledgementTimeoutMs, batchEveryMs, pollEveryMs } = settings;
  if (!(batchEveryMs >= 1000 && pollEveryMs >= 1 && acknowledgementTimeoutMs >= 1)) {
    throw new AssertionError(
      `carrier ${settings.carrier}: batchEveryMs must be >= 1000, pollEveryMs and acknowledgementTimeoutMs >= 1`,
    );
  }
  return batchEveryMs + acknowledgementTimeoutMs;
}
