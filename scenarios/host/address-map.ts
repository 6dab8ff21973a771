/**
 * A map by (type, key), for entries that come and go at every step: open addressing over typed arrays.
 *
 * 1. Nothing is allocated by setting and deleting, once it has grown; a `Map` makes garbage of its own by both.
 * 2. Deleting moves later entries of the same run back, so that there are no marks of what was.
 * 3. It iterates in no order that means anything: who needs one sorts.
 */

const EMPTY = 0;
const CAPACITY_MIN = 64;

export class AddressMap<Value> {
  size = 0;
  /** Type + 1; 0 = nothing here. */
  private types = new Uint8Array(CAPACITY_MIN);
  private keys = new Int32Array(CAPACITY_MIN);
  private entriesAt: (Value | undefined)[] = new Array<Value | undefined>(CAPACITY_MIN).fill(undefined);
  private mask = CAPACITY_MIN - 1;

  get(type: number, key: number): Value | undefined {
    const at = this.find(type, key);
    return at < 0 ? undefined : this.entriesAt[at];
  }

  set(type: number, key: number, value: Value): void {
    const { mask, types, keys } = this;
    let at = home(type, key) & mask;
    while (types[at] !== EMPTY) {
      if (keys[at] === key && types[at] === type + 1) {
        this.entriesAt[at] = value;
        return;
      }
      at = (at + 1) & mask;
    }
    types[at] = type + 1;
    keys[at] = key;
    this.entriesAt[at] = value;
    this.size += 1;
    if (2 * this.size > mask) this.grow();
  }

  delete(type: number, key: number): void {
    const found = this.find(type, key);
    if (found < 0) return;
    const { mask, types, keys, entriesAt } = this;
    let hole = found;
    for (let at = (hole + 1) & mask; types[at] !== EMPTY; at = (at + 1) & mask) {
      const wanted = home(types[at]! - 1, keys[at]!) & mask;
      // It may fill the hole only if its own place is not between the hole and where it stands.
      if (((at - wanted) & mask) < ((at - hole) & mask)) continue;
      types[hole] = types[at]!;
      keys[hole] = keys[at]!;
      entriesAt[hole] = entriesAt[at];
      hole = at;
    }
    types[hole] = EMPTY;
    entriesAt[hole] = undefined;
    this.size -= 1;
  }

  clear(): void {
    this.types.fill(EMPTY);
    this.entriesAt.fill(undefined);
    this.size = 0;
  }

  *values(): IterableIterator<Value> {
    for (let at = 0; at <= this.mask; at++) if (this.types[at] !== EMPTY) yield this.entriesAt[at]!;
  }

  *entries(): IterableIterator<readonly [type: number, key: number, value: Value]> {
    for (let at = 0; at <= this.mask; at++)
      if (this.types[at] !== EMPTY) yield [this.types[at]! - 1, this.keys[at]!, this.entriesAt[at]!];
  }

  private find(type: number, key: number): number {
    const { mask, types, keys } = this;
    for (let at = home(type, key) & mask; types[at] !== EMPTY; at = (at + 1) & mask)
      if (keys[at] === key && types[at] === type + 1) return at;
    return -1;
  }

  private grow(): void {
    const old = [...this.entries()];
    const capacity = 2 * (this.mask + 1);
    this.types = new Uint8Array(capacity);
    this.keys = new Int32Array(capacity);
    this.entriesAt = new Array<Value | undefined>(capacity).fill(undefined);
    this.mask = capacity - 1;
    this.size = 0;
    for (const [type, key, value] of old) this.set(type, key, value);
  }
}

/** Neighbouring keys, as orders have, far apart. Source: Knuth's multiplicative hashing. */
function home(type: number, key: number): number {
  const mixed = Math.imul(key ^ Math.imul(type, 0x85ebca6b), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
