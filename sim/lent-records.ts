/**
 * Records by key that a snapshot lends: what is never touched is never copied.
 *
 * 1. Order is that of a Map: by when a key came. Restoring takes O(1), a record's first `get` after it one copy.
 * 2. Nothing is written into what was lent: `get` gives the holder's own copy. What `forEach` shows is for reading.
 * 3. `save` copies what is the holder's own and passes on what is still lent: snapshots share it, and nobody writes into it.
 */

/** What a snapshot holds: plain data that can be cloned. */
export type SavedRecords<R> = ReadonlyMap<number, R>;

const NOTHING: ReadonlyMap<number, never> = new Map<number, never>();

export class LentRecords<R extends object> {
  private readonly copyOf: (record: R) => R;
  private lent: SavedRecords<R> = NOTHING;
  /** Of lent keys: the copy that took its place; null = deleted. */
  private readonly taken = new Map<number, R | null>();
  private readonly own = new Map<number, R>();
  private gone = 0;
  /** Walks under way. Until the last ends, `taken` is what tells deleted keys from those that are there. */
  private visiting = 0;

  /** @param copyOf a copy that shares nothing that is ever written into. */
  constructor(copyOf: (record: R) => R) {
    this.copyOf = copyOf;
  }

  get size(): number {
    return this.lent.size - this.gone + this.own.size;
  }

  has(key: number): boolean {
    return this.own.has(key) || this.holdsLent(key);
  }

  /** To read and to write into. */
  get(key: number): R | undefined {
    const own = this.own.get(key);
    return own !== undefined || this.lent === NOTHING ? own : this.take(key);
  }

  set(key: number, record: R): void {
    if (this.lent !== NOTHING && this.holdsLent(key)) this.taken.set(key, record);
    else this.own.set(key, record);
  }

  delete(key: number): boolean {
    if (this.lent === NOTHING || !this.holdsLent(key)) return this.own.delete(key);
    this.taken.set(key, null);
    this.gone += 1;
    this.giveBackWhenEmpty();
    return true;
  }

  /** As of a Map: what `visit` deletes before its turn is not visited, what it adds is. */
  forEach(visit: (record: Readonly<R>, key: number) => void): void {
    this.visiting += 1;
    try {
      for (const [key, lent] of this.lent) {
        const taken = this.taken.get(key);
        if (taken !== null) visit(taken ?? lent, key);
      }
      this.own.forEach(visit);
    } finally {
      this.visiting -= 1;
      this.giveBackWhenEmpty();
    }
  }

  save(): SavedRecords<R> {
    const saved = new Map<number, R>();
    for (const [key, lent] of this.lent) {
      const taken = this.taken.get(key);
      if (taken !== null) saved.set(key, taken === undefined ? lent : this.copyOf(taken));
    }
    for (const [key, own] of this.own) saved.set(key, this.copyOf(own));
    return saved;
  }

  load(saved: SavedRecords<R>): void {
    this.giveBack();
    this.own.clear();
    if (saved.size > 0) this.lent = saved;
  }

  private holdsLent(key: number): boolean {
    return this.lent.has(key) && this.taken.get(key) !== null;
  }

  private take(key: number): R | undefined {
    const taken = this.taken.get(key);
    if (taken !== undefined) return taken ?? undefined;
    const lent = this.lent.get(key);
    if (lent === undefined) return undefined;
    const copy = this.copyOf(lent);
    this.taken.set(key, copy);
    return copy;
  }

  private giveBackWhenEmpty(): void {
    if (this.visiting === 0 && this.gone > 0 && this.gone === this.lent.size) this.giveBack();
  }

  private giveBack(): void {
    this.lent = NOTHING;
    this.taken.clear();
    this.gone = 0;
  }
}
