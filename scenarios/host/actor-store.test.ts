/** The ring behaves like a map from key to state, grows when living keys collide, and shares nothing with a copy. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ActorStore, NO_TIMER } from './actor-store.ts';

describe('ActorStore', () => {
  test('agrees with a map under any creations and removals', () => {
    const action = fc.record({
      key: fc.oneof(
        fc.nat(500),
        fc.nat(30).map((n) => n * 2 ** 20),
      ),
      drop: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
        const store = new ActorStore('thing', 2, 4);
        const model = new Map<number, { v: number }>();
        for (const [i, { key, drop }] of actions.entries()) {
          const slot = store.find(key);
          expect(slot >= 0).toBe(model.has(key));
          if (drop && slot >= 0) {
            store.drop(slot);
            model.delete(key);
          } else if (!drop && slot < 0) {
            const made = store.create(key, { v: i });
            store.timers[made * 2 + 1] = i;
            store.inputs[made] = i;
            model.set(key, { v: i });
          }
        }
        expect(store.size).toBe(model.size);
        expect(store.sortedKeys()).toEqual([...model.keys()].sort((a, b) => a - b));
        for (const [key, state] of model) {
          const slot = store.find(key);
          expect(store.states[slot]).toEqual(state);
          expect([store.timers[slot * 2], store.timers[slot * 2 + 1]]).toEqual([NO_TIMER, state.v]);
          expect(store.inputs[slot]).toBe(state.v);
        }
      }),
    );
  });

  test('a window that moves through many keys needs room for the window only', () => {
    const store = new ActorStore('order', 1, 16);
    for (let key = 0; key < 100_000; key++) {
      store.create(key, key);
      if (key >= 10) store.drop(store.find(key - 10));
    }
    expect(store.keys.length).toBe(16);
  });

  test('a copy shares no state', () => {
    const store = new ActorStore('order', 1, 4);
    store.create(5, { list: [1] });
    const copy = new ActorStore('order', 1, 4);
    copy.load(store.save());
    (copy.states[copy.find(5)] as { list: number[] }).list.push(2);
    expect(store.states[store.find(5)]).toEqual({ list: [1] });
  });

  test.each([[-1], [1.5], [2 ** 31]])('key %d is refused', (key) => {
    expect(() => new ActorStore('order', 1).create(key, null)).toThrow(/key of order must be an integer/);
  });

  test('scattered keys take memory by their number, not by their distance', () => {
    const store = new ActorStore('message', 1, 4);
    const keys = Array.from({ length: 500 }, (_, i) => (i * 4096) % (2 ** 31 - 1));
    for (const key of keys) {
      const slot = store.create(key, key);
      store.timers[slot] = key;
    }
    expect(store.keys.length).toBeLessThanOrEqual(16 * 2 * 500);
    for (const key of keys.filter((_, i) => i % 3 === 0)) store.drop(store.find(key));
    const left = keys.filter((_, i) => i % 3 !== 0);
    expect(store.sortedKeys()).toEqual(left);
    for (const key of left)
      expect([store.states[store.find(key)], store.timers[store.find(key)]]).toEqual([key, key]);
    for (const key of keys.filter((_, i) => i % 3 === 0)) expect(store.find(key)).toBe(-1);
  });

  test('state that is no plain JSON is refused, with its path', () => {
    const store = new ActorStore('order', 0);
    store.create(3, { lines: [{ at: new Date(0) }] });
    expect(() => store.save()).toThrow(/order 3\.lines\[0\]\.at is no plain JSON: Date/);
  });
});
