/** Delivery days end on the clocks of their place, also where those are set between an instant and the end of its day. */
import { expect, test } from 'vitest';
import { timeZone } from '#sim/shifts/time-zone';
import { deliveryDayFrom } from './delivery-days.ts';

const HOUR_MS = 3_600_000;
const WEEKDAYS = [true, true, true, true, true, false, false];

const endOf = (zone: string, from: string, deliveryDayEndMs = 18 * HOUR_MS, deliveryWeekdays = WEEKDAYS) => {
  const days = { deliveryWeekdays, deliveryDayEndMs };
  return new Date(deliveryDayFrom(timeZone(zone, 'zone'), days, Date.parse(from))).toISOString();
};

test('the end of this day, or of the next delivery day', () => {
  expect(endOf('UTC', '2026-03-05T10:00:00Z')).toBe('2026-03-05T18:00:00.000Z');
  expect(endOf('UTC', '2026-03-05T18:00:00Z')).toBe('2026-03-05T18:00:00.000Z');
  // Friday evening: Monday.
  expect(endOf('UTC', '2026-03-06T18:00:01Z')).toBe('2026-03-09T18:00:00.000Z');
});

test('six in the evening in Chicago is an hour sooner once its clocks are set forward, and later once they are set back', () => {
  // From a Friday over 8 March, and over 1 November.
  expect(endOf('America/Chicago', '2026-03-07T01:00:00Z')).toBe('2026-03-09T23:00:00.000Z');
  expect(endOf('America/Chicago', '2026-10-31T01:00:00Z')).toBe('2026-11-03T00:00:00.000Z');
});
