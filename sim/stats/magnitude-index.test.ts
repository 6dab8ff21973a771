/**
 * The index rises with the number and its representative is within the accuracy. Shown over random bit patterns of the
 * whole positive range, beside every boundary of some octaves, at both ends of the range, and by counting buckets.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { MagnitudeIndex, SMALLEST } from './magnitude-index.ts';

/** Sharper than this no number is asked for. */
const ACCURACIES = [0.0001, 0.001, 0.01, 0.05, 0.5];
const indexes = ACCURACIES.map((accuracy) => new MagnitudeIndex(accuracy));
/** Positive normal numbers, each octave as likely as another. */
const magnitude = fc.double({ min: SMALLEST, max: Number.MAX_VALUE, noNaN: true });

function error(index: MagnitudeIndex, x: number): number {
  return Math.abs(index.valueOf(index.indexOf(x)) / x - 1);
}

/** The largest number below x. */
function before(x: number): number {
  const bits = new BigInt64Array(new Float64Array([x]).buffer);
  bits[0]! -= 1n;
  return new Float64Array(bits.buffer)[0]!;
}

test('within the accuracy, everywhere', () => {
  fc.assert(
    fc.property(magnitude, (x) => {
      for (const index of indexes) expect(error(index, x)).toBeLessThanOrEqual(index.accuracy);
    }),
    { numRuns: runs(2000) },
  );
});

test('the index never falls', () => {
  fc.assert(
    fc.property(magnitude, magnitude, (x, y) => {
      const [low, high] = x < y ? [x, y] : [y, x];
      for (const index of indexes) expect(index.indexOf(low)).toBeLessThanOrEqual(index.indexOf(high));
    }),
    { numRuns: runs(1000) },
  );
});

test('on both sides of every boundary of some octaves, where the error is largest', () => {
  for (const accuracy of [0.001, 0.01]) {
    const index = new MagnitudeIndex(accuracy);
    for (const from of [1, 2 ** -1022, 2 ** 1023, 1.7e12]) {
      let most = 0;
      const last = index.indexOf(Math.min(2 * from, Number.MAX_VALUE));
      for (let bucket = index.indexOf(from) + 1; bucket <= last; bucket++) {
        let low = index.valueOf(bucket - 1);
        let high = Math.min(index.valueOf(bucket), Number.MAX_VALUE);
        expect([index.indexOf(low), index.indexOf(high)]).toEqual([bucket - 1, bucket]);
        while (before(high) > low) {
          const middle = low + (high - low) / 2;
          const at = middle > low && middle < high ? middle : before(high);
          if (index.indexOf(at) < bucket) low = at;
          else high = at;
        }
        for (const edge of [low, high]) expect(error(index, edge)).toBeLessThanOrEqual(accuracy);
        most = Math.max(most, error(index, low), error(index, high));
      }
      // The bound is sharp: buckets are not narrower than they need be.
      expect(most).toBeGreaterThan(0.99 * accuracy);
    }
  }
});

test('1 % more buckets than by the true logarithm', () => {
  const index = new MagnitudeIndex(0.01);
  const ideal = 1000 / Math.log2(1.01 / 0.99);
  expect((index.indexOf(2 ** 500) - index.indexOf(2 ** -500)) / ideal).toBeCloseTo(0.7 / Math.LN2, 3);
});

test('a representative does not depend on what was indexed before', () => {
  const index = new MagnitudeIndex(0.01);
  const values = [0, 1 + 2 ** -52, 1.9999999999999998].map((x) => {
    index.indexOf(x);
    return index.valueOf(40_000);
  });
  expect(new Set(values).size).toBe(1);
});

test('the sign does not matter; the ends of the range', () => {
  for (const index of indexes) {
    for (const x of [1, 3.7, 1e-300, 1e300]) expect(index.indexOf(-x)).toBe(index.indexOf(x));
    for (const x of [SMALLEST, 1.0001 * SMALLEST, Number.MAX_VALUE, 0.9999 * Number.MAX_VALUE])
      expect(error(index, x)).toBeLessThanOrEqual(index.accuracy);
    expect(index.indexOf(Number.MAX_VALUE)).toBeLessThan(2 ** 23);
  }
});

test.each([0, 0.00009, 0.51, -1, NaN])('an accuracy of %d is refused', (accuracy) => {
  expect(() => new MagnitudeIndex(accuracy)).toThrow(
    `relative accuracy must be between 0.0001 and 0.5, got ${accuracy}. 0.01 is 1 %`,
  );
});
