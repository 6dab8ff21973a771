/** A repeat within the window is always known, a new message is never taken for one, and memory does not grow. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REDELIVERY_MS, RedeliveryWindow } from './redelivery-window.ts';

/** More than are kept whatever the time. */
const MANY = 5000;

/** The window after so many messages of sender 7, counters from `first`, at one instant. */
function flooded(window: RedeliveryWindow, first: number, now: number): RedeliveryWindow {
  for (let i = 0; i < MANY; i++) window.note(7, first + i, now);
  return window;
}

describe('RedeliveryWindow', () => {
  test('agrees with a set that remembers everything, for any order within the window', () => {
    const step = fc.record({
      sender: fc.integer({ min: 0, max: 2 }),
      jump: fc.integer({ min: -9000, max: 9000 }),
      laterMs: fc.integer({ min: 0, max: REDELIVERY_MS / 300 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const window = new RedeliveryWindow();
        const seen = new Set<string>();
        const last = new Map<number, number>();
        let now = 0;
        for (const { sender, jump, laterMs } of steps) {
          now += laterMs;
          const counter = Math.max(1, (last.get(sender) ?? 0) + jump);
          last.set(sender, Math.max(counter, last.get(sender) ?? 0));
          const key = `${sender}/${counter}`;
          expect(window.note(sender, counter, now)).toBe(seen.has(key) ? 'repeat' : 'new');
          seen.add(key);
        }
      }),
    );
  });

  test('a repeat is known to the end of the window, however much came since', () => {
    const window = new RedeliveryWindow();
    window.note(7, 1, 0);
    for (const hour of [0, 1, 20, 40]) flooded(window, 2 + hour * MANY, hour * 3_600_000);
    expect(window.note(7, 1, REDELIVERY_MS)).toBe('repeat');
  });

  test('... and forgotten within twice that, where much came since', () => {
    const window = new RedeliveryWindow();
    window.note(7, 1, 0);
    flooded(window, 2, 0);
    flooded(window, 2 + MANY, REDELIVERY_MS);
    expect(window.note(7, 1, 2 * REDELIVERY_MS)).toBe('new');
  });

  test('after an outage of any length the last messages of the sender are known', () => {
    const window = flooded(new RedeliveryWindow(), 1, 0);
    expect(window.note(7, MANY, 30 * REDELIVERY_MS)).toBe('repeat');
    expect(window.note(7, MANY + 1, 30 * REDELIVERY_MS)).toBe('new');
    expect(window.note(7, MANY, 60 * REDELIVERY_MS)).toBe('repeat');
  });

  test('memory is that of the window, whatever the length of the run', () => {
    const words = (days: number): number => {
      const window = new RedeliveryWindow();
      for (let day = 0; day < days; day++) flooded(window, 1 + day * MANY, (day * REDELIVERY_MS) / 2);
      const [sender] = window.save().senders;
      return sender!.recent.words.length + sender!.older.words.length;
    };
    expect(words(65)).toBe(words(9));
  });

  test('a copy knows what the original knew, and shares nothing with it', () => {
    const window = new RedeliveryWindow();
    for (const counter of [1, 2, 9]) window.note(3, counter, 5);
    const saved = window.save();
    const kept = structuredClone(saved);
    const copy = new RedeliveryWindow();
    for (const sender of [3, 4]) for (let counter = 1; counter < 50; counter++) copy.note(sender, counter, 5);
    copy.load(saved);
    expect([1, 2, 3, 9].map((counter) => copy.note(3, counter, 6))).toEqual([
      'repeat',
      'repeat',
      'new',
      'repeat',
    ]);
    expect(copy.note(4, 1, 6)).toBe('new');
    expect(window.note(3, 3, 6)).toBe('new');
    expect(saved).toEqual(kept);
  });
});
