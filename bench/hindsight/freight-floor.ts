/**
 * What the freight of an order can't be less than, by a line of the rate table.
 *
 * 1. Alone = each shipment is a load of its own; shared = it pays by weight for its part of a load that is as full as its line and its lane allow.
 *    Dividing an order among shipments never makes it cheaper than the cheaper of the two: charges are subadditive.
 * 2. Fuel is the least share of line haul that holds on any day of the run; accessorials, detention, counter-offers and wrong bills are on top, and
 *    count as 0.
 */

import type { TariffLine } from '#mock-systems/tms/settings';
import { lineHaul } from '#mock-systems/tms/tariff';
import { originsFrom } from '#orchestrator/model/network';
import type { OutboundWorld } from '#scenarios/world/outbound-world';

/** A shipment's weight is rounded to grams, and breaks of rates are inclusive. */
const ROUNDING_GRAMS = 1;

export class FreightFloor {
  /** By node and place. */
  private readonly lines = new Map<number, readonly TariffLine[]>();
  private readonly world: OutboundWorld;
  private readonly fuelShare: number;

  constructor(world: OutboundWorld) {
    this.world = world;
    this.fuelShare = leastFuel(world);
  }

  /** Those that could carry something from a node to a place. */
  linesOf(node: number, place: number): readonly TariffLine[] {
    const { network, names, tms } = this.world;
    const key = node * names.places.length + place;
    const known = this.lines.get(key);
    if (known !== undefined) return known;
    const origins = originsFrom(network.nodes[node]!);
    const region = tms.regionOf[place];
    const lines = tms.lines.filter(({ origin, destination }) => {
      if (!origins.includes(origin)) return false;
      return 'place' in destination ? destination.place === place : destination.region === region;
    });
    this.lines.set(key, lines);
    return lines;
  }

  /** Of one shipment alone; null = the line takes no such weight. @param grams whole */
  alone(line: TariffLine, grams: number): number | null {
    if (grams > line.maxWeightGrams + ROUNDING_GRAMS) return null;
    return this.inParts(line, grams);
  }

  /** Of shipments that each go alone, together; null = the line takes no part of such a weight. */
  inParts(line: TariffLine, grams: number): number | null {
    if (grams < line.minWeightGrams - ROUNDING_GRAMS) return null;
    return this.withFuel(lineHaul(line, Math.max(0, grams - ROUNDING_GRAMS)));
  }

  /** Of its part of a load; null = nothing of it can share one. */
  shared(line: TariffLine, grams: number, node: number, place: number): number | null {
    const { network, tms } = this.world;
    const { cutoffs, parcelBelowGrams, weightGramsMax } = network.lanes[network.laneOf(node, place)]!;
    const parcels = tms.consolidation === undefined ? parcelBelowGrams : 0;
    if (cutoffs.length === 0 || grams < parcels) return null;
    const full = Math.min(line.maxWeightGrams, Math.max(weightGramsMax, grams));
    if (line.minWeightGrams > full) return null;
    const perGram = Math.max(line.minimumChargeMinor / full, line.ratePerKgMinor / 1000);
    return this.withFuel(perGram * Math.max(0, grams - ROUNDING_GRAMS));
  }

  /** Line haul and fuel are each rounded, half a minor unit at most. */
  private withFuel(lineHaulMinor: number): number {
    return Math.max(0, Math.floor(lineHaulMinor * (1 + this.fuelShare)) - 1);
  }
}

function leastFuel({ tms, market, startAt, endAt }: OutboundWorld): number {
  const rated = leastShare(tms.fuel, startAt, endAt);
  return market.fuel === undefined ? rated : Math.min(rated, leastShare(market.fuel, startAt, endAt));
}

/** Of a share that changes at instants, sorted; 0 before the first. */
function leastShare(
  shares: readonly (readonly [fromAt: number, share: number])[],
  startAt: number,
  endAt: number,
): number {
  let least = Infinity;
  let before = 0;
  for (const [fromAt, share] of shares) {
    if (fromAt > endAt) break;
    if (fromAt > startAt) least = Math.min(least, before);
    before = share;
  }
  return Math.min(least, before);
}
