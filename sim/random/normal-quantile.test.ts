/**
 * normalQuantile inverts the normal distribution function. Shown by the source's own check values and checksums of
 * its coefficients, by the way back through a distribution function computed here, and by exact antisymmetry.
 */
import { expect, test } from 'vitest';
import { AS241, normalQuantile } from './normal-quantile.ts';

test('the coefficients have the checksums printed in the source', () => {
  const mantissa = (x: number): number => Number(x.toExponential().split('e')[0]);
  const sum = (above: readonly number[], below: readonly number[]): number =>
    [...above, ...below.slice(1)].reduce((total, x) => total + mantissa(x), 0);
  expect(sum(AS241.a, AS241.b)).toBeCloseTo(55.88319_28806_149, 12);
  expect(sum(AS241.c, AS241.d)).toBeCloseTo(49.33206_50330_161, 12);
  expect(sum(AS241.e, AS241.f)).toBeCloseTo(47.52583_31754_929, 12);
});

test('the check values of the source', () => {
  for (const [p, z] of [
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798409],
  ] as const) {
    expect(Math.abs(normalQuantile(p) / z - 1)).toBeLessThan(1e-15);
  }
});

/** P(Z > z) for z > 0, by series below 1.5 and by continued fraction above. */
function upperTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < 1.5) {
    let term = z;
    let sum = z;
    for (let k = 3; term > sum * 1e-18; k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = 0;
  for (let k = 200; k > 0; k--) fraction = k / (z + fraction);
  return density / (z + fraction);
}

test('and back again, from the middle to 1e-300', () => {
  for (let e = 0.302; e < 300; e *= 1.01) {
    const p = 10 ** -e;
    const z = normalQuantile(p);
    // An error dz of z is an error of about z dz of log p.
    expect(Math.abs(upperTail(-z) / p - 1)).toBeLessThan(2e-14 + 1.6e-15 * z * z);
  }
});

test('antisymmetric to the last bit, and rising', () => {
  let before = -Infinity;
  for (let k = 1; k < 4096; k++) {
    const z = normalQuantile(k / 4096);
    expect(normalQuantile(1 - k / 4096)).toBe(k === 2048 ? 0 : -z);
    expect(z).toBeGreaterThan(before);
    before = z;
  }
});

test('the ends and beyond', () => {
  expect(normalQuantile(0)).toBe(-Infinity);
  expect(normalQuantile(1)).toBe(Infinity);
  expect(normalQuantile(-0.1)).toBeNaN();
  expect(normalQuantile(1.1)).toBeNaN();
  expect(normalQuantile(NaN)).toBeNaN();
});
