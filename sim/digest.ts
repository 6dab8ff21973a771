/**
 * Running digests of a run: small, incremental, the same on every machine. Not cryptographic.
 *
 * 1. `OrderedDigest` depends on the order of what is mixed in; `MultisetDigest` does not.
 * 2. Both take integers and float64 numbers only. Strings are turned into codes once, by `codeOf`.
 * 3. State is four or fewer int32, so that it is part of a snapshot; nothing else is kept.
 */

const scratchFloat = new Float64Array(1);
const scratchInts = new Int32Array(scratchFloat.buffer);

/** One pattern for every NaN (their bits depend on how the engine came by them), and 0 for -0. */
function write(value: number): void {
  if (Number.isNaN(value)) {
    scratchInts[0] = 0;
    scratchInts[1] = 0x7ff80000;
  } else scratchFloat[0] = value + 0;
}

function hex32(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** Murmur3's finaliser: every input bit reaches every output bit. Source: Appleby, MurmurHash3. */
function avalanche(x: number): number {
  let h = x;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Two int32 lanes in the manner of Murmur3's body: 64 bits, order-dependent. */
export class OrderedDigest {
  private h1 = 0x2545f491 | 0;
  private h2 = 0x6c078965 | 0;
  private words = 0;

  /** Mixes one int32 (a larger integer is cut to its low 32 bits: use `number` for those). */
  int(value: number): void {
    const k = Math.imul(value, 0xcc9e2d51);
    const r = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    let a = this.h1 ^ r;
    a = (a << 13) | (a >>> 19);
    this.h1 = (Math.imul(a, 5) + 0xe6546b64) | 0;
    let b = (this.h2 + r) ^ this.h1;
    b = (b << 17) | (b >>> 15);
    this.h2 = (Math.imul(b, 9) + 0x52dce729) | 0;
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
    this.m1 = (Math.imul((a << 11) | (a >>> 21), 0x9e3779b1) + 0x7f4a7c15) | 0;
    const b = (this.m2 + value) ^ this.m1;
    this.m2 = (Math.imul((b << 19) | (b >>> 13), 0x85ebca77) + 0x165667b1) | 0;
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
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  codes.set(name, h);
  return h;
}
