/**
 * Each date must have the hours that exception, holiday or week give it, in this order, and a plan that contradicts itself
 * must say where. Shown by cases.
 */
import { describe, expect, test } from 'vitest';
import { HOUR_MS, parseDate } from './civil.ts';
import { DayPlan, type DayPlanOptions } from './day-plan.ts';

const OFFICE = ['08:00-17:00'];

/** Hours of dates as `8-17`, `-` where there are none. */
function hours(options: DayPlanOptions, dates: readonly string[]): readonly string[] {
  const plan = new DayPlan(options, 'north');
  return dates.map((date) => {
    const spans = plan.hoursOf(parseDate(date)!);
    return spans.map(({ startMs, endMs }) => `${startMs / HOUR_MS}-${endMs / HOUR_MS}`).join(' ') || '-';
  });
}

/** Monday to Sunday. */
const WEEK_DATES = [2, 3, 4, 5, 6, 7, 8].map((day) => `2026-03-0${day}`);

describe('a week', () => {
  test('by its days', () => {
    const week = { mon: OFFICE, tue: ['22:00-06:00'], fri: ['08:00-12:00', '13:00-15:00'], sun: [] };
    expect(hours({ week }, WEEK_DATES)).toEqual(['8-17', '22-30', '-', '-', '8-12 13-15', '-', '-']);
  });

  test.each([
    ['mon-fri', '1111100'],
    ['sat-mon', '1000011'],
    ['wed', '0010000'],
    ['mon, wed-thu,sun', '1011001'],
    ['mon-sun', '1111111'],
    ['tue-mon', '1111111'],
  ])('days: %j', (days, open) => {
    const found = hours({ week: { days, hours: OFFICE } }, WEEK_DATES);
    expect(found).toEqual([...open].map((each) => (each === '1' ? '8-17' : '-')));
  });
});

test('an exception goes before a holiday, a holiday before the week', () => {
  const options = {
    week: { days: 'mon-fri', hours: OFFICE },
    holidays: ['2026-12-24', '2026-12-25'],
    exceptions: { '2026-12-24': ['08:00-12:00'], '2026-12-26': ['10:00-14:00'], '2026-12-28': [] },
  };
  const dates = [23, 24, 25, 26, 27, 28, 29].map((day) => `2026-12-${day}`);
  expect(hours(options, dates)).toEqual(['8-17', '8-12', '-', '10-14', '-', '-', '8-17']);
  expect(new DayPlan(options, 'north').lastListedDay).toBe(parseDate('2026-12-28'));
});

describe('what is no plan', () => {
  const week = { mon: OFFICE };
  const night = { days: 'mon-sun', hours: ['22:00-06:00'] };
  test.each<[DayPlanOptions, string]>([
    [{ week: { mo: OFFICE } as never }, 'unknown day: "mo" (north.week). Days are sun, mon, tue,'],
    [{ week: { days: 'mon-fry', hours: OFFICE } }, 'unknown day: "fry" (north.week.days)'],
    [{ week: { days: '', hours: OFFICE } }, 'unknown day: "" (north.week.days)'],
    [{ week: { days: 'mon-wed-fri', hours: OFFICE } }, 'no range of days: "mon-wed-fri" (north.week.days)'],
    [
      { week: { days: 'mon-fri,wed', hours: OFFICE } },
      'day given twice: "wed" in "mon-fri,wed" (north.week.days)',
    ],
    [{ week: { days: 'mon', hours: ['8-12'] } }, 'no hours: "8-12" (north.week.hours[0])'],
    [{ week: { fri: ['8-12'] } }, 'no hours: "8-12" (north.week.fri[0])'],
    [{ week, holidays: ['2026-01-01', '2026-02-30'] }, 'no date: "2026-02-30" (north.holidays[1])'],
    [{ week, holidays: ['1999-12-31'] }, 'date out of range: "1999-12-31" (north.holidays[0])'],
    [{ week, holidays: ['3000-01-01'] }, 'date out of range: "3000-01-01" (north.holidays[0])'],
    [{ week, exceptions: { '24.12.2026': [] } }, 'no date: "24.12.2026" (north.exceptions)'],
    [
      { week, exceptions: { '2026-12-24': ['8-12'] } },
      'no hours: "8-12" (north.exceptions["2026-12-24"][0])',
    ],
    [{ week: { sun: ['22:00-06:00'], mon: ['05:59-12:00'] } }, 'between sun and mon (north.week)'],
    [{ week: { sat: ['22:00-06:00'], sun: ['05:59-12:00'] } }, 'between sat and sun (north.week)'],
    [
      { week: night, exceptions: { '2026-12-24': ['05:59-12:00'] } },
      'hours overlap past the midnight between 2026-12-23 and 2026-12-24 (north.exceptions)',
    ],
    [
      { week: { mon: ['04:00-12:00'] }, exceptions: { '2026-12-27': ['22:00-06:00'] } },
      'hours overlap past the midnight between 2026-12-27 and 2026-12-28 (north.exceptions)',
    ],
    [{ week: {} }, 'never opens: neither its week nor an exception has hours (north)'],
    [{ week: {}, holidays: ['2026-12-25'], exceptions: { '2026-12-24': [] } }, 'never opens'],
  ])('%j', (options, message) => {
    expect(() => new DayPlan(options, 'north')).toThrow(message);
  });

  test.each<DayPlanOptions>([
    { week: { sun: ['22:00-06:00'], mon: ['06:00-12:00'] } },
    { week: night, exceptions: { '2026-12-24': ['06:00-12:00', '22:00-06:00'] } },
    { week: night, holidays: ['2026-12-23'], exceptions: { '2026-12-24': ['00:00-12:00'] } },
    { week: {}, exceptions: { '2026-12-24': OFFICE } },
  ])('but this is one: %j', (options) => {
    expect(() => new DayPlan(options, 'north')).not.toThrow();
  });
});
