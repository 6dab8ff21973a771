/**
 * `exp`, `log` and what follows from them, the same in the last bit on every machine: the language leaves
 * `Math.exp`, `Math.log`, `Math.pow` and `**` to the implementation, and they do differ.
 *
 * 1. Only + - * / on float64, integer operations, and bits read through typed-array views.
 * 2. `exp` and `log` are within 1 ulp of the true value over their whole range, subnormal numbers included.
 * 3. Special values as the standard functions have them (NaN, infinities, zeros, overflow, underflow).
 *
 * Source of `exp`: algorithm and constants of e_exp.c, FDLIBM 5.3, whose notice reads:
 *   Copyright (C) 2004 by Sun Microsystems, Inc. All rights reserved.
 *   Permission to use, copy, modify, and distribute this software is freely granted, provided that this
 *   notice is preserved.
 */

import { LOG_TABLE } from './log-table.ts';

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
float[0] = 1;
/** Where the sign and exponent are: 1 on little-endian machines. */
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;

/** ln 2 in two parts; the first has 32 trailing zero bits, so that k * LN2_HIGH is exact. */
const LN2_HIGH = 6.931471803691238e-1;
const LN2_LOW = 1.9082149292705877e-10;
// biome-ignore lint/suspicious/noApproximativeNumericConstant: every constant here is spelt out, none left to the library
const INVERSE_LN2 = 1.4426950408889634;

const EXP_MAX = 7.09782712893384e2;
const EXP_MIN = -7.451332191019411e2;
/** 2^-1000: brings a result into the subnormal range with one rounding. */
const TINY_SCALE = 9.332636185032189e-302;
const TWO_54 = 18014398509481984;

/**
 * e to the power x. Error below 1 ulp.
 * @returns Infinity above 709.78, 0 below -745.13
 */
export function exp(x: number): number {
  // Written so that NaN goes on and comes out as NaN.
  if (x > EXP_MAX) return Infinity;
  if (x < EXP_MIN) return 0;
  const size = x < 0 ? -x : x;
  if (size < 3.725290298461914e-9) return 1 + x;
  let k = 0;
  let high = x;
  let low = 0;
  let r = x;
  if (size > 0.34657359027997264) {
    k = (INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0;
    high = x - k * LN2_HIGH;
    low = k * LN2_LOW;
    r = high - low;
  }
  const t = r * r;
  const c =
    r -
    t *
      (1.6666666666666602e-1 +
        t *
          (-2.7777777777015593e-3 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  return timesPowerOfTwo(1 - (low - (r * c) / (2 - c) - high), k);
}

/** y * 2^k for y near 1, with one rounding. */
function timesPowerOfTwo(y: number, k: number): number {
  if (k === 1024) return timesPowerOfTwo(y, 1023) * 2;
  const subnormal = k < -1021;
  float[0] = y;
  words[HIGH]! += (subnormal ? k + 1000 : k) << 20;
  return subnormal ? float[0]! * TINY_SCALE : float[0]!;
}

/** 2^-k at k + 1023. */
const POWERS = Float64Array.from({ length: 2048 }, (_, i) => powerOfTwo(1023 - i));

function powerOfTwo(k: number): number {
  let power = 1;
  for (let i = 0; i < k; i++) power *= 2;
  for (let i = 0; i > k; i--) power /= 2;
  return power;
}

/**
 * Natural logarithm. Error below 1 ulp, also near 1. Without a branch in the common case: draws live on it.
 *
 * x = 2^k z with z in [0.6875, 1.375); c is the table's number near z, and r = (z - c) / c is at most 2^-7, so
 * ln x = k ln 2 + ln c + ln(1 + r), the last by its Taylor series.
 * @returns -Infinity at 0, NaN below it
 */
export function log(x: number): number {
  // Written so that NaN is no exception to it.
  if (!(x >= 2.2250738585072014e-308 && x < Infinity)) return logSpecial(x);
  return logNormal(x, 0);
}

function logSpecial(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  return x === Infinity ? x : logNormal(x * TWO_54, -54);
}

/** log of x * 2^extra, x neither subnormal nor infinite. */
function logNormal(x: number, extra: number): number {
  float[0] = x;
  const offset = words[HIGH]! - 0x3fe60000;
  const exponent = offset >> 20;
  const row = 3 * ((offset >>> 13) & 127);
  const z = x * POWERS[exponent + 1023]!;
  const c = LOG_TABLE[row]!;
  // z - c is exact: the two are within a factor of 2.
  const r = (z - c) / c;
  const k = exponent + extra;
  const whole = k * LN2_HIGH + LOG_TABLE[row + 1]!;
  const high = whole + r;
  const low = whole - high + r + (k * LN2_LOW + LOG_TABLE[row + 2]!);
  const square = r * r;
  const series = r * (1 / 3 - r * 0.25 + square * (0.2 - r * (1 / 6) + square * (1 / 7 - r * 0.125))) - 0.5;
  return low + square * series + high;
}

/**
 * log(1 + x), good for small x too. Error below 4 ulp.
 * Source: W. Kahan's correction of log(1 + x) by x / ((1 + x) - 1).
 */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1) return x;
  if (u === Infinity) return u;
  return (log(u) * x) / (u - 1);
}

/**
 * x to the power y for x >= 0, as exp(y log x): relative error below (1 + |y log x|) * 2^-52, that is 1 ulp for
 * results near 1 and some 700 ulp at the ends of the range. NaN for x < 0, but x itself for y = 1; 1 for y = 0.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (y === 1) return x;
  return exp(y * log(x));
}
