/**
 * The plain model of a node's work, where no stations are known: one shipment at a time, a day / capacity on each, first come first served.
 *
 * 1. At most `perDay` shipments are finished in any 24 hours. Capacity that passes unused is gone, that of a shipment called
 *    off too.
 * 2. Fractions of a ms do not add up: instants are counted from the start of the busy time.
 */
import { DAY_MS } from '#sim/shifts/civil';

export interface DailyCapacityState {
  readonly busyFrom: number;
  readonly taken: number;
}

export class DailyCapacity {
  private readonly perDay: number;
  /** When the node began to work without a break. */
  private busyFrom = 0;
  /** Shipments taken on since then. */
  private taken = 0;

  constructor(perDay: number) {
    this.perDay = perDay;
  }

  /** Whole days that a shipment taken on now would wait. */
  daysOff(now: number): number {
    return Math.max(0, Math.floor((this.freeAt() - now) / DAY_MS));
  }

  /** Takes one on; when it is finished. */
  take(now: number): number {
    if (now >= this.freeAt()) {
      this.busyFrom = now;
      this.taken = 0;
    }
    this.taken += 1;
    // One ms short, so that what is taken on at midnight fills the day and no more.
    return this.busyFrom + Math.floor((this.taken * DAY_MS) / this.perDay) - 1;
  }

  save(): DailyCapacityState {
    return { busyFrom: this.busyFrom, taken: this.taken };
  }

  load(saved: DailyCapacityState): void {
    this.busyFrom = saved.busyFrom;
    this.taken = saved.taken;
  }

  private freeAt(): number {
    return this.busyFrom + this.taken * (DAY_MS / this.perDay);
  }
}
