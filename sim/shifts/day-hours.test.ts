/**
 * Hours must be read as written, sorted and joined where they touch, and nothing else must pass. Shown by cases, in minutes
 * since midnight; messages name value and place.
 */
import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from './civil.ts';
import { parseDayHours } from './day-hours.ts';

function minutes(texts: readonly string[]): readonly (readonly [number, number])[] {
  return parseDayHours(texts, 'week.mon').map(({ startMs, endMs }) => [
    startMs / MINUTE_MS,
    endMs / MINUTE_MS,
  ]);
}

describe('hours', () => {
  test.each<[readonly string[], readonly (readonly [number, number])[]]>([
    [[], []],
    [
      ['08:00-12:00', '13:00-17:00'],
      [
        [480, 720],
        [780, 1020],
      ],
    ],
    [
      ['13:00-17:00', '08:00-12:00'],
      [
        [480, 720],
        [780, 1020],
      ],
    ],
    [['22:00-06:00'], [[1320, 1800]]],
    [
      ['02:00-03:30', '22:00-06:00'],
      [
        [120, 210],
        [1320, 1800],
      ],
    ],
    [['00:00-24:00'], [[0, 1440]]],
    [['16:00-00:00'], [[960, 1440]]],
    [['23:59-23:58'], [[1439, 2878]]],
    [['12:00-14:15', '08:00-12:00', '14:15-15:00'], [[480, 900]]],
    [['18:00-22:00', '22:00-06:00'], [[1080, 1800]]],
  ])('%j', (texts, expected) => {
    expect(minutes(texts)).toEqual(expected);
  });
});

describe('what is none', () => {
  test.each([
    '8:00-12:00',
    '08:00',
    '08:00 - 12:00',
    '08:00-24:01',
    '24:00-08:00',
    '08:60-12:00',
    '25:00-26:00',
    '08.00-12.00',
    '',
  ])('%j', (text) => {
    expect(() => minutes(['00:00-01:00', text])).toThrow(
      `no hours: "${text}" (week.mon[1]). Write "HH:MM-HH:MM"`,
    );
  });

  test('all or nothing', () => {
    expect(() => minutes(['08:00-08:00'])).toThrow(
      'hours start and end at the same time: "08:00-08:00" (week.mon[0])',
    );
  });

  test('no list', () => {
    expect(() => parseDayHours('08:00-12:00' as never, 'week.mon')).toThrow('hours must be a list');
  });

  test.each([
    [['08:00-12:00', '11:59-13:00'], '"08:00-12:00" and "11:59-13:00" (week.mon[0] and [1])'],
    [['13:00-14:00', '08:00-17:00'], '"08:00-17:00" and "13:00-14:00" (week.mon[1] and [0])'],
    [['22:00-06:00', '23:00-23:30'], '"22:00-06:00" and "23:00-23:30" (week.mon[0] and [1])'],
    [['08:00-12:00', '08:00-12:00'], '"08:00-12:00" and "08:00-12:00" (week.mon[0] and [1])'],
  ])('overlap: %j', (texts, message) => {
    expect(() => minutes(texts)).toThrow(`hours overlap: ${message}. Write them as one`);
  });
});
