/**
 * Opening hours that repeat with a period, in a model's own unit of time: no zone, no dates.
 *
 * 1. The edges, where it opens and closes, are numbered through all periods; edge n is computed in one way wherever it is
 *    needed. So a change that was returned is a change to every other question, whatever rounding does to it.
 * 2. A period begins at time 0; earlier times are in the periods before.
 * 3. Time is float64. What is open for long is summed by whole periods, so that errors don't add up.
 */
import { AssertionError, assert } from '../assert.ts';
import type { OpenHours } from './open-hours.ts';

export interface PeriodicCalendarOptions {
  /** After this time the pattern begins again: > 0. */
  readonly period: number;
  /** Open stretches [start, end) with 0 <= start < end <= period, in any order; they may touch, not overlap. */
  readonly open: readonly (readonly [start: number, end: number])[];
  /** What messages call it; default `calendar`. */
  readonly name?: string;
}

/** Far enough for any model, near enough that edges of one period stay apart in float64. */
const PERIODS_MAX = 1e9;

export class PeriodicCalendar implements OpenHours {
  readonly name: string;
  readonly period: number;
  /** Openings at even, closings at odd places, rising; the last may be in the period after. Empty: always open. */
  private readonly edges: Float64Array;
  /** Open time from edges[0] to edges[i]. */
  private readonly sums: Float64Array;
  private readonly openPerPeriod: number;

  /** Fails on a bad period, on stretches outside it or overlapping, and when there are none. */
  constructor({ period, open, name = 'calendar' }: PeriodicCalendarOptions) {
    assert(period > 0 && period < Infinity, `period must be finite and > 0, got ${period} (${name}.period)`);
    this.name = name;
    this.period = period;
    this.edges = Float64Array.from(joinedEdges(checkedStretches(period, open, name), period));
    this.sums = new Float64Array(this.edges.length);
    let sum = 0;
    for (let i = 0; i < this.edges.length; i += 2) {
      this.sums[i] = sum;
      sum += this.edges[i + 1]! - this.edges[i]!;
      this.sums[i + 1] = sum;
    }
    this.openPerPeriod = sum;
  }

  isOpen(time: number): boolean {
    this.check(time);
    return isOpening(this.lastEdge(time));
  }

  nextOpening(time: number): number {
    this.check(time);
    const last = this.lastEdge(time);
    return isOpening(last) ? time : this.edgeTime(last + 1);
  }

  nextChange(time: number): number {
    this.check(time);
    return this.edgeTime(this.lastEdge(time) + 1);
  }

  workingBetween(from: number, to: number): number {
    this.check(from);
    this.check(to);
    assert(to >= from, `end ${to} is before start ${from} (${this.name}). Give them in order`);
    const first = this.lastEdge(from);
    const last = this.lastEdge(to);
    if (first === last) return isOpening(first) ? to - from : 0;
    const head = isOpening(first) ? this.edgeTime(first + 1) - from : 0;
    const tail = isOpening(last) ? to - this.edgeTime(last) : 0;
    return head + this.openBetweenEdges(first + 1, last) + tail;
  }

  addWorking(time: number, work: number): number {
    this.check(time);
    if (!(work >= 0 && work <= PERIODS_MAX * this.period))
      throw new AssertionError(`work must be >= 0 and finite, got ${work} (${this.name})`);
    let edge = this.lastEdge(time);
    let left = work;
    if (isOpening(edge)) {
      const end = this.edgeTime(edge + 1);
      if (left <= end - time) return Math.min(time + left, end);
      left -= end - time;
      edge++;
    }
    if (left === 0) return time;
    const wholePeriods = Math.max(0, Math.ceil(left / this.openPerPeriod) - 1);
    left -= wholePeriods * this.openPerPeriod;
    edge += wholePeriods * this.edges.length;
    while (true) {
      const start = this.edgeTime(edge + 1);
      const end = this.edgeTime(edge + 2);
      if (left <= end - start) return Math.min(start + left, end);
      left -= end - start;
      edge += 2;
    }
  }

  /** The last edge at or before a time. An always open calendar has opened in edge 0, at the beginning of time. */
  private lastEdge(time: number): number {
    const count = this.edges.length;
    const period = Math.floor(time / this.period);
    // Edges reach into the period after theirs, and the division may round up.
    let low = (period - 2) * count;
    let high = (period + 2) * count;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.edgeTime(middle) <= time) low = middle;
      else high = middle;
    }
    return low;
  }

  private edgeTime(edge: number): number {
    const count = this.edges.length;
    if (count === 0) return Infinity;
    const period = Math.floor(edge / count);
    return period * this.period + this.edges[edge - period * count]!;
  }

  private openBetweenEdges(first: number, last: number): number {
    const count = this.edges.length;
    const firstPeriod = Math.floor(first / count);
    const lastPeriod = Math.floor(last / count);
    const within = this.sums[last - lastPeriod * count]! - this.sums[first - firstPeriod * count]!;
    return (lastPeriod - firstPeriod) * this.openPerPeriod + within;
  }

  private check(time: number): void {
    if (time >= -PERIODS_MAX * this.period && time <= PERIODS_MAX * this.period) return;
    throw new AssertionError(
      `time ${time} is not within ${PERIODS_MAX} periods of ${this.period} from 0 (${this.name}). Mind its unit`,
    );
  }
}

function isOpening(edge: number): boolean {
  return edge % 2 === 0;
}

function checkedStretches(
  period: number,
  open: PeriodicCalendarOptions['open'],
  name: string,
): readonly (readonly [number, number])[] {
  assert(
    Array.isArray(open as unknown) && open.every((stretch) => Array.isArray(stretch as unknown)),
    `open must be a list of stretches, as [[8, 16]], got ${JSON.stringify(open)} (${name}.open)`,
  );
  assert(open.length > 0, `never opens (${name}.open). Give at least one stretch, as [8, 16]`);
  open.forEach(([start, end], i) => {
    if (!(start >= 0 && start < end && end <= period)) {
      throw new AssertionError(
        `no stretch of a period of ${period}: [${start}, ${end}] (${name}.open[${i}]). One past its end is two: [22, 24] and [0, 6]`,
      );
    }
  });
  const sorted = [...open].sort((a, b) => a[0] - b[0]);
  sorted.forEach(([start, end], i) => {
    const before = sorted[i - 1];
    if (before !== undefined && before[1] > start) {
      throw new AssertionError(
        `stretches overlap: [${before[0]}, ${before[1]}] and [${start}, ${end}] (${name}.open). Write them as one`,
      );
    }
  });
  return sorted;
}

/** Openings and closings in turn; stretches that touch are one, also where a period follows the other. */
function joinedEdges(stretches: readonly (readonly [number, number])[], period: number): readonly number[] {
  const edges: number[] = [];
  for (const [start, end] of stretches) {
    if (edges.at(-1) === start) edges[edges.length - 1] = end;
    else edges.push(start, end);
  }
  if (edges[0] !== 0 || edges.at(-1) !== period) return edges;
  // The first stretch goes on from the last of the period before; if it is the only one, there is no edge at all.
  const [, firstEnd, ...rest] = edges;
  if (rest.length === 0) return [];
  return [...rest.slice(0, -1), period + firstEnd!];
}
