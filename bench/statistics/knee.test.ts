/** The knee is where a curve bends most. Shown by curves whose knee is known, and by curves that have none. */
import { expect, test } from 'vitest';
import { kneeOf } from './knee.ts';

test('a queue: flat, then steep; and what saturates: steep, then flat', () => {
  expect(kneeOf([1, 2, 3, 4, 5], [1, 1, 1, 1, 9])).toBe(3);
  expect(kneeOf([1, 2, 3, 4, 5], [0, 8, 9, 9.5, 10])).toBe(1);
});

test('by value, not by place: uneven steps', () => {
  expect(kneeOf([1, 2, 4, 8, 16], [16, 8, 4, 2, 1])).toBe(2);
});

test('straight, flat or too short: none', () => {
  expect(kneeOf([1, 2, 3, 4], [2, 4, 6, 8])).toBe(-1);
  expect(kneeOf([1, 2, 3], [5, 5, 5])).toBe(-1);
  expect(kneeOf([1, 2], [0, 9])).toBe(-1);
});
