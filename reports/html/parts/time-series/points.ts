/** From what is kept by slot to the points of a line: slots that lie beside each other are taken together. */
import type { OverTime } from '../../../aggregates/over-time/over-time.ts';
import { slotsTogether, type TimeAxis, type TimePoint } from '../../pictures/series.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** An arm that has series. */
export interface SeriesArm {
  readonly policy: string;
  /** Which arm of the report. */
  readonly no: number;
  readonly series: OverTime;
}

/** All pictures of a report have it. */
export function axisOf(arms: readonly SeriesArm[]): TimeAxis {
  const all = arms.map(({ series }) => series);
  return {
    from: Math.min(...all.map(({ startAt }) => startAt)),
    to: Math.max(...all.map(({ endAt }) => endAt)),
    warmUpUntil: all[0]?.warmUpUntil ?? null,
    ordersUntil: all[0]?.ordersUntil ?? 0,
  };
}

/** Means of levels. */
export function levelPoints(series: OverTime, mean: readonly number[]): TimePoint[] {
  return bins(series).map(({ at, slots }) => ({ at, value: sumOf(mean, slots) / slots.length }));
}

/** What came in a day, or in an hour. */
export function ratePoints(series: OverTime, counts: readonly number[], perMs: number): TimePoint[] {
  return bins(series).map(({ at, slots }) => ({
    at,
    value: (sumOf(counts, slots) * perMs) / (slots.length * series.slotMs),
  }));
}

/**
 * One sum over another.
 * @param least of the lower one; with less than it, nothing is said
 */
export function ratioPoints(
  series: OverTime,
  upper: readonly number[],
  lower: readonly number[],
  { atLeastMs = 0, least = 1 }: { readonly atLeastMs?: number; readonly least?: number } = {},
): TimePoint[] {
  return bins(series, atLeastMs).map(({ at, slots }) => {
    const under = sumOf(lower, slots);
    return { at, value: under < least ? null : sumOf(upper, slots) / under };
  });
}

export interface Bin {
  /** Middle, begin and end, epoch ms. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly slots: readonly number[];
}

/** Slots taken together. */
export function bins({ fromAt, slotMs, slots, startAt, endAt }: OverTime, atLeastMs = 0): Bin[] {
  const together = slotsTogether(slots, slotMs, atLeastMs);
  const found: Bin[] = [];
  for (let slot = 0; slot < slots; slot += together) {
    const end = Math.min(slots, slot + together);
    const from = Math.max(startAt, fromAt + slot * slotMs);
    const to = Math.min(endAt, fromAt + end * slotMs);
    if (to <= from) continue;
    found.push({
      at: (from + to) / 2,
      from,
      to,
      slots: Array.from({ length: end - slot }, (_, i) => slot + i),
    });
  }
  return found;
}

export function sumOf(values: readonly number[], slots: readonly number[]): number {
  return slots.reduce((sum, slot) => sum + (values[slot] ?? 0), 0);
}
