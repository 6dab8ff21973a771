/**
 * A calendar that is obviously right: a binary heap over (time, priority, sequence number). The oracle of the ladder's
 * tests and its peer in the bench. Same interface, no cancelled entry ever stays.
 */
export class HeapCalendar {
  poppedTime = -Infinity;
  poppedPriority = 0;
  size = 0;
  capacity: number;
  private times: Float64Array;
  private sequences: Float64Array;
  private priorities: Int8Array;
  private heap: Int32Array;
  /** Where in the heap a slot stands; -1 = nowhere. */
  private places: Int32Array;
  private readonly generations: number[] = [];
  private readonly free: number[] = [];
  private sequence = 0;

  constructor(options: { readonly capacity?: number } = {}) {
    this.capacity = Math.max(64, options.capacity ?? 0);
    this.times = new Float64Array(this.capacity);
    this.sequences = new Float64Array(this.capacity);
    this.priorities = new Int8Array(this.capacity);
    this.heap = new Int32Array(this.capacity);
    this.places = new Int32Array(this.capacity).fill(-1);
  }

  insert(time: number, priority: number): number {
    const slot = this.free.pop() ?? this.generations.push(0) - 1;
    if (slot >= this.capacity) this.grow();
    this.times[slot] = time;
    this.priorities[slot] = priority;
    this.sequences[slot] = this.sequence;
    this.sequence += 1;
    this.size += 1;
    this.rise(this.size - 1, slot);
    return slot;
  }

  handleOf(slot: number): number {
    return slot + this.generations[slot]! * 0x1000000;
  }

  cancel(handle: number): boolean {
    const slot = handle % 0x1000000;
    if (this.generations[slot] !== Math.floor(handle / 0x1000000) || this.places[slot]! < 0) return false;
    this.remove(slot);
    return true;
  }

  peek(): number {
    return this.size === 0 ? -1 : this.heap[0]!;
  }

  peekTime(): number {
    return this.size === 0 ? Infinity : this.times[this.heap[0]!]!;
  }

  pop(): number {
    if (this.size === 0) return -1;
    const slot = this.heap[0]!;
    this.poppedTime = this.times[slot]!;
    this.poppedPriority = this.priorities[slot]!;
    this.remove(slot);
    return slot;
  }

  private remove(slot: number): void {
    const place = this.places[slot]!;
    this.size -= 1;
    const last = this.heap[this.size]!;
    if (last !== slot) {
      this.sink(place, last);
      if (this.places[last] === place) this.rise(place, last);
    }
    this.places[slot] = -1;
    this.generations[slot]! += 1;
    this.free.push(slot);
  }

  private before(x: number, y: number): boolean {
    const byTime = this.times[x]! - this.times[y]!;
    if (byTime !== 0) return byTime < 0;
    const byPriority = this.priorities[x]! - this.priorities[y]!;
    return byPriority !== 0 ? byPriority < 0 : this.sequences[x]! < this.sequences[y]!;
  }

  private rise(from: number, slot: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const other = this.heap[parent]!;
      if (!this.before(slot, other)) break;
      this.set(place, other);
      place = parent;
    }
    this.set(place, slot);
  }

  private sink(from: number, slot: number): void {
    let place = from;
    while (true) {
      let child = 2 * place + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.before(this.heap[child + 1]!, this.heap[child]!)) child += 1;
      const other = this.heap[child]!;
      if (!this.before(other, slot)) break;
      this.set(place, other);
      place = child;
    }
    this.set(place, slot);
  }

  private set(place: number, slot: number): void {
    this.heap[place] = slot;
    this.places[slot] = place;
  }

  private grow(): void {
    const capacity = this.capacity * 2;
    const wider = <A extends Float64Array | Int32Array | Int8Array>(made: A, old: A): A => {
      made.set(old);
      return made;
    };
    this.times = wider(new Float64Array(capacity), this.times);
    this.sequences = wider(new Float64Array(capacity), this.sequences);
    this.priorities = wider(new Int8Array(capacity), this.priorities);
    this.heap = wider(new Int32Array(capacity), this.heap);
    this.places = wider(new Int32Array(capacity).fill(-1), this.places);
    this.capacity = capacity;
  }
}
