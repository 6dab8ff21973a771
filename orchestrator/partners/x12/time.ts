/**
 * Points of time between X12 and instants.
 *
 * 1. A time with a zone code is an instant. Without one, or with LT, it is local at its place: it stays a date and a time
 *    until somebody who knows the place's zone reads it.
 * 2. ET, CT, MT, PT, AT, NT, TT follow the daylight saving time of the USA and Canada since 2007: from the second Sunday
 *    of March, 2:00 local, to the first Sunday of November. In the hour that comes twice the first is meant.
 * 3. Instants are written in UTC (UT), to the hundredth of a second: the format has no milliseconds.
 *
 * Source: time codes of element 623; the rule of the Energy Policy Act of 2005.
 */
import type { WhenThere } from '../carrier-shapes.ts';
import { CHANGING_ZONE_MINUTES, FIXED_ZONE_MINUTES } from './codes.ts';

export interface X12Time {
  /** CCYYMMDD. */
  readonly date: string;
  readonly time: string | null;
  readonly timeCode: string | null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYLIGHT_MINUTES = 60;
const MARCH = 2;
const NOVEMBER = 10;

/** @param when a checked date and time */
export function readTime(when: X12Time): WhenThere {
  const { date, time, timeCode } = when;
  if (time === null) return { kind: 'local', date, time };
  const wallMs = wallTime(date, time);
  const minutes = zoneMinutes(timeCode, wallMs);
  return minutes === null
    ? { kind: 'local', date, time }
    : { kind: 'instant', at: wallMs - minutes * MINUTE_MS };
}

export function writeTime(when: WhenThere): X12Time {
  if (when.kind === 'local') return { date: when.date, time: when.time, timeCode: null };
  const iso = new Date(when.at).toISOString();
  const date = iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 10);
  const seconds = iso.slice(17, 19);
  const hundredths = iso.slice(20, 22);
  const finer = hundredths !== '00' ? seconds + hundredths : seconds !== '00' ? seconds : '';
  return { date, time: iso.slice(11, 13) + iso.slice(14, 16) + finer, timeCode: 'UT' };
}

/** The instant at which a clock in UTC shows this date and time, epoch ms. */
function wallTime(date: string, time: string): number {
  const number = (text: string, from: number, to: number) => Number(text.slice(from, to) || '0');
  return Date.UTC(
    number(date, 0, 4),
    number(date, 4, 6) - 1,
    number(date, 6, 8),
    number(time, 0, 2),
    number(time, 2, 4),
    number(time, 4, 6),
    Number(time.slice(6, 8).padEnd(2, '0')) * 10,
  );
}

/** Minutes east of UTC; null = local at the place, or a code that nobody knows. */
function zoneMinutes(timeCode: string | null, wallMs: number): number | null {
  if (timeCode === null) return null;
  const standard = CHANGING_ZONE_MINUTES.get(timeCode);
  if (standard === undefined) return FIXED_ZONE_MINUTES.get(timeCode) ?? null;
  return isDaylight(wallMs) ? standard + DAYLIGHT_MINUTES : standard;
}

function isDaylight(wallMs: number): boolean {
  const year = new Date(wallMs).getUTCFullYear();
  const begin = sunday(year, MARCH, 2) + 2 * 60 * MINUTE_MS;
  const end = sunday(year, NOVEMBER, 1) + 2 * 60 * MINUTE_MS;
  return wallMs >= begin && wallMs < end;
}

/** Midnight of the `nth` Sunday of a month, as a clock in UTC shows it. */
function sunday(year: number, month: number, nth: number): number {
  const first = Date.UTC(year, month, 1);
  const daysToSunday = (7 - new Date(first).getUTCDay()) % 7;
  return first + (daysToSunday + (nth - 1) * 7) * DAY_MS;
}
