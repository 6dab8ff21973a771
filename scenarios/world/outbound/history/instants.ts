/** Instants as order histories write them: ISO 8601, with an offset or on the clocks of a zone. */
import { HOUR_MS, MINUTE_MS, parseDate } from '#sim/shifts/civil';
import type { TimeZone } from '#sim/shifts/time-zone';

const DAY_MS = 24 * HOUR_MS;
/** `2026-03-02`, `2026-03-02 08:15`, `2026-03-02T08:15:30.250Z`, `2026-03-02T08:15-06:00`. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3})\d*)?)?(?: ?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d))?)?$/;
/** Zones are known from then on; a local day may begin a day sooner. */
const FIRST_MS = Date.UTC(2000, 0, 2);
/** What is promised or asked for later is no date that anybody meant: 9999-12-31 stands for none. */
export const AHEAD_DAYS_MAX = 3650;

/** Of an order of a scenario that starts then. */
export function isTooLate(at: number, startAt: number): boolean {
  return at > startAt + AHEAD_DAYS_MAX * DAY_MS;
}

/**
 * Epoch ms; null = it is no instant, or before 2000.
 * @param dateMs what a date alone means, ms from local midnight
 */
export function instantIn(text: string, zone: TimeZone, dateMs: number): number | null {
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const [, date, hour, minute, second = '0', fraction = '0', offset] = match;
  const day = parseDate(date!);
  if (day === undefined) return null;
  const wallMs =
    day * DAY_MS +
    (hour === undefined
      ? dateMs
      : Number(hour) * HOUR_MS +
        Number(minute) * MINUTE_MS +
        Number(second) * 1000 +
        Number(fraction.padEnd(3, '0')));
  if (wallMs < FIRST_MS) return null;
  return offset === undefined ? zone.instantMsOf(wallMs) : wallMs - offsetMs(offset);
}

function offsetMs(text: string): number {
  if (text === 'Z') return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.slice(-2));
  return (text.startsWith('-') ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS);
}
