/** A message is known again for as long as is stated, in whatever order messages come; memory does not grow for ever. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SavedSeen, SeenMessages } from './seen-messages.ts';

/** Counters that it holds. */
function held({ recent, older }: SavedSeen): number[] {
  return [recent, older].flatMap(({ first, words, elsewhere }) => [
    ...elsewhere,
    ...Array.from({ length: 32 * words.length }, (_, bit) => bit)
      .filter((bit) => ((words[bit >>> 5]! >>> (bit & 31)) & 1) === 1)
      .map((bit) => first + bit),
  ]);
}

test('knows a message again within the time it keeps them, and forgets it after twice that time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ counter: fc.integer({ min: 1, max: 30 }), afterMs: fc.nat(60) }), {
        maxLength: 200,
      }),
      (arrivals) => {
        const seen = new SeenMessages(100);
        const firstAt = new Map<number, number>();
        let now = 1_000_000;
        for (const { counter, afterMs } of arrivals) {
          now += afterMs;
          const known = firstAt.get(counter);
          const isNew = seen.note(counter, now);
          if (known === undefined) expect(isNew).toBe(true);
          else if (now - known < 100) expect(isNew).toBe(false);
          else if (now - known >= 200) expect(isNew).toBe(true);
          if (isNew) firstAt.set(counter, now);
        }
      },
    ),
  );
});

test('keeps the messages of at most twice the time', () => {
  const seen = new SeenMessages(100);
  for (let counter = 1; counter <= 10_000; counter++) seen.note(counter, counter);
  const counters = held(seen.save());
  expect(counters).toContain(10_000);
  expect(counters.length).toBeLessThanOrEqual(200);
});

test('after a long silence nothing of before is kept', () => {
  const seen = new SeenMessages(100);
  seen.note(1, 0);
  seen.note(2, 1000);
  expect(held(seen.save())).toEqual([2]);
});

test('a copy knows what the original had, and shares nothing with it', () => {
  const seen = new SeenMessages(100);
  seen.note(7, 5);
  const copy = new SeenMessages(100);
  copy.load(seen.save());
  expect(copy.note(7, 6)).toBe(false);
  copy.note(8, 6);
  expect(seen.note(8, 6)).toBe(true);
});
