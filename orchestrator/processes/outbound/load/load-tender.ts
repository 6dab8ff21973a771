/**
 * How a load finds its carrier: tender after tender along the routing guide, booking. What the guide comes from is in `load-rating.ts`.
 *
 * 1. At most one tender is outstanding, and at most one booking is in force.
 * 2. Every tender has its own number, from 1, over all carriers and rounds. An answer to an earlier one is late: what it accepts
 *    is withdrawn.
 * 3. The guide is gone through again until `tendersMax`; then a planner decides.
 * 4. A truck is asked for when the docks of its node are open, with enough left of their hours to load it.
 */
import type { FreightCharge, TenderAccepted, TenderCountered } from '../../../contracts/carriers.ts';
import { CARRIER_FIRST, carrierPartner, TMS } from '../../../contracts/partners.ts';
import type { LoadBooked, Rating } from '../../../contracts/tms.ts';
import { giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { tmsTenders } from '../../../model/responsibilities.ts';
import { FREIGHT_INVOICE, type LoadedShipment, SHIPMENT, STOP_REASON } from '../inputs.ts';
import { cancelAppointment } from './load-appointment.ts';
import { withdrawEntry } from './load-customs.ts';
import { handToTms, withdrawFromTms } from './load-placing.ts';
import { sendBooking } from './load-requests.ts';
import { ESCALATION_TIMER, type LoadState, TENDER_TIMER } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { confirmTerms, currentRating, toleratesTerms } from './load-terms.ts';
import { waitForAnswer, waitsNoMore } from './load-waiting.ts';
import { pickupFrom } from './pickup.ts';

/** When its truck could be there, by the hours of the docks. */
export function pickupOf({ node, shipments }: LoadState, at: number, { nodes, limits }: Network): number {
  return pickupFrom(nodes[node]!, at, shipments.length, limits);
}

/** The next tender along the guide, or a planner's task. The status is `tendering`. */
export function offerNext(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  const { limits } = network;
  const guide = draft.guide!;
  if (draft.offered >= limits.tendersMax) {
    moveLoad(draft, 'guideUsedUp');
    askPlanner(draft, key, 'guideUsedUp', network, now, out);
    return;
  }
  const rating = guide[draft.offered % guide.length]!;
  draft.offered += 1;
  draft.attempt += 1;
  draft.carrier = rating.carrier;
  draft.agreedMinor = rating.amountMinor;
  draft.detention = rating.detention;
  draft.transitDays = rating.transitDays;
  draft.pickupAt = pickupOf(draft, Math.max(draft.pickupAt, now + limits.pickupLeadMs), network);
  const respondBy = now + limits.tenderResponseMs;
  const shipments = draft.plan!.shipments;
  out.timer(TENDER_TIMER, instant(respondBy));
  out.event('tenderOffered', draft.attempt, rating.carrier, rating.amountMinor);
  out.send(carrierPartner(rating.carrier), 'offerTender', key, draft.attempt, rating.carrier, {
    origin: rating.origin,
    destination: shipments[0]!.destination,
    rate: rating.rate,
    service: rating.service,
    mode: rating.mode,
    transitDays: rating.transitDays,
    weightGrams: sum(shipments, (each) => each.weightGrams),
    handlingUnits: sum(shipments, (each) => each.handlingUnits),
    dangerous: shipments.some((each) => each.dangerous),
    pickupAt: draft.pickupAt,
    respondBy,
    offeredMinor: rating.amountMinor,
    charges: chargesOf(rating, shipments),
    detention: rating.detention,
    lane: draft.lane,
    cutoff: draft.cutoff,
    rank: rating.guideRank,
    shipments: [...draft.shipments],
  });
}

/** X12 element 150: freight, fuel surcharge, hazardous or other. */
function chargesOf(rating: Rating, shipments: readonly LoadedShipment[]): FreightCharge[] {
  const charges: FreightCharge[] = [{ code: '400', amountMinor: rating.lineHaulMinor }];
  if (rating.fuelMinor > 0) charges.push({ code: 'FUE', amountMinor: rating.fuelMinor });
  if (rating.accessorialsMinor > 0) {
    const code = shipments.some((each) => each.dangerous) ? 'HAZ' : 'MSC';
    charges.push({ code, amountMinor: rating.accessorialsMinor });
  }
  return charges;
}

/** An answer to the tender under way; false when it is to an earlier one. */
export function isCurrent(draft: LoadState, attempt: number): boolean {
  return (draft.status === 'tendering' || draft.status === 'rerouting') && attempt === draft.attempt;
}

/** Whoever was asked last has let it pass, and nobody else is asked yet. */
const NOBODYS: ReadonlySet<LoadState['status']> = new Set(['planning', 'rating', 'choosing']);

/** An answer to the tender that was taken: the same again is no news. */
function isTaken(draft: LoadState, attempt: number, carrier: number): boolean {
  return attempt === draft.attempt && carrier === draft.carrier && !NOBODYS.has(draft.status);
}

/** Accepted too late: somebody else has been asked, or has it, or a planner looks for one. */
export function refuseLate(draft: LoadState, input: TenderAccepted, out: Out): void {
  if (isTaken(draft, input.a, input.b)) {
    out.audit('repeatedAnswer', `tender ${input.a} accepted again`);
    return;
  }
  out.event('lateAcceptance', input.a, input.b, 0);
  out.send(carrierPartner(input.b), 'withdrawTender', input.key, input.a, input.b, null);
}

/** A price for a tender that is over: it would stand there, where the withdrawal had overtaken the offer. */
export function declineLate(draft: LoadState, input: TenderCountered, out: Out): void {
  const { key, a: attempt, fromKey: partner } = input;
  const carrier = partner - CARRIER_FIRST;
  if (attempt > draft.attempt || isTaken(draft, attempt, carrier)) return;
  out.send(partner, 'withdrawTender', key, attempt, carrier, null);
}

export function book(
  draft: LoadState,
  key: number,
  kind: string,
  amountMinor: number,
  network: Network,
  now: Instant,
  out: Out,
): void {
  moveLoad(draft, kind);
  out.cancel(TENDER_TIMER);
  draft.agreedMinor = amountMinor;
  draft.rate = currentRating(draft).rate;
  sendBooking(draft, key, out);
  waitForAnswer(draft, network, now, out);
}

/** Within tolerance the counter-offer is price and terms; beyond, the next carrier is asked. */
export function takeCounter(
  draft: LoadState,
  { key, b: askedMinor, body }: TenderCountered,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const { counterTolerance } = network.limits;
  if (
    askedMinor <= draft.agreedMinor * (1 + counterTolerance) &&
    toleratesTerms(draft.detention, body.detention, counterTolerance)
  ) {
    draft.detention = body.detention;
    book(draft, key, 'counterTaken', askedMinor, network, now, out);
    return;
  }
  out.send(carrierPartner(draft.carrier), 'withdrawTender', key, draft.attempt, draft.carrier, null);
  offerNext(draft, key, network, now, out);
}

/** Silence. The offer is void from now on. */
export function tenderExpired(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  out.event('tenderExpired', draft.attempt, draft.carrier, 0);
  out.send(carrierPartner(draft.carrier), 'withdrawTender', key, draft.attempt, draft.carrier, null);
  offerNext(draft, key, network, now, out);
}

/** TMS has it: whoever pays or claims must know. */
export function booked(draft: LoadState, input: LoadBooked, out: Out): void {
  const { key } = input;
  moveLoad(draft, 'loadBooked');
  waitsNoMore(draft, out);
  confirmTerms(draft, input, out);
  for (const shipment of draft.shipments)
    out.tell(SHIPMENT, shipment, 'shipmentBooked', key, draft.carrier, null);
  // Nobody bills an offer of nothing.
  draft.unpriced = currentRating(draft).rate < 0 || draft.agreedMinor === 0;
  if (draft.unpriced) draft.settled = true;
  else {
    const charges = chargesOf(currentRating(draft), draft.plan!.shipments).map(
      ({ code, amountMinor }) => [code, amountMinor] as [string, number],
    );
    // A counter-offer is over the line haul.
    charges[0]![1] += draft.agreedMinor - charges.reduce((total, [, minor]) => total + minor, 0);
    draft.billExpected = true;
    out.tell(FREIGHT_INVOICE, key, 'expectBill', draft.agreedMinor, draft.carrier, { charges });
  }
}

/** The truck never came: that booking is void, the next carrier is asked. */
export function noShow(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  out.event('truckNoShow', draft.attempt, draft.carrier, 0);
  if (tmsTenders(network)) {
    cancelAppointment(draft, key, out);
    expectNoBill(draft, key, out);
    handToTms(draft, key, 'noShowAtTms', network, now, out);
    return;
  }
  voidBooking(draft, key, network, out);
  moveLoad(draft, 'noShow');
  draft.asked = 0;
  offerNext(draft, key, network, now, out);
}

/** Takes back what was booked: at the carrier, at TMS and its docks, and what was to be billed. */
export function voidBooking(draft: LoadState, key: number, network: Network, out: Out): void {
  cancelAppointment(draft, key, out);
  if (tmsTenders(network)) withdrawFromTms(draft, key, out);
  else {
    out.send(carrierPartner(draft.carrier), 'withdrawTender', key, draft.attempt, draft.carrier, null);
    out.send(TMS, 'cancelBooking', key, draft.carrier, draft.attempt, null);
  }
  expectNoBill(draft, key, out);
}

function expectNoBill(draft: LoadState, key: number, out: Out): void {
  if (!draft.billExpected) return;
  draft.billExpected = false;
  out.tell(FREIGHT_INVOICE, key, 'expectNoBill', draft.carrier, 0, null);
}

/** So many times a load is rated anew; then it is given up. Source: assumption. */
const ROUNDS_MAX = 5;

/** A planner decides, some times; a load that still finds nobody is given up, and its shipments are sourced again. */
export function askPlanner(
  draft: LoadState,
  key: number,
  why: string,
  network: Network,
  now: Instant,
  out: Out,
): void {
  if (draft.ratings >= ROUNDS_MAX) {
    out.cancel(TENDER_TIMER);
    moveLoad(draft, 'giveUp');
    tellGivenUp(draft, key, STOP_REASON.noRoute, out);
    return;
  }
  const question = { role: 'planner', kind: 'loadWithoutCarrier', detail: why };
  out.cancel(TENDER_TIMER);
  const withinMs = network.limits.taskEscalationMs;
  giveTask(draft, question, { timer: ESCALATION_TIMER, withinMs }, now, out);
}

/** Over all of a list. */
export function sum<T>(list: readonly T[], of: (each: T) => number): number {
  let total = 0;
  for (const each of list) total += of(each);
  return total;
}

/** It will not move: whoever waits for it must hear. */
export function tellGivenUp(draft: LoadState, key: number, reason: number, out: Out): void {
  withdrawEntry(draft, key, out);
  out.event('loadGivenUp', 1, reason, draft.shipments.length);
  for (const shipment of draft.shipments) out.tell(SHIPMENT, shipment, 'loadGivenUp', reason, 0, null);
}
