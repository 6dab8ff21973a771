/**
 * What stays of finished actors of one type: key and time, for the claims horizon, and nothing else.
 *
 * 1. Oldest first, in a ring, so that forgetting costs O(1) an actor; a table by key says where in the ring.
 * 2. Typed arrays: 28 bytes an actor at most, and nothing for a garbage collector to walk through.
 */
import { refilled } from '#sim/refilled';

const CAPACITY_MIN = 64;
const EMPTY = 0;

/** Ring and table as they lie. */
export interface TombstonesSnapshot {
  readonly keys: Int32Array;
  readonly finishedAt: Float64Array;
  readonly table: Int32Array;
  readonly head: number;
  readonly count: number;
  readonly size: number;
}

export class Tombstones {
  private readonly horizonMs: number;
  /** The ring: keys and when they finished. */
  private keys = new Int32Array(CAPACITY_MIN);
  private finishedAt = new Float64Array(CAPACITY_MIN);
  private head = 0;
  private count = 0;
  /** Place in the ring + 1; open addressing, at most half full. */
  private table = new Int32Array(2 * CAPACITY_MIN);
  /** Keys in the table: one that finished again, after the horizon, may stand in the ring twice. */
  size = 0;

  constructor(horizonMs: number) {
    this.horizonMs = horizonMs;
  }

  add(key: number, now: number): void {
    this.forget(now);
    if (this.count === this.keys.length) this.grow();
    const place = (this.head + this.count) & (this.keys.length - 1);
    this.keys[place] = key;
    this.finishedAt[place] = now;
    this.count += 1;
    this.enter(key, place);
  }

  has(key: number, now: number): boolean {
    const entry = this.table[this.find(key)]!;
    return entry !== EMPTY && this.finishedAt[entry - 1]! + this.horizonMs >= now;
  }

  private forget(now: number): void {
    while (this.count > 0 && this.finishedAt[this.head]! + this.horizonMs < now) {
      const at = this.find(this.keys[this.head]!);
      if (this.table[at] === this.head + 1) this.remove(at);
      this.head = (this.head + 1) & (this.keys.length - 1);
      this.count -= 1;
    }
  }

  private enter(key: number, place: number): void {
    const at = this.find(key);
    if (this.table[at] === EMPTY) this.size += 1;
    this.table[at] = place + 1;
  }

  /** Where the key stands in the table, or would. */
  private find(key: number): number {
    const { table, keys } = this;
    const mask = table.length - 1;
    let at = home(key) & mask;
    while (table[at] !== EMPTY && keys[table[at]! - 1] !== key) at = (at + 1) & mask;
    return at;
  }

  /** Moves later entries of the same run back, so that there are no marks of what was. */
  private remove(found: number): void {
    const { table, keys } = this;
    const mask = table.length - 1;
    let hole = found;
    for (let at = (hole + 1) & mask; table[at] !== EMPTY; at = (at + 1) & mask) {
      const wanted = home(keys[table[at]! - 1]!) & mask;
      if (((at - wanted) & mask) < ((at - hole) & mask)) continue;
      table[hole] = table[at]!;
      hole = at;
    }
    table[hole] = EMPTY;
    this.size -= 1;
  }

  private grow(): void {
    const { keys, finishedAt, head, count } = this;
    this.keys = new Int32Array(2 * keys.length);
    this.finishedAt = new Float64Array(2 * keys.length);
    this.table = new Int32Array(4 * keys.length);
    this.head = 0;
    this.size = 0;
    for (let i = 0; i < count; i++) {
      const from = (head + i) & (keys.length - 1);
      this.keys[i] = keys[from]!;
      this.finishedAt[i] = finishedAt[from]!;
      this.enter(keys[from]!, i);
    }
  }

  save(): TombstonesSnapshot {
    const { keys, finishedAt, table, head, count, size } = this;
    return { keys: keys.slice(), finishedAt: finishedAt.slice(), table: table.slice(), head, count, size };
  }

  load(saved: TombstonesSnapshot): void {
    this.keys = refilled(this.keys, saved.keys);
    this.finishedAt = refilled(this.finishedAt, saved.finishedAt);
    this.table = refilled(this.table, saved.table);
    this.head = saved.head;
    this.count = saved.count;
    this.size = saved.size;
  }
}

/** Source: Knuth's multiplicative hashing. */
function home(key: number): number {
  const mixed = Math.imul(key, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
