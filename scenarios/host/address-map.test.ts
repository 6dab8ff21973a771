/** The map by (type, key) is a map: the same as one of the language under any sequence of sets and deletes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AddressMap } from './address-map.ts';

test('does what a Map does', () => {
  const command = fc.record({
    set: fc.boolean(),
    type: fc.integer({ min: 8, max: 10 }),
    key: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 0x7fffffff })),
    value: fc.integer(),
  });
  fc.assert(
    fc.property(fc.array(command, { maxLength: 400 }), (commands) => {
      const map = new AddressMap<number>();
      const model = new Map<string, number>();
      for (const { set, type, key, value } of commands) {
        if (set) {
          map.set(type, key, value);
          model.set(`${type} ${key}`, value);
        } else {
          map.delete(type, key);
          model.delete(`${type} ${key}`);
        }
        expect(map.size).toBe(model.size);
        expect(map.get(type, key)).toBe(model.get(`${type} ${key}`));
      }
      expect(new Map([...map.entries()].map(([type, key, value]) => [`${type} ${key}`, value]))).toEqual(
        model,
      );
      map.clear();
      expect([map.size, [...map.values()]]).toEqual([0, []]);
    }),
  );
});
