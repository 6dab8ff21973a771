/**
 * A quantile is within the promised accuracy of the observation of its rank, however the data were ordered, split or saved.
 * Shown as properties against the sorted data, for both signs and all magnitudes, and by what is lost when buckets run out.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp } from '../random/math.ts';
import { Quantiles, type QuantilesOptions } from './quantiles.ts';

/** Within what 2048 buckets hold at 1 %: so nothing is collapsed. */
const sized = fc.double({ min: -18, max: 18, noNaN: true }).map((x) => exp(x));
const value = fc.oneof(
  sized,
  sized.map((x) => -x),
  fc.constantFrom(0, -0, 5, -5),
  fc.integer({ min: -1000, max: 1000 }),
);
const values = fc.array(value, { minLength: 1, maxLength: 200, size: 'max' });
const PROBABILITIES = [0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];

function quantilesOf(data: readonly number[], options: QuantilesOptions = {}): Quantiles {
  const quantiles = new Quantiles('lead time', options);
  for (const each of data) quantiles.add(each);
  return quantiles;
}

/** The observation of that rank. */
function exact(data: readonly number[], p: number): number {
  const sorted = Float64Array.from(data).sort();
  return sorted[Math.floor(p * (data.length - 1))]!;
}

function expectWithin(quantiles: Quantiles, data: readonly number[]): void {
  for (const p of PROBABILITIES) {
    const wanted = exact(data, p);
    const error = Math.abs(quantiles.quantile(p) - wanted);
    expect(error, `p ${p}: ${quantiles.quantile(p)} for ${wanted}`).toBeLessThanOrEqual(
      quantiles.accuracy * Math.abs(wanted),
    );
  }
}

describe('against the sorted data', () => {
  test('any data: quantiles within the accuracy, count, min and max exact', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.003, 0.01, 0.1), (data, accuracy) => {
        const quantiles = quantilesOf(data, { accuracy, bucketsMax: 30_000 });
        expectWithin(quantiles, data);
        expect(quantiles.count).toBe(data.length);
        expect([quantiles.min, quantiles.max]).toEqual([Math.min(...data) + 0, Math.max(...data) + 0]);
        expect([quantiles.quantile(0), quantiles.quantile(1)]).toEqual([quantiles.min, quantiles.max]);
        expect(quantiles.collapsed).toBe(0);
      }),
    );
  });

  test('the whole range of numbers', () => {
    const data = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    fc.assert(
      fc.property(data, (list) => {
        const normal = list.map((x) => (Math.abs(x) < 2.3e-308 ? 0 : x));
        expectWithin(quantilesOf(normal, { bucketsMax: 100_000 }), normal);
      }),
    );
  });

  test('below 2^-1022 it counts as 0', () => {
    const quantiles = quantilesOf([-1, -1e-310, 5e-324, 2e-308, 3]);
    expect(quantiles.save().zeros).toBe(3);
    expect(quantiles.quantile(0.5)).toBe(0);
    expect(quantilesOf([2.3e-308]).save().zeros).toBe(0);
  });

  test('a closed form: the uniform and the exponential distribution', () => {
    const n = 10_000;
    const uniform = quantilesOf(Array.from({ length: n + 1 }, (_, i) => 5 + i / n));
    const exponential = quantilesOf(Array.from({ length: n }, (_, i) => -Math.log(1 - (i + 0.5) / n)));
    for (let p = 0.05; p < 1; p += 0.05) {
      expect(Math.abs(uniform.quantile(p) / (5 + p) - 1)).toBeLessThan(0.0101);
      expect(Math.abs(exponential.quantile(p) / -Math.log(1 - p) - 1)).toBeLessThan(0.013);
    }
  });
});

describe('the state is a function of the observations alone', () => {
  test('merged from any two parts, in any order; the other one stays as it was', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.constantFrom(3, 100, 2048), (data, at, bucketsMax) => {
        const cut = at % (data.length + 1);
        const all = quantilesOf(data, { bucketsMax }).save();
        const first = quantilesOf(data.slice(0, cut), { bucketsMax });
        const rest = quantilesOf(data.slice(cut).toReversed(), { bucketsMax });
        const before = rest.save();
        first.merge(rest);
        expect(first.save()).toEqual(all);
        expect(rest.save()).toEqual(before);
      }),
    );
  });

  test('saved and loaded at any point it goes on the same, and the copy is its own', () => {
    fc.assert(
      fc.property(values, fc.nat(), (data, at) => {
        const cut = at % (data.length + 1);
        const first = quantilesOf(data.slice(0, cut));
        const state = JSON.parse(JSON.stringify(first.save()));
        const kept = structuredClone(state);
        const copy = quantilesOf([3, -3, 0]);
        copy.load(state);
        for (const each of data.slice(cut)) copy.add(each);
        expect(copy.save()).toEqual(quantilesOf(data).save());
        expect(state).toEqual(kept);
        expect(first.count).toBe(cut);
      }),
    );
  });

  test('merged with itself it counts all twice', () => {
    const quantiles = quantilesOf([-2, 0, 1, 300]);
    quantiles.merge(quantiles);
    expect(quantiles.save()).toEqual(quantilesOf([-2, -2, 0, 0, 1, 1, 300, 300]).save());
  });
});

describe('when the buckets run out', () => {
  test('the largest keep their accuracy, those nearest to 0 are counted', () => {
    const data = Array.from({ length: 2000 }, (_, i) => exp(i / 100));
    const quantiles = quantilesOf(data, { bucketsMax: 500 });
    // 500 buckets of 2 % hold a factor of e^10, less 1 % for the shape of the buckets.
    expect(quantiles.collapsed).toBeGreaterThan(1000);
    expect(quantiles.collapsed).toBeLessThan(1015);
    const firstSure = quantiles.collapsed / (data.length - 1);
    for (let p = firstSure; p <= 1; p += 0.01) {
      expect(Math.abs(quantiles.quantile(p) / exact(data, p) - 1)).toBeLessThanOrEqual(0.01);
    }
    expect(quantiles.quantile(0.2)).toBe(quantiles.min);
  });

  test('each sign has buckets of its own; between them the order is kept', () => {
    const data = [-1e9, -1, -1, 0, 1, 1, 1e9].flatMap((x) => new Array<number>(10).fill(x));
    const quantiles = quantilesOf(data, { bucketsMax: 4 });
    expect(quantiles.collapsed).toBe(40);
    const found = Array.from({ length: 70 }, (_, rank) =>
      quantiles.quantile((rank + 0.5) / 69 > 1 ? 1 : (rank + 0.5) / 69),
    );
    found.forEach((each, rank) => {
      if (rank < 10) expect(Math.abs(each / -1e9 - 1)).toBeLessThanOrEqual(0.01);
      else if (rank < 60) expect(each).toBe(0);
      else expect(Math.abs(each / 1e9 - 1)).toBeLessThanOrEqual(0.01);
    });
  });
});

test('empty and reset', () => {
  const quantiles = new Quantiles('lead time');
  expect([quantiles.count, quantiles.min, quantiles.max]).toEqual([0, NaN, NaN]);
  const empty = quantiles.save();
  for (const each of [7, -7]) {
    const loaded = new Quantiles('copy');
    loaded.load(empty);
    loaded.add(each);
    expect([loaded.min, loaded.max]).toEqual([each, each]);
  }
  for (const each of [1e9, -3, 0]) quantiles.add(each);
  quantiles.reset();
  expect(quantiles.save()).toEqual(empty);
  expect(quantiles.min).toBeNaN();
  quantiles.add(7);
  expect([quantiles.min, quantiles.max, quantiles.quantile(0.5)]).toEqual([7, 7, 7]);
});

describe('faults are named and change nothing', () => {
  test.each([NaN, Infinity, -Infinity])('an observation of %d', (bad) => {
    const quantiles = quantilesOf([1, 2]);
    const before = quantiles.save();
    expect(() => quantiles.add(bad)).toThrow(`quantiles "lead time": observation is ${bad}`);
    expect(quantiles.save()).toEqual(before);
  });

  test('quantiles that are none', () => {
    for (const p of [-0.01, 1.01, NaN]) {
      expect(() => quantilesOf([1]).quantile(p)).toThrow(`"lead time": p must be between 0 and 1, got ${p}`);
    }
    expect(() => new Quantiles('lead time').quantile(0.5)).toThrow(
      '"lead time": no observations, so no quantile',
    );
  });

  test('two of a different kind', () => {
    const quantiles = quantilesOf([1]);
    const before = quantiles.save();
    const coarse = new Quantiles('coarse', { accuracy: 0.02 });
    const small = new Quantiles('small', { bucketsMax: 9 });
    expect(() => quantiles.merge(coarse)).toThrow(
      'can\'t merge "coarse", which has accuracy 0.02 and 2048 buckets',
    );
    expect(() => quantiles.merge(small)).toThrow(
      'can\'t merge "small", which has accuracy 0.01 and 9 buckets',
    );
    expect(() => quantiles.load(coarse.save())).toThrow("can't load a saved state, which has accuracy 0.02");
    expect(quantiles.save()).toEqual(before);
  });

  test('options that can not be', () => {
    expect(() => new Quantiles('x', { accuracy: 0 })).toThrow('relative accuracy must be between');
    for (const bucketsMax of [0, 1.5, NaN, Infinity])
      expect(() => new Quantiles('x', { bucketsMax })).toThrow(
        `bucketsMax must be a whole number >= 1, got ${bucketsMax}`,
      );
  });
});
