/**
 * The calendar (future event list): a stable ladder queue over typed arrays.
 *
 * 1. Order is (time, priority, insertion); lower priority numbers come first; equals leave as they came.
 * 2. Stability needs no sequence number: an event is routed by a bucket index that never decreases with time, so
 *    equal times share every bucket; buckets are emptied as a whole, in the order in which they
 *    were filled, and are sorted stably.
 * 3. Bucket bounds are never compared with times. Rounding can put an event into a neighbouring bucket, in the same
 *    way for every event of that time, and the final sort puts things right.
 * 4. A slot is reused after its event has left; its generation grows each time, and a slot whose generations are
 *    used up is retired. So a stale handle can never cancel a stranger.
 * 5. No allocation per event once the arrays have grown.
 *
 * Parts, from the earliest to the latest events: a FIFO lane for the current instant; a sorted `bottom` with a head
 * pointer; rungs of buckets, each rung splitting one bucket of the rung above; an unsorted `top`.
 *
 * Source: Tang, Goh & Thng, "Ladder queue: an O(1) priority queue structure for large-scale discrete event
 * simulation", ACM TOMACS 15(3), 2005.
 */
import { assert } from '../assert.ts';
import { Bottom, type BottomSnapshot } from './bottom.ts';
import {
  GENERATION_LAST,
  GENERATION_MASK,
  GENERATION_SHIFT,
  LIVE,
  META,
  NEXT,
  PRIORITY_BITS,
  PRIORITY_OFFSET,
} from './record.ts';
import { Rung, type RungSnapshot } from './rung.ts';

/** Slots fit into 24 bits of a handle, generations into 22 more. */
const SLOTS_MAX = 1 << 24;

/** A bucket with more events than this is split into a rung of its own. */
const SPLIT_ABOVE = 48;
/** A bottom that insertions made longer than this is turned into a rung. */
const BOTTOM_MAX = 96;
const RUNGS_MAX = 12;
/** A calendar of no more events than this is its bottom alone. */
const FEW = 32;
/** Events that should leave through one bucket: few, so that sorting them is cheap; more than one, for the cache. */
const LEAVING_PER_BUCKET = 5;
/** With more events than this, records come from beyond the cache. */
const WARM_ABOVE = 20_000;
/** Fewer cancelled events than this are never worth a sweep. */
const SWEEP_MIN = 1024;

const NONE = -1;

export interface CalendarSnapshot {
  readonly capacity: number;
  readonly used: number;
  readonly records: Float64Array;
  /** Scalars, in the order of `Calendar.scalars`. */
  readonly scalars: Float64Array;
  readonly bottom: BottomSnapshot;
  readonly rungs: readonly RungSnapshot[];
}

export class Calendar {
  /** Time of the event popped last. */
  poppedTime = -Infinity;
  /** Live events. */
  size = 0;
  /** Slots there are; the owner of parallel arrays grows them along. */
  capacity: number;

  /** A record of 16 bytes a slot, see `record.ts`: one touch, one cache line. */
  private times: Float64Array<ArrayBuffer>;
  private ints: Int32Array;
  /** Slots handed out at least once. */
  private used = 0;
  private free = NONE;
  /** Cancelled events still in a list. */
  private dead = 0;
  private poppedMeta = PRIORITY_OFFSET;
  private laneHead = NONE;
  private laneTail = NONE;
  private readonly bottom = new Bottom();
  private readonly rungs: Rung[] = [];
  private depth = 0;
  private topHead = NONE;
  private topTail = NONE;
  private topCount = 0;
  private topMin = Infinity;
  private topMax = -Infinity;
  /** Later than this: top. */
  private topStart = -Infinity;
  /** Events that left through rung 0 since it was made, and its first time: gives the width of the next one. */
  private passed = 0;
  private since = 0;
  /** Events per unit of time seen through the last rung 0; 0 = not known. */
  private density = 0;

  constructor(options: { readonly capacity?: number } = {}) {
    let capacity = 64;
    while (capacity < (options.capacity ?? 0)) capacity *= 2;
    assert(capacity <= SLOTS_MAX, `calendar capacity must be at most ${SLOTS_MAX}, got ${options.capacity}`);
    this.capacity = capacity;
    this.times = new Float64Array(2 * capacity);
    this.ints = new Int32Array(this.times.buffer);
  }

  /**
   * Puts an event in; O(1) amortised.
   * @param time finite, not before the time popped last
   * @param priority integer in -128..127, lower first
   * @returns its slot
   */
  insert(time: number, priority: number): number {
    let slot = this.free;
    if (slot === NONE) slot = this.fresh();
    else this.free = this.ints[4 * slot + NEXT]!;
    this.times[2 * slot] = time;
    const meta = 4 * slot + META;
    this.ints[meta] = (this.ints[meta]! & GENERATION_MASK) | LIVE | (priority + PRIORITY_OFFSET);
    this.size += 1;
    if (time > this.topStart && this.depth > 0) this.toTop(slot, time);
    else this.settle(slot, time, priority);
    return slot;
  }

  /** Finds the place of an event that is not one for the top of a ladder with rungs. */
  private settle(slot: number, time: number, priority: number): void {
    if (time > this.topStart) {
      if (this.topCount > 0 || this.bottom.length >= FEW) {
        this.toTop(slot, time);
        return;
      }
      // So few that all of them fit into the bottom, to which the new one is the last.
      this.topStart = time;
      this.bottom.append(time, slot);
      return;
    }
    if (time === this.poppedTime && priority === 0) {
      this.toLane(slot);
      return;
    }
    for (let r = 0; r < this.depth; r++) {
      if (this.rungs[r]!.offer(slot, time, this.ints)) return;
    }
    this.bottom.insert(time, slot, this.ints);
    if (this.bottom.length > BOTTOM_MAX && this.bottom.spreads()) this.splitBottom();
  }

  /** Name of a slot's present event, for ever: slot + generation x 2^24. */
  handleOf(slot: number): number {
    return slot + (this.ints[4 * slot + META]! >>> GENERATION_SHIFT) * SLOTS_MAX;
  }

  /** Time of a pending event; NaN when it has left. */
  timeOf(handle: number): number {
    const slot = this.slotOf(handle);
    return slot < 0 ? Number.NaN : this.times[2 * slot]!;
  }

  /** Slot of a pending event, or -1. */
  private slotOf(handle: number): number {
    const slot = handle % SLOTS_MAX;
    if (!(slot >= 0 && slot < this.used)) return NONE;
    const meta = this.ints[4 * slot + META]!;
    if ((meta & LIVE) === 0 || (handle - slot) / SLOTS_MAX !== meta >>> GENERATION_SHIFT) return NONE;
    return slot;
  }

  /** Takes an event out; false when it has left before. O(1) amortised. */
  cancel(handle: number): boolean {
    const slot = this.slotOf(handle);
    if (slot < 0) return false;
    const meta = this.ints[4 * slot + META]!;
    // The priority stays: the bottom is sorted by it as long as the event stands there.
    this.ints[4 * slot + META] = meta & ~LIVE;
    this.size -= 1;
    this.dead += 1;
    if (this.dead > this.size && this.dead > SWEEP_MIN) this.sweep();
    return true;
  }

  /** Slots that have ever been used: all pending ones are below. */
  get slotsUsed(): number {
    return this.used;
  }

  /** Takes the next event out; its slot, free at once, or -1. */
  pop(): number {
    return this.popUntil(Infinity);
  }

  /** As `pop`, but an event later than `limit` stays where it is: -1. */
  popUntil(limit: number): number {
    const { bottom, ints } = this;
    let slot = NONE;
    // Nearly always the next event is the bottom's head; whatever else there may be is `peek`'s business.
    if (this.laneHead === NONE && bottom.head !== bottom.end) slot = bottom.slots[bottom.head]!;
    if (slot === NONE || (ints[4 * slot + META]! & LIVE) === 0) {
      slot = this.peek();
      if (slot < 0) return slot;
    }
    const time = this.times[2 * slot]!;
    if (time > limit) return NONE;
    if (slot === this.laneHead) this.laneHead = ints[4 * slot + NEXT]!;
    else bottom.head += 1;
    this.poppedTime = time;
    this.poppedMeta = ints[4 * slot + META]!;
    this.size -= 1;
    this.release(slot);
    return slot;
  }

  /** Priority of the event popped last. */
  get poppedPriority(): number {
    return (this.poppedMeta & PRIORITY_BITS) - PRIORITY_OFFSET;
  }

  /** Slot of the next event, or -1. */
  peek(): number {
    while (true) {
      const { bottom } = this;
      const lane = this.laneHead;
      // Also with a lane: a bottom that was split may have left events of this instant in a rung.
      if (bottom.head === bottom.end && !this.refill() && lane === NONE) return NONE;
      if (lane !== NONE && !this.bottomBeforeLane()) {
        if ((this.ints[4 * lane + META]! & LIVE) !== 0) return lane;
        this.laneHead = this.ints[4 * lane + NEXT]!;
        this.bury(lane);
        continue;
      }
      const slot = bottom.slots[bottom.head]!;
      if ((this.ints[4 * slot + META]! & LIVE) !== 0) return slot;
      bottom.head += 1;
      this.bury(slot);
    }
  }

  /** Time of the next event; Infinity when there is none. */
  peekTime(): number {
    const slot = this.peek();
    return slot < 0 ? Infinity : this.times[2 * slot]!;
  }

  /** Every live event, in no particular order. */
  forEachPending(visit: (slot: number, time: number, priority: number) => void): void {
    for (let slot = 0; slot < this.used; slot++) {
      const meta = this.ints[4 * slot + META]!;
      if ((meta & LIVE) !== 0) visit(slot, this.times[2 * slot]!, (meta & PRIORITY_BITS) - PRIORITY_OFFSET);
    }
  }

  /** Raw copies of the arrays: cost is that of copying them. */
  snapshot(): CalendarSnapshot {
    return {
      capacity: this.capacity,
      used: this.used,
      records: this.times.slice(0, 2 * this.used),
      scalars: this.scalars(),
      bottom: this.bottom.save(),
      rungs: this.rungs.slice(0, this.depth).map((rung) => rung.save()),
    };
  }

  /**
   * Takes over what a snapshot holds and shares nothing with it. Allocates nothing where what is here is large enough. Capacity
   * never shrinks; slots beyond the snapshot's are as if never used.
   */
  load(snapshot: CalendarSnapshot): void {
    if (this.capacity < snapshot.capacity) this.replaceArrays(snapshot.capacity);
    else this.times.fill(0, 2 * snapshot.used, 2 * this.used);
    this.used = snapshot.used;
    this.times.set(snapshot.records);
    this.bottom.load(snapshot.bottom);
    this.depth = snapshot.rungs.length;
    for (let r = 0; r < this.depth; r++) this.rungAt(r).load(snapshot.rungs[r]!);
    this.setScalars(snapshot.scalars);
  }

  private replaceArrays(capacity: number): void {
    this.capacity = capacity;
    this.times = new Float64Array(2 * capacity);
    this.ints = new Int32Array(this.times.buffer);
  }

  private scalars(): Float64Array {
    return Float64Array.of(
      this.poppedTime,
      this.poppedMeta,
      this.size,
      this.free,
      this.dead,
      this.laneHead,
      this.laneTail,
      this.topHead,
      this.topTail,
      this.topCount,
      this.topMin,
      this.topMax,
      this.topStart,
      this.passed,
      this.since,
      this.density,
    );
  }

  private setScalars(values: Float64Array): void {
    this.poppedTime = values[0]!;
    this.poppedMeta = values[1]!;
    this.size = values[2]!;
    this.free = values[3]!;
    this.dead = values[4]!;
    this.laneHead = values[5]!;
    this.laneTail = values[6]!;
    this.topHead = values[7]!;
    this.topTail = values[8]!;
    this.topCount = values[9]!;
    this.topMin = values[10]!;
    this.topMax = values[11]!;
    this.topStart = values[12]!;
    this.passed = values[13]!;
    this.since = values[14]!;
    this.density = values[15]!;
  }

  /** A slot never used before. */
  private fresh(): number {
    if (this.used === this.capacity) this.grow();
    this.used += 1;
    return this.used - 1;
  }

  private release(slot: number): void {
    const generation = (this.ints[4 * slot + META]! >>> GENERATION_SHIFT) + 1;
    this.ints[4 * slot + META] = generation << GENERATION_SHIFT;
    if (generation === GENERATION_LAST) return;
    this.ints[4 * slot + NEXT] = this.free;
    this.free = slot;
  }

  /** Frees the slot of a cancelled event that has just left its list. */
  private bury(slot: number): void {
    this.dead -= 1;
    this.release(slot);
  }

  private toTop(slot: number, time: number): void {
    this.ints[4 * slot + NEXT] = NONE;
    if (this.topCount === 0) this.topHead = slot;
    else this.ints[4 * this.topTail + NEXT] = slot;
    this.topTail = slot;
    this.topCount += 1;
    if (time < this.topMin) this.topMin = time;
    if (time > this.topMax) this.topMax = time;
  }

  private toLane(slot: number): void {
    this.ints[4 * slot + NEXT] = NONE;
    if (this.laneHead === NONE) this.laneHead = slot;
    else this.ints[4 * this.laneTail + NEXT] = slot;
    this.laneTail = slot;
  }

  /** The bottom's head comes before the lane's: same instant, and more urgent or there before. */
  private bottomBeforeLane(): boolean {
    const { bottom } = this;
    if (bottom.head === bottom.end || bottom.times[bottom.head] !== this.poppedTime) return false;
    const slot = bottom.slots[bottom.head]!;
    return (this.ints[4 * slot + META]! & PRIORITY_BITS) <= PRIORITY_OFFSET;
  }

  /** Moves the next bucket into the empty bottom; false when nothing is left. */
  private refill(): boolean {
    while (true) {
      if (this.depth === 0) {
        if (this.topCount === 0) return false;
        this.openTop();
        if (this.bottom.length > 0) return true;
        continue;
      }
      const rung = this.rungs[this.depth - 1]!;
      if (this.size > WARM_ABOVE && this.depth === 1) rung.warm(this.ints);
      const head = rung.nextBucket();
      if (head === NONE) {
        this.depth -= 1;
        if (this.depth === 0) this.noteDensity();
        continue;
      }
      this.openBucket(head);
      if (this.bottom.length > 0) return true;
    }
  }

  /** A bucket's list goes to the bottom in the order in which it was filled, or, if it is long, into a rung. */
  private openBucket(head: number): void {
    const { times, ints, bottom } = this;
    bottom.clear();
    for (let slot = head; slot !== NONE; ) {
      const record = 4 * slot;
      const next = ints[record + NEXT]!;
      if ((ints[record + META]! & LIVE) !== 0) bottom.unshift(times[2 * slot]!, slot);
      else this.bury(slot);
      slot = next;
    }
    this.passed += bottom.length;
    if (bottom.length > SPLIT_ABOVE && this.splitBottom()) return;
    bottom.sort(ints);
  }

  private openTop(): void {
    const head = this.topHead;
    const { topMin: min, topMax: max, topCount: count } = this;
    this.topHead = NONE;
    this.topTail = NONE;
    this.topCount = 0;
    this.topMin = Infinity;
    this.topMax = -Infinity;
    this.topStart = max;
    this.since = min;
    this.passed = 0;
    if (count > SPLIT_ABOVE) {
      const rung = this.rungAt(0);
      if (rung.open(min, max, this.bucketsFor(max - min, count))) {
        this.depth = 1;
        this.spread(head, rung);
        return;
      }
    }
    this.toBottom(head);
  }

  /**
   * Rung 0 goes on filling while it is emptied, so its buckets are cut for the density of events that leave, not for
   * what the top holds now.
   */
  private bucketsFor(span: number, count: number): number {
    const wanted = (span * this.density) / LEAVING_PER_BUCKET;
    return Math.ceil(Math.min(Math.max(wanted, count / 16), Math.max(65_536, count)));
  }

  private noteDensity(): void {
    const span = this.topStart - this.since;
    this.density = span > 0 && this.passed > 0 ? this.passed / span : 0;
  }

  private rungAt(depth: number): Rung {
    const known = this.rungs[depth];
    if (known !== undefined) return known;
    const rung = new Rung();
    this.rungs.push(rung);
    return rung;
  }

  private spread(head: number, rung: Rung): void {
    const { times, ints } = this;
    for (let slot = head; slot !== NONE; ) {
      const next = ints[4 * slot + NEXT]!;
      if ((ints[4 * slot + META]! & LIVE) !== 0) rung.offer(slot, times[2 * slot]!, ints);
      else this.bury(slot);
      slot = next;
    }
  }

  private toBottom(head: number): void {
    const { times, ints, bottom } = this;
    bottom.clear();
    for (let slot = head; slot !== NONE; ) {
      const next = ints[4 * slot + NEXT]!;
      if ((ints[4 * slot + META]! & LIVE) !== 0) bottom.push(times[2 * slot]!, slot);
      else this.bury(slot);
      slot = next;
    }
    bottom.sort(ints);
  }

  /** Turns a long bottom, sorted or not, into a rung; leaves it where its times are equal or rungs are used up. */
  private splitBottom(): boolean {
    this.dropUsedUp();
    if (this.depth === RUNGS_MAX) return false;
    const { bottom, ints } = this;
    const { times, slots, head, end } = bottom;
    let min = Infinity;
    let max = -Infinity;
    for (let i = head; i < end; i++) {
      const time = times[i]!;
      if (time < min) min = time;
      if (time > max) max = time;
    }
    const rung = this.rungAt(this.depth);
    if (!rung.open(min, max, end - head)) return false;
    this.depth += 1;
    for (let i = head; i < end; i++) rung.offer(slots[i]!, times[i]!, ints);
    bottom.clear();
    return true;
  }

  /**
   * Leaves rungs whose last bucket has been emptied: they take nothing any more. Without it a single far event, whose
   * bucket outlasts many splits below it, would use up all rungs.
   */
  private dropUsedUp(): void {
    while (this.depth > 0 && this.rungs[this.depth - 1]!.usedUp) {
      this.depth -= 1;
      if (this.depth === 0) this.noteDensity();
    }
  }

  /** Takes all cancelled events out of their lists. */
  private sweep(): void {
    this.laneHead = this.sweepList(this.laneHead);
    this.laneTail = this.lastKept;
    this.bottom.filter((slot) => this.kept(slot));
    for (let r = 0; r < this.depth; r++) {
      const rung = this.rungs[r]!;
      for (let bucket = rung.current + 1; bucket < rung.buckets; bucket++) {
        const head = rung.lists[bucket]!;
        if (head === NONE) continue;
        rung.lists[bucket] = this.sweepList(head);
      }
    }
    this.topHead = this.sweepList(this.topHead);
    this.topTail = this.lastKept;
    this.topCount = this.keptCount;
  }

  private lastKept = NONE;
  private keptCount = 0;

  private kept(slot: number): boolean {
    if ((this.ints[4 * slot + META]! & LIVE) !== 0) return true;
    this.bury(slot);
    return false;
  }

  /** Unlinks the cancelled events of a list; answers its new head. */
  private sweepList(head: number): number {
    const { ints } = this;
    let first = NONE;
    this.lastKept = NONE;
    this.keptCount = 0;
    for (let slot = head; slot !== NONE; ) {
      const next = ints[4 * slot + NEXT]!;
      if (this.kept(slot)) {
        if (first === NONE) first = slot;
        else ints[4 * this.lastKept + NEXT] = slot;
        ints[4 * slot + NEXT] = NONE;
        this.lastKept = slot;
        this.keptCount += 1;
      }
      slot = next;
    }
    return first;
  }

  private grow(): void {
    const capacity = this.capacity * 2;
    assert(
      capacity <= SLOTS_MAX,
      `more than ${SLOTS_MAX} events pending: schedule events when they are due, not all at once`,
    );
    // `transfer` frees the old memory at once, not at the next collection.
    this.times = new Float64Array(this.times.buffer.transfer(16 * capacity));
    this.ints = new Int32Array(this.times.buffer);
    this.capacity = capacity;
  }
}
