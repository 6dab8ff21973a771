/**
 * mser5 finds the smallest squared standard error among the deletions of the first half. Shown as a property against the
 * definition, and by transients planted at a known place, with and without noise.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../random/normal-quantile.ts';
import { Random } from '../random/random.ts';
import { mser5 } from './mser.ts';

/** The definition: O(n^2). */
function plain(series: readonly number[]): {
  truncate: number;
  trusted: boolean;
  mean: number;
  mser: number;
} {
  const batches = Array.from({ length: Math.floor(series.length / 5) }, (_, i) => {
    return series.slice(5 * i, 5 * i + 5).reduce((sum, x) => sum + x, 0) / 5;
  });
  const last = Math.floor(batches.length / 2);
  const candidates = Array.from({ length: last + 1 }, (_, deleted) => {
    const rest = batches.slice(deleted);
    const mean = rest.reduce((sum, x) => sum + x, 0) / rest.length;
    const squares = rest.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    return { truncate: 5 * deleted, trusted: deleted < last, mean, mser: squares / rest.length ** 2 };
  });
  return candidates.reduce((best, each) => (each.mser < best.mser ? each : best));
}

test('against the definition', () => {
  const noise = fc.array(fc.integer({ min: -1000, max: 1000 }), {
    minLength: 50,
    maxLength: 200,
    size: 'max',
  });
  fc.assert(
    fc.property(noise, fc.integer({ min: 0, max: 200 }), (list, transient) => {
      const series = list.map((x, i) => x + 20 * Math.max(0, transient - i));
      const found = mser5(series);
      const wanted = plain(series);
      // Of two that are equal but for rounding either may be found: so their values are compared, not their places.
      expect(Math.abs(found.mser - wanted.mser)).toBeLessThanOrEqual(1e-9 * wanted.mser);
      if (found.truncate === wanted.truncate) {
        expect(found.trusted).toBe(wanted.trusted);
        expect(found.mean).toBeCloseTo(wanted.mean, 8);
      } else expect(found.truncate % 5).toBe(0);
    }),
  );
});

/** Standard normal numbers. */
function noise(length: number, entity = 0): number[] {
  const stream = new Random('mser').stream('noise');
  return Array.from({ length }, (_, i) => normalQuantile(stream.unit(entity, i)));
}

describe('planted transients', () => {
  test.each([0, 5, 100, 102, 495])('a step after %d observations, without noise', (length) => {
    const series = Array.from({ length: 1000 }, (_, i) => (i < length ? 50 : 3));
    expect(mser5(series)).toEqual({ truncate: 5 * Math.ceil(length / 5), trusted: true, mean: 3, mser: 0 });
  });

  test('a step in noise: found to a batch or two, a hundred times', () => {
    for (let entity = 0; entity < 100; entity++) {
      const series = noise(1000, entity).map((x, i) => (i < 200 ? x + 8 : x));
      const { truncate, trusted } = mser5(series);
      expect(trusted).toBe(true);
      expect(truncate).toBeGreaterThanOrEqual(200);
      // Chance deletes more now and then: seldom much more.
      expect(truncate).toBeLessThan(400);
    }
  });

  test('a run that has not settled in its first half is not to be trusted', () => {
    const rising = Array.from({ length: 1000 }, (_, i) => i);
    expect(mser5(rising)).toMatchObject({ truncate: 500, trusted: false });
    const late = Array.from({ length: 1000 }, (_, i) => (i < 700 ? 50 : 3));
    expect(mser5(late)).toMatchObject({ truncate: 0, trusted: true });
    const half = Array.from({ length: 1000 }, (_, i) => (i < 500 ? 50 : 3));
    expect(mser5(half)).toMatchObject({ truncate: 500, trusted: false, mser: 0 });
  });
});

test('of equal ones the least deletion: a constant series keeps all', () => {
  expect(mser5(new Float64Array(500).fill(0.1))).toMatchObject({ truncate: 0, trusted: true, mser: 0 });
});

test('the mean is that of what is left, in whole batches', () => {
  const series = [...new Array(50).fill(90), ...new Array(100).fill(2), 1000, 1000, 1000, 1000];
  expect(mser5(series)).toEqual({ truncate: 50, trusted: true, mean: 2, mser: 0 });
});

test('neither an offset nor a scale changes the choice', () => {
  const series = noise(500).map((x, i) => Math.round(1000 * (x + 30 * 0.98 ** i)));
  const { truncate, mser } = mser5(series);
  expect(truncate).toBeGreaterThan(50);
  expect(mser5(series.map((x) => x + 1e6)).truncate).toBe(truncate);
  expect(mser5(series.map((x) => -8 * x))).toMatchObject({ truncate, mser: 64 * mser });
});

describe('refused', () => {
  test('too short a series', () => {
    expect(() => mser5(new Float64Array(49))).toThrow(
      'MSER-5 was asked for with too few data: 49 of at least 50',
    );
    expect(mser5(new Float64Array(50)).truncate).toBe(0);
  });

  test('what is no number, by its place', () => {
    for (const [at, bad] of [
      [0, NaN],
      [53, Infinity],
      [99, NaN],
      [57, -Infinity],
    ] as const) {
      const series = new Float64Array(100);
      series[at] = bad;
      expect(() => mser5(series)).toThrow(`MSER-5: observation ${at} is ${bad}`);
    }
  });
});
