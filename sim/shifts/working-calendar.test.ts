/**
 * What people expect of working hours, by named cases: nights on which clocks are set, holidays, half-hour zones, the day
 * that Samoa left out, calendars that never open again or never close; and what is refused.
 */
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from './civil.ts';
import { WorkingCalendar } from './working-calendar.ts';

const at = (text: string): number => Date.parse(text);
const iso = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16)}Z`;

/** Open stretches between two instants. */
function stretches(calendar: WorkingCalendar, from: string, to: string): readonly string[] {
  const found: string[] = [];
  let start = calendar.nextOpening(at(from));
  while (start < at(to)) {
    const end = calendar.nextChange(start);
    found.push(`${iso(start)} ${iso(end)} ${(end - start) / HOUR_MS}`);
    start = calendar.nextOpening(end);
  }
  return found;
}

describe('nights on which clocks are set', () => {
  const night = { days: 'sat', hours: ['22:00-06:00'] };

  test.each([
    ['Europe/Berlin', '2026-03-28', '2026-03-28T21:00Z 2026-03-29T04:00Z 7'],
    ['Europe/Berlin', '2026-10-24', '2026-10-24T20:00Z 2026-10-25T05:00Z 9'],
    ['Europe/Berlin', '2026-06-06', '2026-06-06T20:00Z 2026-06-07T04:00Z 8'],
    ['Australia/Sydney', '2026-04-04', '2026-04-04T11:00Z 2026-04-04T20:00Z 9'],
    ['Australia/Sydney', '2026-10-03', '2026-10-03T12:00Z 2026-10-03T19:00Z 7'],
    ['Australia/Lord_Howe', '2026-10-03', '2026-10-03T11:30Z 2026-10-03T19:00Z 7.5'],
  ])('%s, the night after %s', (zone, date, expected) => {
    const calendar = new WorkingCalendar({ zone, week: night });
    expect(stretches(calendar, `${date}T00:00Z`, iso(at(`${date}T00:00Z`) + 2 * DAY_MS))).toEqual([expected]);
  });

  const spring = (hours: string): readonly string[] => berlinSunday(hours, '2026-03-29');
  const autumn = (hours: string): readonly string[] => berlinSunday(hours, '2026-10-25');
  function berlinSunday(hours: string, date: string): readonly string[] {
    const calendar = new WorkingCalendar({ zone: 'Europe/Berlin', week: { sun: hours.split(' ') } });
    return stretches(calendar, `${date}T00:00Z`, `${date}T12:00Z`);
  }

  test('hours in the gap: those that clocks do not show take no time', () => {
    expect(spring('02:00-03:00')).toEqual([]);
    expect(spring('02:15-02:45')).toEqual([]);
    expect(spring('01:30-02:30')).toEqual(['2026-03-29T00:30Z 2026-03-29T01:00Z 0.5']);
    expect(spring('02:30-03:30')).toEqual(['2026-03-29T01:00Z 2026-03-29T01:30Z 0.5']);
    expect(spring('01:00-02:00 03:00-04:00')).toEqual(['2026-03-29T00:00Z 2026-03-29T02:00Z 2']);
  });

  test('hours shown twice: each time means its first', () => {
    expect(autumn('02:00-03:00')).toEqual(['2026-10-25T00:00Z 2026-10-25T02:00Z 2']);
    expect(autumn('02:15-02:45')).toEqual(['2026-10-25T00:15Z 2026-10-25T00:45Z 0.5']);
    expect(autumn('02:30-06:00')).toEqual(['2026-10-25T00:30Z 2026-10-25T05:00Z 4.5']);
    expect(autumn('01:00-02:30 04:00-05:00')).toEqual([
      '2026-10-25T00:00Z 2026-10-25T00:30Z 0.5',
      '2026-10-25T03:00Z 2026-10-25T04:00Z 1',
    ]);
  });

  test('the day that Samoa left out has no hours, and its neighbours have their own', () => {
    const calendar = new WorkingCalendar({
      zone: 'Pacific/Apia',
      week: { days: 'mon-fri', hours: ['08:00-16:00'] },
    });
    // Thursday 29 at -10; Friday 30 never was; Monday 2 at +14.
    expect(stretches(calendar, '2011-12-29T12:00Z', '2012-01-02T12:00Z')).toEqual([
      '2011-12-29T18:00Z 2011-12-30T02:00Z 8',
      '2012-01-01T18:00Z 2012-01-02T02:00Z 8',
    ]);
  });
});

test('a half-hour zone', () => {
  const calendar = new WorkingCalendar({
    zone: 'Asia/Kolkata',
    week: { days: 'mon-sat', hours: ['09:00-18:00'] },
  });
  expect(iso(calendar.nextOpening(at('2026-01-04T12:00Z')))).toBe('2026-01-05T03:30Z');
  expect(iso(calendar.addWorking(at('2026-01-05T03:30Z'), 18 * HOUR_MS))).toBe('2026-01-06T12:30Z');
});

describe('holidays and exceptions', () => {
  const shifts = {
    zone: 'Europe/Berlin',
    week: { days: 'mon-fri', hours: ['06:00-14:00', '22:00-06:00'] },
    holidays: ['2026-12-25'],
    exceptions: { '2026-12-23': ['06:00-10:00'] },
  };

  test('the shift of the evening before goes on into a holiday; its own night shift is off', () => {
    expect(stretches(new WorkingCalendar(shifts), '2026-12-22T14:00Z', '2026-12-28T12:00Z')).toEqual([
      // Tuesday's night joins the hours of Wednesday.
      '2026-12-22T21:00Z 2026-12-23T09:00Z 12',
      '2026-12-24T05:00Z 2026-12-24T13:00Z 8',
      '2026-12-24T21:00Z 2026-12-25T05:00Z 8',
      '2026-12-28T05:00Z 2026-12-28T13:00Z 8',
    ]);
  });

  test('years of holidays are searched through', () => {
    const holidays: string[] = [];
    for (let day = at('2026-01-01T00:00Z'); day < at('2032-01-01T00:00Z'); day += DAY_MS)
      holidays.push(new Date(day).toISOString().slice(0, 10));
    // A new one each time: nothing is known of the years between.
    const calendar = (): WorkingCalendar =>
      new WorkingCalendar({ zone: 'UTC', week: { days: 'mon-sun', hours: ['08:00-12:00'] }, holidays });
    expect(iso(calendar().nextOpening(at('2025-12-31T12:00Z')))).toBe('2032-01-01T08:00Z');
    expect(iso(calendar().nextChange(at('2028-02-29T12:00Z')))).toBe('2032-01-01T08:00Z');
    expect(iso(calendar().addWorking(at('2025-12-31T10:00Z'), 3 * HOUR_MS))).toBe('2032-01-01T09:00Z');
  });

  test('exceptions alone: after the last there is no opening', () => {
    const calendar = new WorkingCalendar({
      name: 'fair',
      zone: 'UTC',
      week: {},
      exceptions: { '2026-05-01': ['08:00-12:00'], '2031-05-01': ['08:00-12:00'] },
    });
    const [first, last] = [at('2026-05-01T12:00Z'), at('2031-05-01T12:00Z')];
    expect(iso(calendar.nextOpening(first))).toBe('2031-05-01T08:00Z');
    expect(calendar.addWorking(first, 4 * HOUR_MS)).toBe(last);
    expect(calendar.nextChange(last)).toBe(Infinity);
    expect(calendar.isOpen(last + 1e11)).toBe(false);
    expect(() => calendar.nextOpening(last)).toThrow(`no opening at or after ${last}: its week has no hours`);
    expect(() => calendar.nextOpening(last + 1e11)).toThrow('(fair). Give later exceptions');
    expect(() => calendar.addWorking(first, 4 * HOUR_MS + 1)).toThrow(
      '14400001 ms of open time do not pass after',
    );
  });
});

describe('at all hours', () => {
  const always = { zone: 'Europe/Berlin', week: { days: 'mon-sun', hours: ['00:00-24:00'] } };

  test('nothing changes, also on days of 23 or 25 hours', () => {
    const calendar = new WorkingCalendar(always);
    const [from, to] = [at('2026-01-01T00:00Z'), at('2027-01-01T00:00Z')];
    expect(calendar.nextChange(from)).toBe(Infinity);
    expect(calendar.workingBetween(from, to)).toBe(to - from);
    expect(calendar.addWorking(from, to - from)).toBe(to);
  });

  test('until a holiday, a local day', () => {
    const calendar = new WorkingCalendar({ ...always, holidays: ['2030-03-31'] });
    const closing = calendar.nextChange(at('2026-01-01T00:00Z'));
    expect(iso(closing)).toBe('2030-03-30T23:00Z');
    expect(calendar.nextChange(closing) - closing).toBe(23 * HOUR_MS);
  });
});

describe('what is refused', () => {
  const calendar = new WorkingCalendar({ name: 'north', zone: 'UTC', week: { mon: ['08:00-12:00'] } });
  const now = at('2026-01-01T00:00Z');

  test.each([at('1999-12-31T23:59Z'), at('3000-01-01T00:00Z'), now * 1000, 0.5 + now, Number.NaN, Infinity])(
    'instant %d',
    (time) => {
      const message = `instant ${time} is no whole number from 946684800000 (2000-01-01) to 32503680000000 (3000-01-01) (north)`;
      expect(() => calendar.isOpen(time)).toThrow(message);
      expect(() => calendar.nextOpening(time)).toThrow(message);
      expect(() => calendar.nextChange(time)).toThrow(message);
      expect(() => calendar.workingBetween(time, now)).toThrow(message);
      expect(() => calendar.workingBetween(now, time)).toThrow(message);
      expect(() => calendar.addWorking(time, 1)).toThrow(message);
    },
  );

  test.each([-1, 0.5, Number.NaN, Infinity])('work %d', (work) => {
    expect(() => calendar.addWorking(now, work)).toThrow(
      `work must be whole milliseconds >= 0, got ${work} (north)`,
    );
  });

  test('an end before its start; more work than there is time', () => {
    expect(() => calendar.workingBetween(now, now - 1)).toThrow(
      `end ${now - 1} is before start ${now} (north)`,
    );
    expect(() => calendar.addWorking(now, 1e15)).toThrow(
      'do not pass after 1767225600000 and before the year 3000',
    );
  });

  test('a zone that is none, with its place', () => {
    const slip = { name: 'north', zone: 'Europe/Berln', week: { mon: ['08:00-12:00'] } };
    expect(() => new WorkingCalendar(slip)).toThrow(
      '"Europe/Berln" (north.zone). Did you mean "Europe/Berlin"?',
    );
  });

  test('the first and the last instant are known', () => {
    const sydney = new WorkingCalendar({
      zone: 'Australia/Sydney',
      week: { days: 'mon-sun', hours: ['00:00-24:00'] },
    });
    const honolulu = new WorkingCalendar({ zone: 'Pacific/Honolulu', week: { fri: ['08:00-24:00'] } });
    expect(sydney.isOpen(at('2999-12-31T23:59Z'))).toBe(true);
    // Still Friday evening in Honolulu.
    expect(honolulu.isOpen(at('2000-01-01T00:00Z'))).toBe(true);
    expect(iso(honolulu.nextChange(at('2000-01-01T00:00Z')))).toBe('2000-01-01T10:00Z');
  });
});
