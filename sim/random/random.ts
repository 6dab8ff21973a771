/**
 * Keyed random streams: every draw is a pure function of (run seed, stream path, entity, index).
 *
 * 1. No stream has state. Drawing twice gives the same value; drawing elsewhere changes nothing here. There is
 *    nothing to put into a snapshot.
 * 2. `seedrandom` turns (seed, path) into a 64-bit key and does nothing else; it gets no ambient entropy.
 * 3. The entity is exogenous (an order line, a cut-off), never something that a decision formed; the index is a named
 *    attempt, never a call count.
 * 4. Draws, `sub` streams and the stream of one draw (`at`) use separate parts of the key space.
 * 5. Two paths of one `Random` never share a key: checked at run time.
 */
import seedrandom from 'seedrandom';
import { AssertionError, assert } from '../assert.ts';
import { block, threefry } from './threefry.ts';

/** Mixed into a key before another key is made from it, so that no key is also a draw. */
const FOR_SUB = 0x5ab57e11;
const FOR_DRAW = 0x2d7a3c95;
/** 2^-52. */
const UNIT_STEP = 2.220446049250313e-16;

function hex32(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

/** Random numbers addressed by (entity, index). Made by `Random.stream`, `sub` and `antithetic`. */
export class RandomStream {
  /** The path it was opened with (a sub-stream keeps its root's), for messages. */
  readonly path: string;
  private readonly key0: number;
  private readonly key1: number;
  /** -1 in an antithetic stream: complements every bit drawn. */
  private readonly flip: number;

  constructor(path: string, key0: number, key1: number, flip: 0 | -1 = 0) {
    this.path = path;
    this.key0 = key0 | 0;
    this.key1 = key1 | 0;
    this.flip = flip;
  }

  /**
   * 32 random bits.
   * @param entity uint32: whose draw it is
   * @param index uint32: which of its draws
   * @returns an integer from 0 to 2^32 - 1
   */
  bits(entity: number, index: number): number {
    this.draw(entity, index);
    return (block[0]! ^ this.flip) >>> 0;
  }

  /**
   * Uniform on the open interval (0, 1): an odd multiple of 2^-53, 52 random bits. 1 - u is exact, and is what the
   * antithetic stream gives.
   */
  unit(entity: number, index: number): number {
    this.draw(entity, index);
    const high = (block[0]! ^ this.flip) >>> 0;
    const low = (block[1]! ^ this.flip) >>> 12;
    return (high * 1048576 + low + 0.5) * UNIT_STEP;
  }

  /**
   * `unit(entity, from)` and those that follow it, quicker than one by one.
   * @param count 1 to 64
   */
  units(entity: number, from: number, into: Float64Array, count: number): void {
    this.check(entity, from);
    this.check(entity, from + count - 1);
    threefry(13, this.key0, this.key1, entity, from, count);
    const { flip } = this;
    for (let i = 0; i < count; i++) {
      const high = (block[2 * i]! ^ flip) >>> 0;
      const low = (block[2 * i + 1]! ^ flip) >>> 12;
      into[i] = (high * 1048576 + low + 0.5) * UNIT_STEP;
    }
  }

  /**
   * Uniform integer from 0 to n - 1, n from 1 to 2^32. Each value's probability is within 2^-52 of 1/n, so nothing
   * is redrawn: a relative bias of n * 2^-52, below 1e-6 even for the largest n.
   */
  integer(entity: number, index: number, n: number): number {
    if (!(n >= 1 && n <= 0x100000000 && Math.floor(n) === n)) {
      throw new AssertionError(
        `integer() needs n to be a whole number from 1 to 2^32, got ${n} (stream "${this.path}")`,
      );
    }
    return Math.floor(this.unit(entity, index) * n);
  }

  /**
   * The stream of a composite entity (carrier, lane, cut-off ...). `sub(a, b)` is `sub(a).sub(b)`, and `sub()` the
   * stream itself. Each part is a uint32. Cost: one small object and one key.
   */
  sub(...parts: readonly number[]): RandomStream {
    let key0 = this.key0;
    let key1 = this.key1;
    for (const part of parts) {
      if (part >>> 0 !== part) throw new AssertionError(this.fault('part of a sub-stream', part));
      threefry(20, key0, key1 ^ FOR_SUB, part, 0);
      key0 = block[0]!;
      key1 = block[1]!;
    }
    return new RandomStream(this.path, key0, key1, this.flip as 0 | -1);
  }

  /**
   * The stream that belongs to the one draw (entity, index), for methods that need more than one uniform number for a
   * value: however many they use, no other draw moves.
   */
  at(entity: number, index: number): RandomStream {
    this.check(entity, index);
    threefry(20, this.key0, this.key1 ^ FOR_DRAW, entity, index);
    return new RandomStream(this.path, block[0]!, block[1]!, this.flip as 0 | -1);
  }

  /** The same keys with u replaced by 1 - u; its sub-streams are antithetic too. Twice is the stream itself. */
  antithetic(): RandomStream {
    return new RandomStream(this.path, this.key0, this.key1, this.flip === 0 ? -1 : 0);
  }

  /** The key as 16 hexadecimal digits, to compare streams and for messages. */
  keyHex(): string {
    return hex32(this.key0) + hex32(this.key1);
  }

  private draw(entity: number, index: number): void {
    this.check(entity, index);
    threefry(13, this.key0, this.key1, entity, index);
  }

  private check(entity: number, index: number): void {
    if (entity >>> 0 !== entity) throw new AssertionError(this.fault('entity', entity));
    if (index >>> 0 !== index) throw new AssertionError(this.fault('index', index));
  }

  private fault(what: string, value: number): string {
    return (
      `${what} must be an integer from 0 to 4294967295, got ${value} (stream "${this.path}"). ` +
      'Number the entities, or give a composite one its own stream with sub()'
    );
  }
}

/** The random numbers of one run: opens streams by path. */
export class Random {
  readonly seed: string;
  private readonly streams = new Map<string, RandomStream>();
  private readonly pathOfKey = new Map<string, string>();

  /** @param seed any text, or a finite number, which counts as its decimal text: 42 and '42' are one seed */
  constructor(seed: string | number) {
    assert(
      typeof seed === 'string' || Number.isFinite(seed),
      `seed must be text or a finite number, got ${seed}`,
    );
    this.seed = String(seed);
    assert(!this.seed.includes('\u0000'), 'seed must not contain the character U+0000');
  }

  /**
   * The stream of a path such as 'demand/lines'. The same path always gives the same stream; the order in which
   * streams are opened means nothing. Cost: some 10 us the first time, a look-up then.
   */
  stream(path: string): RandomStream {
    const known = this.streams.get(path);
    if (known !== undefined) return known;
    assert(path !== '', 'a random stream needs a path, such as "demand/lines"');
    assert(
      !path.includes('\u0000'),
      `stream path must not contain the character U+0000: ${JSON.stringify(path)}`,
    );
    const stream = openStream(this.seed, path);
    const key = stream.keyHex();
    const other = this.pathOfKey.get(key);
    assert(
      other === undefined,
      `stream paths "${other}" and "${path}" have the same key ${key} under seed "${this.seed}". Rename one`,
    );
    this.pathOfKey.set(key, path);
    this.streams.set(path, stream);
    return stream;
  }
}

/**
 * `seedrandom` repeats its key cyclically and drops the high byte of each character: a text free of U+0000 on both
 * sides of one U+0000, in 7 bits, is safe from both.
 */
function openStream(seed: string, path: string): RandomStream {
  const generator = seedrandom(`${sevenBit(seed)}\u0000${sevenBit(path)}`, { entropy: false, global: false });
  return new RandomStream(path, generator.int32(), generator.int32());
}

/** ASCII as it is; any other UTF-16 unit as U+0001 and four hexadecimal digits, U+0001 itself too. */
function sevenBit(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    out += unit > 1 && unit < 0x80 ? text[i] : `\u0001${unit.toString(16).padStart(4, '0')}`;
  }
  return out;
}
