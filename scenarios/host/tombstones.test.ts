/** A finished actor is remembered for the horizon and not longer. */
import { expect, test } from 'vitest';
import { Tombstones } from './tombstones.ts';

test('remembers up to the horizon, then forgets, also in memory', () => {
  const tombstones = new Tombstones(100);
  tombstones.add(1, 0);
  tombstones.add(2, 60);
  expect([tombstones.has(1, 100), tombstones.has(1, 101), tombstones.has(3, 0)]).toEqual([
    true,
    false,
    false,
  ]);
  tombstones.add(3, 150);
  expect(tombstones.size).toBe(2);
  const copy = new Tombstones(100);
  copy.load(tombstones.save());
  expect([copy.has(2, 150), copy.has(3, 250)]).toEqual([true, true]);
});
