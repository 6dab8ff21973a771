/**
 * What a platform did hour by hour must add up to what it did, whatever its length; no hour is lost when hours are taken together, nor is the
 * busiest one flattened; and there are never more slots than were promised. Shown against the sums of the hours themselves.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { PlatformHours, type PlatformOverTime, SLOTS_MAX } from './platform-hours.ts';

const HOUR_MS = 3_600_000;
const START = 1_000 * HOUR_MS;

interface Hour {
  readonly stepped: number;
  readonly waitedMs: number;
  readonly inLine: number;
}

function seriesOf(hours: readonly Hour[], workers = 4, lastMs = HOUR_MS): PlatformOverTime {
  const fold = new PlatformHours(START, { workers, stepMs: 50 });
  for (const [no, hour] of hours.entries()) {
    const fromAt = START + no * HOUR_MS;
    fold.add({ fromAt, untilAt: fromAt + (no === hours.length - 1 ? lastMs : HOUR_MS), ...hour });
  }
  return fold.result()!;
}

const sum = (values: readonly number[]): number => values.reduce((x, y) => x + y, 0);

describe('hours of a platform', () => {
  test('each hour is a slot: latency, line, and workers by the time stepped', () => {
    const series = seriesOf(
      [
        { stepped: 7_200, waitedMs: 0, inLine: 0 },
        { stepped: 144_000, waitedMs: 7_200_000, inLine: 9 },
        { stepped: 0, waitedMs: 0, inLine: 0 },
      ],
      4,
      HOUR_MS / 2,
    );
    expect(series).toEqual({
      ...{ fromAt: START, slotMs: HOUR_MS, endAt: START + 2.5 * HOUR_MS, workers: 4, stepMs: 50 },
      stepped: [7_200, 144_000, 0],
      waitedMsMean: [0, 50, null],
      inLineMax: [0, 9, 0],
      busyMean: [0.1, 2, 0],
      busyMax: null,
    });
  });

  test('without a limit nobody counts workers; without an hour there is nothing', () => {
    expect(seriesOf([{ stepped: 10, waitedMs: 0, inLine: 0 }], 0).busyMean).toBeNull();
    expect(new PlatformHours(START, { workers: 1, stepMs: 1 }).result()).toBeNull();
  });

  test('a year: coarser slots, of which each knows its busiest hour', () => {
    const hours = Array.from({ length: 365 * 24 }, (_, no) => ({
      ...{ stepped: no === 5_000 ? 288_000 : 72, waitedMs: 0 },
      inLine: no === 5_000 ? 77 : 0,
    }));
    const series = seriesOf(hours);
    expect(series.slotMs).toBe(12 * HOUR_MS);
    expect(series.stepped).toHaveLength(730);
    const slot = Math.floor(5_000 / 12);
    expect([series.busyMax![slot], series.busyMax![slot + 1]]).toEqual([4, 0.001]);
    expect(series.inLineMax[slot]).toBe(77);
    expect(series.busyMean![slot]).toBeLessThan(0.5);
    expect(JSON.stringify(series).length).toBeLessThan(40_000);
  });

  test('nothing is lost: sums of slots are those of the hours, and so is the time waited', () => {
    const hour = fc.record({
      stepped: fc.integer({ min: 1, max: 1e5 }),
      waitedMs: fc.nat(1e9),
      inLine: fc.nat(1e4),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 1, max: HOUR_MS }),
        fc.array(hour, { minLength: 1, maxLength: 9 }),
        (length, lastMs, kinds) => {
          const hours = Array.from({ length }, (_, no) => kinds[no % kinds.length]!);
          const { slotMs, endAt, fromAt, stepped, inLineMax, waitedMsMean } = seriesOf(hours, 4, lastMs);
          expect(stepped.length).toBeLessThanOrEqual(SLOTS_MAX);
          expect(stepped.length).toBe(Math.ceil((endAt - fromAt) / slotMs));
          expect(sum(stepped)).toBe(sum(hours.map((each) => each.stepped)));
          expect(Math.max(...inLineMax)).toBe(Math.max(...hours.map(({ inLine }) => inLine)));
          const waited = waitedMsMean.map((ms, slot) => (ms ?? 0) * stepped[slot]!);
          // Means are kept with four decimals.
          const all = sum(hours.map((each) => each.waitedMs));
          expect(Math.abs(sum(waited) - all)).toBeLessThanOrEqual(1e-4 * sum(stepped) + 1e-3);
        },
      ),
      { numRuns: runs(30) },
    );
  });
});
