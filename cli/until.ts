/** `--until`: an instant, or a time after the start of the run. */
import { DURATION_PATTERN, durationMs } from '#scenarios/schema/units';
import { UserError } from './exit-codes.ts';

/** Beyond it a number is no instant. Source: ECMAScript, time values. */
const LATEST = 8.64e15;

/** @returns epoch ms */
export function untilInstant(text: string, startAt: number): number {
  if (DURATION_PATTERN.test(text)) {
    const after = startAt + durationMs(text);
    if (after <= LATEST) return after;
    throw new UserError(
      `--until ${text} is after the last day of any calendar. Leave it out to run to the end`,
    );
  }
  const at = Date.parse(text);
  // 30 February would otherwise be taken for 2 March.
  const sameDay = !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text.slice(0, 10);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && sameDay) {
    if (at >= startAt) return at;
    throw new UserError(`--until ${text} is before the start of the run, ${new Date(startAt).toISOString()}`);
  }
  throw new UserError(
    `--until ${text}: give an instant in UTC (2026-03-04T00:00:00Z) or a time after the start ("3 d")`,
  );
}
