/** A finished actor is remembered for the horizon and not longer. */
import fc from 'fast-check';
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

test('agrees with a map that remembers everything, whoever finishes and finishes again', () => {
  const finish = fc.record({ key: fc.nat(400), afterMs: fc.nat(3), copy: fc.nat(40) });
  fc.assert(
    fc.property(fc.array(finish, { maxLength: 600 }), (finishes) => {
      let tombstones = new Tombstones(100);
      let standby = new Tombstones(100);
      const kept: (readonly [saved: unknown, asItWas: unknown])[] = [];
      const model = new Map<number, number>();
      let now = 0;
      for (const { key, afterMs, copy } of finishes) {
        now += afterMs;
        tombstones.add(key, now);
        model.set(key, now);
        if (copy > 0) continue;
        // The one copied from goes on, and is the next to take over a copy.
        const saved = tombstones.save();
        kept.push([saved, structuredClone(saved)]);
        standby.load(saved);
        tombstones.add(key + 1, now);
        [tombstones, standby] = [standby, tombstones];
      }
      for (const [saved, asItWas] of kept) expect(saved).toEqual(asItWas);
      for (let key = 0; key <= 400; key++)
        expect(tombstones.has(key, now)).toBe((model.get(key) ?? -101) + 100 >= now);
      expect(tombstones.size).toBe([...model.values()].filter((at) => at + 100 >= now).length);
    }),
  );
});
