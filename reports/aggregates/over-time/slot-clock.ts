/**
 * Which slot of time an instant is in. Slots are as short as so many of them reach over the run, and grow when it goes on for longer
 * than was thought.
 *
 * 1. There are at most `SLOTS_MAX` slots, whatever the length of the run. What is kept by slot is merged when they grow: nothing of it
 *    is lost.
 * 2. Slots begin at a midnight UTC, so that those of a day are days.
 * 3. Once it is not worth while to grow any more, all that comes later is in one slot behind the last, which is not drawn.
 */

/** Source: assumption. A picture of half a page is 400 pixels wide. */
export const SLOTS_MAX = 400;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Each is a multiple of the one before it; from the last one on they double. */
const RUNGS_MS = [15 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS, DAY_MS];

/** Something that is kept by slot. */
export interface BySlot {
  /** So many slots become one. */
  merge(slots: number): void;
}

export class SlotClock {
  /** Midnight UTC at or before the start of the run. */
  readonly fromAt: number;
  slotMs: number;
  /** The slot of the instant passed last, and when it ends. */
  slot = 0;
  slotEndAt: number;
  private isClosed = false;
  private readonly kept: BySlot[] = [];
  private readonly goesOn: (now: number) => boolean;

  /**
   * @param startAt of the run, epoch ms
   * @param thoughtUntil to when it is thought to be worth drawing
   * @param goesOn asked when an instant is beyond the last slot: whether slots are to grow
   */
  constructor(startAt: number, thoughtUntil: number, goesOn: (now: number) => boolean) {
    this.goesOn = goesOn;
    this.fromAt = Math.floor(startAt / DAY_MS) * DAY_MS;
    this.slotMs = RUNGS_MS[0]!;
    while (this.fromAt + SLOTS_MAX * this.slotMs < thoughtUntil) this.slotMs *= this.stepUp();
    this.slotEndAt = this.fromAt + this.slotMs;
  }

  /** Is merged when slots grow. */
  keep<Kept extends BySlot>(kept: Kept): Kept {
    this.kept.push(kept);
    return kept;
  }

  /** Time has come so far. */
  pass(now: number): void {
    if (now < this.slotEndAt) return;
    while (now >= this.untilAt && !this.isClosed) {
      if (this.goesOn(now)) this.grow();
      else this.isClosed = true;
    }
    this.slot = this.indexOf(now);
    this.slotEndAt = this.slot === SLOTS_MAX ? Infinity : this.endOf(this.slot);
  }

  /** The slot of an instant, `SLOTS_MAX` where it is beyond the last one. */
  indexOf(at: number): number {
    return Math.min(SLOTS_MAX, Math.max(0, Math.floor((at - this.fromAt) / this.slotMs)));
  }

  endOf(slot: number): number {
    return this.fromAt + (slot + 1) * this.slotMs;
  }

  /** End of the last slot. */
  get untilAt(): number {
    return this.fromAt + SLOTS_MAX * this.slotMs;
  }

  private grow(): void {
    const factor = this.stepUp();
    for (const kept of this.kept) kept.merge(factor);
    this.slotMs *= factor;
    this.slot = Math.floor(this.slot / factor);
    this.slotEndAt = this.endOf(this.slot);
  }

  private stepUp(): number {
    const next = RUNGS_MS[RUNGS_MS.indexOf(this.slotMs) + 1];
    return next === undefined || this.slotMs >= DAY_MS ? 2 : next / this.slotMs;
  }
}
