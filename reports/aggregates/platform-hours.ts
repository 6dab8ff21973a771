/**
 * The orchestrator hour by hour while orders came in: what it stepped, how long inputs waited, how many stood in line, how many workers were busy.
 *
 * 1. At most `SLOTS_MAX` slots, whatever the length of the run: they begin as hours, and are taken together when there are more. What they
 *    are wide is said (`slotMs`); the busiest hour of each, and the most that were in line, stay as they were.
 * 2. Slots follow each other from the start of the run on. Only the last may be shorter: it ends at `endAt`.
 */

const HOUR_MS = 3_600_000;
/** Five weeks of hours. Source: assumption: as many as a picture of a page's width can show. */
export const SLOTS_MAX = 840;
/** Hours of a slot; each is a multiple of the one before it, and after the last they double. */
const RUNGS = [1, 2, 6, 12, 24];

export interface PlatformOverTime {
  /** Epoch ms. */
  readonly fromAt: number;
  readonly slotMs: number;
  /** End of the last slot: when the last order may come, or of the run. */
  readonly endAt: number;
  /** 0 = without limit. */
  readonly workers: number;
  /** What a step and its commit take. */
  readonly stepMs: number;
  /** Inputs that were stepped. */
  readonly stepped: readonly number[];
  /** How long each of them had waited, for a worker or for its actor; null = there was none. */
  readonly waitedMsMean: readonly (number | null)[];
  /** Inputs in line on a full hour, the most. */
  readonly inLineMax: readonly number[];
  /** Workers busy, mean; null = they are without limit. */
  readonly busyMean: readonly number[] | null;
  /** In the busiest hour of each slot; null = they are without limit, or a slot is an hour. */
  readonly busyMax: readonly number[] | null;
}

/** What was seen in one hour; the last one may be shorter. */
interface SeenHour {
  readonly fromAt: number;
  readonly untilAt: number;
  readonly stepped: number;
  readonly waitedMs: number;
  /** At its end. */
  readonly inLine: number;
}

interface Sums {
  stepped: number;
  waitedMs: number;
  inLineMax: number;
  /** Per ms, of the busiest hour. */
  steppedRateMax: number;
}

export class PlatformHours {
  private readonly startAt: number;
  private readonly workers: number;
  private readonly stepMs: number;
  private slots: Sums[] = [];
  private hoursTogether = 1;
  private endAt: number;

  /** @param stepMs what a step takes of a worker's time */
  constructor(startAt: number, { workers, stepMs }: Pick<PlatformOverTime, 'workers' | 'stepMs'>) {
    this.startAt = startAt;
    this.endAt = startAt;
    this.workers = workers;
    this.stepMs = stepMs;
  }

  /** Hours in the order of time. */
  add({ fromAt, untilAt, stepped, waitedMs, inLine }: SeenHour): void {
    if (untilAt <= fromAt) return;
    const slot = this.slotOf(fromAt);
    slot.stepped += stepped;
    slot.waitedMs += waitedMs;
    slot.inLineMax = Math.max(slot.inLineMax, inLine);
    slot.steppedRateMax = Math.max(slot.steppedRateMax, stepped / (untilAt - fromAt));
    this.endAt = untilAt;
  }

  /** null = there was no hour. */
  result(): PlatformOverTime | null {
    const { startAt, endAt, slots, slotMs, workers, stepMs } = this;
    if (slots.length === 0) return null;
    const widthOf = (slot: number): number => Math.min(slotMs, endAt - startAt - slot * slotMs);
    const busy = (perMs: number): number => rounded(Math.min(workers, perMs * stepMs));
    return {
      fromAt: startAt,
      slotMs,
      endAt,
      workers,
      stepMs,
      stepped: slots.map(({ stepped }) => stepped),
      waitedMsMean: slots.map(({ stepped, waitedMs }) =>
        stepped === 0 ? null : rounded(waitedMs / stepped),
      ),
      inLineMax: slots.map(({ inLineMax }) => inLineMax),
      busyMean: workers === 0 ? null : slots.map(({ stepped }, slot) => busy(stepped / widthOf(slot))),
      busyMax:
        workers === 0 || this.hoursTogether === 1
          ? null
          : slots.map(({ steppedRateMax }) => busy(steppedRateMax)),
    };
  }

  private get slotMs(): number {
    return this.hoursTogether * HOUR_MS;
  }

  private slotOf(at: number): Sums {
    let no = Math.floor((at - this.startAt) / this.slotMs);
    while (no >= SLOTS_MAX) {
      this.grow();
      no = Math.floor((at - this.startAt) / this.slotMs);
    }
    while (this.slots.length <= no)
      this.slots.push({ stepped: 0, waitedMs: 0, inLineMax: 0, steppedRateMax: 0 });
    return this.slots[no]!;
  }

  private grow(): void {
    const next = RUNGS[RUNGS.indexOf(this.hoursTogether) + 1];
    const hours = next === undefined || this.hoursTogether >= 24 ? 2 * this.hoursTogether : next;
    const factor = hours / this.hoursTogether;
    const merged: Sums[] = [];
    for (let from = 0; from < this.slots.length; from += factor)
      merged.push(this.slots.slice(from, from + factor).reduce(together));
    this.slots = merged;
    this.hoursTogether = hours;
  }
}

function together(one: Sums, other: Sums): Sums {
  return {
    stepped: one.stepped + other.stepped,
    waitedMs: one.waitedMs + other.waitedMs,
    inLineMax: Math.max(one.inLineMax, other.inLineMax),
    steppedRateMax: Math.max(one.steppedRateMax, other.steppedRateMax),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
