/**
 * What is kept by slot must be the same however slots come about: levels are integrals worked out by hand, and whatever was added before
 * slots grew is all there after it, where it would be had they been as long from the start.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { BINS, binOf, quantileOf } from './duration-bins.ts';
import { LevelSeries, MostSeries, SumSeries } from './series.ts';
import { SLOTS_MAX, SlotClock } from './slot-clock.ts';
import { SlotHistogram } from './slot-histogram.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.UTC(2026, 2, 2, 6);

const all = (clock: SlotClock, endAt: number, slots = SLOTS_MAX) => ({ slots, startAt: clock.fromAt, endAt });

describe('slots', () => {
  test('are the shortest of the ladder that reach so far, from a midnight on, and at most so many', () => {
    const lengthFor = (days: number) =>
      new SlotClock(START, START + days * DAY_MS, () => true).slotMs / HOUR_MS;
    expect([1, 10, 20, 60, 150, 300, 700, 3000].map(lengthFor)).toEqual([0.25, 1, 2, 6, 12, 24, 48, 192]);
    expect(new SlotClock(START, START, () => true).fromAt).toBe(Date.UTC(2026, 2, 2));
  });

  test('grow while it is worth while, and never again after it was not', () => {
    let goesOn = true;
    const clock = new SlotClock(START, START + DAY_MS, () => goesOn);
    const counts = new SumSeries(clock);
    counts.add(1);
    clock.pass(START + 10 * DAY_MS);
    expect(clock.slotMs).toBe(HOUR_MS);
    expect(clock.slot).toBe(6 + 240);
    counts.add(10);
    goesOn = false;
    clock.pass(START + 400 * DAY_MS);
    expect(clock.slotMs).toBe(HOUR_MS);
    expect(clock.slot).toBe(SLOTS_MAX);
    counts.add(100);
    goesOn = true;
    clock.pass(START + 4000 * DAY_MS);
    expect(clock.slotMs).toBe(HOUR_MS);
    expect(counts.between(0, SLOTS_MAX)).toBe(11);
    expect(counts.between(0, SLOTS_MAX + 1)).toBe(111);
  });
});

describe('levels', () => {
  test('are means over time, of the first and the last slot as far as the run covered them', () => {
    const clock = new SlotClock(START, START + DAY_MS, () => true);
    const level = new LevelSeries(clock);
    const minute = (minutes: number): number => START + minutes * 60_000;
    for (const [at, by] of [
      [0, 2],
      [5, 1],
      [20, -3],
      [31, 4],
    ] as const) {
      clock.pass(minute(at));
      level.change(minute(at), by);
    }
    // Known late: one of them was there from minute 10 on, and one never after minute 29.
    level.changeAt(minute(10), 1);
    level.changeAt(minute(29), -1);
    const first = 24;
    const means = level.means({ slots: first + 3, startAt: START, endAt: minute(40) });
    expect(means.slice(0, first)).toEqual(new Array(first).fill(0));
    expect(means.slice(first)).toEqual([
      // 2 for 5 min, 3 for 5, 4 for 5.
      3,
      // 4 for 5 min, 1 for 9, 0 for 1.
      Math.round((29 / 15) * 1e4) / 1e4,
      // 0 for 1 min, 4 for 9; the run ends.
      3.6,
    ]);
  });

  // Many where the last slot of two hours lies, which becomes a third of one of six.
  const minutes = fc.oneof(fc.nat({ max: 60 * 24 * 200 }), fc.integer({ min: 60 * 785, max: 60 * 810 }));
  const events = fc.array(fc.tuple(minutes, fc.integer({ min: -5, max: 5 })), {
    minLength: 1,
    maxLength: 60,
  });

  test('and sums, and the most, and bins: growing changes none of them', () => {
    fc.assert(
      fc.property(events, (given) => {
        const story = given
          .map(([minutes, by]) => [START + minutes * 60_000, by] as const)
          .sort(([x], [y]) => x - y);
        const endAt = START + 200 * DAY_MS;
        const kept = (thoughtUntil: number) => {
          const clock = new SlotClock(START, thoughtUntil, () => true);
          const [level, sum, most, bins] = [
            new LevelSeries(clock),
            new SumSeries(clock),
            new MostSeries(clock),
            new SlotHistogram(clock),
          ];
          for (const [at, by] of story) {
            clock.pass(at);
            level.change(at, by);
            sum.add(by);
            most.add(by);
            bins.addAt(at, Math.abs(by) * 1000);
          }
          clock.pass(endAt);
          return {
            slotMs: clock.slotMs,
            level: level.means(all(clock, endAt)),
            sum: sum.first(SLOTS_MAX),
            most: most.first(SLOTS_MAX),
            medians: Array.from({ length: SLOTS_MAX }, (_, slot) => bins.quantile(0.5, slot, slot + 1)),
          };
        };
        const grown = kept(START + DAY_MS);
        expect(grown).toEqual(kept(endAt));
        expect(grown.sum.reduce((x, y) => x + y, 0)).toBe(story.reduce((sum, [, by]) => sum + by, 0));
      }),
      { numRuns: runs(30) },
    );
  });
});

describe('bins of durations', () => {
  test('give a quantile to within a sixteenth of it, and exactly below 8', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (durations, share) => {
          const counts = new Uint32Array(BINS);
          for (const each of durations) counts[binOf(each)]! += 1;
          const exact = [...durations].sort((x, y) => x - y)[
            Math.max(1, Math.ceil(share * durations.length)) - 1
          ]!;
          const found = quantileOf(share, counts)!;
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact < 8 ? 0 : exact / 16);
        },
      ),
    );
  });

  test('take what is longer than all of them for the longest, and have no quantile of nothing', () => {
    expect(binOf(2 ** 40)).toBe(binOf(2 ** 31 - 1));
    expect(binOf(2 ** 31 - 1)).toBe(BINS - 1);
    expect(quantileOf(0.5, new Uint32Array(BINS))).toBeNull();
  });
});
