/**
 * studentQuantile inverts the t distribution to its stated error. Shown by closed forms (1, 2 and 4 degrees of freedom),
 * a published table, values computed to 60 digits, the normal distribution as its limit, and exact antisymmetry.
 */
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../random/normal-quantile.ts';
import { studentProbability, studentQuantile } from './student.ts';

const ERROR = 1e-11;

function expectClose(actual: number, wanted: number, error = ERROR): void {
  expect(Math.abs(actual / wanted - 1), `${actual} for ${wanted}`).toBeLessThan(error);
}

/** Distances from 1/2 and probabilities of the tail, from the middle to the far end. */
const TAILS = Array.from({ length: 120 }, (_, i) => 0.49 * 10 ** (-i / 4));
const MIDDLES = Array.from({ length: 60 }, (_, i) => 0.49 * 2 ** (-i / 2));

describe('closed forms', () => {
  test('1 degree of freedom: the Cauchy distribution', () => {
    for (const p of TAILS) expectClose(studentQuantile(p, 1), -1 / Math.tan(Math.PI * p));
    for (const q of MIDDLES) {
      const p = 0.5 + q;
      expectClose(studentQuantile(p, 1), Math.tan(Math.PI * (p - 0.5)));
    }
  });

  test('2 degrees of freedom', () => {
    const t = (p: number): number => (p - 0.5) * Math.sqrt(2 / (p * (1 - p)));
    for (const p of TAILS) expectClose(studentQuantile(p, 2), t(p));
    for (const q of MIDDLES) expectClose(studentQuantile(0.5 + q, 2), t(0.5 + q));
  });

  test('4 degrees of freedom', () => {
    for (const p of TAILS.filter((tail) => tail > 1e-6)) {
      const root = Math.sqrt(4 * p * (1 - p));
      // The digits lost here are those of p near 0.
      expectClose(studentQuantile(p, 4), -2 * Math.sqrt(Math.cos(Math.acos(root) / 3) / root - 1), 1e-9);
    }
  });
});

test('a published table, to its three decimals', () => {
  // Federighi, "Extended tables of the percentage points of Student's t-distribution", JASA 54 (1959) 683-688.
  const probabilities = [0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.999, 0.9995];
  const table: [number, number[]][] = [
    [1, [1, 3.078, 6.314, 12.706, 31.821, 63.657, 318.309, 636.619]],
    [2, [0.816, 1.886, 2.92, 4.303, 6.965, 9.925, 22.327, 31.599]],
    [3, [0.765, 1.638, 2.353, 3.182, 4.541, 5.841, 10.215, 12.924]],
    [4, [0.741, 1.533, 2.132, 2.776, 3.747, 4.604, 7.173, 8.61]],
    [5, [0.727, 1.476, 2.015, 2.571, 3.365, 4.032, 5.893, 6.869]],
    [9, [0.703, 1.383, 1.833, 2.262, 2.821, 3.25, 4.297, 4.781]],
    [10, [0.7, 1.372, 1.812, 2.228, 2.764, 3.169, 4.144, 4.587]],
    [20, [0.687, 1.325, 1.725, 2.086, 2.528, 2.845, 3.552, 3.85]],
    [30, [0.683, 1.31, 1.697, 2.042, 2.457, 2.75, 3.385, 3.646]],
  ];
  for (const [df, row] of table) {
    row.forEach((wanted, i) => {
      expect(Math.abs(studentQuantile(probabilities[i]!, df) - wanted)).toBeLessThan(5.001e-4);
    });
  }
});

test.each([
  [1e-300, 1.5, -5.219469427344636e199],
  [0.24, 3, -0.8044123454504447],
  [0.26, 3, -0.7266619873794447],
  [1e-100, 4.7, -2.8271730091303717e21],
  [0.5000001, 4.7, 2.6425597925805794e-7],
  [0.74, 5, 0.691568936647646],
  [0.76, 5, 0.7628054187848894],
  [1e-20, 9, -398.69226035243577],
  [0.975, 9, 2.262157162798205],
  [0.4, 10, -0.26018482949208016],
  [0.0005, 23, -3.7676268043117807],
  [0.005, 24, -2.796939504774456],
  [0.025, 25, -2.0595385527532977],
  [0.1, 29.3, -1.3111205919858124],
  [0.999999999999, 29.3, 11.546242624056191],
  [0.499, 100, -0.0025129052515195354],
  [0.4999999, 1000, -2.5072550100059754e-7],
  [0.975, 1000, 1.962339080826408],
  [0.6, 31622.7, 0.2533492345910194],
  [0.995, 31622.7, 2.575984787647069],
  [0.95, 99999, 1.6448688649373506],
  [1e-300, 100000, -37.174670665466216],
  [0.9995, 100000, 3.2906240314119137],
  [0.995, 1000000, 2.575834220105334],
])('p %d, %d degrees of freedom: %d, as computed to 60 digits (mpmath 1.3)', (p, df, wanted) => {
  expectClose(studentQuantile(p, df), wanted);
});

describe('many degrees of freedom', () => {
  test('the expansion, where its last term counts', () => {
    expectClose(studentQuantile(1e-300, 100_000), -37.174670665466216, 2e-13);
  });

  test('the normal distribution is the limit', () => {
    for (const p of [...TAILS, ...MIDDLES.map((q) => 0.5 + q)]) {
      expect(studentQuantile(p, Infinity)).toBe(normalQuantile(p));
      const z = normalQuantile(p);
      // The first term left out at 10^12.
      expectClose(studentQuantile(p, 1e12), z * (1 + (z * z + 1) / 4e12), 1e-15);
    }
  });

  test('where the method changes, both agree', () => {
    for (const p of [...TAILS, 1e-100, 1e-300]) {
      // Between 99999.999 and 100000 the quantile itself moves by z^2 / 4 * 1e-13.
      expectClose(studentQuantile(p, 99_999.999), studentQuantile(p, 100_000), 5e-11);
    }
  });
});

test('antisymmetric to the last bit, rising with p, falling with the degrees of freedom', () => {
  for (const df of [1, 1.5, 2, 7, 30, 400, 1e5]) {
    let before = -Infinity;
    for (let k = 1; k < 1024; k++) {
      const t = studentQuantile(k / 1024, df);
      expect(studentQuantile(1 - k / 1024, df)).toBe(k === 512 ? 0 : -t);
      expect(t).toBeGreaterThan(before);
      before = t;
    }
  }
  let before = Infinity;
  for (let df = 1; df < 1e7; df *= 1.3) {
    const t = studentQuantile(0.975, df);
    expect(t).toBeLessThan(before);
    before = t;
  }
});

test('the far ends', () => {
  expect(studentQuantile(5e-324, 1)).toBe(-Infinity);
  expect(studentQuantile(5e-324, 3)).toBeLessThan(-1e100);
  expect(studentQuantile(1 - 2 ** -53, 1)).toBeGreaterThan(2 ** 51);
});

test('what is outside its domain is refused', () => {
  for (const p of [0, 1, -0.1, 1.1, NaN]) {
    expect(() => studentQuantile(p, 5)).toThrow(`p must be between 0 and 1, both excluded, got ${p}`);
  }
  for (const df of [0.99, 0, -3, NaN]) {
    expect(() => studentQuantile(0.9, df)).toThrow(`degrees of freedom must be >= 1, got ${df}`);
  }
});

describe('probability', () => {
  test('it inverts the quantile', () => {
    for (const df of [1, 2, 3.5, 9, 39, 1000, 1e6]) {
      for (const p of TAILS.filter((each) => each > 1e-12)) {
        const t = studentQuantile(p, df);
        expectClose(studentProbability(t, df), p, 1e-9);
        expect(studentProbability(-t, df)).toBeCloseTo(1 - p, 11);
      }
    }
  });

  test('a half at 0, and its ends', () => {
    expect([-Infinity, 0, Infinity].map((t) => studentProbability(t, 7))).toEqual([0, 0.5, 1]);
    expect(() => studentProbability(1, 0)).toThrow('degrees of freedom must be 1 to 1e7, got 0');
    expect(() => studentProbability(NaN, 3)).toThrow('not a number');
  });
});
