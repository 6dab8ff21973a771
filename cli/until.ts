/** `--until`: an instant, or a time after the start of the run. */
import { DURATION_PATTERN, durationMs } from '#scenarios/schema/units';
import { UserError } from './exit-codes.ts';

/** @returns epoch ms */
export function untilInstant(text: string, startAt: number): number {
  if (DURATION_PATTERN.test(text)) return startAt + durationMs(text);
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
