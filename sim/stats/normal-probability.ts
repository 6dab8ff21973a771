/**
 * The probability with which a normal number of mean 0 and variance 1 falls below x: what `normalQuantile` inverts.
 *
 * 1. Built on `exp` and `sqrt` alone, so the same on every machine.
 * 2. Relative error below 1e-13 on both sides of 0, into the far tail.
 *
 * Source: Abramowitz and Stegun 26.2.11 (series, near 0), 26.2.14 (continued fraction, in the tail).
 */
import { exp } from '../random/math.ts';

const SQRT_TWO_PI = 2.5066282746310002;
/** From here on the continued fraction converges in fewer terms than the series loses digits. */
const TAIL_FROM = 2;
const TERMS_MAX = 500;

/** @param x any number @returns 0 to 1 */
export function normalProbability(x: number): number {
  const size = x < 0 ? -x : x;
  if (size < TAIL_FROM) return 0.5 + density(x) * series(x);
  const tail = size > 38 ? 0 : density(size) / fraction(size);
  return x < 0 ? tail : 1 - tail;
}

function density(x: number): number {
  return exp(-0.5 * x * x) / SQRT_TWO_PI;
}

/** x + x^3 / 3 + x^5 / (3 * 5) + ... */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 3; n < TERMS_MAX; n += 2) {
    term *= (x * x) / n;
    const next = sum + term;
    if (next === sum) return sum;
    sum = next;
  }
  return sum;
}

/** x + 1 / (x + 2 / (x + 3 / (x + ...))), from the far end. */
function fraction(x: number): number {
  let value = x;
  for (let n = TERMS_MAX; n >= 1; n--) value = x + n / value;
  return value;
}
