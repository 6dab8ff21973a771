/**
 * The opening hours of one day, as people write them: `['08:00-12:00', '13:00-17:00']`.
 *
 * 1. Hours belong to the day they start on. An end at or before its start is on the next day: `22:00-06:00`.
 * 2. `24:00` may end hours, not start them. A whole day is `00:00-24:00`; an end equal to its start is refused, since it
 *    may mean all or nothing.
 * 3. Spans are given back sorted and apart: what touches is merged, what overlaps is refused.
 */
import { AssertionError } from '../assert.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './civil.ts';

/** Wall time since the day's midnight, in ms: 0 <= startMs < endMs, startMs < a day, endMs < two days. */
export interface DaySpan {
  readonly startMs: number;
  readonly endMs: number;
}

/** Sorted; no two touch. Empty: closed. */
export type DayHours = readonly DaySpan[];

const INTERVAL = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/**
 * Reads the hours of a day.
 * @param place where they stand, for messages: `week.mon`
 */
export function parseDayHours(texts: readonly string[], place: string): DayHours {
  if (!Array.isArray(texts)) throw new AssertionError(`hours must be a list, as ["08:00-17:00"] (${place})`);
  const spans = texts.map((text, i) => parseInterval(text, `${place}[${i}]`));
  const order = spans.map((_, i) => i).sort((a, b) => spans[a]!.startMs - spans[b]!.startMs);
  const hours: DaySpan[] = [];
  for (const [n, i] of order.entries()) {
    const span = spans[i]!;
    const before = hours.at(-1);
    if (before === undefined || before.endMs < span.startMs) hours.push(span);
    else if (before.endMs === span.startMs)
      hours[hours.length - 1] = { startMs: before.startMs, endMs: span.endMs };
    else {
      const other = order[n - 1]!;
      throw new AssertionError(
        `hours overlap: "${texts[other]}" and "${texts[i]}" (${place}[${other}] and [${i}]). Write them as one`,
      );
    }
  }
  return hours;
}

function parseInterval(text: string, place: string): DaySpan {
  const parts = INTERVAL.exec(text);
  if (parts === null) {
    throw new AssertionError(`no hours: "${text}" (${place}). Write "HH:MM-HH:MM", from "00:00" to "24:00"`);
  }
  const [, startHour, startMinute, endHour, endMinute] = parts;
  const startMs = Number(startHour) * HOUR_MS + Number(startMinute) * MINUTE_MS;
  const endMs = endHour === undefined ? DAY_MS : Number(endHour) * HOUR_MS + Number(endMinute) * MINUTE_MS;
  if (endMs === startMs) {
    throw new AssertionError(
      `hours start and end at the same time: "${text}" (${place}). Write "00:00-24:00" for a whole day, or leave them out`,
    );
  }
  return { startMs, endMs: endMs > startMs ? endMs : endMs + DAY_MS };
}
