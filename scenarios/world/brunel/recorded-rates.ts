/** The rate lines that a recorded choice could have been priced by, indexed by carrier and lane. */
import type { FreightRate, ListedOrder, RecordedChoice, TransportMode } from './data-set.ts';

/** What a recorded choice says about how the order went. */
export type RecordedWay = Pick<RecordedChoice, 'carrier' | 'origin' | 'service' | 'transitDays'>;

export class RecordedRates {
  private readonly lanes = new Map<string, FreightRate[]>();

  constructor(rates: readonly FreightRate[]) {
    for (const rate of rates) {
      const key = laneKey(rate.carrier, rate.origin, rate.destination);
      const lane = this.lanes.get(key);
      if (lane === undefined) this.lanes.set(key, [rate]);
      else lane.push(rate);
    }
  }

  /** Lines that price the order the way it went, in table order. */
  pricing(way: RecordedWay, { destination, weightGrams }: ListedOrder): FreightRate[] {
    return this.lane(way, destination).filter(
      (rate) =>
        rate.service === way.service &&
        rate.transitDays === way.transitDays &&
        weightGrams >= rate.minWeightGrams &&
        weightGrams <= rate.maxWeightGrams,
    );
  }

  /** The mode of the carrier on the lane, by service where that tells; null where the table knows none or several. */
  mode(way: RecordedWay, destination: number): TransportMode | null {
    const lane = this.lane(way, destination);
    const ofService = lane.filter((rate) => rate.service === way.service);
    const modes = new Set((ofService.length > 0 ? ofService : lane).map((rate) => rate.mode));
    const [only] = modes;
    return modes.size === 1 ? only! : null;
  }

  private lane({ carrier, origin }: RecordedWay, destination: number): readonly FreightRate[] {
    return this.lanes.get(laneKey(carrier, origin, destination)) ?? [];
  }
}

function laneKey(carrier: number, origin: number, destination: number): string {
  return `${carrier}/${origin}/${destination}`;
}
