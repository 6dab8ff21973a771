/** KPIs of loads: finding a carrier, pickup, the road, the carrier's reports. Definitions: `catalogue.ts`. */
import type { KpiScope, OutboundFacts } from './facts.ts';
import { ratio, Sample } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { LOAD_FLAG } from './outcomes/tables.ts';
import { contractRejection, rankOneAcceptance } from './tender-kpis.ts';

const DAY_SECONDS = 86_400;
/** A milestone reported so soon is of use to whoever waits for the truck. Source: assumption. */
export const TIMELY_MS = 3_600_000;

export function loadKpis(outcomes: OutboundOutcomes, facts: OutboundFacts, scope: KpiScope) {
  return {
    ...tenders(outcomes, scope),
    rankOneAcceptance: rankOneAcceptance(outcomes, facts, scope),
    ...pickups(outcomes, facts, scope),
    ...reports(outcomes, facts, scope),
  };
}

export function eachLoad(
  { loads }: OutboundOutcomes,
  { load }: KpiScope,
  visit: (row: number) => void,
): void {
  for (let row = 0; row < loads.size; row++) if (load === undefined || load(row)) visit(row);
}

function tenders(outcomes: OutboundOutcomes, scope: KpiScope) {
  const { loads } = outcomes;
  const toBooking = new Sample();
  const depth = new Sample();
  let tendered = 0;
  let first = 0;
  eachLoad(outcomes, scope, (row) => {
    if (loads.offeredAt[row]! < 0) return;
    tendered += 1;
    if ((loads.flags[row]! & LOAD_FLAG.firstAccepted) !== 0) first += 1;
    if (loads.bookedAt[row]! < 0) return;
    depth.add(loads.attempts[row]!);
    toBooking.add(loads.bookedAt[row]! - loads.offeredAt[row]!);
  });
  return {
    loads: tendered,
    firstTenderAcceptance: ratio(first, tendered),
    tenderDepth: depth.mean(),
    tenderToBookingP50: toBooking.quantileMs(0.5),
    tenderToBookingP95: toBooking.quantileMs(0.95),
  };
}

/** Tenders are counted by carrier, not by load. @param of undefined = all */
export function tenderShares(
  outcomes: OutboundOutcomes,
  facts: OutboundFacts,
  of?: (carrier: number) => boolean,
) {
  const { carriers } = outcomes;
  const sum = { offered: 0, rejected: 0, countered: 0, silent: 0 };
  for (let carrier = 0; carrier < carriers.size; carrier++) {
    if (of !== undefined && !of(carrier)) continue;
    sum.offered += carriers.offered[carrier]!;
    sum.rejected += carriers.rejected[carrier]!;
    sum.countered += carriers.countered[carrier]!;
    sum.silent += carriers.silent[carrier]!;
  }
  return {
    tenderRejection: ratio(sum.rejected, sum.offered),
    contractRejection: contractRejection(outcomes, facts, of),
    tenderCounter: ratio(sum.countered, sum.offered),
    tenderSilence: ratio(sum.silent, sum.offered),
  };
}

function pickups(outcomes: OutboundOutcomes, { pickupToleranceMs, endAt }: OutboundFacts, scope: KpiScope) {
  const { loads } = outcomes;
  const end = outcomes.second(endAt);
  const toleranceSeconds = pickupToleranceMs / 1000;
  const dwell = new Sample();
  const transit = new Sample();
  let due = 0;
  let onTime = 0;
  let early = 0;
  let detained = 0;
  let detentionCost = 0;
  eachLoad(outcomes, scope, (row) => {
    const arrivedAt = loads.arrivedAt[row]!;
    const departedAt = loads.departedAt[row]!;
    const latestAt = loads.pickupAt[row]! + toleranceSeconds;
    if (arrivedAt >= 0) {
      due += 1;
      if (arrivedAt <= latestAt) onTime += 1;
      if (arrivedAt < loads.pickupAt[row]! - toleranceSeconds) early += 1;
    } else if (loads.bookedAt[row]! >= 0 && loads.pickupAt[row]! >= 0 && latestAt < end) due += 1;
    if (departedAt < 0) return;
    if (arrivedAt >= 0) dwell.add(departedAt - arrivedAt);
    if (loads.detentionMinor[row]! > 0) detained += 1;
    detentionCost += loads.detentionMinor[row]!;
    if (isDelivered(outcomes, row)) transit.add((loads.deliveredAt[row]! - departedAt) / DAY_SECONDS);
  });
  return {
    onTimePickup: ratio(onTime, due),
    earlyPickup: ratio(early, due),
    dwellP50: dwell.quantileMs(0.5),
    dwellP95: dwell.quantileMs(0.95),
    detainedShare: ratio(detained, dwell.size),
    detentionCost,
    transitDaysMean: transit.mean(),
    transitDaysP95: transit.quantile(0.95),
  };
}

export function isDelivered({ loads }: OutboundOutcomes, row: number): boolean {
  return loads.deliveredAt[row]! >= 0 && (loads.flags[row]! & LOAD_FLAG.lost) === 0;
}

function reports(outcomes: OutboundOutcomes, { milestonesDue }: OutboundFacts, scope: KpiScope) {
  const { lags, loads } = outcomes;
  const lag = new Sample();
  let timely = 0;
  for (let row = 0; row < lags.size; row++) {
    if (scope.load !== undefined && !scope.load(lags.load[row]!)) continue;
    lag.add(lags.seconds[row]!);
    if (lags.seconds[row]! * 1000 <= TIMELY_MS) timely += 1;
  }
  let due = 0;
  let reported = 0;
  eachLoad(outcomes, scope, (row) => {
    const expected = milestonesDue[loads.carrier[row]!];
    if (expected === undefined || !isDelivered(outcomes, row)) return;
    due += expected;
    reported += Math.min(expected, loads.milestones[row]!);
  });
  return {
    milestoneLagP50: lag.quantileMs(0.5),
    milestoneLagP95: lag.quantileMs(0.95),
    milestonesTimely: ratio(timely, lag.size),
    milestonesMissing: ratio(due - reported, due),
  };
}
