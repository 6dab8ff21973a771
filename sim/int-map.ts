/**
 * A map of int32 keys to int32 values, for what comes and goes all the time and is copied with every branch: open addressing
 * over one typed array.
 *
 * 1. Setting and deleting allocate nothing once it has grown; a copy is a copy of memory.
 * 2. Deleting moves later entries of the same run back, so that there are no marks of what was.
 * 3. `entries` come in no order that means anything: who needs one sorts.
 */
import { refilled } from './refilled.ts';

/** No key. */
const EMPTY = -0x80000000;
const CAPACITY_MIN = 64;

export class IntMap {
  size = 0;
  /** Key and value in turn. */
  private table = emptyTable(CAPACITY_MIN);
  private mask = CAPACITY_MIN - 1;

  /** @returns `otherwise` where there is no such key */
  get(key: number, otherwise: number): number {
    const { table, mask } = this;
    for (let at = home(key) & mask; table[2 * at] !== EMPTY; at = (at + 1) & mask)
      if (table[2 * at] === key) return table[2 * at + 1]!;
    return otherwise;
  }

  set(key: number, value: number): void {
    const { table, mask } = this;
    let at = home(key) & mask;
    while (table[2 * at] !== EMPTY && table[2 * at] !== key) at = (at + 1) & mask;
    table[2 * at + 1] = value;
    if (table[2 * at] === key) return;
    table[2 * at] = key;
    this.size += 1;
    if (2 * this.size > mask) this.grow();
  }

  /** @returns whether it was there */
  delete(key: number): boolean {
    const { table, mask } = this;
    let hole = home(key) & mask;
    while (table[2 * hole] !== key) {
      if (table[2 * hole] === EMPTY) return false;
      hole = (hole + 1) & mask;
    }
    for (let at = (hole + 1) & mask; table[2 * at] !== EMPTY; at = (at + 1) & mask) {
      // It may fill the hole only if its own place is not between the hole and where it stands.
      const wanted = home(table[2 * at]!) & mask;
      if (((at - wanted) & mask) < ((at - hole) & mask)) continue;
      table[2 * hole] = table[2 * at]!;
      table[2 * hole + 1] = table[2 * at + 1]!;
      hole = at;
    }
    table[2 * hole] = EMPTY;
    this.size -= 1;
    return true;
  }

  forEach(visit: (key: number, value: number) => void): void {
    for (let at = 0; at < this.table.length; at += 2)
      if (this.table[at] !== EMPTY) visit(this.table[at]!, this.table[at + 1]!);
  }

  save(): Int32Array {
    return this.table.slice();
  }

  load(saved: Int32Array): void {
    this.table = refilled(this.table, saved);
    this.mask = saved.length / 2 - 1;
    this.size = 0;
    for (let at = 0; at < saved.length; at += 2) if (saved[at] !== EMPTY) this.size += 1;
  }

  clear(): void {
    this.table.fill(EMPTY);
    this.size = 0;
  }

  private grow(): void {
    const old = this.table;
    this.table = emptyTable(old.length);
    this.mask = old.length - 1;
    this.size = 0;
    for (let at = 0; at < old.length; at += 2) if (old[at] !== EMPTY) this.set(old[at]!, old[at + 1]!);
  }
}

function emptyTable(capacity: number): Int32Array {
  return new Int32Array(2 * capacity).fill(EMPTY);
}

/** Neighbouring keys, as orders have, far apart. Source: Knuth's multiplicative hashing. */
function home(key: number): number {
  const mixed = Math.imul(key, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
