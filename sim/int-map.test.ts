import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IntMap } from './int-map.ts';

const key = fc.oneof(fc.integer({ min: -20, max: 200 }), fc.integer({ min: -0x7fffffff, max: 0x7fffffff }));
const change = fc.record({
  key,
  value: fc.integer({ min: -0x80000000, max: 0x7fffffff }),
  drop: fc.boolean(),
});

test('agrees with a map under any sets and deletes, and so does what is loaded from it', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 300 }), (changes) => {
      let map = new IntMap();
      const model = new Map<number, number>();
      changes.forEach(({ key: at, value, drop }, i) => {
        if (drop) expect(map.delete(at)).toBe(model.delete(at));
        else {
          map.set(at, value);
          model.set(at, value);
        }
        if (i % 50 === 49) {
          const loaded = new IntMap();
          loaded.load(map.save());
          map = loaded;
        }
      });
      const seen = new Map<number, number>();
      map.forEach((at, value) => {
        seen.set(at, value);
      });
      expect(seen).toEqual(model);
      expect(map.size).toBe(model.size);
      for (const { key: at } of changes) expect(map.get(at, 7)).toBe(model.get(at) ?? 7);
    }),
  );
});

test('a copy goes its own way', () => {
  const map = new IntMap();
  map.set(5, 1);
  const saved = map.save();
  map.set(5, 2);
  map.set(6, 3);
  const copy = new IntMap();
  copy.load(saved);
  copy.delete(5);
  expect([map.get(5, -1), copy.get(5, -1), copy.get(6, -1)]).toEqual([2, -1, -1]);
  const again = new IntMap();
  again.load(saved);
  expect(again.get(5, -1)).toBe(1);
});

test('keys that come and go need room for those that are there', () => {
  const map = new IntMap();
  for (let no = 0; no < 100_000; no++) {
    map.set(no, no);
    map.delete(no - 20);
  }
  expect(map.save().length).toBe(128);
});
