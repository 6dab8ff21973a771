/**
 * What a load is tendered by: rated by TMS or by its copy of the table, and the choice of who is asked first.
 *
 * 1. What may not carry dangerous goods is never asked for them, first or later.
 * 2. What an order list prescribes is not chosen.
 */
import { NO_DETENTION } from '../../../contracts/detention.ts';
import type { LoadRated, Rating } from '../../../contracts/tms.ts';
import type { DecidedInput } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import type { CarrierContext, CarrierOption } from '../../../decisions/carrier-choice.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { tmsTenders } from '../../../model/responsibilities.ts';
import type { LoadedShipment, PlannedWay } from '../inputs.ts';
import { rateLoad } from '../order/rate-copy.ts';
import { handToTms } from './load-placing.ts';
import { ratingOf, requestRating } from './load-requests.ts';
import { type LoadState, WATCH_TIMER } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { askPlanner, offerNext, pickupOf, sum } from './load-tender.ts';
import { waitForAnswer, waitsNoMore } from './load-waiting.ts';

/** A transit of no table, where a prescribed carrier was never rated, days. Source: assumption. */
const UNKNOWN_TRANSIT_DAYS = 1;

export function askRatings(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  draft.ratings += 1;
  draft.pickupAt = pickupOf(draft, now + network.limits.pickupLeadMs, network);
  if (tmsTenders(network)) {
    handToTms(draft, key, 'handedToTms', network, now, out);
    return;
  }
  if (network.rates !== undefined) {
    takeRatings(draft, key, rateLoad(network.rates, ratingOf(draft, network), now), network, now, out);
    return;
  }
  requestRating(draft, key, out, network);
  waitForAnswer(draft, network, now, out);
}

/** TMS has rated it. */
export function rated(
  draft: LoadState,
  { key, body }: LoadRated,
  network: Network,
  now: Instant,
  out: Out,
): void {
  waitsNoMore(draft, out);
  out.cancel(WATCH_TIMER);
  takeRatings(draft, key, body.ratings, network, now, out);
}

/** Ratings are there: ask for a choice, or follow what is prescribed. */
function takeRatings(
  draft: LoadState,
  key: number,
  rated: readonly Rating[],
  network: Network,
  now: Instant,
  out: Out,
): void {
  const { shipments } = draft.plan!;
  const dangerous = shipments.some((each) => each.dangerous);
  // A hard rule: what may not carry it is never asked, first or later.
  const may = (carrier: number): boolean => !dangerous || network.carriers[carrier]!.dangerousGoods;
  const prescribed = shipments[0]!.instructed;
  if (prescribed !== null && may(prescribed.carrier)) {
    draft.guide = [prescription(draft, rated, network)];
    draft.unpriced = draft.guide[0]!.rate < 0;
    moveLoad(draft, 'prescribed');
    offerNext(draft, key, network, now, out);
    return;
  }
  const guide = rated.filter(({ carrier }) => may(carrier));
  if (guide.length === 0) {
    moveLoad(draft, 'noRate');
    askPlanner(draft, key, 'noRate', network, now, out);
    return;
  }
  draft.guide = guide;
  moveLoad(draft, 'loadRated');
  const context: CarrierContext = {
    lane: draft.lane,
    shipments: shipments.length,
    weightGrams: sum(shipments, (each) => each.weightGrams),
    handlingUnits: sum(shipments, (each) => each.handlingUnits),
    dangerous,
    pickupAt: draft.pickupAt,
    promisedAt: draft.promisedAt,
    planned: plannedWay(shipments),
  };
  out.ask({ point: 'carrier', attempt: draft.ratings, context, options: guide.map(optionOf) }, []);
}

/** What more than half of the load's weight was sourced with; where no way has half, one of them (Boyer and Moore's vote). */
function plannedWay(shipments: readonly LoadedShipment[]): PlannedWay {
  let { planned } = shipments[0]!;
  let lead = 0;
  for (const each of shipments) {
    if (sameWay(each.planned, planned)) lead += each.weightGrams;
    else if (each.weightGrams <= lead) lead -= each.weightGrams;
    else {
      lead = each.weightGrams - lead;
      planned = each.planned;
    }
  }
  return planned;
}

function sameWay(x: PlannedWay, y: PlannedWay): boolean {
  return x.carrier === y.carrier && x.service === y.service && x.transitDays === y.transitDays;
}

function optionOf({ carrier, service, mode, transitDays, amountMinor, guideRank }: Rating): CarrierOption {
  return { carrier, service, mode, transitDays, amountMinor, guideRank };
}

/** The rating that the order list names, or one without a price where no rate covers it or the customer pays. */
function prescription(draft: LoadState, rated: readonly Rating[], network: Network): Rating {
  const { instructed } = draft.plan!.shipments[0]!;
  const { carrier, service, transitDays, mode, origin, customerArranged } = instructed!;
  const known = customerArranged
    ? undefined
    : rated.find(
        (each) => each.carrier === carrier && each.service === service && each.transitDays === transitDays,
      );
  return (
    known ?? {
      rate: -1,
      origin: origin >= 0 ? origin : network.nodes[draft.node]!.place,
      carrier,
      service,
      mode: mode ?? 'unknown',
      transitDays: transitDays >= 0 ? transitDays : UNKNOWN_TRANSIT_DAYS,
      lineHaulMinor: 0,
      fuelMinor: 0,
      accessorialsMinor: 0,
      amountMinor: 0,
      detention: NO_DETENTION,
      guideRank: 0,
    }
  );
}

/** The choice has come: that carrier first, the others behind it in their order. */
export function takeChoice(
  draft: LoadState,
  input: DecidedInput,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const guide = draft.guide!;
  const first = input.body.option === null ? undefined : guide[input.a];
  if (first === undefined) {
    moveLoad(draft, 'noCarrier');
    askPlanner(draft, input.key, 'noCarrier', network, now, out);
    return;
  }
  draft.guide = [first, ...guide.filter((each) => each !== first)];
  moveLoad(draft, 'decided');
  offerNext(draft, input.key, network, now, out);
}

/** The planner says: from the top, with fresh rates. */
export function tryAgain(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  moveLoad(draft, 'tryAgain');
  draft.offered = 0;
  askRatings(draft, key, network, now, out);
}
