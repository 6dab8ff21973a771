/**
 * Contracted capacity by an own count: loads booked of each contract, by the week of the pickup that TMS has planned.
 *
 * 1. Weeks are from Monday, UTC, as the contracts say. A week is forgotten when it lies so far back that nothing of it is open.
 */
import { DAY_MS } from '#sim/shifts/civil';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { NONE } from './figures.ts';
import { violated } from './part.ts';

const WEEK_MS = 7 * DAY_MS;
/** 1970-01-01 was a Thursday. */
const SINCE_MONDAY_MS = 3 * DAY_MS;
const WEEKS_KEPT = 13;

type Settings = Pick<OutboundWorld, 'tms' | 'names'>;

export class Contracts {
  private readonly world: Settings;
  /** Contract of the carrier of each line of the rate table on the lane of that line; `NONE` = it takes any number. */
  private readonly byLine = new Map<number, number>();
  /** Loads by week x contracts + contract. */
  private taken = new Map<number, number>();

  constructor(world: Settings) {
    this.world = world;
    const { lines, capacity, regionOf } = world.tms;
    for (const { no, carrier, origin, destination } of lines) {
      const region = 'region' in destination ? destination.region : regionOf[destination.place];
      const contract = capacity.findIndex(
        (each) => each.carrier === carrier && each.origin === origin && each.region === region,
      );
      if (contract !== NONE) this.byLine.set(no, contract);
    }
  }

  /** Contract that a load takes of which is booked by a line of the rate table, or `NONE`. */
  of(line: number): number {
    return this.byLine.get(line) ?? NONE;
  }

  week(at: number): number {
    return Math.floor((at + SINCE_MONDAY_MS) / WEEK_MS);
  }

  /** One more load; throws `InvariantViolation` when that is more than the contract has. */
  take(contract: number, week: number, load: number): void {
    if (contract === NONE) return;
    const { tms, names } = this.world;
    const key = week * tms.capacity.length + contract;
    const loads = (this.taken.get(key) ?? 0) + 1;
    const { carrier, origin, region, loadsPerWeek } = tms.capacity[contract]!;
    if (loads > loadsPerWeek)
      violated(
        'capacity-respected',
        `load ${load} is no. ${loads} of ${names.carriers[carrier]} from ${names.places[origin]} to region ${region} ` +
          `in week ${week}; ${loadsPerWeek} are contracted`,
      );
    this.taken.set(key, loads);
  }

  giveBack(contract: number, week: number): void {
    if (contract === NONE) return;
    const key = week * this.world.tms.capacity.length + contract;
    const loads = this.taken.get(key);
    if (loads !== undefined) this.taken.set(key, loads - 1);
  }

  /** Forgets the weeks that are long over. */
  forget(now: number): void {
    const before = (this.week(now) - WEEKS_KEPT) * this.world.tms.capacity.length;
    for (const key of this.taken.keys()) if (key < before) this.taken.delete(key);
  }

  save(): ReadonlyMap<number, number> {
    return new Map(this.taken);
  }

  load(saved: ReadonlyMap<number, number>): void {
    this.taken = new Map(saved);
  }
}
