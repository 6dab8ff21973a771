/** The text is the body: parsed, it is what the decoder gives, whatever the body. Shown by bodies of every kind. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyBody } from '../recording/bodies/bodies.fixture.ts';
import { BodyDecoder } from '../recording/bodies/decoder.ts';
import { BodyEncoder } from '../recording/bodies/encoder.ts';
import { Shapes } from '../recording/bodies/shapes.ts';
import { BodyJson } from './body-json.ts';
import { TextBytes } from './text-bytes.ts';

/** As text, and as the decoder has it. */
function both(bodies: readonly unknown[]): { readonly text: string; readonly decoded: unknown }[] {
  const keys: string[][] = [];
  const encoder = new BodyEncoder(new Shapes((text) => keys.push(JSON.parse(text))));
  const ends = bodies.map((body) => {
    encoder.body(body, 0);
    return encoder.used;
  });
  const out = new TextBytes();
  const json = new BodyJson(keys, out);
  const decoder = new BodyDecoder(keys);
  return ends.map((end, i) => {
    const from = i === 0 ? 0 : ends[i - 1]!;
    json.write(encoder.bytes, from, end);
    return {
      text: new TextDecoder().decode(out.taken()),
      decoded: decoder.body(encoder.bytes.slice(from, end)),
    };
  });
}

test('any bodies one after the other', () => {
  fc.assert(
    fc.property(fc.array(anyBody, { maxLength: 8 }), (bodies) => {
      for (const { text, decoded } of both(bodies))
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(decoded)));
    }),
  );
});

test.each([
  ['undefined', { a: undefined, b: [undefined], c: 1 }, '{"b":[null],"c":1}'],
  ['no number of JSON', [Number.NaN, Number.POSITIVE_INFINITY, 0.5, -0], '[null,null,0.5,0]'],
  [
    'signs that are escaped',
    ['"', '\\', '\n\t\u0001', 'ü', '\ud800'],
    '["\\"","\\\\","\\n\\t\\u0001","ü","\\ud800"]',
  ],
  ['integers at the limits', [0, 9, 10, 99, 100, -1, -128, 65_535, 2 ** 31 - 1, -(2 ** 31), 2 ** 53], null],
  ['many control signs', '\u0001'.repeat(3_000), null],
  ['typed arrays', { weights: new Float32Array([0.5]) }, '{"weights":{"0":0.5}}'],
  [
    'more keys than a shape has',
    Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`k${i}`, i % 9 ? i : undefined])),
    null,
  ],
])('%s', (_name, body, expected) => {
  const [{ text } = { text: '' }] = both([body]);
  expect(text).toBe(expected ?? JSON.stringify(body));
});

test('bytes that are no body are refused', () => {
  const json = new BodyJson([], new TextBytes());
  expect(() => json.write(new Uint8Array([1, 2]), 0, 2)).toThrow(/a body ends after 1 of 2 bytes/);
  expect(() => json.write(new Uint8Array([0x98, 3]), 0, 2)).toThrow(/names shape 3 of 0/);
});
