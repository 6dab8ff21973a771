/**
 * A load that is late changes carriers under way: the one that has it holds it at a terminal, another is tendered, booked, and
 * fetches it there.
 *
 * 1. Once a load; never one with papers (they name the carrier), nor one that nobody prices.
 * 2. Until the new carrier stands at the terminal the former one has it: whatever fails before sends it on with that one, as agreed
 *    (where its truck does not come: `load-revert.ts`).
 * 3. The former carrier's earnings are an advance of the new one, and stand on its bill: a load has one bill.
 * 4. What it costs on top is at most what was decided on: the new carrier's price. A former carrier that wants more than was agreed
 *    with it drives on.
 */
import { type HoldAnswered, MILESTONE, type TenderCountered } from '../../../contracts/carriers.ts';
import { carrierPartner, TMS } from '../../../contracts/partners.ts';
import type { LoadBooked, Rating, RatingRequest } from '../../../contracts/tms.ts';
import type { Out } from '../../../core/out.ts';
import type { DelayOption } from '../../../decisions/delay-response.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { FREIGHT_INVOICE, SHIPMENT } from '../inputs.ts';
import { rateLoad } from '../order/rate-copy.ts';
import { expectedAt } from './load-prediction.ts';
import { sendBooking } from './load-requests.ts';
import { watchFrom } from './load-silence.ts';
import { type LoadState, NOT_ASKED, TENDER_TIMER, WATCH_TIMER } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { confirmTerms, toleratesTerms } from './load-terms.ts';
import { waitForAnswer, waitsNoMore } from './load-waiting.ts';
import { arrivalOf } from './pickup.ts';

/** Carriers offered to the decision. */
const ONWARD_MAX = 8;
/** X12 element 150 of what a former carrier has earned. Source: assumption. */
const ADVANCE = 'ADV';

/** Why a reroute came to nothing: `a` of `rerouteFailed`. */
export const REROUTE_FAILURE = {
  cannotHold: 1,
  noAnswer: 2,
  tooDear: 3,
  rejected: 4,
  silent: 5,
  noCapacity: 6,
  noTruck: 7,
} as const;

/** Whether another carrier may come to have it. */
export function mayReroute(draft: LoadState, network: Network): boolean {
  const { rerouted, papers, unpriced, settled, expediteMinor, milestone, rate } = draft;
  return (
    network.limits.rerouteMinorMax > 0 &&
    network.freight === undefined &&
    !rerouted &&
    !papers &&
    !unpriced &&
    !settled &&
    expediteMinor === NOT_ASKED &&
    milestone < MILESTONE.outForDelivery &&
    rate >= 0
  );
}

/** No table has prices from a terminal: it is rated as if it left the node now. @returns ratings of the own copy; null = TMS is asked */
export function askOnward(
  draft: LoadState,
  key: number,
  network: Network,
  now: Instant,
  out: Out,
): Rating[] | null {
  draft.ratings += 1;
  draft.onward = [];
  const request: RatingRequest = {
    origins: [network.nodes[draft.node]!.place],
    destination: network.lanes[draft.lane]!.place,
    weightGrams: draft.weightGrams,
    handlingUnits: draft.handlingUnits,
    dangerous: false,
    pickupsAt: [now + network.limits.pickupLeadMs],
  };
  if (network.rates !== undefined) return rateLoad(network.rates, request, now);
  out.send(TMS, 'requestRating', key, draft.ratings, 1, request);
  return null;
}

/** Carriers that would be there sooner, in the order of their ratings. */
export function onwardOptions(
  draft: LoadState,
  rated: readonly Rating[],
  network: Network,
  now: Instant,
): DelayOption[] {
  const estimateOf = ({ transitDays }: Rating): number =>
    arrivalOf(now + network.limits.pickupLeadMs, transitDays);
  const sooner = rated.filter(
    (each) => each.carrier !== draft.carrier && estimateOf(each) < expectedAt(draft),
  );
  draft.onward = sooner.slice(0, ONWARD_MAX);
  return draft.onward.map((each) => ({
    action: 'reroute',
    costMinor: each.amountMinor,
    onward: { rate: each.rate, carrier: each.carrier, mode: each.mode, estimatedAt: estimateOf(each) },
  }));
}

/** The decision is for another carrier. The one that has it is asked first. */
export function reroute(
  draft: LoadState,
  key: number,
  { costMinor, onward }: DelayOption,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const rating = draft.onward?.find(({ rate }) => rate === onward!.rate);
  if (rating === undefined || !mayReroute(draft, network)) {
    out.audit('rerouteTooLate', `decided for carrier ${onward!.carrier}`);
    return;
  }
  moveLoad(draft, 'reroute');
  draft.rerouted = true;
  draft.onward = [rating];
  out.event('rerouteRequested', 1, costMinor, rating.carrier);
  out.send(carrierPartner(draft.carrier), 'requestHold', key, draft.attempt, draft.carrier, null);
  out.timer(WATCH_TIMER, instant(now + network.limits.milestoneGraceMs));
}

/** The carrier holds it: the other one is tendered. */
export function takeHold(
  draft: LoadState,
  input: HoldAnswered,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const { key, body } = input;
  if (input.a !== 1) {
    stayWith(draft, key, 'cannotHold', REROUTE_FAILURE.cannotHold, network, now, out);
    return;
  }
  const { carrier, attempt, rate, agreedMinor, detention, transitDays, pickupAt } = draft;
  const { earnedMinor } = body;
  moveLoad(draft, input.kind);
  draft.former = { carrier, attempt, rate, agreedMinor, detention, transitDays, pickupAt, earnedMinor };
  if (earnedMinor > agreedMinor) {
    driveOn(draft, key, 'driveOn', REROUTE_FAILURE.tooDear, network, now, out);
    return;
  }
  tender(draft, key, body.readyAt, network, now, out);
}

function tender(
  draft: LoadState,
  key: number,
  readyAt: number,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const { limits } = network;
  const rating = draft.onward![0]!;
  const { earnedMinor } = draft.former!;
  const respondBy = instant(now + limits.tenderResponseMs);
  draft.attempt += 1;
  draft.carrier = rating.carrier;
  draft.rate = rating.rate;
  draft.agreedMinor = rating.amountMinor + earnedMinor;
  draft.detention = rating.detention;
  draft.transitDays = rating.transitDays;
  draft.pickupAt = Math.max(readyAt, now + limits.pickupLeadMs);
  out.cancel(WATCH_TIMER);
  out.timer(TENDER_TIMER, respondBy);
  out.event('tenderOffered', draft.attempt, rating.carrier, draft.agreedMinor);
  out.send(carrierPartner(rating.carrier), 'offerTender', key, draft.attempt, rating.carrier, {
    origin: rating.origin,
    destination: network.lanes[draft.lane]!.place,
    rate: rating.rate,
    service: rating.service,
    mode: rating.mode,
    transitDays: rating.transitDays,
    weightGrams: draft.weightGrams,
    handlingUnits: draft.handlingUnits,
    dangerous: false,
    pickupAt: draft.pickupAt,
    respondBy,
    offeredMinor: draft.agreedMinor,
    charges: chargesWith(rating, earnedMinor).map(([code, amountMinor]) => ({ code, amountMinor })),
    detention: rating.detention,
    lane: draft.lane,
    cutoff: draft.cutoff,
    rank: rating.guideRank,
    shipments: [...draft.shipments],
  });
}

type Charge = [code: string, minor: number];

function chargesWith({ lineHaulMinor, fuelMinor, accessorialsMinor }: Rating, earnedMinor: number): Charge[] {
  const charges: Charge[] = [['400', lineHaulMinor]];
  if (fuelMinor > 0) charges.push(['FUE', fuelMinor]);
  if (accessorialsMinor > 0) charges.push(['MSC', accessorialsMinor]);
  if (earnedMinor > 0) charges.push([ADVANCE, earnedMinor]);
  return charges;
}

/** The new carrier will come, at this price. */
export function rebook(
  draft: LoadState,
  key: number,
  kind: string,
  network: Network,
  now: Instant,
  out: Out,
): void {
  moveLoad(draft, kind);
  out.cancel(TENDER_TIMER);
  waitsNoMore(draft, out);
  sendBooking(draft, key, out);
  waitForAnswer(draft, network, now, out);
}

/** Within tolerance and authority the counter-offer is price and terms; beyond, it stays with the former carrier. */
export function takeOnwardCounter(
  draft: LoadState,
  { key, b: askedMinor, body }: TenderCountered,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const { counterTolerance, rerouteMinorMax } = network.limits;
  const { earnedMinor } = draft.former!;
  if (
    askedMinor <= draft.agreedMinor * (1 + counterTolerance) &&
    askedMinor - earnedMinor <= rerouteMinorMax &&
    toleratesTerms(draft.detention, body.detention, counterTolerance)
  ) {
    draft.detention = body.detention;
    draft.agreedMinor = askedMinor;
    rebook(draft, key, 'counterTaken', network, now, out);
    return;
  }
  withdraw(draft, key, out);
  driveOn(draft, key, 'tenderCountered', REROUTE_FAILURE.tooDear, network, now, out);
}

/** Silence of the new carrier. */
export function onwardExpired(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  out.event('tenderExpired', draft.attempt, draft.carrier, 0);
  withdraw(draft, key, out);
  driveOn(draft, key, 'driveOn', REROUTE_FAILURE.silent, network, now, out);
}

export function onwardRejected(
  draft: LoadState,
  key: number,
  network: Network,
  now: Instant,
  out: Out,
): void {
  driveOn(draft, key, 'tenderRejected', REROUTE_FAILURE.rejected, network, now, out);
}

export function rebookingRefused(
  draft: LoadState,
  key: number,
  network: Network,
  now: Instant,
  out: Out,
): void {
  withdraw(draft, key, out);
  driveOn(draft, key, 'bookingRefused', REROUTE_FAILURE.noCapacity, network, now, out);
}

/** TMS has it with the new carrier: whoever pays or claims must know, and its truck is called to the terminal. */
export function rebooked(
  draft: LoadState,
  input: LoadBooked,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const { key } = input;
  moveLoad(draft, input.kind);
  waitsNoMore(draft, out);
  confirmTerms(draft, input, out);
  for (const shipment of draft.shipments)
    out.tell(SHIPMENT, shipment, 'shipmentBooked', key, draft.carrier, null);
  const charges = chargesWith(draft.onward![0]!, draft.former!.earnedMinor);
  // A counter-offer is over the line haul.
  charges[0]![1] += draft.agreedMinor - charges.reduce((total, [, minor]) => total + minor, 0);
  out.tell(FREIGHT_INVOICE, key, 'expectBill', draft.agreedMinor, draft.carrier, { charges });
  waitsNoMore(draft, out);
  draft.pickupAt = Math.max(draft.pickupAt, now);
  const { pickupAt } = draft;
  out.send(carrierPartner(draft.carrier), 'dispatchTruck', key, draft.attempt, draft.carrier, { pickupAt });
  out.timer(WATCH_TIMER, instant(pickupAt + network.limits.milestoneGraceMs));
}

/** The new carrier stands at the terminal: from now on it has the load. */
export function takeOver(draft: LoadState, key: number, now: Instant, out: Out): void {
  const former = draft.former!;
  const { carrier, attempt, shipments } = draft;
  moveLoad(draft, 'truckArrived');
  out.event('loadRerouted', 1, carrier, former.carrier);
  out.send(carrierPartner(former.carrier), 'handOver', key, former.attempt, carrier, null);
  out.send(carrierPartner(carrier), 'releaseTruck', key, attempt, carrier, {
    shipments: [...shipments],
    takenOverFrom: former.carrier,
  });
  draft.former = null;
  draft.onward = null;
  waitsNoMore(draft, out);
  draft.milestone = MILESTONE.departed;
  draft.estimateOf = 0;
  draft.estimatedAt = arrivalOf(now, draft.transitDays);
  draft.foretoldAt = 0;
}

/** Nothing was held: all is as before. */
export function stayWith(
  draft: LoadState,
  key: number,
  kind: string,
  why: number,
  network: Network,
  now: Instant,
  out: Out,
): void {
  moveLoad(draft, kind);
  out.event('rerouteFailed', 1, why, draft.onward![0]!.carrier);
  draft.onward = null;
  waitsNoMore(draft, out);
  // Whether it holds it or not, it should not.
  if (why === REROUTE_FAILURE.noAnswer)
    out.send(carrierPartner(draft.carrier), 'driveOn', key, draft.attempt, draft.carrier, null);
  watchFrom(draft, network, now, out);
}

/** Whoever holds it delivers it after all, as was agreed. */
function driveOn(
  draft: LoadState,
  key: number,
  kind: string,
  why: number,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const former = draft.former!;
  moveLoad(draft, kind);
  out.event('rerouteFailed', 1, why, draft.onward![0]!.carrier);
  out.cancel(TENDER_TIMER);
  draft.carrier = former.carrier;
  draft.rate = former.rate;
  draft.agreedMinor = former.agreedMinor;
  draft.detention = former.detention;
  draft.transitDays = former.transitDays;
  draft.former = null;
  draft.onward = null;
  waitsNoMore(draft, out);
  out.send(carrierPartner(former.carrier), 'driveOn', key, former.attempt, former.carrier, null);
  watchFrom(draft, network, now, out);
}

function withdraw({ carrier, attempt }: LoadState, key: number, out: Out): void {
  out.send(carrierPartner(carrier), 'withdrawTender', key, attempt, carrier, null);
}
