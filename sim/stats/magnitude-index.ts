/**
 * Numbers the positive float64 range by buckets of equal relative width, without calling a logarithm.
 *
 * 1. `indexOf` never falls as x rises.
 * 2. `valueOf(indexOf(x))` is within `accuracy` of x, relatively, for every x from 2^-1022 to the largest float64.
 * 3. Only + * and bits read through typed-array views: the same on every machine.
 *
 * log2 x is approximated by the exponent plus a cubic P of the mantissa, which is continuous, rising, and at its flattest
 * 10/7 as steep in log x as log2 is: 1 % more buckets than by the true logarithm. Of the mantissa only the high 20 bits are
 * looked at; the buckets are made narrower by more than what that blurs.
 *
 * Source: Masson, Rim and Lee, "DDSketch", VLDB 12 (2019) 2195-2205; the cubic is that of the authors' sketches-java
 * (CubicallyInterpolatedMapping).
 */
import { assert } from '../assert.ts';
import { log } from '../random/math.ts';

const A = 6 / 35;
const B = -3 / 5;
const C = 10 / 7;
/** 2^-20: how far a number is from its high word, relatively. */
const BLUR = 9.5367431640625e-7;
/** 2^-1022: below it numbers lose digits. Also the limit of what is indexed. */
export const SMALLEST = 2.2250738585072014e-308;

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
float[0] = 1;
/** Where the sign and exponent are: 1 on little-endian machines. */
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;

export class MagnitudeIndex {
  /** Largest relative error of `valueOf(indexOf(x))`. */
  readonly accuracy: number;
  /** Buckets per unit of the approximated log2. */
  private readonly perOctave: number;

  /** @param accuracy relative, 0.0001 to 0.5 */
  constructor(accuracy: number) {
    assert(
      accuracy >= 0.0001 && accuracy <= 0.5,
      `relative accuracy must be between 0.0001 and 0.5, got ${accuracy}. 0.01 is 1 %`,
    );
    this.accuracy = accuracy;
    // A bucket's last numbers are a blur above its upper boundary. The rest covers all rounding.
    const width = log((1 + accuracy) / (1 - accuracy)) - 4 * BLUR;
    this.perOctave = 1 / (C * width);
  }

  /**
   * The bucket of |x|, for |x| from `SMALLEST` on, finite.
   * @returns an integer below 2^23; about 36 times the octave above 2^-1023 at an accuracy of 1 %
   */
  indexOf(x: number): number {
    float[0] = x;
    const high = words[HIGH]!;
    const s = (high & 0xfffff) * BLUR;
    return ((((high >>> 20) & 0x7ff) + s * (C + s * (B + s * A))) * this.perOctave) | 0;
  }

  /** The number that is equally far, relatively, from both ends of a bucket. */
  valueOf(index: number): number {
    const low = boundary(index / this.perOctave);
    const high = boundary((index + 1) / this.perOctave);
    return low * (2 / (1 + low / high));
  }
}

/** The number whose approximated log2, plus 1023, is `f`; the nearest one that is indexed. */
function boundary(f: number): number {
  if (f < 1) return SMALLEST;
  if (f >= 2047) return Number.MAX_VALUE;
  const octave = Math.floor(f);
  words[HIGH] = octave << 20;
  words[1 - HIGH] = 0;
  return float[0]! * (1 + inverseCubic(f - octave));
}

/** The s in [0, 1) with P(s) = y. P rises and bends down: Newton's method from 0 never passes the root. */
function inverseCubic(y: number): number {
  let s = 0;
  for (let i = 0; i < 8; i++) {
    const value = s * (C + s * (B + s * A));
    s += (y - value) / (C + s * (2 * B + s * 3 * A));
  }
  return s;
}
