/** Figures for people, the same on every machine. */
import { describe, expect, test } from 'vitest';
import { count, decimal, duration, groupsRest, instant, money, share } from './format.ts';

describe('figures', () => {
  test.each([
    [decimal(1234567.891, 2), '1,234,567.89'],
    [decimal(-1234.5, 1), '-1,234.5'],
    [decimal(-0.001, 1), '0.0'],
    [count(999), '999'],
    [count(1000), '1,000'],
    [count(null), '–'],
    [groupsRest(1), '1 group of parameters rests'],
    [groupsRest(1200), '1,200 groups of parameters rest'],
    [share(0.9314), '93.1 %'],
    [money(123456), '1,234.56'],
    [money(null), '–'],
    [duration(40_000), '40 s'],
    [duration(12 * 60_000), '12 min'],
    [duration(5.25 * 3_600_000), '5.3 h'],
    [duration(2 * 86_400_000), '2.0 d'],
    [instant(Date.UTC(2026, 2, 2, 8)), '2026-03-02 08:00 UTC'],
  ])('%s', (shown, expected) => {
    expect(shown).toBe(expected);
  });
});
