/** logGamma keeps its stated error. Shown by factorials, half-integers, its recurrence and its reflection. */
import { expect, test } from 'vitest';
import { logGamma } from './gamma-function.ts';

test('factorials', () => {
  let logFactorial = 0;
  for (let n = 1; n <= 1000; n++) {
    logFactorial += Math.log(n);
    expect(Math.abs(logGamma(n + 1) - logFactorial)).toBeLessThan(2e-14 + 1e-14 * logFactorial);
  }
  expect(logGamma(171)).toBeCloseTo(706.5730622457874, 10);
});

test('half-integers: Gamma(1/2) is the root of pi', () => {
  expect(Math.abs(logGamma(0.5) - Math.log(Math.PI) / 2)).toBeLessThan(2e-14);
  expect(Math.abs(logGamma(1.5) - Math.log(Math.sqrt(Math.PI) / 2))).toBeLessThan(2e-14);
});

test('the recurrence and the reflection hold from 1e-6 to 1e6', () => {
  for (let e = -6; e <= 6; e += 0.01) {
    const x = 10 ** e;
    const next = logGamma(x) + Math.log(x);
    expect(Math.abs(logGamma(x + 1) - next)).toBeLessThan(4e-14 + 2e-14 * Math.abs(next));
  }
  for (let k = 1; k <= 512; k++) {
    const x = k / 1024;
    const reflected = Math.log(Math.PI / Math.sin(Math.PI * x));
    expect(Math.abs(logGamma(x) + logGamma(1 - x) - reflected)).toBeLessThan(4e-14);
  }
});

test('outside its domain', () => {
  expect(logGamma(0)).toBeNaN();
  expect(logGamma(-1.5)).toBeNaN();
  expect(logGamma(NaN)).toBeNaN();
});
