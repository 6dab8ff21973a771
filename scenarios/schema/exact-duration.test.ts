/** A length of time that is written down is the same when it is read, whatever it is; round ones are written as people would. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationMs, exactDuration } from './units.ts';

test('what is written is read back, to the ms', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3e12 }), (ms) => {
      expect(durationMs(exactDuration(ms))).toBe(ms);
    }),
  );
});

test.each([
  [0, '0 ms'],
  [250, '250 ms'],
  [1500, '1.5 s'],
  [90_000, '1.5 min'],
  [93_784_123, '93784.123 s'],
  [26 * 3_600_000, '26 h'],
  [36 * 3_600_000, '1.5 d'],
  [30 * 86_400_000, '30 d'],
])('%i ms is %s', (ms, text) => {
  expect(exactDuration(ms)).toBe(text);
});
