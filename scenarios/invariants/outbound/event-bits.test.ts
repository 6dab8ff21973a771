/** Bits taken over by a table that has noted more are those that were saved, and no others. */
import { expect, test } from 'vitest';
import { EventBits } from './event-bits.ts';

test('what another run has noted is gone, also where orders come that the copy has not seen', () => {
  const bits = new EventBits();
  bits.set(8 * 5, 7);
  bits.set(8 * 5 + 1, 3);
  const saved = bits.save();
  const before = structuredClone(saved);
  const other = new EventBits();
  for (let key = 0; key < 8 * 3000; key++) other.set(key, -1);
  other.load(saved);
  other.set(8 * 4000, 1);
  expect([8 * 4, 8 * 5, 8 * 5 + 1, 8 * 6, 8 * 2999, 8 * 6 + 1].map((key) => other.get(key))).toEqual([
    0, 7, 3, 0, 0, 0,
  ]);
  other.set(8 * 5, 9);
  other.set(8 * 5 + 1, 9);
  expect(saved).toEqual(before);
});
