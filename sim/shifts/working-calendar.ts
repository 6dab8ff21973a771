/**
 * Working hours of a place: a week, holidays and exceptions on the clocks of its time zone.
 *
 * 1. An instant is integer milliseconds since 1970-01-01T00:00Z, from 2000-01-01 up to, not including, 3000-01-01 UTC;
 *    so is an amount of work. Anything else is refused: it is likelier a mistaken unit than a wish.
 * 2. What is open follows from `DayPlan` (which hours each date has) and `OpenIndex` (which instants these are).
 * 3. A search for an opening or a change goes through every date listed and the four to eight weeks after, and no
 *    farther: from there on the week repeats. Years of holidays are searched through; a calendar of exceptions alone has
 *    no opening after the last of them.
 * 4. The calendar is immutable; what it keeps only makes it fast. A query is O(log n) in the four-week blocks looked at so
 *    far, and makes those that were not.
 */
import { AssertionError } from '../assert.ts';
import { DAY_MS } from './civil.ts';
import { DayPlan, type DayPlanOptions, END_DAY } from './day-plan.ts';
import type { OpenHours } from './open-hours.ts';
import { type Block, OpenIndex, stretchAt } from './open-index.ts';
import { timeZone } from './time-zone.ts';
import { TABLE_START_MS } from './zone-data.ts';

const END_MS = END_DAY * DAY_MS;

export interface WorkingCalendarOptions extends DayPlanOptions {
  /** IANA name of the time zone, such as `Europe/Berlin`. */
  readonly zone: string;
  /** What messages call it; default `calendar`. */
  readonly name?: string;
}

/** Opening hours in milliseconds since 1970. */
export class WorkingCalendar implements OpenHours {
  readonly name: string;
  readonly zone: string;
  private readonly index: OpenIndex;

  /** Fails on hours, days, dates or a zone that are none, on hours that overlap, and when there are no hours at all. */
  constructor(options: WorkingCalendarOptions) {
    this.name = options.name ?? 'calendar';
    this.zone = options.zone;
    const plan = new DayPlan(options, this.name);
    this.index = new OpenIndex(timeZone(options.zone, `${this.name}.zone`), plan);
  }

  isOpen(time: number): boolean {
    const block = this.blockAt(time);
    return isOpenIn(block, stretchAt(block, time), time);
  }

  nextOpening(time: number): number {
    const block = this.blockAt(time);
    const i = stretchAt(block, time);
    if (isOpenIn(block, i, time)) return time;
    const opening = this.openingAfter(block, i);
    if (opening === Infinity) {
      throw new AssertionError(
        `no opening at or after ${time}: its week has no hours, and its exceptions are over (${this.name}). Give later exceptions`,
      );
    }
    return opening;
  }

  nextChange(time: number): number {
    const block = this.blockAt(time);
    const i = stretchAt(block, time);
    return isOpenIn(block, i, time) ? this.closingAfter(block, i) : this.openingAfter(block, i);
  }

  workingBetween(from: number, to: number): number {
    this.check(from);
    this.check(to);
    if (to < from)
      throw new AssertionError(`end ${to} is before start ${from} (${this.name}). Give them in order`);
    return this.index.openMsUntil(to) - this.index.openMsUntil(from);
  }

  addWorking(time: number, work: number): number {
    this.check(time);
    if (!(Number.isSafeInteger(work) && work >= 0))
      throw new AssertionError(`work must be whole milliseconds >= 0, got ${work} (${this.name})`);
    if (work === 0) return time;
    const sum = this.index.openMsUntil(time) + work;
    const block = this.index.blockReaching(sum);
    if (block === undefined) {
      throw new AssertionError(
        `${work} ms of open time do not pass after ${time} and before the year 3000 (${this.name}). Give it more hours, or less work`,
      );
    }
    return instantOf(block, sum - block.openMsBefore);
  }

  /** The start of the first stretch after number i of a block; Infinity if there is none. */
  private openingAfter(block: Block, i: number): number {
    if (i + 1 < block.starts.length) return block.starts[i + 1]!;
    const last = this.index.lastToSearch(block);
    for (let number = block.number + 1; number <= last; number++) {
      const { starts } = this.index.block(number);
      if (starts.length > 0) return starts[0]!;
    }
    return Infinity;
  }

  /** The end of stretch i of a block, and of what it goes on as in blocks after it; Infinity if it never ends. */
  private closingAfter(block: Block, i: number): number {
    const last = this.index.lastToSearch(block);
    let current = block;
    let end = block.ends[i]!;
    while (end === current.toMs) {
      if (current.number === last) return Infinity;
      current = this.index.block(current.number + 1);
      if (current.starts[0] === end) end = current.ends[0]!;
    }
    return end;
  }

  private blockAt(time: number): Block {
    this.check(time);
    return this.index.blockAt(time);
  }

  private check(time: number): void {
    if (Number.isSafeInteger(time) && time >= TABLE_START_MS && time < END_MS) return;
    throw new AssertionError(
      `instant ${time} is no whole number from ${TABLE_START_MS} (2000-01-01) to ${END_MS} (3000-01-01) (${this.name}). Give milliseconds since 1970`,
    );
  }
}

function isOpenIn({ ends }: Block, i: number, time: number): boolean {
  return i >= 0 && time < ends[i]!;
}

/** The first instant at which a block has had so much open time; > 0 and not more than it has. */
function instantOf({ starts, sums }: Block, openMs: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sums[middle + 1]! >= openMs) high = middle;
    else low = middle + 1;
  }
  return starts[low]! + openMs - sums[low]!;
}
