/** Times of day and working hours of a place -> instants of the run. */
import { DAY_MS, HOUR_MS, MINUTE_MS, parseDate } from '#sim/shifts/civil';
import { timeZone } from '#sim/shifts/time-zone';
import { WorkingCalendar } from '#sim/shifts/working-calendar';
import type { Hours } from '../../schema/outbound/common.ts';

/** "17:30" -> ms since midnight. */
export function timeOfDayMs(text: string): number {
  const [hour, minute] = text.split(':').map(Number);
  return hour! * HOUR_MS + minute! * MINUTE_MS;
}

/** Hours of a week as a calendar; null = always open. */
export function calendarOf(hours: Hours | undefined, zone: string, name: string): WorkingCalendar | null {
  if (hours === undefined) return null;
  const span = [`${hours.from}-${hours.to}`];
  const week = Object.fromEntries(hours.days.map((day) => [day, span]));
  return new WorkingCalendar({ zone, name, week, holidays: hours.holidays ?? [] });
}

/** Stretches [open, close) from `startAt` to `endAt`; empty = always open. */
export function shiftsOf(
  calendar: WorkingCalendar | null,
  startAt: number,
  endAt: number,
): (readonly [number, number])[] {
  if (calendar === null) return [];
  const shifts: (readonly [number, number])[] = [];
  for (let at = startAt; at < endAt; ) {
    const open = calendar.nextOpening(at);
    if (open >= endAt) break;
    // A calendar that never closes is open to the end.
    const change = calendar.nextChange(open);
    const close = change === Infinity ? endAt : change;
    shifts.push([open, close]);
    at = close;
  }
  return shifts;
}

/**
 * Every instant at which the clocks of a zone show one of these times and the calendar is open. Sorted, each once: where clocks
 * skip an hour, two times may be one instant.
 */
export function timetable(
  times: readonly string[],
  zone: string,
  calendar: WorkingCalendar | null,
  startAt: number,
  endAt: number,
): number[] {
  const clocks = timeZone(zone);
  const firstDay = Math.floor(clocks.wallMsAt(startAt) / DAY_MS);
  const lastDay = Math.floor(clocks.wallMsAt(endAt) / DAY_MS);
  const instants = new Set<number>();
  for (let day = firstDay; day <= lastDay; day++) {
    for (const time of times) {
      const at = clocks.instantMsOf(day * DAY_MS + timeOfDayMs(time));
      if (at >= startAt && at < endAt && (calendar === null || calendar.isOpen(at))) instants.add(at);
    }
  }
  return [...instants].sort((a, b) => a - b);
}

/** 2026-07-01 at midnight UTC. */
export function dateMs(text: string): number {
  return parseDate(text)! * DAY_MS;
}
