/** A repeat within the window is always known, a new message is never taken for one, and memory does not grow. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RedeliveryWindow, WINDOW } from './redelivery-window.ts';

describe('RedeliveryWindow', () => {
  test('agrees with a set that remembers everything, for any order within the window', () => {
    const step = fc.record({
      sender: fc.integer({ min: 0, max: 2 }),
      jump: fc.integer({ min: -40, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const window = new RedeliveryWindow();
        const seen = new Set<string>();
        const last = new Map<number, number>();
        for (const { sender, jump } of steps) {
          const counter = Math.max(1, (last.get(sender) ?? 0) + jump);
          last.set(sender, Math.max(counter, last.get(sender) ?? 0));
          const key = `${sender}/${counter}`;
          expect(window.note(sender, counter)).toBe(seen.has(key) ? 'repeat' : 'new');
          seen.add(key);
        }
      }),
    );
  });

  test('the oldest counter still in the window is known; the one before it is beyond', () => {
    const window = new RedeliveryWindow();
    for (let counter = 1; counter <= WINDOW + 1; counter++) window.note(7, counter);
    expect(window.note(7, 2)).toBe('repeat');
    expect(window.note(7, 1)).toBe('beyond');
  });

  test('a jump over the whole window forgets what was before', () => {
    const window = new RedeliveryWindow();
    for (let counter = 1; counter <= 100; counter++) window.note(7, counter);
    expect(window.note(7, 100 + 3 * WINDOW)).toBe('new');
    expect(window.note(7, 100 + 3 * WINDOW - 1)).toBe('new');
    expect(window.note(7, 100)).toBe('beyond');
  });

  test('a copy knows what the original knew', () => {
    const window = new RedeliveryWindow();
    for (const counter of [1, 2, 9]) window.note(3, counter);
    const copy = new RedeliveryWindow();
    copy.load(structuredClone(window.save()));
    expect([1, 2, 3, 9].map((counter) => copy.note(3, counter))).toEqual([
      'repeat',
      'repeat',
      'new',
      'repeat',
    ]);
    expect(window.note(3, 3)).toBe('new');
  });

  test('a window that has seen others takes over one that has not, and writes into no copy', () => {
    const window = new RedeliveryWindow();
    for (const counter of [1, 9]) window.note(3, counter);
    const saved = window.save();
    const other = new RedeliveryWindow();
    for (const sender of [3, 4]) for (let counter = 1; counter < 50; counter++) other.note(sender, counter);
    other.load(saved);
    expect([other.note(3, 1), other.note(3, 5), other.note(4, 1)]).toEqual(['repeat', 'new', 'new']);
    expect(saved).toEqual(window.save());
  });
});
