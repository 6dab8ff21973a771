/**
 * The sorted end of the ladder: times and slots in two arrays with a head pointer.
 *
 * 1. Sorted by (time, priority, insertion). Priorities are looked up only where times are equal.
 * 2. An insertion moves the shorter side.
 */
import { META, PRIORITY_BITS } from './record.ts';

/** Shorter lists are sorted by insertion. */
const INSERTION_SORT_MAX = 64;

export interface BottomSnapshot {
  readonly times: Float64Array;
  readonly slots: Int32Array;
}

export class Bottom {
  times = new Float64Array(256);
  slots = new Int32Array(256);
  /** First and one past the last entry. */
  head = 192;
  end = 192;

  get length(): number {
    return this.end - this.head;
  }

  /** Leaves room on both sides, more on the left, where a bucket comes in. */
  clear(): void {
    this.head = (this.times.length >> 2) * 3;
    this.end = this.head;
  }

  /** Prepends without regard to order; `sort` must follow. */
  unshift(time: number, slot: number): void {
    if (this.head === 0) this.grow();
    this.head -= 1;
    this.times[this.head] = time;
    this.slots[this.head] = slot;
  }

  /** Appends an event that is later than all others. */
  append(time: number, slot: number): void {
    if (this.head === this.end) this.clear();
    this.push(time, slot);
  }

  /** Appends without regard to order; `sort` must follow. */
  push(time: number, slot: number): void {
    if (this.end === this.times.length) this.grow();
    this.times[this.end] = time;
    this.slots[this.end] = slot;
    this.end += 1;
  }

  /** Puts an event behind all that are earlier, more urgent, or equal and there before. */
  insert(time: number, slot: number, ints: Int32Array): void {
    if (this.end === this.times.length) this.grow();
    const at = this.place(time, slot, ints);
    if (this.head > 0 && at - this.head < this.end - at) this.shiftLeft(at, time, slot);
    else this.shiftRight(at, time, slot);
  }

  /** A sorted bottom holds more than one time. */
  spreads(): boolean {
    return this.times[this.head]! < this.times[this.end - 1]!;
  }

  /** Stable, by (time, priority). */
  sort(ints: Int32Array): void {
    if (this.end - this.head > INSERTION_SORT_MAX) {
      if (!this.isSorted(ints)) this.mergeSort(ints);
      return;
    }
    const { times, slots, head, end } = this;
    for (let i = head + 1; i < end; i++) {
      const time = times[i]!;
      const slot = slots[i]!;
      let j = i - 1;
      while (j >= head && (times[j]! > time || (times[j] === time && later(slots[j]!, slot, ints)))) {
        times[j + 1] = times[j]!;
        slots[j + 1] = slots[j]!;
        j -= 1;
      }
      times[j + 1] = time;
      slots[j + 1] = slot;
    }
  }

  filter(keep: (slot: number) => boolean): void {
    let to = this.head;
    for (let i = this.head; i < this.end; i++) {
      if (!keep(this.slots[i]!)) continue;
      this.times[to] = this.times[i]!;
      this.slots[to] = this.slots[i]!;
      to += 1;
    }
    this.end = to;
  }

  save(): BottomSnapshot {
    return { times: this.times.slice(this.head, this.end), slots: this.slots.slice(this.head, this.end) };
  }

  load(saved: BottomSnapshot): void {
    this.clear();
    for (let i = saved.times.length - 1; i >= 0; i--) this.unshift(saved.times[i]!, saved.slots[i]!);
  }

  private place(time: number, slot: number, ints: Int32Array): number {
    const { times, slots } = this;
    let low = this.head;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    if (low === this.head || times[low - 1] !== time || !later(slots[low - 1]!, slot, ints)) return low;
    return this.placeAmongEquals(low, time, slot, ints);
  }

  /** The place by priority among those of one time, the last of which stands before `end`. */
  private placeAmongEquals(end: number, time: number, slot: number, ints: Int32Array): number {
    const { times, slots } = this;
    let low = this.head;
    let high = end - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle]! < time || !later(slots[middle]!, slot, ints)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private shiftLeft(at: number, time: number, slot: number): void {
    const { times, slots, head } = this;
    if (at - head > 32) {
      times.copyWithin(head - 1, head, at);
      slots.copyWithin(head - 1, head, at);
    } else {
      for (let i = head; i < at; i++) {
        times[i - 1] = times[i]!;
        slots[i - 1] = slots[i]!;
      }
    }
    this.head = head - 1;
    times[at - 1] = time;
    slots[at - 1] = slot;
  }

  private shiftRight(at: number, time: number, slot: number): void {
    const { times, slots, end } = this;
    if (end - at > 32) {
      times.copyWithin(at + 1, at, end);
      slots.copyWithin(at + 1, at, end);
    } else {
      for (let i = end; i > at; i--) {
        times[i] = times[i - 1]!;
        slots[i] = slots[i - 1]!;
      }
    }
    times[at] = time;
    slots[at] = slot;
    this.end = end + 1;
  }

  private isSorted(ints: Int32Array): boolean {
    const { times, slots } = this;
    for (let i = this.head + 1; i < this.end; i++) {
      if (times[i - 1]! > times[i]! || (times[i - 1] === times[i] && later(slots[i - 1]!, slots[i]!, ints)))
        return false;
    }
    return true;
  }

  /** Bottom-up merge sort through an index: rare (a crowd that could not be split), so it may allocate. */
  private mergeSort(ints: Int32Array): void {
    const { head, end } = this;
    const times = this.times.slice(head, end);
    const slots = this.slots.slice(head, end);
    const order = Array.from(times, (_time, i) => i);
    // Array sort is stable by the language's definition.
    order.sort(
      (x, y) =>
        times[x]! - times[y]! ||
        (ints[4 * slots[x]! + META]! & PRIORITY_BITS) - (ints[4 * slots[y]! + META]! & PRIORITY_BITS),
    );
    order.forEach((from, i) => {
      this.times[head + i] = times[from]!;
      this.slots[head + i] = slots[from]!;
    });
  }

  /** Twice the room, the entries at the same share of it; or, where few entries have wandered to one end, the middle. */
  private grow(): void {
    if (this.length < this.times.length >> 2) {
      this.centre();
      return;
    }
    const length = this.times.length * 2;
    const shift = this.times.length;
    const times = new Float64Array(length);
    const slots = new Int32Array(length);
    const head = this.head + (shift >> 1);
    times.set(this.times.subarray(this.head, this.end), head);
    slots.set(this.slots.subarray(this.head, this.end), head);
    this.end = head + this.length;
    this.head = head;
    this.times = times;
    this.slots = slots;
  }

  private centre(): void {
    const { head, end } = this;
    const to = (this.times.length - this.length) >> 1;
    this.times.copyWithin(to, head, end);
    this.slots.copyWithin(to, head, end);
    this.end = to + this.length;
    this.head = to;
  }
}

/** True when the first of two events of one time is less urgent than the second. */
function later(first: number, second: number, ints: Int32Array): boolean {
  return (ints[4 * first + META]! & PRIORITY_BITS) > (ints[4 * second + META]! & PRIORITY_BITS);
}
