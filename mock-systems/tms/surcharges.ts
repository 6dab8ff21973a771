/** What is charged on top of line haul: fuel by week of pickup, and accessorials. Each is rounded once, half up. */
import type { RatingRequest } from '#orchestrator/contracts/tms';
import { assert } from '#sim/assert';
import { roundHalfUp } from '../money.ts';
import type { Accessorial, TmsSettings } from './settings.ts';

export class Surcharges {
  private readonly fuelFrom: Float64Array;
  private readonly fuelShare: Float64Array;
  private readonly accessorials: readonly Accessorial[];

  constructor({ fuel, accessorials }: Pick<TmsSettings, 'fuel' | 'accessorials'>) {
    fuel.forEach(([fromAt, share], i) => {
      const before = i === 0 ? -Infinity : fuel[i - 1]![0];
      assert(
        fromAt > before && share >= 0,
        `fuel must be sorted and its shares >= 0, got [${fromAt}, ${share}] (fuel[${i}])`,
      );
    });
    this.fuelFrom = Float64Array.from(fuel, ([fromAt]) => fromAt);
    this.fuelShare = Float64Array.from(fuel, ([, share]) => share);
    this.accessorials = accessorials;
  }

  /** Share of line haul for a pickup at this instant. O(log weeks). */
  fuelShareAt(pickupAt: number): number {
    const { fuelFrom } = this;
    let low = 0;
    let high = fuelFrom.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (fuelFrom[middle]! <= pickupAt) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : this.fuelShare[low - 1]!;
  }

  /** Those that a request brings with it: the same for every line. */
  applyingTo({ dangerous, destination }: RatingRequest): readonly Accessorial[] {
    return this.accessorials.filter(({ applies }) =>
      applies === 'dangerous' ? dangerous : applies.destinations.has(destination),
    );
  }
}

/** Sum of accessorials on a line haul, minor units. */
export function accessorialsMinor(applying: readonly Accessorial[], lineHaulMinor: number): number {
  let sum = 0;
  for (const { amountMinor, lineHaulShare } of applying)
    sum += roundHalfUp(amountMinor + lineHaulMinor * lineHaulShare);
  return sum;
}
