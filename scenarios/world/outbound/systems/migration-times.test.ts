/** Days of the week are the first ones of the run, whenever it begins; instants are themselves. Shown by dates that a calendar has. */
import { expect, test } from 'vitest';
import { migrationTimes } from './migration-times.ts';

const timesOf = (start: string, freezeFrom: string, cutOverAt: string): string[] => {
  const times = migrationTimes({ freezeFrom, cutOverAt }, start);
  return [times.freezeFrom, times.cutOverAt].map((at) => new Date(at).toISOString().slice(0, 16));
};

test.each([
  // From a Monday, the Friday itself before and at its hour, and after it.
  ['2026-03-02T06:00:00Z', '2026-03-06T22:00', '2026-03-08T22:00'],
  ['2026-11-02T00:00:00Z', '2026-11-06T22:00', '2026-11-08T22:00'],
  ['2028-02-25T06:00:00Z', '2028-02-25T22:00', '2028-02-27T22:00'],
  ['2026-03-06T22:00:00Z', '2026-03-06T22:00', '2026-03-08T22:00'],
  ['2026-03-06T22:01:00Z', '2026-03-13T22:00', '2026-03-15T22:00'],
  // Over a new year.
  ['2026-12-31T00:00:00Z', '2027-01-01T22:00', '2027-01-03T22:00'],
])('from %s on the first weekend begins at %s', (start, freeze, cutOver) => {
  expect(timesOf(start, 'fri 22:00', 'sun 22:00')).toEqual([freeze, cutOver]);
});

test('an instant is itself, and a day of the week counts from the freeze, not from the start', () => {
  expect(timesOf('2026-03-02T06:00:00Z', '2026-03-11T12:00:00Z', 'wed 11:00')).toEqual([
    '2026-03-11T12:00',
    '2026-03-18T11:00',
  ]);
  expect(timesOf('2026-03-02T06:00:00Z', 'mon 06:00', '2026-03-09T01:30:00Z')).toEqual([
    '2026-03-02T06:00',
    '2026-03-09T01:30',
  ]);
});
