/**
 * Dates of the proleptic Gregorian calendar as whole days since 1970-01-01.
 *
 * 1. Integer arithmetic only, so the same on every machine; exact wherever a day number times a day's milliseconds is.
 * 2. A day here is a day of the calendar on a wall. How long it lasts is the time zone's business.
 *
 * Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
 * https://howardhinnant.github.io/date_algorithms.html (days_from_civil, civil_from_days, weekday_from_days).
 */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
/** A day of 24 hours. */
export const DAY_MS = 24 * HOUR_MS;

const DAYS_OF_400_YEARS = 146_097;
/** Days from 0000-03-01, where the algorithm counts from, to 1970-01-01. */
const DAYS_TO_1970 = 719_468;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

/**
 * Days from 1970-01-01 to a date; negative before it.
 * @param month 1 to 12; 13 is the January after
 * @param day 1 to 31; one past the end of the month counts on into the next
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  // Years begin in March, so that the leap day comes last.
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * DAYS_OF_400_YEARS + yearOfEra * 365 + leapDays + dayOfYear - DAYS_TO_1970;
}

/** The date of a day number: the inverse of `daysFromCivil`. */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + DAYS_TO_1970;
  const era = Math.floor(shifted / DAYS_OF_400_YEARS);
  const dayOfEra = shifted - era * DAYS_OF_400_YEARS;
  const leapDays =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** The day of the week of a day number: 0 is Sunday, 6 is Saturday. */
export function dayOfWeek(days: number): number {
  // 1970-01-01 was a Thursday.
  const sinceSunday = days + 4;
  return sinceSunday - Math.floor(sinceSunday / 7) * 7;
}

/** The day number of a text `YYYY-MM-DD`; undefined when it is no such text or there is no such date. */
export function parseDate(text: string): number | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const days = daysFromCivil(year, month, day);
  // Whatever there is not falls into another month.
  return civilFromDays(days).month === month ? days : undefined;
}

/** The text `YYYY-MM-DD` of a day number, for years 0 to 9999. */
export function formatDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}
