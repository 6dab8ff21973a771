/**
 * Digests tell runs apart and nothing else: the ordered one sees order, the multiset one does not, both see every
 * value, and what they give is frozen so that another machine must agree.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, MultisetDigest, OrderedDigest } from './digest.ts';

function ordered(values: readonly number[]): string {
  const digest = new OrderedDigest();
  for (const value of values) digest.number(value);
  return digest.hex();
}

function multiset(members: readonly (readonly number[])[]): string {
  const digest = new MultisetDigest();
  for (const member of members) {
    digest.begin(1);
    for (const value of member) digest.number(value);
    digest.end();
  }
  return digest.hex();
}

const value = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true }));

describe('OrderedDigest', () => {
  test('is frozen', () => {
    expect(ordered([])).toBe('9ca700786ca078a1');
    expect(ordered([0, 1, -1, 0.5, 1e15, 2 ** 31])).toBe('6ffd8010ec23a5b5');
  });

  test('sees a change of any value, an extra value and a swap', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), fc.nat(), value, (values, at, other) => {
        const i = at % values.length;
        const changed = values.with(i, other);
        if (!Object.is(values[i], other) && !(values[i] === 0 && other === 0)) {
          expect(ordered(changed)).not.toBe(ordered(values));
        }
        expect(ordered([...values, 0])).not.toBe(ordered(values));
        const next = (i + 1) % values.length;
        const swapped = values.with(i, values[next]!).with(next, values[i]!);
        if (values[i] !== values[next]) expect(ordered(swapped)).not.toBe(ordered(values));
      }),
    );
  });

  test('an event: frozen, and any change of a single number shows', () => {
    const of = (...numbers: readonly [number, number, number, number]): string => {
      const digest = new OrderedDigest();
      digest.event(...numbers);
      return digest.hex();
    };
    expect(of(12.5, codeOf('arrive'), 3, 0)).toBe('8b8cc639c0375a4c');
    expect(of(12.5, codeOf('arrive'), 0.25, 0x10000000000)).toBe('7dd250bd6d2c8ad2');
    expect(of(0, 1, Number.NaN, -0)).toBe(of(-0, 1, -Number.NaN, 0));
    const int = fc.integer();
    fc.assert(
      fc.property(fc.tuple(value, int, value, value), fc.nat(2), value, int, (event, at, other, code) => {
        const changed = event.with([0, 2, 3][at]!, other) as typeof event;
        if (changed[[0, 2, 3][at]!] !== event[[0, 2, 3][at]!]) expect(of(...changed)).not.toBe(of(...event));
        if (code !== event[1]) expect(of(event[0], code, event[2], event[3])).not.toBe(of(...event));
      }),
    );
  });

  test('takes every NaN for one, and -0 for 0, however the engine came by them', () => {
    const big = 1e308 * 10;
    const numbers = new Float64Array(new BigUint64Array([0x7ff8000000000001n, 0xfff8000000000000n]).buffer);
    for (const nan of [big - big, Math.sqrt(-1), 0 * big, ...numbers]) {
      expect(ordered([nan])).toBe(ordered([Number.NaN]));
      expect(multiset([[nan]])).toBe(multiset([[Number.NaN]]));
    }
    expect(ordered([-0])).toBe(ordered([0]));
    expect(multiset([[-0]])).toBe(multiset([[0]]));
  });

  test('goes on from a saved state as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.array(value), fc.array(value), (before, after) => {
        const first = new OrderedDigest();
        for (const each of before) first.number(each);
        const second = new OrderedDigest();
        second.load(structuredClone(first.save()));
        for (const each of after) second.number(each);
        expect(second.hex()).toBe(ordered([...before, ...after]));
      }),
    );
  });
});

describe('MultisetDigest', () => {
  const members = fc.array(fc.array(value, { maxLength: 5 }), { maxLength: 20 });

  test('is frozen', () => {
    expect(multiset([[1, 2], [3]])).toBe('b4c92d0b9519e8ad');
  });

  test('does not see order, but sees every member and how often it came', () => {
    fc.assert(
      fc.property(members, fc.array(value), (list, extra) => {
        expect(multiset(list.toReversed())).toBe(multiset(list));
        expect(multiset([...list, extra])).not.toBe(multiset(list));
        expect(multiset([...list, extra, extra])).not.toBe(multiset([...list, extra]));
      }),
    );
  });

  test('does not confuse where one member ends and the next begins', () => {
    expect(multiset([[1, 2], [3]])).not.toBe(multiset([[1], [2, 3]]));
    expect(multiset([[1, 2, 3]])).not.toBe(multiset([[1, 2], [3]]));
  });

  test('goes on from a saved state as if it had never stopped', () => {
    const first = new MultisetDigest();
    first.begin(1);
    first.number(5);
    first.end();
    const second = new MultisetDigest();
    second.load(structuredClone(first.save()));
    second.begin(1);
    second.number(6);
    second.end();
    expect(second.hex()).toBe(multiset([[5], [6]]));
  });
});

test('a name has one code in every process, and ordinary names do not share one', () => {
  expect(codeOf('orderReleased')).toBe(3609240);
  const names = Array.from({ length: 2000 }, (_, i) => `handler-${i}.event`);
  expect(new Set(names.map(codeOf)).size).toBe(names.length);
});

test('an entry tells each of its words apart, and numbers that share their low bits', () => {
  const hexOf = (...words: [number, number, number, number, number, number]): string => {
    const digest = new OrderedDigest();
    digest.entry(...words);
    return digest.hex();
  };
  const words: [number, number, number, number, number, number] = [7, 8, 1200, 3, 5, 1_767_600_000_000];
  const seen = new Set([hexOf(...words)]);
  for (let i = 0; i < words.length; i++) {
    for (const by of [1, -1, 256]) {
      const other: typeof words = [...words];
      other[i]! += by;
      seen.add(hexOf(...other));
    }
  }
  // The low 32 bits are those of the first.
  seen.add(hexOf(7, 8, 1200, 3, 5 + 0x10000000000, 1_767_600_000_000));
  seen.add(hexOf(7, 8, 1200, 3, 5, 1_767_600_000_000 + 0x10000000000));
  seen.add(hexOf(7, 8, 1200, 3, 5, 0.5));
  seen.add(hexOf(7, 8, 1200, 3, 5, Number.NaN));
  expect(seen.size).toBe(1 + 3 * words.length + 4);
});
