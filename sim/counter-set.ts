/**
 * A set of counters, most of which lie close together.
 *
 * 1. Memory: a bit for each number from the first one added up to the highest, and an entry for each that lies below the first
 *    or far above it.
 */

export interface SavedCounters {
  readonly first: number;
  readonly words: Uint32Array;
  readonly elsewhere: readonly number[];
}

/** Counters farther than this from the first one are kept one by one. */
const BITS_MAX = 0x4000000;

export class CounterSet {
  /** A multiple of 32; -1 = nothing here. */
  private first: number;
  private words: Uint32Array;
  private readonly elsewhere: Set<number>;

  constructor(first = -1, words = new Uint32Array(0), elsewhere: readonly number[] = []) {
    this.first = first;
    this.words = words;
    this.elsewhere = new Set(elsewhere);
  }

  /** One that shares nothing with what was saved. */
  static from({ first, words, elsewhere }: SavedCounters): CounterSet {
    return new CounterSet(first, words.slice(), elsewhere);
  }

  has(counter: number): boolean {
    const bit = counter - this.first;
    if (this.first < 0 || bit < 0 || bit >= BITS_MAX)
      return this.elsewhere.size > 0 && this.elsewhere.has(counter);
    const word = bit >>> 5;
    return word < this.words.length && (this.words[word]! & (1 << (bit & 31))) !== 0;
  }

  /** @param counter an integer >= 0 */
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
