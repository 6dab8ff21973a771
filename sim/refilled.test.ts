import { expect, test } from 'vitest';
import { refilled } from './refilled.ts';

test('fills what is as long, copies what is not, and never hands out the other one', () => {
  const from = Int32Array.of(1, 2, 3);
  const same = Int32Array.of(7, 8, 9);
  expect(refilled(same, from)).toBe(same);
  expect(same).toEqual(from);
  const copy = refilled(Int32Array.of(1), from);
  expect(copy).toEqual(from);
  expect(copy).not.toBe(from);
});
