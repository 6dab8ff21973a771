/** Slots of a dock: from each opening on, whole ones only, with enough of the hours left; held against a list of all of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { type DockHours, slotFrom } from './dock-slots.ts';

/** Open 10 to 25, 40 to 45, and from 60 on. */
const hours = (slotMs: number): DockHours => ({ open: [10, 25, 40, 45, 60], slotMs });

describe('a slot', () => {
  test.each([
    ['begins as the docks open', 0, 10],
    ['follows the one before', 11, 14],
    ['fits whole before they close', 21, 40],
    ['is left out where none fits', 19, 40],
    ['is the only one of a short stretch', 41, 60],
    ['follows on and on after the last opening', 1001, 1004],
  ])('%s', (_what, at, begins) => {
    expect(slotFrom(hours(4), at, 0)).toBe(begins);
  });

  test('leaves so much of the hours as the loading takes, unless it begins as they open', () => {
    expect(slotFrom(hours(4), 11, 11)).toBe(14);
    expect(slotFrom(hours(4), 11, 12)).toBe(40);
    expect(slotFrom(hours(4), 0, 1000)).toBe(10);
    expect(slotFrom(hours(4), 61, 1000)).toBe(64);
  });

  test('is as long as a stretch at most', () => {
    expect(slotFrom(hours(6), 26, 0)).toBe(60);
    expect(slotFrom(hours(15), 0, 0)).toBe(10);
    expect(slotFrom(hours(16), 0, 0)).toBe(60);
  });

  test('of docks that never close begins at whole multiples of its length', () => {
    expect([0, 1, 7, 8].map((at) => slotFrom({ open: [], slotMs: 7 }, at, 99))).toEqual([0, 7, 7, 14]);
  });
});

test('of whatever hours it is the first of all that fit', () => {
  const stretches = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 })), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(
      stretches,
      fc.integer({ min: 1, max: 20 }),
      fc.nat({ max: 200 }),
      fc.nat({ max: 40 }),
      (lengths, slotMs, at, leftMs) => {
        const open: number[] = [];
        let clock = 0;
        for (const [closed, opened] of lengths) {
          clock += closed;
          open.push(clock);
          clock += opened;
          open.push(clock);
        }
        // The last shift never ends.
        open.push(clock + 5);
        const all: number[] = [];
        for (let i = 0; i < open.length; i += 2) {
          const closes = open[i + 1] ?? 1000;
          for (let begins = open[i]!; begins + slotMs <= closes; begins += slotMs)
            if (begins === open[i] || closes === 1000 || closes - begins >= leftMs) all.push(begins);
        }
        expect(slotFrom({ open, slotMs }, at, leftMs)).toBe(all.find((begins) => begins >= at));
      },
    ),
    { numRuns: runs(300) },
  );
});
