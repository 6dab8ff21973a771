/**
 * The freight rate table and the routing guide, indexed by lane: what a request may cost, with whom.
 *
 * 1. Line haul = max(minimum charge, rate x kilograms), each rounded once, half up; amount = line haul + fuel +
 *    accessorials.
 * 2. Where a carrier has lines to a place for a service, its lines to the region of that place don't count there.
 * 3. Ratings stand in the order of their message; a rank of 0 (not in the guide) comes last.
 */
import type { AuditInputs, Rating, RatingRequest } from '#orchestrator/contracts/tms';
import { assert } from '#sim/assert';
import { roundHalfUp } from '../money.ts';
import { laneKey } from './lane.ts';
import type { DetentionTerms, RoutingGuideLane, TariffLine, TmsSettings } from './settings.ts';
import { accessorialsMinor, Surcharges } from './surcharges.ts';

interface RankedLine {
  readonly line: TariffLine;
  /** 0 = not in the guide. */
  readonly rank: number;
}

const NO_LINES: readonly RankedLine[] = [];
const NO_DETENTION: DetentionTerms = { freeTimeMs: 0, perHourMinor: 0 };

export class Tariff {
  private readonly regionOf: readonly number[];
  private readonly surcharges: Surcharges;
  private readonly detention: readonly DetentionTerms[];
  private readonly dangerousGoodsCarriers: ReadonlySet<number>;
  private readonly byNo = new Map<number, TariffLine>();
  /** By (origin, region); each sorted by (rank, with 0 last, then number). */
  private readonly toRegion = new Map<number, RankedLine[]>();
  /** By (origin, place), for places that have lines of their own: with what counts of the region's. */
  private readonly toPlace = new Map<number, RankedLine[]>();

  constructor(settings: TmsSettings) {
    this.regionOf = settings.regionOf;
    this.surcharges = new Surcharges(settings);
    this.detention = settings.detention ?? [];
    this.dangerousGoodsCarriers = settings.trade.dangerousGoodsCarriers;
    const guide = new Map(settings.guide.map((lane) => [laneKey(lane.origin, lane.region), lane]));
    for (const line of settings.lines) {
      assert(!this.byNo.has(line.no), `rate line ${line.no} stands twice in the table. Number lines once`);
      this.byNo.set(line.no, line);
      const rank = rankOf(guide.get(laneKey(line.origin, this.regionOfLine(line))), line);
      const [index, destination] =
        'place' in line.destination
          ? [this.toPlace, line.destination.place]
          : [this.toRegion, line.destination.region];
      const key = laneKey(line.origin, destination);
      const known = index.get(key);
      if (known === undefined) index.set(key, [{ line, rank }]);
      else known.push({ line, rank });
    }
    for (const own of this.toPlace.values()) this.addRegion(own);
    for (const index of [this.toRegion, this.toPlace])
      for (const lines of index.values()) lines.sort(byRankAndNo);
  }

  private addRegion(own: RankedLine[]): void {
    const { line } = own[0]!;
    const ofRegion = this.toRegion.get(laneKey(line.origin, this.regionOfLine(line))) ?? NO_LINES;
    const counts = ofRegion.filter(({ line: { carrier, service } }) => {
      return !own.some((each) => each.line.carrier === carrier && each.line.service === service);
    });
    own.push(...counts);
  }

  /** A line of the rate table. Throws where there is none. */
  lineOf(rate: number): TariffLine {
    const line = this.byNo.get(rate);
    if (line === undefined)
      assert(false, `there is no rate line ${rate}: book what was rated, or what the table holds`);
    return line;
  }

  /** What the bill of a load with this carrier, picked up then, is audited by. */
  auditInputs(carrier: number, pickupAt: number): AuditInputs {
    const { freeTimeMs, perHourMinor } = this.detention[carrier] ?? NO_DETENTION;
    const fuelShare = this.surcharges.fuelShareAt(pickupAt);
    return { fuelShare, freeTimeMs, detentionPerHourMinor: perHourMinor };
  }

  regionOfLine({ destination }: TariffLine): number {
    return 'region' in destination ? destination.region : (this.regionOf[destination.place] ?? -1);
  }

  /** Ratings sorted by (origin, guide rank, rate). Cost: the lines of the lanes asked for. */
  rateOrder(request: RatingRequest): Rating[] {
    const { origins } = request;
    // Lanes are sorted already.
    return this.rate(request, isSorted(origins) ? origins : origins.toSorted((x, y) => x - y));
  }

  /** Ratings sorted by (guide rank, amount, rate). */
  rateLoad(request: RatingRequest): Rating[] {
    return this.rate(request, request.origins).sort(byRankAmountRate);
  }

  private rate(request: RatingRequest, origins: readonly number[]): Rating[] {
    const { destination, weightGrams, dangerous } = request;
    const fuelShare = this.surcharges.fuelShareAt(request.pickupAt);
    const accessorials = this.surcharges.applyingTo(request);
    const ratings: Rating[] = [];
    for (let i = 0; i < origins.length; i++) {
      const origin = origins[i]!;
      if (origins.indexOf(origin) < i) continue;
      for (const { line, rank } of this.linesOn(origin, destination)) {
        if (weightGrams < line.minWeightGrams || weightGrams > line.maxWeightGrams) continue;
        if (dangerous && !this.dangerousGoodsCarriers.has(line.carrier)) continue;
        const lineHaulMinor = lineHaul(line, weightGrams);
        const fuelMinor = roundHalfUp(lineHaulMinor * fuelShare);
        const extraMinor = accessorialsMinor(accessorials, lineHaulMinor);
        ratings.push(rating(line, rank, lineHaulMinor, fuelMinor, extraMinor));
      }
    }
    return ratings;
  }

  private linesOn(origin: number, destination: number): readonly RankedLine[] {
    const own = this.toPlace.get(laneKey(origin, destination));
    if (own !== undefined) return own;
    const region = this.regionOf[destination];
    return region === undefined ? NO_LINES : (this.toRegion.get(laneKey(origin, region)) ?? NO_LINES);
  }
}

/** Minor units. */
export function lineHaul(line: TariffLine, weightGrams: number): number {
  const byWeight = roundHalfUp((line.ratePerKgMinor * weightGrams) / 1000);
  const minimum = roundHalfUp(line.minimumChargeMinor);
  return byWeight > minimum ? byWeight : minimum;
}

function rating(
  line: TariffLine,
  guideRank: number,
  lineHaulMinor: number,
  fuelMinor: number,
  extraMinor: number,
): Rating {
  return {
    rate: line.no,
    origin: line.origin,
    carrier: line.carrier,
    service: line.service,
    mode: line.mode,
    transitDays: line.transitDays,
    lineHaulMinor,
    fuelMinor,
    accessorialsMinor: extraMinor,
    amountMinor: lineHaulMinor + fuelMinor + extraMinor,
    guideRank,
  };
}

function rankOf(lane: RoutingGuideLane | undefined, { carrier, service }: TariffLine): number {
  if (lane === undefined) return 0;
  return lane.ranked.findIndex((each) => each.carrier === carrier && each.service === service) + 1;
}

function isSorted(numbers: readonly number[]): boolean {
  for (let i = 1; i < numbers.length; i++) if (numbers[i]! < numbers[i - 1]!) return false;
  return true;
}

function compareRanks(x: number, y: number): number {
  if (x === y) return 0;
  if (x === 0) return 1;
  return y === 0 ? -1 : x - y;
}

function byRankAndNo(x: RankedLine, y: RankedLine): number {
  return compareRanks(x.rank, y.rank) || x.line.no - y.line.no;
}

function byRankAmountRate(x: Rating, y: Rating): number {
  return compareRanks(x.guideRank, y.guideRank) || x.amountMinor - y.amountMinor || x.rate - y.rate;
}
