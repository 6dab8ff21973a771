/**
 * Ratings by the orchestrator's own copy of TMS's rate table, as TMS would have given them on the day of the copy.
 *
 * 1. The share for fuel is the one that counts on the day of the copy: what counts from a later day on is not known yet, for whatever day
 *    a pickup is planned.
 * 2. Line haul = max(minimum charge, rate x kilograms), each rounded once; fuel and accessorials on it are rounded once each.
 */
import { NO_DETENTION } from '../../../contracts/detention.ts';
import type { Rating, RatingRequest } from '../../../contracts/tms.ts';
import { roundHalfAway } from '../../../model/money.ts';
import { copiedAt, type RankedLine, type RateSheet, sheetLane } from '../../../model/rate-sheet.ts';

/** Of an order: by origin, then guide rank, with 0 last, then line. */
export function rateOrder(sheet: RateSheet, request: RatingRequest, now: number): Rating[] {
  return rate(sheet, request, now).sort(
    (x, y) => x.origin - y.origin || byRank(x.guideRank, y.guideRank) || x.rate - y.rate,
  );
}

/** Of a load: by guide rank, with 0 last, then amount, then line. */
export function rateLoad(sheet: RateSheet, request: RatingRequest, now: number): Rating[] {
  return rate(sheet, request, now).sort(
    (x, y) => byRank(x.guideRank, y.guideRank) || x.amountMinor - y.amountMinor || x.rate - y.rate,
  );
}

function rate(sheet: RateSheet, request: RatingRequest, now: number): Rating[] {
  const { origins, pickupsAt, destination, weightGrams, dangerous } = request;
  const ratings: Rating[] = [];
  origins.forEach((origin, at) => {
    if (origins.indexOf(origin) < at) return;
    const fuelShare = fuelShareAt(sheet, Math.min(pickupsAt[at]!, copiedAt(sheet, now)));
    for (const ranked of sheet.lanes.get(sheetLane(origin, destination)) ?? []) {
      const { line } = ranked;
      if (weightGrams < line.minWeightGrams || weightGrams > line.maxWeightGrams) continue;
      if (dangerous && !sheet.dangerousGoodsCarriers.has(line.carrier)) continue;
      ratings.push(price(sheet, ranked, request, fuelShare));
    }
  });
  return ratings;
}

function price(
  { accessorials, detention }: RateSheet,
  { line, rank: guideRank }: RankedLine,
  { weightGrams, dangerous, destination }: RatingRequest,
  fuelShare: number,
): Rating {
  const lineHaulMinor = Math.max(
    roundHalfAway(line.minimumChargeMinor),
    roundHalfAway((line.ratePerKgMinor * weightGrams) / 1000),
  );
  const fuelMinor = roundHalfAway(lineHaulMinor * fuelShare);
  let accessorialsMinor = 0;
  for (const { applies, amountMinor, lineHaulShare } of accessorials) {
    if (applies === 'dangerous' ? dangerous : applies.destinations.has(destination))
      accessorialsMinor += roundHalfAway(amountMinor + lineHaulMinor * lineHaulShare);
  }
  const { no, origin, carrier, service, mode, transitDays } = line;
  return {
    rate: no,
    origin,
    carrier,
    service,
    mode,
    transitDays,
    lineHaulMinor,
    fuelMinor,
    accessorialsMinor,
    amountMinor: lineHaulMinor + fuelMinor + accessorialsMinor,
    detention: detention[carrier] ?? NO_DETENTION,
    guideRank,
  };
}

function fuelShareAt({ fuel }: RateSheet, at: number): number {
  let share = 0;
  for (const [fromAt, each] of fuel) {
    if (fromAt > at) break;
    share = each;
  }
  return share;
}

function byRank(x: number, y: number): number {
  if (x === y) return 0;
  if (x === 0) return 1;
  return y === 0 ? -1 : x - y;
}
