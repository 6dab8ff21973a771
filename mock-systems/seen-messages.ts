/**
 * Which messages of the core a system has had: idempotency keys, kept for a stated time.
 *
 * 1. A message is known again for at least `keptMs` after it came, whatever came since and in whatever order.
 * 2. Memory: the messages of at most twice that time. What is older is forgotten all at once, so that nothing is kept a
 *    message but its number.
 */
import { assert } from '#sim/assert';

export interface SavedSeen {
  readonly since: number;
  readonly recent: readonly number[];
  readonly older: readonly number[];
}

export class SeenMessages {
  private readonly keptMs: number;
  /** When `recent` was begun: a whole multiple of `keptMs`. */
  private since = 0;
  private recent = new Set<number>();
  private older = new Set<number>();

  /** @param keptMs > 0 */
  constructor(keptMs: number) {
    assert(keptMs > 0, `keptMs must be > 0, got ${keptMs}`);
    this.keptMs = keptMs;
  }

  /** Notes a message by its counter; false = it has been seen. */
  note(counter: number, now: number): boolean {
    if (now - this.since >= this.keptMs) this.turn(now);
    if (this.recent.has(counter) || this.older.has(counter)) return false;
    this.recent.add(counter);
    return true;
  }

  private turn(now: number): void {
    const since = now - (now % this.keptMs);
    // Where nothing came for a whole period, all of it may go.
    this.older = since - this.since === this.keptMs ? this.recent : new Set();
    this.recent = new Set();
    this.since = since;
  }

  save(): SavedSeen {
    return { since: this.since, recent: [...this.recent], older: [...this.older] };
  }

  load(saved: SavedSeen): void {
    this.since = saved.since;
    this.recent = new Set(saved.recent);
    this.older = new Set(saved.older);
  }
}
