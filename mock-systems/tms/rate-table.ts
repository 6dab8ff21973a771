/**
 * The freight rate table, indexed by lane.
 *
 * 1. A line covers weights from its minimum to its maximum, both included; between two lines there may be a gap,
 *    and a weight in a gap has no price.
 * 2. Charge = max(minimum charge, rate x kilograms), rounded once, half up, to minor units.
 */
import { roundHalfUp } from '../money.ts';
import type { RateLine } from '../settings.ts';

/** Charge of a weight under a line, minor units. */
export function chargeMinor(line: RateLine, weightGrams: number): number {
  const byWeight = roundHalfUp((line.ratePerKgMinor * weightGrams) / 1000);
  const minimum = roundHalfUp(line.minimumChargeMinor);
  return byWeight > minimum ? byWeight : minimum;
}

export class RateTable {
  private readonly lanes = new Map<number, RateLine[]>();

  constructor(lines: readonly RateLine[]) {
    for (const line of lines) {
      const lane = laneKey(line.origin, line.destination);
      const known = this.lanes.get(lane);
      if (known === undefined) this.lanes.set(lane, [line]);
      else known.push(line);
    }
  }

  /** Lines that price this weight on this lane, in table order. Cost: the lines of the lane. */
  covering(origin: number, destination: number, weightGrams: number): RateLine[] {
    const lines = this.lanes.get(laneKey(origin, destination));
    if (lines === undefined) return [];
    return lines.filter((line) => weightGrams >= line.minWeightGrams && weightGrams <= line.maxWeightGrams);
  }
}

/** Ports are below 2^20. */
function laneKey(origin: number, destination: number): number {
  return origin * 0x100000 + destination;
}
