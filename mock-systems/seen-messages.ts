/**
 * Which messages of the core a system has had: idempotency keys, kept for a stated time.
 *
 * 1. A message is known again for at least `keptMs` after it came, whatever came since and in whatever order.
 * 2. Memory: a bit for each message that the core sent to anybody in at most twice that time. What is older is forgotten
 *    all at once.
 */
import { assert } from '#sim/assert';
import { CounterSet, type SavedCounters } from '#sim/counter-set';

export interface SavedSeen {
  readonly since: number;
  readonly recent: SavedCounters;
  readonly older: SavedCounters;
}

export class SeenMessages {
  private readonly keptMs: number;
  /** When `recent` was begun: a whole multiple of `keptMs`. */
  private since = 0;
  private recent = new CounterSet();
  private older = new CounterSet();

  /** @param keptMs > 0 */
  constructor(keptMs: number) {
    assert(keptMs > 0, `keptMs must be > 0, got ${keptMs}`);
    this.keptMs = keptMs;
  }

  /** Notes a message by its counter, an integer >= 0; false = it has been seen. */
  note(counter: number, now: number): boolean {
    if (now - this.since >= this.keptMs) this.turn(now);
    if (this.recent.has(counter) || this.older.has(counter)) return false;
    this.recent.add(counter);
    return true;
  }

  private turn(now: number): void {
    const since = now - (now % this.keptMs);
    // Where nothing came for a whole period, all of it may go.
    this.older = since - this.since === this.keptMs ? this.recent : new CounterSet();
    this.recent = new CounterSet();
    this.since = since;
  }

  save(): SavedSeen {
    return { since: this.since, recent: this.recent.save(), older: this.older.save() };
  }

  load(saved: SavedSeen): void {
    this.since = saved.since;
    this.recent = CounterSet.from(saved.recent);
    this.older = CounterSet.from(saved.older);
  }
}
