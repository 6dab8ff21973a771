/** A body that was written and is read is the body that was given, in as few bytes as it says; what is no plain data is refused. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyBody } from './bodies.fixture.ts';
import { BodyDecoder } from './decoder.ts';
import { BodyEncoder } from './encoder.ts';
import { Shapes } from './shapes.ts';

/** Each encoded after the ones before it, then all decoded. */
function through(bodies: readonly unknown[], places: readonly number[] = []): unknown[] {
  const { pieces, keys } = encoded(bodies, places);
  const decoder = new BodyDecoder(keys);
  return pieces.map((piece) => decoder.body(piece));
}

function encoded(
  bodies: readonly unknown[],
  places: readonly number[] = [],
): { readonly pieces: Uint8Array[]; readonly keys: string[][] } {
  const keys: string[][] = [];
  const encoder = new BodyEncoder(new Shapes((text) => keys.push(JSON.parse(text))));
  const pieces = bodies.map((body, i) => {
    const from = encoder.used;
    encoder.body(body, places[i] ?? 0);
    return encoder.bytes.slice(from, encoder.used);
  });
  return { pieces, keys };
}

describe('round trip', () => {
  test('of bodies one after the other, of whatever shapes, at whatever places', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyBody, fc.nat(3)), { maxLength: 12 }), (given) => {
        const bodies = given.map(([body]) => body);
        const places = given.map(([, place]) => place);
        expect(through(bodies, places)).toEqual(bodies);
      }),
    );
  });

  test('the order of keys is kept', () => {
    const bodies = [{ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1, b: 2, c: 3 }, { a: 1 }];
    expect(through(bodies).map((body) => JSON.stringify(body))).toEqual(
      bodies.map((body) => JSON.stringify(body)),
    );
  });

  test.each([
    ['undefined', { a: undefined, b: [undefined] }],
    ['no finite number', [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.1]],
    [
      'numbers at the limits',
      [127, 128, -128, -129, 32_767, 32_768, 65_535, 65_536, 2 ** 31, -(2 ** 31), 2 ** 53],
    ],
    ['nothing', [[], {}, [{}, {}], [[]], '']],
    ['objects that are none alike', [{ a: 1 }, { b: 1 }, null, 3, { a: 1 }]],
    ['a key that names the prototype', JSON.parse('{"__proto__":{"a":1}}')],
    ['more keys than a shape has', Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`k${i}`, i]))],
    ['keys that are places', [{ 3: 'c', 1: 'a' }]],
    ['typed arrays', { weights: new Float32Array([0.5, 1]), counts: new Uint16Array([1, 65_535]) }],
    ['a view into a longer buffer', new Int32Array(new Int32Array([1, 2, 3]).buffer, 4, 2)],
    ['a long text', 'x'.repeat(200_000)],
  ])('of %s', (_what, body) => {
    expect(through([body, body])).toStrictEqual([body, body]);
  });

  test('-0 is 0', () => {
    expect(through([-0, [-0.5, -0]])).toStrictEqual([0, [-0.5, 0]]);
  });

  test('objects in more shapes than are kept', () => {
    const bodies = Array.from({ length: 5_000 }, (_, i) => ({ [`k${i}`]: i }));
    const { keys } = encoded(bodies);
    expect(keys).toHaveLength(4_096);
    expect(through(bodies)).toEqual(bodies);
  });
});

test('the bytes depend on the bodies alone', () => {
  const bodies = [{ a: 1, b: [1, 2] }, [{ c: 1 }, { c: 2 }], { a: 1 }];
  expect(encoded(bodies)).toEqual(encoded(structuredClone(bodies)));
});

test('a small integer is one byte, a list of objects of one shape carries no keys', () => {
  const { pieces } = encoded([
    5,
    [
      { product: 1, units: 2 },
      { product: 3, units: 4 },
    ],
    [1, 2, 3],
    [1, 2, 300],
  ]);
  expect(pieces.map((piece) => [...piece])).toEqual([
    [5],
    [0x95, 2, 0, 1, 2, 3, 4],
    [0x91, 3, 1, 2, 3],
    [0x92, 3, 1, 0, 2, 0, 44, 1],
  ]);
});

describe('what is no plain data', () => {
  test.each([
    ['a function', () => 1, /can't hold a function/],
    ['a big integer', 1n, /can't hold a bigint/],
    ['a map', { a: new Map() }, /can't hold a Map/],
    ['a date', [new Date(0)], /can't hold a Date/],
  ])('%s is refused', (_what, body, message) => {
    expect(() => encoded([body])).toThrow(message);
  });

  test.each([
    ['half a number', [0x85, 1]],
    ['no such tag', [0xff]],
    ['two values', [1, 2]],
    ['an object of no shape', [0x98, 9]],
    ['a length without end', [0x90, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ])('%s in the bytes is an error', (_what, bytes) => {
    expect(() => new BodyDecoder([]).body(Uint8Array.from(bytes))).toThrow(RangeError);
  });
});
