/**
 * How long a partner takes to answer, and whether that drifts.
 *
 * 1. An answer is held against answers to the same kind of message: other questions make no drift. A drift is that of the median, so that
 *    one answer that took for ever makes none; weighed by how many answers of a kind there were at both ends.
 * 2. Memory: for each kind of message slots, and bins for the first and the last third.
 */
import { BINS, binOf, quantileOf } from './duration-bins.ts';
import { SumSeries } from './series.ts';
import { SLOTS_MAX, type SlotClock } from './slot-clock.ts';

/** Fewer at either end tell nothing of a kind. Source: assumption. */
const LEAST = 10;

/** First and last third of the time in which orders come in, warm-up left out. */
export interface Thirds {
  readonly firstFrom: number;
  readonly firstUntil: number;
  readonly lastFrom: number;
  readonly lastUntil: number;
}

interface OfKind {
  readonly count: SumSeries;
  readonly ms: SumSeries;
  readonly first: Uint32Array;
  readonly last: Uint32Array;
}

export class Answers {
  private readonly clock: SlotClock;
  private readonly thirds: Thirds;
  private readonly kinds = new Map<string, OfKind>();

  constructor(clock: SlotClock, thirds: Thirds) {
    this.clock = clock;
    this.thirds = thirds;
  }

  /** Now. @param kind of the message that is answered */
  add(now: number, kind: string, ms: number): void {
    let own = this.kinds.get(kind);
    if (own === undefined) {
      own = this.emptyKind();
      this.kinds.set(kind, own);
    }
    own.count.add(1);
    own.ms.add(ms);
    const { firstFrom, firstUntil, lastFrom, lastUntil } = this.thirds;
    if (now >= firstFrom && now < firstUntil) own.first[binOf(ms)]! += 1;
    else if (now >= lastFrom && now < lastUntil) own.last[binOf(ms)]! += 1;
  }

  /** What answers took, slot by slot, and what as many to the same kinds take over the whole run. */
  bySlot(slots: number): { readonly answerMs: number[]; readonly answerMsUsual: number[] } {
    const answerMs = new Array<number>(slots).fill(0);
    const usual = new Array<number>(slots).fill(0);
    for (const { count, ms } of this.kinds.values()) {
      const all = count.between(0, SLOTS_MAX + 1);
      const eachMs = ms.between(0, SLOTS_MAX + 1) / all;
      for (const [slot, answers] of count.first(slots).entries()) usual[slot]! += answers * eachMs;
      for (const [slot, sum] of ms.first(slots).entries()) answerMs[slot]! += sum;
    }
    return { answerMs, answerMsUsual: usual.map(Math.round) };
  }

  /** Of all kinds; null = there is none. */
  quantile(share: number, third: 'first' | 'last'): number | null {
    const counts = new Uint32Array(BINS);
    for (const kind of this.kinds.values())
      for (let bin = 0; bin < BINS; bin++) counts[bin]! += kind[third][bin]!;
    return quantileOf(share, counts);
  }

  /** By how much the median of the same question is longer in the last third, as a share; null = there is too little of either. */
  drift(): number | null {
    let weight = 0;
    let sum = 0;
    for (const { first, last } of this.kinds.values()) {
      const few = Math.min(sizeOf(first), sizeOf(last));
      const before = quantileOf(0.5, first);
      const after = quantileOf(0.5, last);
      if (few < LEAST || before === null || after === null || before === 0) continue;
      weight += few;
      sum += few * (after / before - 1);
    }
    return weight === 0 ? null : Math.round((sum / weight) * 1e4) / 1e4;
  }

  private emptyKind(): OfKind {
    return {
      count: new SumSeries(this.clock),
      ms: new SumSeries(this.clock),
      first: new Uint32Array(BINS),
      last: new Uint32Array(BINS),
    };
  }
}

function sizeOf(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
