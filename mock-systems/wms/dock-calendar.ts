/**
 * Slots and doors of one node: which are taken, by which receipt.
 *
 * 1. A slot of a door is one receipt's; a door holds one truck.
 * 2. What is over is forgotten as others are booked: memory is that of the slots to come.
 */
import type { DockSlot } from '#orchestrator/contracts/receiving';
import { NONE } from './receiving-record.ts';
import type { ReceivingSettings } from './settings.ts';

export interface SavedDock {
  readonly slots: ReadonlyMap<number, number>;
  readonly doors: readonly number[];
}

export class DockCalendar {
  private readonly settings: ReceivingSettings;
  /** Receipt by (index of the slot) x doors + door. */
  private slots = new Map<number, number>();
  /** Receipt whose truck stands there, or `NONE`. */
  private doors: number[];

  constructor(settings: ReceivingSettings) {
    this.settings = settings;
    this.doors = new Array<number>(settings.doors).fill(NONE);
  }

  /** The first free ones that begin at `from` or later, at one door each instant, earliest first. */
  offer(from: number, now: number): DockSlot[] {
    const { slots, slotMs, doors, offeredMax } = this.settings;
    const offered: DockSlot[] = [];
    for (
      let i = firstFrom(slots, Math.max(from, now));
      i < slots.length && offered.length < offeredMax;
      i++
    ) {
      const door = this.freeDoorAt(i);
      if (door < doors) offered.push({ door, from: slots[i]!, until: slots[i]! + slotMs });
    }
    return offered;
  }

  /** False: somebody else has it, it is over, or there is no such slot. */
  book(receipt: number, at: number, door: number, now: number): boolean {
    const { slots, slotMs, doors } = this.settings;
    const i = firstFrom(slots, at);
    if (slots[i] !== at || !(door >= 0 && door < doors) || at + slotMs <= now) return false;
    const key = i * doors + door;
    if (this.slots.has(key)) return false;
    this.forget(now);
    this.slots.set(key, receipt);
    return true;
  }

  release(at: number, door: number): void {
    const { slots, doors } = this.settings;
    this.slots.delete(firstFrom(slots, at) * doors + door);
  }

  isFree(door: number): boolean {
    return this.doors[door] === NONE;
  }

  occupy(door: number, receipt: number): void {
    this.doors[door] = receipt;
  }

  clear(door: number): void {
    this.doors[door] = NONE;
  }

  /**
   * A door that stands free for as long as a slot, whoever has booked; `NONE` = there is none.
   * @param receipt whose own slots do not count
   */
  freeDoor(receipt: number, now: number): number {
    for (let door = 0; door < this.doors.length; door++)
      if (this.isFree(door) && !this.isPromised(door, receipt, now)) return door;
    return NONE;
  }

  /** Trucks without a slot are called. */
  isOpen(now: number): boolean {
    const { open } = this.settings;
    if (open.length === 0) return true;
    const i = firstClosingAfter(open, now);
    return i < open.length && open[i]![0] <= now;
  }

  /** When something may be different for a truck that waits: a slot begins or ends, or the dock opens. Infinity = never. */
  nextChange(now: number): number {
    const { slots, slotMs, open } = this.settings;
    const begins = slots[firstFrom(slots, now + 1)] ?? Infinity;
    const ends = (slots[firstFrom(slots, now + 1 - slotMs)] ?? Infinity) + slotMs;
    const i = firstClosingAfter(open, now);
    const opens = i < open.length && open[i]![0] > now ? open[i]![0] : (open[i + 1]?.[0] ?? Infinity);
    return Math.min(begins, ends, opens);
  }

  save(): SavedDock {
    return { slots: new Map(this.slots), doors: this.doors.slice() };
  }

  load(saved: SavedDock): void {
    this.slots = new Map(saved.slots);
    this.doors = saved.doors.slice();
  }

  private freeDoorAt(i: number): number {
    const { doors } = this.settings;
    let door = 0;
    while (door < doors && this.slots.has(i * doors + door)) door += 1;
    return door;
  }

  /** Somebody else's slot at this door begins before one as long would be over. */
  private isPromised(door: number, receipt: number, now: number): boolean {
    const { slots, slotMs, doors } = this.settings;
    for (let i = firstFrom(slots, now + 1 - slotMs); i < slots.length && slots[i]! < now + slotMs; i++) {
      const other = this.slots.get(i * doors + door);
      if (other !== undefined && other !== receipt) return true;
    }
    return false;
  }

  private forget(now: number): void {
    const { slots, slotMs, doors } = this.settings;
    for (const key of this.slots.keys()) {
      if (slots[Math.floor(key / doors)]! + slotMs > now) continue;
      this.slots.delete(key);
    }
  }
}

/** Index of the first instant that is `at` or later. */
function firstFrom(instants: readonly number[], at: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function firstClosingAfter(stretches: ReceivingSettings['open'], at: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]![1] <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
