/**
 * The freight rate table and the routing guide, indexed by lane: what a request may cost, with whom.
 *
 * 1. Line haul = max(minimum charge, rate x kilograms), each rounded once, half up; amount = line haul + fuel +
 *    accessorials.
 * 2. Where a carrier has lines to a place for a service, its lines to the region of that place don't count there.
 * 3. A rating has the detention terms of the carrier's agreement, whatever the line.
 * 4. Ratings stand in the order of their message; a rank of 0 (not in the guide) comes last.
 */
import { type DetentionTerms, NO_DETENTION } from '#orchestrator/contracts/detention';
import type { Rating, RatingRequest } from '#orchestrator/contracts/tms';
import { assert } from '#sim/assert';
import { roundHalfUp } from '../money.ts';
import type { LinePrice, TmsConduct } from './conduct.ts';
import { laneKey } from './lane.ts';
import type { RoutingGuideLane, TariffLine, TmsSettings } from './settings.ts';
import { accessorialsMinor, Surcharges } from './surcharges.ts';

interface RankedLine {
  readonly line: TariffLine;
  /** 0 = not in the guide. */
  readonly rank: number;
}

const NO_LINES: readonly RankedLine[] = [];
const MINUTE_MS = 60_000;

export class Tariff {
  private readonly regionOf: readonly number[];
  private readonly conduct: TmsConduct | undefined;
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
    this.conduct = settings.conduct;
    this.surcharges = new Surcharges(settings);
    this.detention = settings.detention ?? [];
    this.detention.forEach(checkTerms);
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

  /** Share of line haul that fuel comes to for what is picked up then. */
  fuelShareAt(pickupAt: number): number {
    return this.surcharges.fuelShareAt(pickupAt);
  }

  regionOfLine({ destination }: TariffLine): number {
    return 'region' in destination ? destination.region : (this.regionOf[destination.place] ?? -1);
  }

  /** Ratings sorted by (origin, guide rank, rate). Cost: the lines of the lanes asked for. */
  rateOrder(request: RatingRequest): Rating[] {
    const ratings = this.rate(request);
    // Lanes are sorted already.
    return isSorted(request.origins) ? ratings : ratings.sort((x, y) => x.origin - y.origin);
  }

  /** Ratings sorted by (guide rank, amount, rate). */
  rateLoad(request: RatingRequest): Rating[] {
    return this.rate(request).sort(byRankAmountRate);
  }

  private rate(request: RatingRequest): Rating[] {
    const { origins, pickupsAt, destination, weightGrams, dangerous } = request;
    assert(
      origins.length === pickupsAt.length,
      `a rating asked from ${origins.length} places says ${pickupsAt.length} times of pickup. Say one for each place`,
    );
    const accessorials = this.surcharges.applyingTo(request);
    const ratings: Rating[] = [];
    for (let i = 0; i < origins.length; i++) {
      const origin = origins[i]!;
      if (origins.indexOf(origin) < i) continue;
      const fuelShare = this.surcharges.fuelShareAt(pickupsAt[i]!);
      for (const { line, rank } of this.linesOn(origin, destination)) {
        if (weightGrams < line.minWeightGrams || weightGrams > line.maxWeightGrams) continue;
        if (dangerous && !this.dangerousGoodsCarriers.has(line.carrier)) continue;
        const price = this.priceOf(line, request, i);
        if (price === null) continue;
        const { lineHaulMinor, transitDays } = price;
        const fuelMinor = roundHalfUp(lineHaulMinor * fuelShare);
        const extraMinor = accessorialsMinor(accessorials, lineHaulMinor);
        const terms = this.detention[line.carrier] ?? NO_DETENTION;
        ratings.push(rating(line, rank, transitDays, lineHaulMinor, fuelMinor, extraMinor, terms));
      }
    }
    return ratings;
  }

  /** By the table, or as a user's own rating service has it. @param i which of the origins */
  private priceOf(line: TariffLine, request: RatingRequest, i: number): LinePrice | null {
    const { weightGrams, handlingUnits, destination, dangerous } = request;
    const usual = { lineHaulMinor: lineHaul(line, weightGrams), transitDays: line.transitDays };
    if (this.conduct === undefined) return usual;
    const { no: rate, origin, carrier, service, mode } = line;
    const pickupAt = request.pickupsAt[i]!;
    const about = { rate, origin, carrier, service, mode, pickupAt };
    return this.conduct.price({ ...about, weightGrams, handlingUnits, destination, dangerous }, usual);
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
  transitDays: number,
  lineHaulMinor: number,
  fuelMinor: number,
  extraMinor: number,
  detention: DetentionTerms,
): Rating {
  return {
    rate: line.no,
    origin: line.origin,
    carrier: line.carrier,
    service: line.service,
    mode: line.mode,
    transitDays,
    lineHaulMinor,
    fuelMinor,
    accessorialsMinor: extraMinor,
    amountMinor: lineHaulMinor + fuelMinor + extraMinor,
    detention,
    guideRank,
  };
}

/** What is agreed must fit a tender. */
function checkTerms({ freeTimeMs, perHourMinor }: DetentionTerms, carrier: number): void {
  assert(
    freeTimeMs >= 0 && freeTimeMs % MINUTE_MS === 0 && perHourMinor >= 0 && Number.isInteger(perHourMinor),
    `detention of carrier ${carrier}: ${freeTimeMs} ms free, then ${perHourMinor} an hour. ` +
      'Agree on whole minutes and whole minor units',
  );
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
