/**
 * What is kept by slot: sums, the most of something, and how many of something there were all the time.
 *
 * 1. Memory is that of the slots, whatever is added. Adding costs the same at any time.
 * 2. A level may be changed at an instant that is long past: of an order it is known late when it was over.
 */
import { type BySlot, SLOTS_MAX, type SlotClock } from './slot-clock.ts';

/** One more: what comes after the last slot. */
const SIZE = SLOTS_MAX + 1;

/** A mean is written with four decimals. */
const PRECISION = 1e4;

export function rounded(value: number): number {
  return Math.round(value * PRECISION) / PRECISION;
}

/** A sum a slot. */
export class SumSeries implements BySlot {
  private readonly sums = new Float64Array(SIZE);
  private readonly clock: SlotClock;

  constructor(clock: SlotClock) {
    this.clock = clock;
    clock.keep(this);
  }

  /** Now. */
  add(value: number): void {
    this.sums[this.clock.slot]! += value;
  }

  addAt(at: number, value: number): void {
    this.sums[this.clock.indexOf(at)]! += value;
  }

  addIn(slot: number, value: number): void {
    this.sums[slot]! += value;
  }

  /** Of the first slots. */
  first(slots: number): number[] {
    return [...this.sums.subarray(0, slots)];
  }

  /** From one slot up to, not with, another. */
  between(from: number, to: number): number {
    let sum = 0;
    for (let slot = from; slot < to; slot++) sum += this.sums[slot]!;
    return sum;
  }

  merge(slots: number): void {
    mergeSums(this.sums, slots);
  }
}

/** The most of each slot; 0 where there was nothing. */
export class MostSeries implements BySlot {
  private readonly most = new Float64Array(SIZE);
  private readonly clock: SlotClock;

  constructor(clock: SlotClock) {
    this.clock = clock;
    clock.keep(this);
  }

  add(value: number): void {
    const { slot } = this.clock;
    if (value > this.most[slot]!) this.most[slot] = value;
  }

  /** Of the first slots. */
  first(slots: number): number[] {
    return [...this.most.subarray(0, slots)];
  }

  merge(slots: number): void {
    const { most } = this;
    for (let slot = 0; slot < SIZE; slot++) {
      let found = 0;
      for (let old = slot * slots; old < (slot + 1) * slots && old < SLOTS_MAX; old++)
        found = Math.max(found, most[old]!);
      most[slot] = found;
    }
  }
}

/** How many of something there are. */
export class LevelSeries implements BySlot {
  /** Change within a slot, and what it adds to the slot's own area, ms. */
  private readonly changes = new Float64Array(SIZE);
  private readonly areas = new Float64Array(SIZE);
  private readonly clock: SlotClock;
  /** How many there are now. */
  level = 0;

  constructor(clock: SlotClock) {
    this.clock = clock;
    clock.keep(this);
  }

  /** Now. @param now epoch ms, in the clock's slot */
  change(now: number, by: number): void {
    const { slot, slotEndAt } = this.clock;
    this.level += by;
    this.changes[slot]! += by;
    if (slot < SLOTS_MAX) this.areas[slot]! += by * (slotEndAt - now);
  }

  /** It is known now that it was so from an instant on. */
  changeAt(at: number, by: number): void {
    const slot = this.clock.indexOf(at);
    this.level += by;
    this.changes[slot]! += by;
    if (slot < SLOTS_MAX) this.areas[slot]! += by * (this.clock.endOf(slot) - at);
  }

  merge(slots: number): void {
    const { changes, areas } = this;
    const oldMs = this.clock.slotMs;
    for (let slot = 0; slot < SIZE; slot++) {
      let change = 0;
      let area = 0;
      // The last of them may begin within the slots there were and end beyond: it lasts on all the same.
      for (let old = slot * slots; old < (slot + 1) * slots && slot * slots < SLOTS_MAX; old++) {
        const isThere = old < SLOTS_MAX;
        area += change * oldMs + (isThere ? areas[old]! : 0);
        change += isThere ? changes[old]! : 0;
      }
      changes[slot] = change;
      areas[slot] = area;
    }
  }

  /** Mean of each of the first slots, as far as the run covered it. */
  means({ slots, startAt, endAt }: Covered): number[] {
    const { fromAt, slotMs } = this.clock;
    const found: number[] = [];
    let level = 0;
    for (let slot = 0; slot < slots; slot++) {
      let area = level * slotMs + this.areas[slot]!;
      level += this.changes[slot]!;
      const beginsAt = fromAt + slot * slotMs;
      const endsAt = beginsAt + slotMs;
      area -= level * Math.max(0, endsAt - Math.max(endAt, beginsAt));
      const ms = Math.min(endsAt, endAt) - Math.max(beginsAt, startAt);
      found.push(ms <= 0 ? 0 : rounded(area / ms));
    }
    return found;
  }
}

/** The slots that are looked at, and what of them the run was in. */
export interface Covered {
  readonly slots: number;
  readonly startAt: number;
  readonly endAt: number;
}

function mergeSums(sums: Float64Array, slots: number): void {
  for (let slot = 0; slot < SIZE; slot++) {
    let sum = 0;
    for (let old = slot * slots; old < (slot + 1) * slots && old < SLOTS_MAX; old++) sum += sums[old]!;
    sums[slot] = sum;
  }
}
