/**
 * Contracted capacity: how many loads a carrier takes on a lane in a week.
 *
 * 1. Loads taken are never more than the contract says; a load is given back to the week it was taken from.
 * 2. Weeks are from Monday, UTC, of the pickup. A week is forgotten once it lies `keptMs` back.
 */
import { assert } from '#sim/assert';
import { DAY_MS } from '#sim/shifts/civil';
import { laneKey } from './lane.ts';
import type { CapacityContract } from './settings.ts';

const WEEK_MS = 7 * DAY_MS;
/** 1970-01-01 was a Thursday: the Monday before it is so far away. */
const SINCE_MONDAY_MS = 3 * DAY_MS;

/** Capacity without a contract. */
export const NO_CONTRACT = -1;

/** Loads taken by contract, by week. */
export type TakenByWeek = Map<number, number[]>;

export function weekOf(at: number): number {
  return Math.floor((at + SINCE_MONDAY_MS) / WEEK_MS);
}

export class Capacity {
  taken: TakenByWeek = new Map();
  private readonly contracts: readonly CapacityContract[];
  private readonly keptMs: number;
  /** Index of the contract by lane, by carrier. */
  private readonly byCarrier = new Map<number, Map<number, number>>();

  constructor(contracts: readonly CapacityContract[], keptMs: number) {
    this.contracts = contracts;
    this.keptMs = keptMs;
    contracts.forEach(({ carrier, origin, region, loadsPerWeek }, i) => {
      assert(
        Number.isInteger(loadsPerWeek) && loadsPerWeek >= 0,
        `loadsPerWeek must be a whole number >= 0, got ${loadsPerWeek} (capacity[${i}])`,
      );
      const lanes = this.byCarrier.get(carrier) ?? new Map<number, number>();
      this.byCarrier.set(carrier, lanes);
      const lane = laneKey(origin, region);
      assert(
        !lanes.has(lane),
        `carrier ${carrier} has two contracts on one lane (capacity[${i}]). Join them`,
      );
      lanes.set(lane, i);
    });
  }

  /** Number of the contract of a carrier on a lane, or `NO_CONTRACT`. */
  contractOf(carrier: number, origin: number, region: number): number {
    return this.byCarrier.get(carrier)?.get(laneKey(origin, region)) ?? NO_CONTRACT;
  }

  /** Takes one load; false = the week is full. */
  take(contract: number, week: number, now: number): boolean {
    if (contract === NO_CONTRACT) return true;
    const loads = this.week(week, now);
    if (loads[contract]! >= this.contracts[contract]!.loadsPerWeek) return false;
    loads[contract]! += 1;
    return true;
  }

  giveBack(contract: number, week: number): void {
    const loads = this.taken.get(week);
    if (contract === NO_CONTRACT || loads === undefined) return;
    assert(
      loads[contract]! > 0,
      `more loads of week ${week} were given back than taken (contract ${contract})`,
    );
    loads[contract]! -= 1;
  }

  /** Loads taken in a week. */
  takenOf(contract: number, week: number): number {
    return this.taken.get(week)?.[contract] ?? 0;
  }

  save(): TakenByWeek {
    return copy(this.taken);
  }

  load(saved: TakenByWeek): void {
    this.taken = copy(saved);
  }

  private week(week: number, now: number): number[] {
    const known = this.taken.get(week);
    if (known !== undefined) return known;
    const oldest = weekOf(now - this.keptMs);
    for (const each of this.taken.keys()) if (each < oldest) this.taken.delete(each);
    const loads = this.contracts.map(() => 0);
    this.taken.set(week, loads);
    return loads;
  }
}

function copy(taken: TakenByWeek): TakenByWeek {
  const all: TakenByWeek = new Map();
  for (const [week, loads] of taken) all.set(week, loads.slice());
  return all;
}
