/** Something that things come into and go on from, slot by slot: how many are in it, and how many came. */
import type { Level } from './over-time.ts';
import { type Covered, LevelSeries, SumSeries } from './series.ts';
import type { SlotClock } from './slot-clock.ts';

export class Queue {
  readonly level: LevelSeries;
  readonly entered: SumSeries;

  constructor(clock: SlotClock) {
    this.level = new LevelSeries(clock);
    this.entered = new SumSeries(clock);
  }

  /** @param now epoch ms */
  enter(now: number, count = 1): void {
    this.level.change(now, count);
    this.entered.add(count);
  }

  leave(now: number, count = 1): void {
    this.level.change(now, -count);
  }

  result(covered: Covered): Level {
    return { mean: this.level.means(covered), entered: this.entered.first(covered.slots) };
  }
}
