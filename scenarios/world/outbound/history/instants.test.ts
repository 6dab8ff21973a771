/** Instants of a history are read as they are meant: with an offset, or on the clocks of the zone, also where these are set. */
import { expect, test } from 'vitest';
import { timeZone } from '#sim/shifts/time-zone';
import { instantIn, isTooLate } from './instants.ts';

const CHICAGO = timeZone('America/Chicago');
const SIX = 18 * 3_600_000;

test.each([
  ['2026-03-02T08:15:00Z', '2026-03-02T08:15:00.000Z'],
  ['2026-03-02T08:15-06:00', '2026-03-02T14:15:00.000Z'],
  ['2026-03-02 08:15:30.25 +0530', '2026-03-02T02:45:30.250Z'],
  ['2026-03-02 08:15', '2026-03-02T14:15:00.000Z'],
  ['2026-07-02 08:15', '2026-07-02T13:15:00.000Z'],
  ['2026-03-02', '2026-03-03T00:00:00.000Z'],
  // Clocks are set forward from 02:00 to 03:00, and back from 02:00 to 01:00.
  ['2026-03-08 02:30', '2026-03-08T08:30:00.000Z'],
  ['2026-11-01 01:30', '2026-11-01T06:30:00.000Z'],
])('%s', (text, iso) => {
  expect(new Date(instantIn(text, CHICAGO, SIX)!).toISOString()).toBe(iso);
});

test.each([
  '',
  '3/2/2026',
  '2026-3-2',
  '2026-13-01',
  '2026-02-29',
  '2026-03-02 24:00',
  '2026-03-02 8:15',
  '2026-03-02T08:15 CST',
  '1999-12-31 12:00',
  '2026-03-02T08:15Zz',
])('"%s" is none', (text) => {
  expect(instantIn(text, CHICAGO, SIX)).toBeNull();
});

test('ten years after the start are a date, and a millisecond more is none', () => {
  const startAt = Date.parse('2026-03-02T06:00:00Z');
  const last = Date.parse('2036-02-28T06:00:00Z');
  expect([isTooLate(last, startAt), isTooLate(last + 1, startAt)]).toEqual([false, true]);
  expect(isTooLate(Number.NaN, startAt)).toBe(false);
});
