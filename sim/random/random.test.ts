/**
 * Streams are keyed, without state, and apart from each other; `seedrandom` is used without ambient entropy. Shown by
 * frozen values, by draws in any order, by traps on every source of entropy, and by the paths that could be confused.
 * That the bits are good is shown in random-quality.test.ts.
 */
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Random, RandomStream } from './random.ts';

const uint32 = fc.integer({ min: 0, max: 0xffffffff });

const FROZEN = {
  bits: [96836754, 2232606505, 3321837802, 2052948858],
  units: [0.022546563845818324, 0.5198192097125346, 0.7734256337273137, 0.5783512119412847],
  integers: [0, 3, 2, 3, 2, 0],
  sub: 'c616cca0d6218e27',
  at: '5b19b4cb595b8457',
  unicode: '21341808e7bb4659',
};

describe('frozen for seed 42', () => {
  const stream = new Random(42).stream('demand/lines');

  test('key, bits, units, integers, derived streams', () => {
    expect(stream.keyHex()).toBe('1842fa5239b10fc3');
    expect([
      stream.bits(0, 0),
      stream.bits(1, 0),
      stream.bits(0, 1),
      stream.bits(0xffffffff, 0xffffffff),
    ]).toEqual(FROZEN.bits);
    expect([stream.unit(0, 0), stream.unit(1, 0), stream.unit(0, 1), stream.unit(7, 3)]).toEqual(
      FROZEN.units,
    );
    expect([0, 1, 2, 3, 4, 5].map((entity) => stream.integer(entity, 0, 6))).toEqual(FROZEN.integers);
    expect(stream.sub(3, 1, 4).keyHex()).toBe(FROZEN.sub);
    expect(stream.at(3, 1).keyHex()).toBe(FROZEN.at);
    expect(new Random('Zürich–日本').stream('Straße/1').keyHex()).toBe(FROZEN.unicode);
  });
});

describe('keyed, not sequenced', () => {
  test('a draw depends on nothing but seed, path, entity and index', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.tuple(uint32, uint32), { minLength: 1 }), (text, draws) => {
        const seed = text.replaceAll('\u0000', '');
        const one = new Random(seed);
        const forwards = draws.map(([entity, index]) => one.stream('a').unit(entity, index));
        const other = new Random(seed);
        other.stream('b').unit(1, 1);
        other.stream('a').sub(1).at(2, 3).unit(4, 5);
        const backwards = draws.toReversed().map(([entity, index]) => other.stream('a').unit(entity, index));
        expect(backwards.toReversed()).toEqual(forwards);
      }),
    );
  });

  test('a number and its decimal text are one seed', () => {
    expect(new Random(42).stream('x').keyHex()).toBe(new Random('42').stream('x').keyHex());
    expect(new Random(43).stream('x').keyHex()).not.toBe(new Random('42').stream('x').keyHex());
  });

  test('a path gives one stream', () => {
    const random = new Random('s');
    expect(random.stream('x')).toBe(random.stream('x'));
  });
});

describe('ambient entropy', () => {
  test('neither Math.random, nor crypto, nor the clock is asked, and past streams leave no trace', () => {
    const before = new Random('seed').stream('path').keyHex();
    const forbidden = (): never => {
      throw new Error('ambient entropy');
    };
    const nodeCrypto = createRequire(import.meta.url)('node:crypto');
    const traps = [
      vi.spyOn(Math, 'random').mockImplementation(forbidden),
      vi.spyOn(nodeCrypto, 'randomBytes').mockImplementation(forbidden),
      vi.spyOn(globalThis.crypto, 'getRandomValues').mockImplementation(forbidden),
      vi.spyOn(Date, 'now').mockImplementation(forbidden),
    ];
    try {
      expect(() => Math.random()).toThrow('ambient entropy');
      for (let i = 0; i < 20; i++) new Random(`other ${i}`).stream('path');
      expect(new Random('seed').stream('path').keyHex()).toBe(before);
      for (const trap of traps.slice(1)) expect(trap).not.toHaveBeenCalled();
    } finally {
      for (const trap of traps) trap.mockRestore();
    }
  });
});

describe('streams apart', () => {
  const keyOf = (seed: string, path: string): string => new Random(seed).stream(path).keyHex();

  test('paths and seeds that a cyclic or 8-bit key schedule would confuse', () => {
    const pairs = [
      ['1', 'a'],
      ['1', 'aa'],
      ['1a', 'a'],
      ['11', 'a'],
      ['1', 'š'],
      ['1', '\u0361'],
      ['1', 'a1a'],
      ['', 'a'],
      ['', '1a'],
      ['1', '\u0001'],
      ['1', '\u00010001'],
      ['1', 'x'.repeat(300)],
      ['1', 'x'.repeat(301)],
      ['1', `${'x'.repeat(300)}y`],
    ] as const;
    expect(new Set(pairs.map(([seed, path]) => keyOf(seed, path))).size).toBe(pairs.length);
  });

  test('10,000 paths of one run, and 200,000 sub-streams and draws of a stream, have keys of their own', () => {
    const random = new Random('apart');
    const keys = new Set<string>();
    for (let i = 0; i < 10_000; i++) keys.add(random.stream(`carrier/${i}/acceptance`).keyHex());
    const stream = random.stream('root');
    for (let i = 0; i < 100_000; i++) {
      keys.add(stream.sub(i).keyHex());
      keys.add(stream.at(i, 0).keyHex());
    }
    expect(keys.size).toBe(210_000);
  });

  test('two paths with one key are refused', () => {
    const random = new Random('run');
    const taken = random.stream('first').keyHex();
    const spy = vi.spyOn(RandomStream.prototype, 'keyHex').mockReturnValue(taken);
    try {
      expect(() => random.stream('second')).toThrow(
        `stream paths "first" and "second" have the same key ${taken} under seed "run". Rename one`,
      );
    } finally {
      spy.mockRestore();
    }
  });
});

describe('derived streams', () => {
  const stream = new Random(1).stream('tender');

  test('sub(a, b) is sub(a).sub(b), sub() the stream itself, and the order of parts matters', () => {
    expect(stream.sub(5, 9).keyHex()).toBe(stream.sub(5).sub(9).keyHex());
    expect(stream.sub().keyHex()).toBe(stream.keyHex());
    expect(stream.sub(9, 5).keyHex()).not.toBe(stream.sub(5, 9).keyHex());
    expect(stream.sub(0).keyHex()).not.toBe(stream.sub(0, 0).keyHex());
  });

  test('sub-streams and the stream of a draw are not each other, nor the bits drawn', () => {
    const bits = [
      stream.bits(5, 0),
      stream.at(5, 0).keyHex(),
      stream.sub(5).keyHex(),
      stream.sub(5, 0).keyHex(),
    ];
    expect(new Set(bits).size).toBe(4);
    expect(stream.sub(5).keyHex().slice(0, 8)).not.toBe(stream.bits(5, 0).toString(16).padStart(8, '0'));
  });

  test('antithetic: exactly 1 - u, complementary bits, all the way down', () => {
    const mirror = stream.antithetic();
    fc.assert(
      fc.property(uint32, uint32, (entity, index) => {
        expect(mirror.unit(entity, index)).toBe(1 - stream.unit(entity, index));
        expect(mirror.bits(entity, index)).toBe(0xffffffff - stream.bits(entity, index));
        expect(mirror.sub(3).at(1, 2).unit(entity, index)).toBe(
          1 - stream.sub(3).at(1, 2).unit(entity, index),
        );
        expect(mirror.antithetic().unit(entity, index)).toBe(stream.unit(entity, index));
      }),
    );
  });
});

describe('faults are named', () => {
  const stream = new Random(1).stream('tender');

  test.each([-1, 0.5, 2 ** 32, NaN, Infinity])('entity, index or part %d', (bad) => {
    expect(() => stream.unit(bad, 0)).toThrow(
      `entity must be an integer from 0 to 4294967295, got ${bad} (stream "tender"). Number the entities, ` +
        'or give a composite one its own stream with sub()',
    );
    expect(() => stream.bits(0, bad)).toThrow(`index must be an integer from 0 to 4294967295, got ${bad}`);
    expect(() => stream.at(0, bad)).toThrow(`index must be an integer`);
    expect(() => stream.sub(1, bad)).toThrow(`part of a sub-stream must be an integer`);
  });

  test.each([0, -3, 1.5, 2 ** 32 + 1, NaN])('integer() below %d', (bad) => {
    expect(() => stream.integer(0, 0, bad)).toThrow(
      `integer() needs n to be a whole number from 1 to 2^32, got ${bad}`,
    );
  });

  test('seeds and paths', () => {
    expect(() => new Random(NaN)).toThrow('seed must be text or a finite number, got NaN');
    expect(() => new Random('a\u0000b')).toThrow('U+0000');
    expect(() => new Random(1).stream('')).toThrow('a random stream needs a path');
    expect(() => new Random(1).stream('a\u0000')).toThrow('U+0000');
  });
});

test('integer() stays below n, also for the largest u and n', () => {
  const stream = new Random(1).stream('x');
  const top = vi.spyOn(stream, 'unit').mockReturnValue(1 - 2 ** -53);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (n) => {
      expect(stream.integer(0, 0, n)).toBe(n - 1);
    }),
  );
  for (const n of [1, 2, 3, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 1, 2 ** 32])
    expect(stream.integer(0, 0, n)).toBe(n - 1);
  top.mockRestore();
  expect(stream.integer(0, 0, 1)).toBe(0);
});
