/**
 * A tally says what two passes over the data say, however the data were split, saved or shifted. Shown as properties
 * against a plain two-pass computation.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Tally } from './tally.ts';

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 200 });

function tallyOf(data: readonly number[]): Tally {
  const tally = new Tally('test');
  for (const value of data) tally.add(value);
  return tally;
}

function twoPass(data: readonly number[]): { mean: number; variance: number; sum: number } {
  const sum = data.reduce((total, x) => total + x, 0);
  const mean = sum / data.length;
  const variance = data.reduce((total, x) => total + (x - mean) ** 2, 0) / (data.length - 1);
  return { mean, variance, sum };
}

/** Below the smallest normal number a product keeps no digits: squares of deviations near 1e-160 end up there. */
const UNDERFLOW = 1e-300;

function expectSame(tally: Tally, data: readonly number[]): void {
  const { mean, variance, sum } = twoPass(data);
  const size = data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  expect(tally.count).toBe(data.length);
  expect(tally.sum).toBe(sum);
  expect(tally.min).toBe(Math.min(...data) + 0);
  expect(tally.max).toBe(Math.max(...data) + 0);
  expect(Math.abs(tally.mean - mean)).toBeLessThanOrEqual(1e-13 * size + UNDERFLOW);
  expect(Math.abs(tally.variance - variance)).toBeLessThanOrEqual(1e-12 * size * size + UNDERFLOW);
}

describe('against two passes', () => {
  test('any data', () => {
    fc.assert(fc.property(values, (data) => expectSame(tallyOf(data), data)));
  });

  test('a large offset does not eat the variance', () => {
    const offset = 1.7e12;
    const data = Array.from({ length: 1000 }, (_, i) => offset + (i % 10));
    expect(tallyOf(data).variance).toBeCloseTo(twoPass(data.map((x) => x - offset)).variance, 4);
    // What the sum of squares would have given.
    const squares = data.reduce((sum, x) => sum + x * x, 0);
    const naive = (squares - data.length * tallyOf(data).mean ** 2) / (data.length - 1);
    expect(Math.abs(naive - tallyOf(data).variance)).toBeGreaterThan(1);
  });

  test('merged from any two parts; the other one stays as it was', () => {
    fc.assert(
      fc.property(values, fc.nat(), (data, at) => {
        const cut = at % (data.length + 1);
        const tally = tallyOf(data.slice(0, cut));
        const rest = tallyOf(data.slice(cut));
        const before = rest.save();
        tally.merge(rest);
        const { mean, variance, sum } = twoPass(data);
        const size = data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
        expect(tally.count).toBe(data.length);
        expect([tally.min, tally.max]).toEqual([Math.min(...data) + 0, Math.max(...data) + 0]);
        expect(Math.abs(tally.sum - sum)).toBeLessThanOrEqual(1e-12 * size * data.length);
        expect(Math.abs(tally.mean - mean)).toBeLessThanOrEqual(1e-13 * size + UNDERFLOW);
        expect(Math.abs(tally.variance - variance)).toBeLessThanOrEqual(1e-12 * size * size + UNDERFLOW);
        expect(rest.save()).toEqual(before);
        tally.add(1);
        expect(rest.save()).toEqual(before);
      }),
    );
  });
});

test('saved and loaded at any point it goes on to the same bits, and the copy is its own', () => {
  fc.assert(
    fc.property(values, fc.nat(), (data, at) => {
      const cut = at % data.length;
      const first = tallyOf(data.slice(0, cut));
      const state = JSON.parse(JSON.stringify(first.save()));
      const kept = structuredClone(state);
      const second = new Tally('copy');
      second.load(state);
      for (const value of data.slice(cut)) second.add(value);
      expect(second.save()).toEqual(tallyOf(data).save());
      expect(state).toEqual(kept);
      expect(first.count).toBe(cut);
    }),
  );
});

test('empty, single and reset', () => {
  const tally = new Tally('test');
  expect([tally.count, tally.sum, tally.mean, tally.variance, tally.min, tally.max]).toEqual([
    0,
    0,
    NaN,
    NaN,
    NaN,
    NaN,
  ]);
  tally.add(-5);
  expect([tally.count, tally.mean, tally.variance, tally.min, tally.max]).toEqual([1, -5, NaN, -5, -5]);
  tally.add(-1);
  expect([tally.mean, tally.variance, tally.standardDeviation]).toEqual([-3, 8, Math.sqrt(8)]);
  tally.reset();
  expect(tally.save()).toEqual(new Tally('other').save());
});

test.each([NaN, Infinity, -Infinity])('%d is refused, and nothing is changed', (bad) => {
  const tally = tallyOf([1, 2]);
  const before = tally.save();
  expect(() => tally.add(bad)).toThrow(`tally "test": observation is ${bad}`);
  expect(tally.save()).toEqual(before);
});
