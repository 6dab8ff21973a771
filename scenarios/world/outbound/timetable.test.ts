/** Times on the wall become instants: across the change of clocks, in a zone without one, within working hours only. By hand. */
import { describe, expect, test } from 'vitest';
import { calendarOf, dateMs, shiftsOf, timeOfDayMs, timetable } from './timetable.ts';

const at = (text: string): number => Date.parse(text);
const show = (instants: readonly number[]): string[] =>
  instants.map((instant) => new Date(instant).toISOString().slice(0, 16));

describe('New York sets its clocks forward on 2026-03-08 and back on 2026-11-01', () => {
  const zone = 'America/New_York';

  test('a cut-off at 18:00 comes an hour sooner, in UTC, from that day on', () => {
    expect(show(timetable(['18:00'], zone, null, at('2026-03-07T00:00Z'), at('2026-03-10T00:00Z')))).toEqual([
      '2026-03-07T23:00',
      '2026-03-08T22:00',
      '2026-03-09T22:00',
    ]);
  });

  test('a time that clocks skip comes as long after the change; one and the same with a later one comes once', () => {
    const day = [at('2026-03-08T05:00Z'), at('2026-03-09T04:00Z')] as const;
    expect(show(timetable(['02:30'], zone, null, ...day))).toEqual(['2026-03-08T07:30']);
    expect(show(timetable(['02:30', '03:30'], zone, null, ...day))).toEqual(['2026-03-08T07:30']);
  });

  test('a time that clocks show twice comes once, the first time', () => {
    const day = [at('2026-11-01T04:00Z'), at('2026-11-02T05:00Z')] as const;
    expect(show(timetable(['01:30'], zone, null, ...day))).toEqual(['2026-11-01T05:30']);
  });

  test('a shift over the change is an hour shorter', () => {
    const calendar = calendarOf({ days: ['sat', 'sun'], from: '22:00', to: '06:00' }, zone, 'night');
    const [before, over] = shiftsOf(calendar, at('2026-03-06T12:00Z'), at('2026-03-09T12:00Z'));
    expect([over![1] - over![0], before![1] - before![0]].map((ms) => ms / 3_600_000)).toEqual([8, 7]);
  });
});

test('Phoenix never sets its clocks: every day is as long', () => {
  const instants = timetable(
    ['18:00'],
    'America/Phoenix',
    null,
    at('2026-03-01T00:00Z'),
    at('2026-12-01T00:00Z'),
  );
  expect(new Set(instants.slice(1).map((instant, i) => instant - instants[i]!))).toEqual(
    new Set([86_400_000]),
  );
  expect(show(instants)[0]).toBe('2026-03-01T01:00');
});

describe('working hours', () => {
  const hours = {
    days: ['mon', 'fri'] as ('mon' | 'fri')[],
    from: '08:00',
    to: '17:00',
    holidays: ['2026-03-06'],
  };
  const calendar = calendarOf(hours, 'UTC', 'office');
  const span = [at('2026-03-02T00:00Z'), at('2026-03-16T00:00Z')] as const;

  test('only what falls in them counts; closing time is outside', () => {
    expect(show(timetable(['08:00', '12:00', '17:00'], 'UTC', calendar, ...span))).toEqual([
      '2026-03-02T08:00',
      '2026-03-02T12:00',
      '2026-03-09T08:00',
      '2026-03-09T12:00',
      '2026-03-13T08:00',
      '2026-03-13T12:00',
    ]);
  });

  test('shifts are cut where the run begins, not where it ends', () => {
    expect(shiftsOf(calendar, at('2026-03-02T12:00Z'), at('2026-03-09T12:00Z')).map(show)).toEqual([
      ['2026-03-02T12:00', '2026-03-02T17:00'],
      ['2026-03-09T08:00', '2026-03-09T17:00'],
    ]);
  });

  test('day and night: one shift to the end; no hours: none, which is always open', () => {
    const always = {
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      from: '00:00',
      to: '24:00',
    } as const;
    expect(shiftsOf(calendarOf({ ...always, days: [...always.days] }, 'UTC', 'always'), ...span)).toEqual([
      span,
    ]);
    expect(shiftsOf(calendarOf(undefined, 'UTC', 'none'), ...span)).toEqual([]);
  });
});

test('an order of times does not matter: instants are sorted', () => {
  const span = [at('2026-03-02T00:00Z'), at('2026-03-04T00:00Z')] as const;
  const instants = timetable(['15:30', '07:00'], 'UTC', null, ...span);
  expect(instants).toEqual(instants.toSorted((x, y) => x - y));
  expect(instants).toHaveLength(4);
});

test('times of day and dates as numbers', () => {
  expect(timeOfDayMs('17:30')).toBe(63_000_000);
  expect(timeOfDayMs('24:00')).toBe(86_400_000);
  expect(dateMs('2026-07-01')).toBe(at('2026-07-01T00:00Z'));
});
