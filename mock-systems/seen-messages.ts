/**
 * Which messages of the core a system has had: idempotency keys, kept for a stated time.
 *
 * 1. A message is known again for at least `keptMs` after it came, whatever came since and in whatever order.
 * 2. Memory: a bit for each message that the core sent to anybody in at most twice that time. What is older is forgotten
 *    all at once.
 */
import { assert } from '#sim/assert';

export interface SavedSeen {
  readonly since: number;
  readonly recent: SavedCounters;
  readonly older: SavedCounters;
}

interface SavedCounters {
  readonly first: number;
  readonly words: Uint32Array;
  readonly elsewhere: readonly number[];
}

/** Counters farther than this from the first one seen are kept one by one. */
const BITS_MAX = 0x4000000;

/** A set of counters, most of which lie close together, above the first. */
class Counters {
  /** A multiple of 32; -1 = nothing here. */
  private first: number;
  private words: Uint32Array;
  private readonly elsewhere: Set<number>;

  constructor(first = -1, words = new Uint32Array(0), elsewhere: readonly number[] = []) {
    this.first = first;
    this.words = words;
    this.elsewhere = new Set(elsewhere);
  }

  has(counter: number): boolean {
    const bit = counter - this.first;
    if (this.first < 0 || bit < 0 || bit >= BITS_MAX)
      return this.elsewhere.size > 0 && this.elsewhere.has(counter);
    const word = bit >>> 5;
    return word < this.words.length && (this.words[word]! & (1 << (bit & 31))) !== 0;
  }

  add(counter: number): void {
    if (this.first < 0) this.first = counter - (counter % 32);
    const bit = counter - this.first;
    if (bit < 0 || bit >= BITS_MAX) {
      this.elsewhere.add(counter);
      return;
    }
    const word = bit >>> 5;
    if (word >= this.words.length) this.growTo(word);
    this.words[word]! |= 1 << (bit & 31);
  }

  private growTo(word: number): void {
    const words = new Uint32Array(Math.max(64, 2 * this.words.length, word + 1));
    words.set(this.words);
    this.words = words;
  }

  save(): SavedCounters {
    return { first: this.first, words: this.words.slice(), elsewhere: [...this.elsewhere] };
  }
}

function countersOf({ first, words, elsewhere }: SavedCounters): Counters {
  return new Counters(first, words.slice(), elsewhere);
}

export class SeenMessages {
  private readonly keptMs: number;
  /** When `recent` was begun: a whole multiple of `keptMs`. */
  private since = 0;
  private recent = new Counters();
  private older = new Counters();

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
    this.older = since - this.since === this.keptMs ? this.recent : new Counters();
    this.recent = new Counters();
    this.since = since;
  }

  save(): SavedSeen {
    return { since: this.since, recent: this.recent.save(), older: this.older.save() };
  }

  load(saved: SavedSeen): void {
    this.since = saved.since;
    this.recent = countersOf(saved.recent);
    this.older = countersOf(saved.older);
  }
}
