/**
 * The open time of a working calendar, as instants: blocks of four weeks, made when first needed and then kept.
 *
 * 1. A block holds the open stretches of 28 local days, clipped to the block, merged, and sorted. A stretch that crosses
 *    into the next block is in both, cut where they meet: `to` of one block is `from` of the next.
 * 2. The blocks made are a run without gaps, so that sums of open time over it tell how much lies between two instants:
 *    O(log n) in its length, whatever lies between.
 * 3. Hours begin and end at the first instant at which clocks show their wall time or a later one
 *    (`TimeZone.firstInstantMs`). So hours around a change of the clocks last longer or shorter, hours that clocks skip
 *    take no time, and what is apart or touches on the wall is so in time.
 */
import { DAY_MS } from './civil.ts';
import { type DayPlan, END_DAY } from './day-plan.ts';
import type { TimeZone } from './time-zone.ts';

const BLOCK_DAYS = 28;
const BLOCK_MS = BLOCK_DAYS * DAY_MS;
const END_BLOCK = Math.floor(END_DAY / BLOCK_DAYS);

export interface Block {
  /** Local days 28 * number to 28 * number + 27 since 1970. */
  readonly number: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Open stretches, rising: from starts[i], included, to ends[i], not included. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Open time of the block before starts[i]; one more at the end, the whole block's. */
  readonly sums: Float64Array;
  /** Open time before the block, from an instant that is the same for all blocks of an index; may be negative. */
  readonly openMsBefore: number;
}

export class OpenIndex {
  private readonly zone: TimeZone;
  private readonly plan: DayPlan;
  private readonly lastListedBlock: number;
  /** In the order of their numbers, none missing. */
  private blocks: Block[] = [];

  constructor(zone: TimeZone, plan: DayPlan) {
    this.zone = zone;
    this.plan = plan;
    this.lastListedBlock = Math.floor(plan.lastListedDay / BLOCK_DAYS);
  }

  /** The block of an instant. */
  blockAt(instantMs: number): Block {
    // Local days are less than a block away from days in UTC.
    const block = this.block(Math.floor(instantMs / BLOCK_MS));
    if (instantMs < block.fromMs) return this.block(block.number - 1);
    return instantMs < block.toMs ? block : this.block(block.number + 1);
  }

  /** The block of a number. Makes it, and those between it and the ones there are. */
  block(number: number): Block {
    if (this.blocks.length === 0) this.blocks.push(this.make(number, 0));
    const first = this.blocks[0]!.number;
    if (number < first) this.makeBefore(number);
    for (let next = first + this.blocks.length; next <= number; next++) {
      const last = this.blocks.at(-1)!;
      this.blocks.push(this.make(next, openMsAfter(last)));
    }
    return this.blocks[number - this.blocks[0]!.number]!;
  }

  /**
   * The last block to look into for an opening or a change after an instant of this one: the first that lies wholly after
   * it and after every date listed. From there on each block repeats the week, but for changes of the clocks.
   */
  lastToSearch(block: Block): number {
    return Math.max(block.number, this.lastListedBlock) + 1;
  }

  /** Open time from some instant that is always the same to this one; may be negative. Only differences mean anything. */
  openMsUntil(instantMs: number): number {
    const block = this.blockAt(instantMs);
    const i = stretchAt(block, instantMs);
    if (i < 0) return block.openMsBefore;
    return block.openMsBefore + block.sums[i]! + Math.min(instantMs, block.ends[i]!) - block.starts[i]!;
  }

  /**
   * The first block with which this sum, as of `openMsUntil`, is reached. Some block must have been asked for before.
   * @returns undefined if it is not reached before the year 3000
   */
  blockReaching(openMsSum: number): Block | undefined {
    let last = this.blocks.at(-1)!;
    while (openMsAfter(last) < openMsSum) {
      const closedForEver = openMs(last) === 0 && last.number > this.lastListedBlock;
      if (closedForEver || last.number >= END_BLOCK) return undefined;
      last = this.block(last.number + 1);
    }
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (openMsAfter(this.blocks[middle]!) >= openMsSum) high = middle;
      else low = middle + 1;
    }
    return this.blocks[low]!;
  }

  private makeBefore(number: number): void {
    const made: Block[] = [];
    let after = this.blocks[0]!;
    while (after.number > number) {
      const block = this.make(after.number - 1, 0);
      after = { ...block, openMsBefore: after.openMsBefore - openMs(block) };
      made.push(after);
    }
    this.blocks = [...made.reverse(), ...this.blocks];
  }

  private make(number: number, openMsBefore: number): Block {
    const firstDay = number * BLOCK_DAYS;
    const fromMs = this.zone.firstInstantMs(firstDay * DAY_MS);
    const toMs = this.zone.firstInstantMs((firstDay + BLOCK_DAYS) * DAY_MS);
    const starts: number[] = [];
    const ends: number[] = [];
    // The day before may last into the block.
    for (let day = firstDay - 1; day < firstDay + BLOCK_DAYS; day++) {
      for (const hours of this.plan.hoursOf(day)) {
        const startMs = Math.max(this.zone.firstInstantMs(day * DAY_MS + hours.startMs), fromMs);
        const endMs = Math.min(this.zone.firstInstantMs(day * DAY_MS + hours.endMs), toMs);
        if (endMs <= startMs) continue;
        if (startMs === ends.at(-1)) ends[ends.length - 1] = endMs;
        else {
          starts.push(startMs);
          ends.push(endMs);
        }
      }
    }
    return { number, fromMs, toMs, ...summed(starts, ends), openMsBefore };
  }
}

function openMs({ sums }: Block): number {
  return sums[sums.length - 1]!;
}

function openMsAfter(block: Block): number {
  return block.openMsBefore + openMs(block);
}

/** The last stretch of a block that starts at or before an instant; -1 if none does. */
export function stretchAt({ starts }: Block, instantMs: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= instantMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function summed(starts: readonly number[], ends: readonly number[]): Pick<Block, 'starts' | 'ends' | 'sums'> {
  const sums = new Float64Array(starts.length + 1);
  for (let i = 0; i < starts.length; i++) sums[i + 1] = sums[i]! + ends[i]! - starts[i]!;
  return { starts: Float64Array.from(starts), ends: Float64Array.from(ends), sums };
}
