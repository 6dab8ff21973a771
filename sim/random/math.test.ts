/**
 * `exp` and `log` are within 1 ulp of the truth and the same bits everywhere. Shown by: an oracle in 320-bit integer
 * arithmetic that shares nothing with them; the platform's own functions over a million wide inputs (1 ulp); special
 * values; and frozen bits, one table to read and one digest of 100,000 results, which another processor must meet.
 */
import { describe, expect, test } from 'vitest';
import { LOG_TABLE } from './log-table.ts';
import { exp, log, log1p, pow } from './math.ts';
import { block, threefry } from './threefry.ts';

const bits = new BigInt64Array(1);
const double = new Float64Array(bits.buffer);
const BITS = 320n;
const ONE = 1n << BITS;

function bitsOf(x: number): bigint {
  double[0] = x;
  return bits[0]!;
}

function fromBits(b: bigint): number {
  bits[0] = b;
  return double[0]!;
}

function hexOf(x: number): string {
  return BigInt.asUintN(64, bitsOf(x)).toString(16).padStart(16, '0');
}

/** Distance in ulp between two finite numbers of one sign, or to zero. */
function ulpsApart(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  const d = Number(bitsOf(a) - bitsOf(b));
  return Math.abs(d);
}

/** mantissa * 2^exponent, exactly. */
function split(x: number): readonly [bigint, number] {
  const b = BigInt.asUintN(64, bitsOf(x));
  const biased = Number((b >> 52n) & 0x7ffn);
  const fraction = b & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return [x < 0 ? -mantissa : mantissa, (biased === 0 ? 1 : biased) - 1075];
}

function shift(x: bigint, by: bigint): bigint {
  return by >= 0n ? x << by : x >> -by;
}

/** Fixed point with BITS binary places. */
function fixed(x: number): bigint {
  const [m, e] = split(x);
  return shift(m, BITS + BigInt(e));
}

/** 2 atanh(s) = log((1 + s) / (1 - s)). */
function twiceAtanh(s: bigint): bigint {
  const square = (s * s) >> BITS;
  let power = s;
  let sum = 0n;
  // Division, not a shift: it rounds to zero, so that a negative power gets there.
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += power / k;
    power = (power * square) / ONE;
  }
  return 2n * sum;
}

const LN2 = twiceAtanh(ONE / 3n);

function logExact(x: number): bigint {
  const [m, e] = split(x);
  const length = BigInt(m.toString(2).length);
  let k = BigInt(e) + length - 1n;
  let y = shift(m, BITS - length + 1n);
  if (y > (3n * ONE) / 2n) {
    y >>= 1n;
    k += 1n;
  }
  return k * LN2 + twiceAtanh(((y - ONE) << BITS) / (y + ONE));
}

/** e^x = mantissa * 2^k with the mantissa in fixed point. */
function expExact(x: number): readonly [bigint, bigint] {
  const f = fixed(x);
  const k = f / LN2;
  const r = f - k * LN2;
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term !== 0n; n++) {
    term = (term * r) / ONE / n;
    sum += term;
  }
  return [sum, k];
}

/** |y - exact * 2^k| in units of y's last place. */
function errorUlps(y: number, exact: bigint, k = 0n): number {
  const [m, e] = split(y);
  const places = 40n;
  const inUlps = shift(exact, k - BigInt(e) - BITS + places);
  const difference = (m << places) - inUlps;
  return Math.abs(Number(difference)) / 2 ** 40;
}

/** Uniform on (0, 1), from the block function alone. */
function uniform(i: number, salt: number): number {
  threefry(13, 42, salt, i, 0);
  return ((block[0]! >>> 0) * 1048576 + (block[1]! >>> 12) + 0.5) / 2 ** 52;
}

/** Any positive finite double, all exponents alike. */
function anyPositive(i: number, salt: number): number {
  threefry(13, 43, salt, i, 0);
  const high = BigInt((block[0]! >>> 0) % 0x7ff00000);
  return fromBits((high << 32n) | BigInt(block[1]! >>> 0));
}

describe('against exact arithmetic', () => {
  test('the table of log: c in the middle, its logarithm in two parts to 2^-90', () => {
    for (let i = 0; i < 128; i++) {
      const from = fromBits(BigInt(0x3fe60000 + i * 0x2000) << 32n);
      const to = fromBits(BigInt(0x3fe60000 + (i + 1) * 0x2000) << 32n);
      const c = LOG_TABLE[3 * i]!;
      const high = LOG_TABLE[3 * i + 1]!;
      const low = LOG_TABLE[3 * i + 2]!;
      expect(c).toBe(from === 1 || to === 1 ? 1 : (from + to) / 2);
      expect(Number.isInteger(high * 2 ** 42)).toBe(true);
      const rest = fixed(high) + fixed(low) - logExact(c);
      expect(rest < 0n ? -rest : rest).toBeLessThan(ONE >> 90n);
    }
  });

  test('the oracle itself knows e and ln 10', () => {
    expect(errorUlps(Math.E, ...expExact(1))).toBeLessThanOrEqual(0.5);
    expect(errorUlps(Math.LN10, logExact(10))).toBeLessThanOrEqual(0.5);
    expect(errorUlps(Math.E + 2 ** -51, ...expExact(1))).toBeGreaterThan(0.5);
  });

  test('exp is off by less than 1 ulp', () => {
    let worst = 0;
    for (let i = 0; i < 3000; i++) {
      const x = i % 2 === 0 ? (uniform(i, 1) - 0.5) * 1417 : (uniform(i, 2) - 0.5) * 2;
      worst = Math.max(worst, errorUlps(exp(x), ...expExact(x)));
    }
    expect(worst).toBeGreaterThan(0.4);
    expect(worst).toBeLessThan(1);
  });

  test('exp is off by less than 1 ulp where results are subnormal', () => {
    for (let i = 0; i < 500; i++) {
      const x = -708.4 - uniform(i, 3) * 36;
      expect(errorUlps(exp(x), ...expExact(x))).toBeLessThan(1);
    }
  });

  test('log is off by less than 1 ulp, also near 1 and for subnormal numbers', () => {
    let worst = 0;
    for (let i = 0; i < 3000; i++) {
      const u = uniform(i, 4);
      const kinds = [anyPositive(i, 5), 0.5 + u, 1 + (u - 0.5) / 2 ** (i % 40), u, u * 2 ** -1030];
      const x = kinds[i % kinds.length]!;
      worst = Math.max(worst, errorUlps(log(x), logExact(x)));
    }
    expect(worst).toBeGreaterThan(0.4);
    expect(worst).toBeLessThan(1);
  });

  test('log1p is off by less than 4 ulp', () => {
    for (let i = 0; i < 1000; i++) {
      const x = (i % 2 === 0 ? -1 : 1) * uniform(i, 6) * 2 ** -(i % 60);
      // Nearer to -1 the oracle's series hardly converges.
      if (x < -0.9) continue;
      const y = ONE + fixed(x);
      const exact = twiceAtanh(((y - ONE) << BITS) / (y + ONE));
      expect(errorUlps(log1p(x), exact)).toBeLessThan(4);
    }
  });

  test('pow keeps its stated error', () => {
    for (let i = 0; i < 5000; i++) {
      const x = 2 ** ((uniform(i, 7) - 0.5) * 40);
      const y = (uniform(i, 8) - 0.5) * 20;
      const exponent = Math.abs(y * Math.log(x));
      const relative = Math.abs(pow(x, y) / x ** y - 1);
      expect(relative).toBeLessThan((2 + exponent) * 2 ** -52);
    }
  });
});

describe('against the platform', () => {
  test('exp and log are within 1 ulp of Math.exp and Math.log', () => {
    let worst = 0;
    for (let i = 0; i < 500_000; i++) {
      const x = (uniform(i, 9) - 0.5) * 1480;
      worst = Math.max(worst, ulpsApart(exp(x), Math.exp(x)));
      const y = anyPositive(i, 10);
      worst = Math.max(worst, ulpsApart(log(y), Math.log(y)));
    }
    expect(worst).toBeLessThanOrEqual(1);
  });
});

test('special values', () => {
  expect(exp(0)).toBe(1);
  expect(exp(-0)).toBe(1);
  expect(exp(Infinity)).toBe(Infinity);
  expect(exp(-Infinity)).toBe(0);
  expect(exp(NaN)).toBeNaN();
  expect(exp(709.782712893384)).toBe(1.7976931348622732e308);
  expect(exp(709.7827128933841)).toBe(Infinity);
  expect(exp(-745.1332191019411)).toBe(5e-324);
  expect(exp(-745.1332191019412)).toBe(0);
  expect(exp(1e-300)).toBe(1);
  expect(log(1)).toBe(0);
  expect(log(0)).toBe(-Infinity);
  expect(log(-0)).toBe(-Infinity);
  expect(log(-1)).toBeNaN();
  expect(log(-Infinity)).toBeNaN();
  expect(log(NaN)).toBeNaN();
  expect(log(Infinity)).toBe(Infinity);
  expect(log(5e-324)).toBe(-744.4400719213812);
  expect(log(Number.MAX_VALUE)).toBe(709.782712893384);
  expect(log1p(0)).toBe(0);
  expect(log1p(-1)).toBe(-Infinity);
  expect(log1p(-2)).toBeNaN();
  expect(log1p(Infinity)).toBe(Infinity);
  expect(log1p(1e-20)).toBe(1e-20);
  expect(pow(0, 2)).toBe(0);
  expect(pow(0, -2)).toBe(Infinity);
  expect(pow(0, 0)).toBe(1);
  expect(pow(7.25, 1)).toBe(7.25);
  expect(pow(-1, 0.5)).toBeNaN();
});

/** [input, exp, log] as the bits of a double in hexadecimal. */
const FROZEN: readonly (readonly [string, string, string])[] = [
  ['0000000000000001', '3ff0000000000000', 'c0874385446d71c3'],
  ['0010000000000000', '3ff0000000000000', 'c086232bdd7abcd2'],
  ['01a56e1fc2f8f359', '3ff0000000000000', 'c085963447f87fb5'],
  ['3c9cd2b297d889bc', '3ff0000000000000', 'c0426bb1bbb55516'],
  ['3e112e0be826d695', '3ff000000044b830', 'c034b927f32bffb8'],
  ['3e30000000000000', '3ff0000001000000', 'c033687a9f1af2b1'],
  ['3f50624dd2f1a9fc', '3ff0041919b7ee34', 'c01ba18a998fffa0'],
  ['3fb999999999999a', '3ff1aec7b35a00d4', 'c0026bb1bbb55515'],
  ['3fd5555555555555', '3ff6546db1ba2d13', 'bff193ea7aad030b'],
  ['3fd62e42fefa39ef', '3ff6a09e667f3bcc', 'bff0f45e267477df'],
  ['3fd62e42fefa39f0', '3ff6a09e667f3bcd', 'bff0f45e267477df'],
  ['3fe0000000000000', '3ffa61298e1e069c', 'bfe62e42fefa39ef'],
  ['3fe6a09e667f3bcd', '4000399458f5a0d7', 'bfd62e42fefa39ee'],
  ['3fe8000000000000', '4000ef9db467dcf8', 'bfd269621134db92'],
  ['3fefffffca501acb', '4005bf0a6698658d', 'be7ad7f2b1049b9f'],
  ['3fefffffffffffff', '4005bf0a8b145769', 'bca0000000000000'],
  ['3ff0000000000000', '4005bf0a8b14576a', '0000000000000000'],
  ['3ff0000000000001', '4005bf0a8b14576b', '3cafffffffffffff'],
  ['3ff000001ad7f29b', '4005bf0aaf904984', '3e7ad7f2847b6492'],
  ['3ff4000000000000', '400bec38edb0faf0', '3fcc8ff7c79a9a22'],
  ['3ff6a09e667f3bcd', '401073f7e8448776', '3fd62e42fefa39f0'],
  ['3ff8000000000000', '4011ed3fe64fc541', '3fd9f323ecbf984c'],
  ['4000000000000000', '401d8e64b8d4ddae', '3fe62e42fefa39ef'],
  ['4005bf0a8b145769', '402e4efb75e4527a', '3ff0000000000000'],
  ['400921fb54442d18', '403724046eb09339', '3ff250d048e7a1bd'],
  ['401c000000000000', '409122885aaeddaa', '3fff2272ae325a57'],
  ['4024000000000000', '40d5829dcf950560', '40026bb1bbb55516'],
  ['4045000000000000', '43b8232558201159', '400de6bf542e3d2d'],
  ['4059000000000000', '48f3494a9b171bf5', '40126bb1bbb55516'],
  ['4076d40000000000', '60deca18afcb1241', '40179a322e5b4bb7'],
  ['4085e00000000000', '7f0d945df4f8ec8e', '401a344e6741ebab'],
  ['40862e3d70a3d70a', '7fefe9ce5c4c52b4', '401a4283947ad848'],
  ['40934a0000000000', '7ff0000000000000', '401c79436f818745'],
  ['40f5180000000000', '7ff0000000000000', '4026bbc5bb89bdc9'],
  ['412e848000000000', '7ff0000000000000', '402ba18a998fffa0'],
  ['41d9c511dc3a3d71', '7ff0000000000000', '403545623a9c2b1d'],
  ['54b249ad2594c37d', '7ff0000000000000', '406cc845b54b54f2'],
  ['7fefffffffffffff', '7ff0000000000000', '40862e42fefa39ef'],
  ['bfb999999999999a', '3fecf46d99d52b3a', '7ff8000000000000'],
  ['bff0000000000000', '3fd78b56362cef38', '7ff8000000000000'],
  ['c034000000000000', '3e21b48655f37267', '7ff8000000000000'],
  ['c085e00000000000', '00d14f2b0fb9307f', '7ff8000000000000'],
  ['c087200000000000', '0000000000000055', '7ff8000000000000'],
];

test('frozen bits: the same on every machine', () => {
  for (const [input, e, l] of FROZEN) {
    const x = fromBits(BigInt.asIntN(64, BigInt(`0x${input}`)));
    expect([input, hexOf(exp(x)), hexOf(log(x))]).toEqual([input, e, l]);
  }
});

test('frozen digest of 100,000 results', () => {
  let h = 0n;
  for (let i = 0; i < 50_000; i++) {
    for (const y of [exp((uniform(i, 11) - 0.5) * 1480), log(anyPositive(i, 12))]) {
      h = BigInt.asUintN(64, (h ^ bitsOf(y)) * 0x9e3779b97f4a7c15n + 0x7f4a7c15n);
    }
  }
  expect(h.toString(16)).toBe('318a65e1d3fa8ba0');
});
