/** Loads as the core knows them, and what it says of them to carriers and TMS -> canonical documents. */
import { MILESTONE, type MilestoneReported, type OfferTender } from '../contracts/carriers.ts';
import type { DetentionTerms } from '../contracts/detention.ts';
import type { BookLoad } from '../contracts/tms.ts';
import type { FreightInvoiceStatus } from '../processes/outbound/freight/freight-invoice-state.ts';
import type { LoadState } from '../processes/outbound/load/load-state.ts';
import type { LoadStatus } from '../processes/outbound/load/load-table.ts';
import { arrivalOf } from '../processes/outbound/load/pickup.ts';
import type { Booking } from './booking.ts';
import {
  type CanonicalContext,
  chargesOf,
  gramsOf,
  loadId,
  modeOf,
  momentOf,
  moneyOf,
  nameOf,
  placeName,
  shipmentId,
} from './context.ts';
import type { Leg } from './leg.ts';
import type { Load } from './load.ts';
import { type Milestone, type MilestoneCode, milestoneCode } from './milestone.ts';
import type { Stop } from './stop.ts';
import type { Tender } from './tender.ts';
import type { Detention } from './values.ts';

const MINUTE_MS = 60_000;

const LOAD_STATUS: Readonly<Record<LoadStatus, Load['status']>> = {
  new: 'planned',
  advised: 'in_transit',
  rating: 'planned',
  choosing: 'planned',
  planning: 'planned',
  tendering: 'tendered',
  placing: 'tendered',
  booking: 'tendered',
  papers: 'booked',
  clearing: 'booked',
  appointing: 'booked',
  dispatched: 'dispatched',
  standing: 'at_pickup',
  reappointing: 'at_pickup',
  loading: 'at_pickup',
  'in-transit': 'in_transit',
  holding: 'in_transit',
  rerouting: 'in_transit',
  rebooking: 'in_transit',
  transferring: 'in_transit',
  reverting: 'in_transit',
  delivered: 'delivered',
  closed: 'closed',
  'given-up': 'cancelled',
  cancelled: 'cancelled',
};

/** The truck is at the door of the consignee, and has not been unloaded. */
const AT_DELIVERY: readonly number[] = [MILESTONE.arrivedAtDelivery, MILESTONE.deliveryAttempted];

/** What is known of a load beside its own state. */
export interface LoadAside {
  /** By which it was tendered, where a load on the road does not know it any more. */
  readonly mode: string | null;
  /** How its freight invoice stands; null = there is none under way. */
  readonly invoice: FreightInvoiceStatus | null;
}

const NOTHING_ASIDE: LoadAside = { mode: null, invoice: null };

/** Of a load that has arrived: how far its freight is. */
const SETTLING: Partial<Readonly<Record<FreightInvoiceStatus, Load['status']>>> = {
  judging: 'invoiced',
  disputed: 'invoiced',
  auditing: 'invoiced',
  approved: 'audited',
  paid: 'paid',
};

function statusOf({ status, milestone }: LoadState, { invoice }: LoadAside): Load['status'] {
  if (status === 'in-transit' && AT_DELIVERY.includes(milestone)) return 'at_delivery';
  // Its carrier says so, and has sent no proof.
  if (status === 'in-transit' && milestone === MILESTONE.delivered) return 'delivered';
  if (status !== 'delivered') return LOAD_STATUS[status];
  return (invoice === null ? undefined : SETTLING[invoice]) ?? 'pod_received';
}

export function canonicalOfLoad(
  context: CanonicalContext,
  key: number,
  state: LoadState,
  aside = NOTHING_ASIDE,
): Load {
  const asked = state.carrier >= 0;
  const to = context.network.lanes[state.lane]!.place;
  return {
    canonical: 'load',
    version: 3,
    id: loadId(context, key),
    status: statusOf(state, aside),
    node: nameOf(context.nodes, state.node, 'node'),
    carrier: asked ? nameOf(context.carriers, state.carrier, 'carrier') : null,
    attempt: asked ? state.attempt : null,
    agreed: asked && !state.unpriced ? moneyOf(context, state.agreedMinor) : null,
    shipments: state.shipments.map((shipment) => shipmentId(context, shipment)),
    stops: stopsOf(context, state, to),
    legs: asked ? [legOf(context, state, to, aside.mode)] : [],
    promisedAt: state.shipments.length === 0 ? null : momentOf(context, state.promisedAt, to),
    lastMilestone: state.milestone === MILESTONE.unknown ? null : codeOf(state.milestone),
  };
}

function stopsOf(context: CanonicalContext, state: LoadState, to: number): Stop[] {
  const from = context.network.nodes[state.node]!.place;
  const shipments = state.shipments.map((shipment) => shipmentId(context, shipment));
  // What a third party fetches, it has told nobody beforehand.
  const isPlanned = state.pickupAt > 0;
  return [
    {
      canonical: 'stop',
      version: 1,
      sequence: 1,
      action: 'load',
      place: placeName(context, from),
      plannedAt: isPlanned ? momentOf(context, state.pickupAt, from) : null,
      estimatedAt: null,
      shipments,
    },
    {
      canonical: 'stop',
      version: 1,
      sequence: 2,
      action: 'unload',
      place: placeName(context, to),
      plannedAt:
        isPlanned && state.carrier >= 0
          ? momentOf(context, arrivalOf(state.pickupAt, state.transitDays), to)
          : null,
      estimatedAt: state.estimatedAt > 0 ? momentOf(context, state.estimatedAt, to) : null,
      shipments,
    },
  ];
}

/** Once it is on the road, it does not keep the rating it goes by: its tender says the mode. */
function legOf(context: CanonicalContext, state: LoadState, to: number, tendered: string | null): Leg {
  const rawMode = state.guide?.find(({ carrier }) => carrier === state.carrier)?.mode ?? tendered;
  return {
    canonical: 'leg',
    version: 1,
    sequence: 1,
    from: placeName(context, context.network.nodes[state.node]!.place),
    to: placeName(context, to),
    carrier: nameOf(context.carriers, state.carrier, 'carrier'),
    mode: rawMode === null ? null : modeOf(rawMode),
    rawMode,
    transit: { value: state.transitDays, unit: 'DAY' },
  };
}

function detentionOf(context: CanonicalContext, { freeTimeMs, perHourMinor }: DetentionTerms): Detention {
  return {
    freeTime: { value: freeTimeMs / MINUTE_MS, unit: 'MIN' },
    perHour: moneyOf(context, perHourMinor),
  };
}

export function canonicalOfTender(
  context: CanonicalContext,
  { key, a: attempt, b: carrier, body }: OfferTender,
  status: Tender['status'] = 'tendered',
): Tender {
  return {
    canonical: 'tender',
    version: 2,
    load: loadId(context, key),
    attempt,
    carrier: nameOf(context.carriers, carrier, 'carrier'),
    status,
    offered: moneyOf(context, body.offeredMinor),
    charges: chargesOf(
      context,
      body.charges.map(({ code }) => code),
      body.charges.map(({ amountMinor }) => amountMinor),
    ),
    detention: detentionOf(context, body.detention),
    leg: {
      canonical: 'leg',
      version: 1,
      sequence: 1,
      from: placeName(context, body.origin),
      to: placeName(context, body.destination),
      carrier: nameOf(context.carriers, carrier, 'carrier'),
      mode: modeOf(body.mode),
      rawMode: body.mode,
      transit: { value: body.transitDays, unit: 'DAY' },
    },
    grossWeight: gramsOf(body.weightGrams),
    handlingUnits: body.handlingUnits,
    dangerous: body.dangerous,
    pickupAt: momentOf(context, body.pickupAt, body.origin),
    respondBy: momentOf(context, body.respondBy, body.origin),
    guideRank: body.rank === 0 ? null : body.rank,
    shipments: body.shipments.map((shipment) => shipmentId(context, shipment)),
  };
}

/** @param from place of pickup; null = not known, as of a terminal at which another carrier's load is taken over */
export function canonicalOfBooking(
  context: CanonicalContext,
  { key, a: carrier, b: amountMinor, body }: BookLoad,
  from: number | null,
  status: Booking['status'] = 'requested',
): Booking {
  return {
    canonical: 'booking',
    version: 2,
    load: loadId(context, key),
    attempt: body.attempt,
    carrier: nameOf(context.carriers, carrier, 'carrier'),
    status,
    amount: moneyOf(context, amountMinor),
    detention: detentionOf(context, body.detention),
    pickupAt: momentOf(context, body.pickupAt, from),
  };
}

/** What happened, and the estimate of delivery that was sent with it. Where it happened is not said. */
export function canonicalOfMilestone(
  context: CanonicalContext,
  { key, a: milestone, b: carrier, body }: MilestoneReported,
): Milestone[] {
  const { rawCode, occurredAt, estimatedAt } = body;
  const base = {
    canonical: 'milestone' as const,
    version: 2 as const,
    load: loadId(context, key),
    partner: nameOf(context.carriers, carrier, 'carrier'),
    rawCode,
  };
  const actual: Milestone = {
    ...base,
    classifier: 'actual',
    code: codeOf(milestone),
    at: momentOf(context, occurredAt, null),
  };
  if (estimatedAt === null) return [actual];
  const at = momentOf(context, estimatedAt, null);
  return [actual, { ...base, classifier: 'estimated', code: 'delivered', at }];
}

/** What was planned when it was booked: when it is fetched and drives off, and when it arrives by the transit of its rate. */
export function canonicalOfPlan(context: CanonicalContext, key: number, state: LoadState): Milestone[] {
  const { carrier, pickupAt, transitDays, former } = state;
  // Where another carrier's load is taken over is not known.
  const from = former === null ? context.network.nodes[state.node]!.place : null;
  const to = context.network.lanes[state.lane]!.place;
  const planned = (code: MilestoneCode, at: number, place: number | null): Milestone => ({
    canonical: 'milestone',
    version: 2,
    load: loadId(context, key),
    classifier: 'planned',
    code,
    partner: nameOf(context.carriers, carrier, 'carrier'),
    rawCode: null,
    at: momentOf(context, at, place),
  });
  return [
    planned('arrived_at_pickup', pickupAt, from),
    planned('departed', pickupAt, from),
    planned('delivered', arrivalOf(pickupAt, transitDays), to),
  ];
}

/** Codes stand in the order of `MILESTONE`. */
function codeOf(milestone: number): MilestoneCode {
  return milestoneCode.options[milestone] ?? 'unknown';
}
