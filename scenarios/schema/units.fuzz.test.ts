/**
 * What must hold of any text that is given as a quantity, an instant, a date, hours or a rule of a time zone: it is read as a whole
 * number of its unit within the bounds, or refused in words; nothing hangs. Shown by texts like those that people write.
 */
import { expect } from 'vitest';
import { AssertionError } from '#sim/assert';
import { formatDate, parseDate } from '#sim/shifts/civil';
import { parseDayHours } from '#sim/shifts/day-hours';
import { parsePosixRule, ruleSpanAt } from '#sim/shifts/posix-rule';
import { fuzz } from '#testing/fuzz/fuzz-target';
import { duration, money, weight } from './quantities.ts';
import { DURATION_PATTERN, durationMs, exactDuration, moneyMinor, weightGrams } from './units.ts';

const textOf = (input: Uint8Array): string => Buffer.from(input).toString();

/** What a text is read as; null = it was refused with words of ours. */
function orRefused<Value>(read: () => Value, refusal: new (...args: never[]) => Error): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof refusal && !(error instanceof TypeError) && error.message !== '') return null;
    throw error;
  }
}

fuzz({
  name: 'quantities',
  samples: ['15 min', '0.4 kg', '12.50 USD', '2.5d', '100 ms', '3 t', '0.52 EUR'],
  words: ['ms', 'min', 'kg', 'lb', 'USD', ' ', '36500 d', '10000 t', '1000000 USD'],
  take: (input) => {
    const text = textOf(input);
    if (duration.safeParse(text).success) {
      const ms = durationMs(text);
      expect(ms).toSatisfy(Number.isSafeInteger);
      expect(durationMs(exactDuration(ms))).toBe(ms);
    }
    if (weight.safeParse(text).success) expect(weightGrams(text)).toSatisfy(Number.isFinite);
    if (money.safeParse(text).success) expect(moneyMinor(text)).toSatisfy(Number.isFinite);
    if (!DURATION_PATTERN.test(text)) expect(() => durationMs(text)).toThrow('is no number with a unit');
  },
});

fuzz({
  name: 'dates',
  samples: ['2026-03-04', '2024-02-29', '0001-01-01', '9999-12-31'],
  take: (input) => {
    const days = parseDate(textOf(input));
    if (days !== undefined) expect(formatDate(days)).toBe(textOf(input));
  },
});

fuzz({
  name: 'hours',
  samples: ['["08:00-12:00","13:00-17:00"]', '["22:00-06:00"]', '["00:00-24:00"]'],
  words: ['24:00', '23:59', '00:00', '-'],
  take: (input) => {
    const texts = textOf(input).split(/[[\],"]+/);
    const spans = orRefused(() => parseDayHours(texts, 'week.mon'), AssertionError);
    for (const { startMs, endMs } of spans ?? []) expect(startMs).toBeLessThan(endMs);
    return spans;
  },
});

fuzz({
  name: 'posix-rule',
  samples: [
    'CET-1CEST,M3.5.0,M10.5.0/3',
    'EST5EDT,M3.2.0,M11.1.0',
    '<+0330>-3:30',
    'IST-2IDT,M3.4.4/26,M10.5.0',
  ],
  words: ['J60', 'J365', '/167', 'M13.5.0', 'M0.1.0', ',', '<', '-167:59:59'],
  take: (input) => {
    const rule = orRefused(() => parsePosixRule(textOf(input)), AssertionError);
    if (rule === null) return null;
    for (const at of [0, Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1), Date.UTC(2028, 1, 29)]) {
      const { fromMs, toMs, offsetMs } = ruleSpanAt(rule, at);
      expect(offsetMs).toSatisfy(Number.isSafeInteger);
      expect(fromMs).toBeLessThanOrEqual(at);
      expect(toMs).toBeGreaterThan(at);
    }
    return rule;
  },
});
