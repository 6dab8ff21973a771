/**
 * The rule at the end of a time zone: which offset holds for ever after its last written transition, as a POSIX TZ text
 * such as `CET-1CEST,M3.5.0,M10.5.0/3`.
 *
 * 1. Offsets here are east of Greenwich positive; the text counts west positive.
 * 2. A day-light offset may be less than the standard one (Dublin writes its winter so): nothing here minds.
 * 3. The two changes of a year follow each other, year after year. So all there is to know at an instant is in its own
 *    year and the two beside it.
 *
 * Source: POSIX.1-2017, Base Definitions, 8.3 (TZ), with hours of -167 to 167 as in RFC 9636, 3.3.1.
 */
import { AssertionError } from '../assert.ts';
import { civilFromDays, DAY_MS, dayOfWeek, daysFromCivil, HOUR_MS, MINUTE_MS } from './civil.ts';

/** A stretch of time with one offset from UTC. */
export interface OffsetSpan {
  /** First instant, ms since 1970 in UTC. */
  readonly fromMs: number;
  /** First instant after it; Infinity if it lasts for ever. */
  readonly toMs: number;
  /** What a clock on the wall is ahead of UTC. */
  readonly offsetMs: number;
}

/** An offset and the instant it begins at. */
export interface Transition {
  readonly atMs: number;
  readonly offsetMs: number;
}

export interface PosixRule {
  readonly standardMs: number;
  /** Null: standard time all the year. */
  readonly daylight: Daylight | null;
}

interface Daylight {
  readonly offsetMs: number;
  readonly start: YearTime;
  readonly end: YearTime;
}

/** A day of every year, and the wall time on it. */
interface YearTime {
  readonly day: YearDay;
  readonly timeMs: number;
}

type YearDay =
  /** `Mm.w.d`: weekday d (0 is Sunday) of month m, its w-th; the last if w is 5. */
  | { readonly kind: 'weekday'; readonly month: number; readonly week: number; readonly day: number }
  /** `Jn`: 1 to 365, leap days not counted. */
  | { readonly kind: 'julian'; readonly day: number }
  /** `n`: 0 to 365, leap days counted. */
  | { readonly kind: 'ordinal'; readonly day: number };

const NAME = '(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)';
const TIME = '([+-]?\\d{1,3}(?::\\d\\d){0,2})';
const DAY = '(M\\d{1,2}\\.[1-5]\\.[0-6]|J?\\d{1,3})';
const RULE = new RegExp(`^${NAME}${TIME}(?:${NAME}${TIME}?,${DAY}(?:/${TIME})?,${DAY}(?:/${TIME})?)?$`);
const CHANGE_TIME = '2';

/** Reads a rule. Fails on a text that is none, and on one whose summer time has no dates. */
export function parsePosixRule(text: string): PosixRule {
  const parts = RULE.exec(text);
  if (parts === null) {
    throw new AssertionError(
      `no POSIX time-zone rule: "${text}". Write it as "CET-1CEST,M3.5.0,M10.5.0/3", dates included`,
    );
  }
  const [, standard, daylight, startDay, startTime, endDay, endTime] = parts;
  const standardMs = eastOf(standard!);
  if (startDay === undefined) return { standardMs, daylight: null };
  return {
    standardMs,
    daylight: {
      offsetMs: daylight === undefined ? standardMs + HOUR_MS : eastOf(daylight),
      start: { day: parseDay(startDay), timeMs: parseTime(startTime ?? CHANGE_TIME) },
      end: { day: parseDay(endDay!), timeMs: parseTime(endTime ?? CHANGE_TIME) },
    },
  };
}

/** Never -0: the text may be `0`. */
function eastOf(text: string): number {
  return 0 - parseTime(text);
}

function parseTime(text: string): number {
  const [hours, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number);
  const ms = hours! * HOUR_MS + minutes * MINUTE_MS + seconds * 1_000;
  return text.startsWith('-') ? -ms : ms;
}

function parseDay(text: string): YearDay {
  if (text.startsWith('J')) return { kind: 'julian', day: Number(text.slice(1)) };
  if (!text.startsWith('M')) return { kind: 'ordinal', day: Number(text) };
  const [month, week, day] = text.slice(1).split('.').map(Number);
  return { kind: 'weekday', month: month!, week: week!, day: day! };
}

/** The changes of offset in a year of the Gregorian calendar, in order: two, or none. */
export function ruleTransitions({ standardMs, daylight }: PosixRule, year: number): readonly Transition[] {
  if (daylight === null) return [];
  const { offsetMs, start, end } = daylight;
  const on: Transition = { atMs: wallMs(start, year) - standardMs, offsetMs };
  const off: Transition = { atMs: wallMs(end, year) - offsetMs, offsetMs: standardMs };
  return on.atMs < off.atMs ? [on, off] : [off, on];
}

/** The stretch of one offset in which an instant lies, were the rule in force at all times. O(1). */
export function ruleSpanAt(rule: PosixRule, instantMs: number): OffsetSpan {
  if (rule.daylight === null) return { fromMs: -Infinity, toMs: Infinity, offsetMs: rule.standardMs };
  const { year } = civilFromDays(Math.floor(instantMs / DAY_MS));
  const near = [year - 1, year, year + 1].flatMap((each) => ruleTransitions(rule, each));
  const next = near.findIndex(({ atMs }) => atMs > instantMs);
  const current = near[next - 1]!;
  return { fromMs: current.atMs, toMs: near[next]!.atMs, offsetMs: current.offsetMs };
}

function wallMs({ day, timeMs }: YearTime, year: number): number {
  return dayNumber(day, year) * DAY_MS + timeMs;
}

function dayNumber(day: YearDay, year: number): number {
  switch (day.kind) {
    case 'weekday': {
      const first = daysFromCivil(year, day.month, 1);
      const toFirst = (day.day - dayOfWeek(first) + 7) % 7;
      const found = first + toFirst + (day.week - 1) * 7;
      const end = daysFromCivil(year, day.month + 1, 1);
      return found < end ? found : found - 7;
    }
    case 'julian':
      // Day 60 is 1 March in every year: count from there, or from the year's first day.
      return day.day >= 60
        ? daysFromCivil(year, 3, 1) + day.day - 60
        : daysFromCivil(year, 1, 1) + day.day - 1;
    case 'ordinal':
      return daysFromCivil(year, 1, 1) + day.day;
  }
}
