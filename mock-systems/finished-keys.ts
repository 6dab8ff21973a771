/**
 * Keys of what is over, in the order in which it came to its end, until they may be forgotten.
 *
 * 1. A key is handed out once, and not before it has been over for `keptMs`: repeats that come until then are known as such.
 * 2. No event and no clock of its own: who adds a key also takes those that are due.
 */

export interface SavedFinished {
  readonly keys: readonly number[];
  readonly since: readonly number[];
}

/** Consumed entries are cut off the front when there are so many, and they are half of all. */
const CUT_MIN = 1024;

export class FinishedKeys {
  private readonly keptMs: number;
  private keys: number[] = [];
  private since: number[] = [];
  private head = 0;

  constructor(keptMs: number) {
    this.keptMs = keptMs;
  }

  /** @param now not before that of the last call */
  add(key: number, now: number): void {
    this.keys.push(key);
    this.since.push(now);
  }

  /** A key that may be forgotten, taken out; -1 = there is none. */
  next(now: number): number {
    const { keys, since, head } = this;
    if (head === keys.length || since[head]! >= now - this.keptMs) return -1;
    this.head += 1;
    if (this.head >= CUT_MIN && 2 * this.head >= keys.length) this.cut();
    return keys[head]!;
  }

  save(): SavedFinished {
    return { keys: this.keys.slice(this.head), since: this.since.slice(this.head) };
  }

  load(saved: SavedFinished): void {
    this.keys = saved.keys.slice();
    this.since = saved.since.slice();
    this.head = 0;
  }

  private cut(): void {
    this.keys = this.keys.slice(this.head);
    this.since = this.since.slice(this.head);
    this.head = 0;
  }
}
