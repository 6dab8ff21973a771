/**
 * Arrivals against what was promised: counts, sums and a histogram of a size that does not grow.
 *
 * 1. Bins are 2 hours wide within two days of the promise, 12 hours within two weeks, 2 days within two months; what is farther away
 *    is in the outermost bins. The median is the middle of its bin.
 * 2. As the tables of KPIs: an arrival counts to the next whole second, a promise to the last one.
 */
import type { Punctuality } from './network-flows.ts';

const HOUR_MS = 3_600_000;
/** Upper ends of the bins on one side of the promise, hours. */
const ENDS: readonly number[] = [
  ...Array.from({ length: 24 }, (_, i) => 2 * (i + 1)),
  ...Array.from({ length: 24 }, (_, i) => 48 + 12 * (i + 1)),
  ...Array.from({ length: 23 }, (_, i) => 336 + 48 * (i + 1)),
];
const SIDE = ENDS.length;

export class Arrivals {
  private due = 0;
  private late = 0;
  private arrived = 0;
  private latenessMs = 0;
  private lateMs = 0;
  private punctual = 0;
  /** From the earliest to the latest. */
  private readonly bins = new Uint32Array(2 * SIDE);

  /** @param at, promisedAt epoch ms */
  arrive(at: number, promisedAt: number): void {
    const latenessMs = (Math.ceil(at / 1000) - Math.floor(promisedAt / 1000)) * 1000;
    this.due += 1;
    this.arrived += 1;
    this.latenessMs += latenessMs;
    this.bins[binOf(latenessMs)]! += 1;
    if (latenessMs > 0) {
      this.late += 1;
      this.lateMs += latenessMs;
    } else this.punctual += 1;
  }

  /** Came to an end on the way, at an instant at which it may have been due or not. */
  lose(at: number, promisedAt: number): void {
    this.due += 1;
    if (Math.ceil(at / 1000) > Math.floor(promisedAt / 1000)) this.late += 1;
  }

  /** Should have come, and has not. */
  overdue(): void {
    this.due += 1;
    this.late += 1;
  }

  add(other: Arrivals): void {
    this.due += other.due;
    this.late += other.late;
    this.arrived += other.arrived;
    this.latenessMs += other.latenessMs;
    this.lateMs += other.lateMs;
    this.punctual += other.punctual;
    for (let bin = 0; bin < this.bins.length; bin++) this.bins[bin]! += other.bins[bin]!;
  }

  result(): Punctuality {
    const { due, late, arrived } = this;
    return {
      due,
      late,
      arrived,
      latenessHoursMean: hours(this.latenessMs, arrived),
      latenessHoursMedian: this.median(),
      lateHoursMean: hours(this.lateMs, arrived - this.punctual),
    };
  }

  private median(): number | null {
    let before = 0;
    for (let bin = 0; bin < this.bins.length; bin++) {
      before += this.bins[bin]!;
      if (before > 0 && 2 * before >= this.arrived) return middleOf(bin);
    }
    return null;
  }
}

function hours(ms: number, of: number): number | null {
  return of === 0 ? null : Math.round((ms / of / HOUR_MS) * 100) / 100;
}

/** An arrival at the promise itself belongs before it. */
function binOf(latenessMs: number): number {
  const away = Math.abs(latenessMs) / HOUR_MS;
  const steps = away < 48 ? away / 2 : away < 336 ? 24 + (away - 48) / 12 : 48 + (away - 336) / 48;
  return latenessMs > 0
    ? SIDE + Math.min(SIDE - 1, Math.ceil(steps) - 1)
    : SIDE - 1 - Math.min(SIDE - 1, Math.floor(steps));
}

/** Hours after the promise. */
function middleOf(bin: number): number {
  const side = bin < SIDE ? SIDE - 1 - bin : bin - SIDE;
  const middle = ((ENDS[side - 1] ?? 0) + ENDS[side]!) / 2;
  return bin < SIDE ? -middle : middle;
}
