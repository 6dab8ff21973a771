/**
 * The inverse of the standard normal distribution function: one uniform number gives one normal number, monotone, so
 * common random numbers and antithetic pairs stay sharp.
 *
 * 1. Relative error below 1e-15 (the source states about 1 part in 10^16, in exact arithmetic).
 * 2. normalQuantile(1 - p) is exactly -normalQuantile(p) where 1 - p is exact.
 *
 * Source: Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37
 * (1988) 477-484, routine PPND16.
 */
import { log } from './math.ts';

/** Coefficients by rising power: near 1/2, further out, and in the tails. Exported for the check of their sums. */
export const AS241 = {
  a: [
    3.3871328727963665, 1.3314166789178438e2, 1.9715909503065513e3, 1.373169376550946e4, 4.592195393154987e4,
    6.72657709270087e4, 3.343057558358813e4, 2.5090809287301227e3,
  ],
  b: [
    1, 4.231333070160091e1, 6.871870074920579e2, 5.394196021424751e3, 2.1213794301586597e4,
    3.930789580009271e4, 2.8729085735721943e4, 5.226495278852854e3,
  ],
  c: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    2.417807251774506e-1, 2.2723844989269184e-2, 7.745450142783414e-4,
  ],
  d: [
    1, 2.053191626637759, 1.6763848301838038, 6.897673349851e-1, 1.4810397642748008e-1, 1.5198666563616457e-2,
    5.475938084995345e-4, 1.0507500716444169e-9,
  ],
  e: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 2.9656057182850487e-1, 2.6532189526576124e-2,
    1.2426609473880784e-3, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  f: [
    1, 5.99832206555888e-1, 1.369298809227358e-1, 1.4875361290850615e-2, 7.868691311456133e-4,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
} as const;

/** The z below which a standard normal number falls with probability p, 0 < p < 1; -Infinity at 0, Infinity at 1. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) return q * ratio(AS241.a, AS241.b, 0.180625 - q * q);
  const tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return tail === 0 ? (q < 0 ? -Infinity : Infinity) : NaN;
  const r = Math.sqrt(-log(tail));
  const z = r <= 5 ? ratio(AS241.c, AS241.d, r - 1.6) : ratio(AS241.e, AS241.f, r - 5);
  return q < 0 ? -z : z;
}

type Eight = readonly [number, number, number, number, number, number, number, number];

function ratio(above: Eight, below: Eight, r: number): number {
  return horner(above, r) / horner(below, r);
}

function horner(c: Eight, r: number): number {
  return ((((((c[7] * r + c[6]) * r + c[5]) * r + c[4]) * r + c[3]) * r + c[2]) * r + c[1]) * r + c[0];
}
