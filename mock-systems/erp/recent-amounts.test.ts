/** Amounts are known for as long as they should be, and gone after long enough. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountOf, copyAmounts, noAmounts, remember } from './recent-amounts.ts';

const KEPT_MS = 100;

test('every amount is known for the time it is kept, and after three such times it is not', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 250 }), { maxLength: 40 }), (gaps) => {
      const recent = noAmounts();
      const setAt: number[] = [];
      let now = 1000;
      gaps.forEach((gap, key) => {
        now += gap;
        remember(recent, key, key * 7, now, KEPT_MS);
        setAt.push(now);
        setAt.forEach((at, each) => {
          if (now - at <= KEPT_MS) expect(amountOf(recent, each)).toBe(each * 7);
          // Set at the end of its generation, and its successor's turn came late by as much as that lasts.
          if (now - at >= 3 * KEPT_MS) expect(amountOf(recent, each)).toBeUndefined();
        });
      });
    }),
  );
});

test('a copy shares nothing', () => {
  const recent = noAmounts();
  remember(recent, 1, 5, 10, KEPT_MS);
  const copy = copyAmounts(recent);
  remember(recent, 2, 6, 11, KEPT_MS);
  expect([amountOf(copy, 1), amountOf(copy, 2)]).toEqual([5, undefined]);
});
