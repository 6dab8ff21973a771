/** The ring behaves like a map from key to state, grows when living keys collide, and shares nothing with a copy. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { ActorStore, NO_TIMER } from './actor-store.ts';

/** State, inputs, instant of the last step, both timers. */
type Row = readonly [state: number, inputs: number, steppedAt: number, one: number, other: number];
const Model = Map<number, Row>;

function act(
  store: ActorStore,
  model: Map<number, Row>,
  key: number,
  what: 'make' | 'drop' | 'step' | 'swap' | 'ring',
  i: number,
): void {
  const found = store.find(key);
  expect(found >= 0).toBe(model.has(key));
  if (what === 'make' && found < 0) {
    const slot = store.create(key, { list: [i] });
    store.steppedAt[slot] = i;
    model.set(key, [i, 0, i, NO_TIMER, NO_TIMER]);
  }
  if (found < 0) return;
  const [, inputs, steppedAt, , other] = model.get(key)!;
  if (what === 'drop') {
    store.drop(found);
    model.delete(key);
  } else if (what === 'ring') {
    store.forgetTimer(found, 0);
    model.set(key, [model.get(key)![0], inputs, steppedAt, NO_TIMER, other]);
  } else if (what === 'step' || what === 'swap') {
    if (what === 'swap') store.replace(found, { list: [i] });
    else (store.own(found) as { list: number[] }).list[0] = i;
    store.inputs[found]! += 1;
    store.steppedAt[found] = i;
    store.timers[2 * found] = i;
    model.set(key, [i, inputs + 1, i, i, other]);
  }
}

function rowsOf(store: ActorStore): (readonly [key: number, row: Row])[] {
  return store.sortedKeys().map((key) => {
    const slot = store.find(key);
    const { list } = store.read(slot) as { list: number[] };
    const figures = [store.versionOf(slot), store.steppedAtOf(slot)] as const;
    // Timers are only for who owns the slot.
    store.own(slot);
    return [key, [list[0]!, ...figures, store.timers[2 * slot]!, store.timers[2 * slot + 1]!]];
  });
}

function rows(model: ReadonlyMap<number, Row>): (readonly [key: number, row: Row])[] {
  return [...model].sort(([a], [b]) => a - b);
}

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
          expect(store.read(slot)).toEqual(state);
          expect([store.timers[slot * 2], store.timers[slot * 2 + 1]]).toEqual([NO_TIMER, state.v]);
          expect(store.inputs[slot]).toBe(state.v);
        }
      }),
    );
  });

  test('copies of copies go their own ways, and nobody writes into what was saved', () => {
    const action = fc.record({
      on: fc.nat(2),
      key: fc.oneof(
        fc.nat(60),
        fc.nat(20).map((n) => n * 2 ** 20),
      ),
      what: fc.constantFrom('make', 'drop', 'step', 'swap', 'ring', 'copy'),
      from: fc.nat(2),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 250 }), (actions) => {
        const all = [0, 1, 2].map(() => ({ store: new ActorStore('thing', 2, 4), model: new Model() }));
        const kept: (readonly [saved: unknown, asItWas: unknown])[] = [];
        for (const [i, { on, key, what, from }] of actions.entries()) {
          const { store, model } = all[on]!;
          if (what !== 'copy') act(store, model, key, what, i + 1);
          else {
            const saved = all[from]!.store.save();
            kept.push([saved, structuredClone(saved)]);
            store.load(saved);
            all[on]!.model = new Map(all[from]!.model);
          }
        }
        for (const { store, model } of all) expect(rowsOf(store)).toEqual(rows(model));
        for (const [saved, asItWas] of kept) expect(saved).toEqual(asItWas);
      }),
      { numRuns: runs(200) },
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
    (copy.own(copy.find(5)) as { list: number[] }).list.push(2);
    expect(store.read(store.find(5))).toEqual({ list: [1] });
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
      expect([store.read(store.find(key)), store.timers[store.find(key)]]).toEqual([key, key]);
    for (const key of keys.filter((_, i) => i % 3 === 0)) expect(store.find(key)).toBe(-1);
  });

  test('state that is no plain JSON is refused, with its path', () => {
    const store = new ActorStore('order', 0);
    store.create(3, { lines: [{ at: new Date(0) }] });
    expect(() => store.save()).toThrow(/order 3\.lines\[0\]\.at is no plain JSON: Date/);
  });
});
