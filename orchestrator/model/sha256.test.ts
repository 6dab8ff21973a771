/** Held against the platform's own, for every length around a block and for any text. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex } from './sha256.ts';

const platform = (text: string): string => createHash('sha256').update(text).digest('hex');

test('the standard’s own example', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('every length up to three blocks, and any text', () => {
  for (let length = 0; length <= 200; length++)
    expect(sha256Hex('x'.repeat(length))).toBe(platform('x'.repeat(length)));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(sha256Hex(text)).toBe(platform(text));
    }),
  );
  for (const text of ['\ud800', 'a\udc00b', '\ud800\ud800\udc00'])
    expect(sha256Hex(text)).toBe(platform(text));
});
