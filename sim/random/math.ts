/**
 * `exp`, `log` and what follows from them, the same in the last bit on every machine: the language leaves
 * `Math.exp`, `Math.log`, `Math.pow` and `**` to the implementation, and they do differ.
 *
 * 1. Only + - * / on float64, integer operations, and bits read through typed-array views.
 * 2. `exp` and `log` are within 1 ulp of the true value over their whole range, subnormal numbers included.
 * 3. Special values as the standard functions have them (NaN, infinities, zeros, overflow, underflow).
 *
 * Source: algorithms and constants of e_exp.c and e_log.c, FDLIBM 5.3, whose notice reads:
 *   Copyright (C) 2004 by Sun Microsystems, Inc. All rights reserved.
 *   Permission to use, copy, modify, and distribute this software is freely granted, provided that this
 *   notice is preserved.
 */

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

/**
 * Natural logarithm. Error below 1 ulp, also near 1.
 * @returns -Infinity at 0, NaN below it
 */
export function log(x: number): number {
  // Written so that NaN comes out as NaN.
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    k = -54;
    float[0] = x * TWO_54;
  } else {
    float[0] = x;
  }
  const word = words[HIGH]!;
  const mantissa = word & 0xfffff;
  // x = 2^k * (1 + f) with sqrt(2)/2 < 1 + f < sqrt(2).
  const up = (mantissa + 0x95f64) & 0x100000;
  k += (word >> 20) - 1023 + (up >> 20);
  words[HIGH] = mantissa | (up ^ 0x3ff00000);
  const f = float[0]! - 1;
  return ((mantissa + 2) & 0xfffff) < 3 ? logVeryNearOne(f, k) : logNearOne(f, k, mantissa);
}

/** k ln 2 + log(1 + f) for |f| < 2^-20. */
function logVeryNearOne(f: number, k: number): number {
  const r = f * f * (0.5 - 0.3333333333333333 * f);
  if (k === 0) return f - r;
  return k * LN2_HIGH - (r - k * LN2_LOW - f);
}

function logNearOne(f: number, k: number, mantissa: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940942e-1 + w * (2.2222198432149784e-1 + w * 1.5313837699209373e-1));
  const odd =
    z *
    (6.666666666666735e-1 +
      w * (2.857142874366239e-1 + w * (1.818357216161805e-1 + w * 1.4798198605116586e-1)));
  const r = odd + even;
  // Away from 1 the first term f - f*f/2 is taken apart to save a bit.
  if (((mantissa - 0x6147a) | (0x6b851 - mantissa)) > 0) {
    const half = 0.5 * f * f;
    if (k === 0) return f - (half - s * (half + r));
    return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
  }
  if (k === 0) return f - s * (f - r);
  return k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f);
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
