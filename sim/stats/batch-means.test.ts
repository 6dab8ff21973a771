/**
 * Batches are what cutting the whole series says, and their interval covers where that of single observations does not.
 * Shown as properties against a plain cut, and on an autoregressive process whose mean and correlations are known.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../random/normal-quantile.ts';
import { Random } from '../random/random.ts';
import { BatchMeans } from './batch-means.ts';
import { confidenceInterval } from './confidence.ts';

/** Whole numbers: sums are exact in any order. */
const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 700, size: 'max' });
const kept = fc.constantFrom(10, 11, 32);

function batchMeansOf(data: ArrayLike<number>, batches = 32): BatchMeans {
  const means = new BatchMeans('wait', { batches });
  for (let i = 0; i < data.length; i++) means.add(data[i]!);
  return means;
}

function plainMeans(data: readonly number[], batches: number): { size: number; means: number[] } {
  let size = 1;
  while (Math.floor(data.length / size) >= 2 * batches) size *= 2;
  const means = Array.from({ length: Math.floor(data.length / size) }, (_, i) => {
    return data.slice(i * size, (i + 1) * size).reduce((sum, x) => sum + x, 0) / size;
  });
  return { size, means };
}

describe('against a plain cut of the series', () => {
  test('size, means, counts and interval', () => {
    fc.assert(
      fc.property(series, kept, (data, batches) => {
        const found = batchMeansOf(data, batches);
        const { size, means } = plainMeans(data, batches);
        expect(found.batchSize).toBe(size);
        expect(Array.from(found.means)).toEqual(means);
        expect([found.count, found.batches]).toEqual([data.length, means.length]);
        if (data.length >= batches) expect(means.length).toBeGreaterThanOrEqual(batches);
        if (means.length >= 10) expect(found.interval(0.9)).toEqual(confidenceInterval(means, 0.9));
      }),
    );
  });

  test('saved and loaded at any point, and after a reset, it goes on the same', () => {
    fc.assert(
      fc.property(series, fc.nat(), kept, (data, at, batches) => {
        const cut = at % (data.length + 1);
        const first = batchMeansOf(data.slice(0, cut), batches);
        const state = JSON.parse(JSON.stringify(first.save()));
        const copy = batchMeansOf(data.slice(cut), batches);
        copy.load(state);
        for (const each of data.slice(cut)) copy.add(each);
        const whole = batchMeansOf(data, batches).save();
        expect(copy.save()).toEqual(whole);
        expect(first.save()).toEqual(state);
        copy.reset();
        for (const each of data) copy.add(each);
        expect(copy.save()).toEqual(whole);
      }),
    );
  });
});

test('after a reset batches are of one observation again', () => {
  const means = batchMeansOf(new Float64Array(1000));
  expect(means.batchSize).toBe(16);
  means.reset();
  means.add(3);
  expect([means.batchSize, means.batches, means.count, ...means.means]).toEqual([1, 1, 1, 3]);
});

test('lag-1 autocorrelation: closed forms', () => {
  const n = 20;
  // Alternating +1 and -1: each of the n - 1 products is -1, each of the n squares 1.
  expect(batchMeansOf(Array.from({ length: n }, (_, i) => 1 - 2 * (i % 2))).autocorrelation()).toBe(
    -(n - 1) / n,
  );
  // First half -1, second half +1: one product is -1, all others 1.
  expect(batchMeansOf(Array.from({ length: n }, (_, i) => (i < n / 2 ? 6 : 8))).autocorrelation()).toBe(
    (n - 3) / n,
  );
  expect(batchMeansOf(new Float64Array(n).fill(5)).autocorrelation()).toBe(0);
});

/** x(t) = mean + phi (x(t - 1) - mean) + normal noise, started in its steady state. */
function autoregressive(seed: string, run: number, phi: number, length: number): Float64Array {
  const stream = new Random(seed).stream('noise');
  let x = normalQuantile(stream.unit(run, length)) / Math.sqrt(1 - phi * phi);
  return Float64Array.from({ length }, (_, i) => {
    x = phi * x + normalQuantile(stream.unit(run, i));
    return 100 + x;
  });
}

describe('on an autoregressive process of mean 100', () => {
  const PHI = 0.8;
  const RUNS = 200;
  const runsOf = (length: number): Float64Array[] =>
    Array.from({ length: RUNS }, (_, run) => autoregressive('batches', run, PHI, length));
  const share = (runs: readonly Float64Array[], covers: (run: Float64Array) => boolean): number =>
    runs.filter(covers).length / RUNS;

  test('the interval covers as it says; that of single observations does not', () => {
    const runs = runsOf(2000);
    const covered = share(runs, (run) => {
      const { low, high } = batchMeansOf(run).interval(0.9);
      return low <= 100 && 100 <= high;
    });
    const naive = share(runs, (run) => {
      const { low, high } = confidenceInterval(run, 0.9);
      return low <= 100 && 100 <= high;
    });
    // 0.9 within four standard deviations of a binomial share.
    expect(Math.abs(covered - 0.9)).toBeLessThan(4 * Math.sqrt((0.9 * 0.1) / RUNS));
    // The variance of the mean is (1 + phi) / (1 - phi) = 9 times what it seems: coverage of 1.645 / 3 deviations is 0.42.
    expect(Math.abs(naive - 0.42)).toBeLessThan(4 * Math.sqrt((0.42 * 0.58) / RUNS));
  });

  test('the autocorrelation tells batches that are too short', () => {
    // 60 batches of one observation each: about phi. Batches of 32: phi / (1 - phi)^2 / 32 over 9 and less: 0.08.
    const short = runsOf(60).map((run) => batchMeansOf(run).autocorrelation());
    const long = runsOf(2000).map((run) => batchMeansOf(run).autocorrelation());
    const mean = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0) / list.length;
    expect(Math.abs(mean(short) - PHI)).toBeLessThan(0.1);
    expect(Math.abs(mean(long))).toBeLessThan(0.1);
    expect(short.filter((r) => r > 2 / Math.sqrt(60)).length).toBe(RUNS);
    expect(long.filter((r) => r > 2 / Math.sqrt(62)).length).toBeLessThan(0.15 * RUNS);
  });
});

describe('refused', () => {
  test('too few data, also just after a reset', () => {
    const says = 'was asked for with too few data: 9 of at least 10 complete batches of 1';
    const means = batchMeansOf([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(() => means.interval()).toThrow(`batch means "wait": an interval ${says}`);
    expect(() => means.autocorrelation()).toThrow(`batch means "wait": an autocorrelation ${says}`);
    means.add(10);
    expect(means.interval().count).toBe(10);
    means.reset();
    expect(() => means.interval()).toThrow('0 of at least 10');
  });

  test.each([NaN, Infinity, -Infinity])('%d, and nothing is changed', (bad) => {
    const means = batchMeansOf([1, 2]);
    const before = means.save();
    expect(() => means.add(bad)).toThrow(`batch means "wait": observation is ${bad}`);
    expect(means.save()).toEqual(before);
  });

  test('numbers of batches', () => {
    for (const batches of [9, 10.5, NaN, Infinity])
      expect(() => new BatchMeans('x', { batches })).toThrow(
        `batches must be a whole number >= 10, got ${batches}`,
      );
    expect(() => new BatchMeans('wait').load(new BatchMeans('x', { batches: 20 }).save())).toThrow(
      '"wait": can\'t load a state that keeps 20 batches into 32',
    );
  });
});
