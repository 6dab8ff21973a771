/**
 * Which hours each date has: a week, its holidays, and dates with hours of their own.
 *
 * 1. An exception goes before a holiday, a holiday before the week. A holiday has no hours that start on it; a night
 *    shift that began the evening before goes on into it.
 * 2. Hours of one day never reach into those of the next: that is refused, wherever week and exceptions put it.
 * 3. After the last date listed, the week alone decides, for ever.
 */
import { AssertionError } from '../assert.ts';
import { DAY_MS, dayOfWeek, daysFromCivil, formatDate, parseDate } from './civil.ts';
import { type DayHours, parseDayHours } from './day-hours.ts';

/** In the order of `dayOfWeek`. */
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Hours of each weekday, as `{ mon: ['08:00-12:00', '13:00-17:00'] }`. A day left out is closed. */
export type WeekHours = Readonly<Partial<Record<Weekday, readonly string[]>>>;

/** The same hours on several weekdays. */
export interface SameHours {
  /** Days and ranges, as `mon-fri` or `mon,wed,fri-sun`. */
  readonly days: string;
  readonly hours: readonly string[];
}

export interface DayPlanOptions {
  readonly week: WeekHours | SameHours;
  /** Dates `YYYY-MM-DD` on which no hours start. */
  readonly holidays?: readonly string[];
  /** Hours by date, `YYYY-MM-DD`, in place of those of the week or of a holiday. */
  readonly exceptions?: Readonly<Record<string, readonly string[]>>;
}

/** Dates that a plan may list: from 2000-01-01 up to, not including, 3000-01-01. */
const FIRST_DAY = daysFromCivil(2000, 1, 1);
export const END_DAY = daysFromCivil(3000, 1, 1);

export class DayPlan {
  /** The last date listed, as days since 1970; the day before 2000-01-01 if none is. */
  readonly lastListedDay: number;
  private readonly week: readonly DayHours[];
  private readonly listed: ReadonlyMap<number, DayHours>;

  /** @param place where the plan stands, for messages: `calendars.north` */
  constructor({ week, holidays = [], exceptions = {} }: DayPlanOptions, place: string) {
    this.week = parseWeek(week, `${place}.week`);
    const listed = new Map<number, DayHours>();
    for (const [i, date] of holidays.entries()) listed.set(parseListed(date, `${place}.holidays[${i}]`), []);
    const excepted = Object.entries(exceptions).map(([date, hours]) => {
      const day = parseListed(date, `${place}.exceptions`);
      listed.set(day, parseDayHours(hours, `${place}.exceptions["${date}"]`));
      return day;
    });
    this.listed = listed;
    this.lastListedDay = [...listed.keys()].reduce((last, day) => Math.max(last, day), FIRST_DAY - 1);
    this.checkNights(excepted, place);
    if (this.week.every(isClosed) && excepted.every((day) => isClosed(this.hoursOf(day))))
      throw new AssertionError(
        `never opens: neither its week nor an exception has hours (${place}). Give a day hours`,
      );
  }

  /** The hours that start on a date, given as days since 1970. */
  hoursOf(day: number): DayHours {
    return this.listed.get(day) ?? this.week[dayOfWeek(day)]!;
  }

  /** Refuses hours that reach past midnight into others. Only the week and the exceptions bring hours. */
  private checkNights(excepted: readonly number[], place: string): void {
    for (let day = 0; day < 7; day++) {
      const next = (day + 1) % 7;
      checkNight(this.week[day]!, this.week[next]!, `${WEEKDAYS[day]} and ${WEEKDAYS[next]} (${place}.week)`);
    }
    for (const first of excepted.flatMap((day) => [day - 1, day])) {
      const dates = `${formatDate(first)} and ${formatDate(first + 1)}`;
      checkNight(this.hoursOf(first), this.hoursOf(first + 1), `${dates} (${place}.exceptions)`);
    }
  }
}

function isClosed(hours: DayHours): boolean {
  return hours.length === 0;
}

function checkNight(today: DayHours, tomorrow: DayHours, days: string): void {
  const night = today.at(-1);
  const morning = tomorrow[0];
  if (night === undefined || morning === undefined || night.endMs - DAY_MS <= morning.startMs) return;
  throw new AssertionError(
    `hours overlap past the midnight between ${days}. End the first ones earlier, or start the others later`,
  );
}

function parseListed(date: string, place: string): number {
  const day = parseDate(date);
  if (day === undefined)
    throw new AssertionError(`no date: "${date}" (${place}). Write a day that there is, as "2026-12-25"`);
  if (day < FIRST_DAY || day >= END_DAY)
    throw new AssertionError(
      `date out of range: "${date}" (${place}). Calendars know 2000-01-01 to 2999-12-31`,
    );
  return day;
}

function parseWeek(week: WeekHours | SameHours, place: string): readonly DayHours[] {
  const hours: DayHours[] = WEEKDAYS.map(() => []);
  if ('days' in week) {
    const same = parseDayHours(week.hours, `${place}.hours`);
    for (const day of parseDays(week.days, `${place}.days`)) hours[day] = same;
    return hours;
  }
  for (const [name, texts] of Object.entries(week))
    hours[parseWeekday(name, place)] = parseDayHours(texts, `${place}.${name}`);
  return hours;
}

/** Weekdays of a text such as `mon,wed,fri-sun`; a range may pass the end of the week. */
function parseDays(text: string, place: string): readonly number[] {
  const days = text.split(',').flatMap((part) => {
    const ends = part.split('-').map((name) => parseWeekday(name.trim(), place));
    if (ends.length > 2) throw new AssertionError(`no range of days: "${part}" (${place}). Write "mon-fri"`);
    const first = ends[0]!;
    const last = ends.at(-1)!;
    return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, i) => (first + i) % 7);
  });
  const twice = days.find((day, i) => days.indexOf(day) !== i);
  if (twice !== undefined) {
    throw new AssertionError(
      `day given twice: "${WEEKDAYS[twice]}" in "${text}" (${place}). Name each day once`,
    );
  }
  return days;
}

function parseWeekday(name: string, place: string): number {
  const day = WEEKDAYS.indexOf(name as Weekday);
  if (day === -1)
    throw new AssertionError(`unknown day: "${name}" (${place}). Days are ${WEEKDAYS.join(', ')}`);
  return day;
}
