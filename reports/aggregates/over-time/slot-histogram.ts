/** How durations are spread in each slot: see `duration-bins.ts`. */
import { BINS, binOf, quantileOf } from './duration-bins.ts';
import { type BySlot, SLOTS_MAX, type SlotClock } from './slot-clock.ts';

export class SlotHistogram implements BySlot {
  private readonly counts = new Uint32Array((SLOTS_MAX + 1) * BINS);
  private readonly clock: SlotClock;

  constructor(clock: SlotClock) {
    this.clock = clock;
    clock.keep(this);
  }

  /** @param units whole, >= 0 */
  addAt(at: number, units: number): void {
    this.counts[this.clock.indexOf(at) * BINS + binOf(units)]! += 1;
  }

  merge(slots: number): void {
    for (let slot = 0; slot <= SLOTS_MAX; slot++) {
      const together = this.between(slot * slots, Math.min(SLOTS_MAX, (slot + 1) * slots));
      this.counts.set(together, slot * BINS);
    }
  }

  /** Of the slots from one up to, not with, another; null = there is nothing. */
  quantile(share: number, from: number, to: number): number | null {
    return quantileOf(share, this.between(from, to));
  }

  private between(from: number, to: number): Uint32Array {
    const counts = new Uint32Array(BINS);
    for (let slot = from; slot < to; slot++)
      for (let bin = 0; bin < BINS; bin++) counts[bin]! += this.counts[slot * BINS + bin]!;
    return counts;
  }
}
