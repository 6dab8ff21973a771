/** A fast clock, and the machine's: read off the machine's clock, which the test looks at before and after. */
import { expect, test } from 'vitest';
import { LiveClock, REAL_TIME } from './live-clock.ts';

const HOUR_MS = 3_600_000;

test("real time is the machine's", () => {
  const before = Date.now();
  const now = new LiveClock(REAL_TIME).now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

test('a fast clock is the same for whoever has its settings, and runs that many times as fast', () => {
  const realAt = Date.now() - 5_000;
  const settings = { realAt, at: 1_000_000, rate: 3_600 };
  const before = Date.now();
  const now = new LiveClock(settings).now();
  expect(now).toBeGreaterThanOrEqual(1_000_000 + (before - realAt) * 3_600);
  expect(new LiveClock({ ...settings }).now()).toBeGreaterThanOrEqual(now);
});

test('waits are rounded up, so that nothing rings early; spans are exact', () => {
  const clock = new LiveClock({ realAt: 0, at: 0, rate: 3_600 });
  expect([0, 1, 3_600, 3_601, HOUR_MS].map((ms) => clock.waitMs(ms))).toEqual([0, 1, 1, 2, 1_000]);
  expect(clock.spanMs(1_000)).toBe(HOUR_MS);
});

test.each([0, -1, 1.5, Number.NaN])('a rate of %d is refused', (rate) => {
  expect(() => new LiveClock({ realAt: 0, at: 0, rate })).toThrow(/whole number >= 1/);
});
