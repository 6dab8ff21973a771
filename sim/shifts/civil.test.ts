/**
 * Day numbers and dates must be those of the Gregorian calendar. Shown by going through every day of the years 0 to 4000
 * in order against `Date`, and by inverses.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilFromDays, DAY_MS, dayOfWeek, daysFromCivil, formatDate, parseDate } from './civil.ts';

const FIRST_DAY = Date.parse('0000-01-01T00:00Z') / DAY_MS;
const LAST_DAY = Date.parse('3999-12-31T00:00Z') / DAY_MS;
const anyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY });

test('every day of 4000 years', () => {
  const wrong: number[] = [];
  for (let days = FIRST_DAY; days <= LAST_DAY; days++) {
    const date = new Date(days * DAY_MS);
    const { year, month, day } = civilFromDays(days);
    const right =
      year === date.getUTCFullYear() &&
      month === date.getUTCMonth() + 1 &&
      day === date.getUTCDate() &&
      daysFromCivil(year, month, day) === days &&
      dayOfWeek(days) === date.getUTCDay();
    if (!right && wrong.length < 9) wrong.push(days);
  }
  expect(wrong).toEqual([]);
});

describe('dates as texts', () => {
  test('a text and its day', () => {
    fc.assert(
      fc.property(anyDay, (days) => {
        const text = new Date(days * DAY_MS).toISOString().slice(0, 10);
        expect(formatDate(days)).toBe(text);
        expect(parseDate(text)).toBe(days);
      }),
    );
  });

  test.each([
    '2026-02-29',
    '2026-02-30',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-12-99',
    '2026-99-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-32',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00Z',
    ' 2026-01-01',
    '',
  ])('there is no %j', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  test('leap days of 2000 and 2024', () => {
    expect(['2000-02-29', '2024-02-29'].map((text) => formatDate(parseDate(text)!))).toEqual([
      '2000-02-29',
      '2024-02-29',
    ]);
  });
});
