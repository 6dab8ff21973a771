/**
 * Running digests of a run: small, incremental, the same on every machine. Not cryptographic.
 *
 * 1. `OrderedDigest` depends on the order of what is mixed in; `MultisetDigest` does not.
 * 2. Both take integers and float64 numbers only. Strings are turned into codes once, by `codeOf`.
 * 3. State is four or fewer int32, so that it is part of a snapshot; nothing else is kept.
 */

/** A constant of the module: the same call in a third of the bytecode, and so within what V8 inlines. */
const imul = Math.imul;
const scratchFloat = new Float64Array(1);
const scratchInts = new Int32Array(scratchFloat.buffer);

/** One pattern for every NaN (their bits depend on how the engine came by them), and 0 for -0. */
function write(value: number): void {
  if (Number.isNaN(value)) {
    scratchInts[0] = 0;
    scratchInts[1] = 0x7ff80000;
  } else scratchFloat[0] = value + 0;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex32(value: number): string {
  return HEX[value >>> 24]! + HEX[(value >>> 16) & 0xff]! + HEX[(value >>> 8) & 0xff]! + HEX[value & 0xff]!;
}

/** Murmur3's finaliser: every input bit reaches every output bit. Source: Appleby, MurmurHash3. */
function avalanche(x: number): number {
  let h = x;
  h ^= h >>> 16;
  h = imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A word before it is mixed in. Source: Murmur3's body, as the two lanes below. */
function scramble(value: number): number {
  const k = imul(value, 0xcc9e2d51);
  return imul((k << 15) | (k >>> 17), 0x1b873593);
}

function lane1(h1: number, r: number): number {
  const a = h1 ^ r;
  return (imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0;
}

function lane2(h2: number, r: number, h1: number): number {
  const b = (h2 + r) ^ h1;
  return (imul((b << 17) | (b >>> 15), 9) + 0x52dce729) | 0;
}

/** Two int32 lanes in the manner of Murmur3's body: 64 bits, order-dependent. */
export class OrderedDigest {
  private h1 = 0x2545f491 | 0;
  private h2 = 0x6c078965 | 0;
  private words = 0;

  /** Mixes one int32 (a larger integer is cut to its low 32 bits: use `number` for those). */
  int(value: number): void {
    const r = scramble(value);
    this.h1 = lane1(this.h1, r);
    this.h2 = lane2(this.h2, r, this.h1);
    this.words = (this.words + 1) | 0;
  }

  /** Mixes both halves of a finite float64: for values that are seldom small integers, such as times. */
  float(value: number): void {
    scratchFloat[0] = value + 0;
    this.int(scratchInts[0]!);
    this.int(scratchInts[1]!);
  }

  /** Mixes any float64. An int32 costs one word, anything else its two halves and a mark. */
  number(value: number): void {
    const low = value | 0;
    if (low === value) {
      this.int(low);
      return;
    }
    write(value);
    this.int(0x7ff80001);
    this.int(scratchInts[0]!);
    this.int(scratchInts[1]!);
  }

  /**
   * One kernel event, by the sum of its words times odd numbers: what one event costs in the chain from one state to
   * the next is one word, not five. Any change of a single word changes the sum.
   */
  event(time: number, code: number, a: number, b: number): void {
    scratchFloat[0] = time + 0;
    const early = scratchInts[0]!;
    const late = scratchInts[1]!;
    const lowA = a | 0;
    const lowB = b | 0;
    const r1 =
      imul(early, 0xcc9e2d51) +
      imul(late, 0x1b873593) +
      imul(code, 0x85ebca6b) +
      imul(lowA, 0xc2b2ae35) +
      imul(lowB, 0x9e3779b1);
    const r2 =
      imul(early, 0x85ebca77) +
      imul(late, 0x27d4eb2f) +
      imul(code, 0x165667b1) +
      imul(lowA, 0x2c1b3c6d) +
      imul(lowB, 0x297a2d39);
    this.h1 = lane1(this.h1, r1 | 0);
    this.h2 = lane2(this.h2, r2 | 0, this.h1);
    this.words = (this.words + 1) | 0;
    if (lowA === a && lowB === b) return;
    this.number(a);
    this.number(b);
  }

  /** Six words at the price of one in the chain, as `event`; `a` and `b` may be any float64, the others are int32. */
  entry(code: number, one: number, two: number, three: number, a: number, b: number): void {
    const lowA = a | 0;
    const lowB = b | 0;
    const r1 =
      imul(code, 0x85ebca6b) +
      imul(one, 0xcc9e2d51) +
      imul(two, 0x1b873593) +
      imul(three, 0xe6546b65) +
      imul(lowA, 0xc2b2ae35) +
      imul(lowB, 0x9e3779b1);
    const r2 =
      imul(code, 0x165667b1) +
      imul(one, 0x85ebca77) +
      imul(two, 0x27d4eb2f) +
      imul(three, 0x52dce729) +
      imul(lowA, 0x2c1b3c6d) +
      imul(lowB, 0x297a2d39);
    this.h1 = lane1(this.h1, r1 | 0);
    this.h2 = lane2(this.h2, r2 | 0, this.h1);
    this.words = (this.words + 1) | 0;
    if (lowA !== a) this.number(a);
    if (lowB !== b) this.number(b);
  }

  /** 16 hexadecimal digits. */
  hex(): string {
    return hex32(avalanche(this.h1 ^ this.words)) + hex32(avalanche((this.h2 + this.h1) | 0));
  }

  save(): readonly number[] {
    return [this.h1, this.h2, this.words];
  }

  load(state: readonly number[]): void {
    this.h1 = state[0]! | 0;
    this.h2 = state[1]! | 0;
    this.words = state[2]! | 0;
  }
}

/**
 * Sum of the digests of its members modulo 2^64: the same whatever the order in which they came.
 * Write a member with `begin`, `number`..., `end`.
 */
export class MultisetDigest {
  private low = 0;
  private high = 0;
  private members = 0;
  private m1 = 0;
  private m2 = 0;

  begin(tag: number): void {
    this.m1 = avalanche(tag ^ 0x3c6ef372);
    this.m2 = avalanche(tag + 0x1b56c4e9);
  }

  number(value: number): void {
    write(value);
    this.word(scratchInts[0]!);
    this.word(scratchInts[1]!);
  }

  private word(value: number): void {
    const a = this.m1 ^ value;
    this.m1 = (imul((a << 11) | (a >>> 21), 0x9e3779b1) + 0x7f4a7c15) | 0;
    const b = (this.m2 + value) ^ this.m1;
    this.m2 = (imul((b << 19) | (b >>> 13), 0x85ebca77) + 0x165667b1) | 0;
  }

  end(): void {
    const low = (this.low >>> 0) + (avalanche(this.m1) >>> 0);
    const carry = low > 0xffffffff ? 1 : 0;
    this.low = low | 0;
    this.high = (this.high + avalanche(this.m2 ^ this.m1) + carry) | 0;
    this.members += 1;
  }

  hex(): string {
    return hex32(avalanche((this.high ^ this.members) | 0)) + hex32(this.low);
  }

  save(): readonly number[] {
    return [this.low, this.high, this.members];
  }

  load(state: readonly number[]): void {
    this.low = state[0]! | 0;
    this.high = state[1]! | 0;
    this.members = state[2]!;
  }
}

const codes = new Map<string, number>();

/**
 * Int32 code of a name (FNV-1a over UTF-16 units), remembered: the digest's stand-in for a string, the same in
 * every process whatever the order of registration.
 */
export function codeOf(name: string): number {
  const known = codes.get(name);
  if (known !== undefined) return known;
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < name.length; i++) h = imul(h ^ name.charCodeAt(i), 0x01000193);
  codes.set(name, h);
  return h;
}
