/** Loads as the core knows them, and what it says of them to carriers and TMS -> canonical documents. */
import { MILESTONE, type MilestoneReported, type OfferTender } from '../contracts/carriers.ts';
import type { DetentionTerms } from '../contracts/detention.ts';
import {
  type BookLoad,
  DOCUMENT_REFUSAL,
  type DocumentsPrepared,
  type DocumentsRefused,
} from '../contracts/tms.ts';
import type { LoadState } from '../processes/outbound/load/load-state.ts';
import type { LoadStatus } from '../processes/outbound/load/load-table.ts';
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
import type { TradeDocument } from './trade-document.ts';
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

export function canonicalOfLoad(context: CanonicalContext, key: number, state: LoadState): Load {
  const arrived = state.status === 'in-transit' && AT_DELIVERY.includes(state.milestone);
  const asked = state.carrier >= 0;
  const to = context.network.lanes[state.lane]!.place;
  return {
    canonical: 'load',
    version: 2,
    id: loadId(context, key),
    status: arrived ? 'at_delivery' : LOAD_STATUS[state.status],
    node: nameOf(context.nodes, state.node, 'node'),
    carrier: asked ? nameOf(context.carriers, state.carrier, 'carrier') : null,
    attempt: asked ? state.attempt : null,
    agreed: asked && !state.unpriced ? moneyOf(context, state.agreedMinor) : null,
    shipments: state.shipments.map((shipment) => shipmentId(context, shipment)),
    stops: stopsOf(context, state, to),
    legs: asked ? [legOf(context, state, to)] : [],
    promisedAt: state.shipments.length === 0 ? null : momentOf(context, state.promisedAt, to),
    lastMilestone: state.milestone === MILESTONE.unknown ? null : codeOf(state.milestone),
  };
}

function stopsOf(context: CanonicalContext, state: LoadState, to: number): Stop[] {
  const from = context.network.nodes[state.node]!.place;
  const shipments = state.shipments.map((shipment) => shipmentId(context, shipment));
  return [
    {
      canonical: 'stop',
      version: 1,
      sequence: 1,
      action: 'load',
      place: placeName(context, from),
      plannedAt: momentOf(context, state.pickupAt, from),
      estimatedAt: null,
      shipments,
    },
    {
      canonical: 'stop',
      version: 1,
      sequence: 2,
      action: 'unload',
      place: placeName(context, to),
      plannedAt: null,
      estimatedAt: state.estimatedAt > 0 ? momentOf(context, state.estimatedAt, to) : null,
      shipments,
    },
  ];
}

/** Once it is on the road, nobody keeps the rating it goes by. */
function legOf(context: CanonicalContext, state: LoadState, to: number): Leg {
  const rawMode = state.guide?.find(({ carrier }) => carrier === state.carrier)?.mode ?? null;
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
    version: 1 as const,
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

const REFUSALS = new Map<number, NonNullable<TradeDocument['refusal']>['reason']>([
  [DOCUMENT_REFUSAL.deniedParty, 'denied_party'],
  [DOCUMENT_REFUSAL.noLicence, 'no_licence'],
  [DOCUMENT_REFUSAL.licenceUsedUp, 'licence_used_up'],
  [DOCUMENT_REFUSAL.dangerousGoods, 'dangerous_goods'],
]);

export function canonicalOfDocuments(
  context: CanonicalContext,
  message: DocumentsPrepared | DocumentsRefused,
): TradeDocument {
  const { kind, key, a, b } = message;
  const base = {
    canonical: 'document' as const,
    version: 1 as const,
    load: loadId(context, key),
    type: 'export_declaration' as const,
  };
  if (kind === 'documentsPrepared') {
    const licence = b === 0 ? null : String(b);
    return { ...base, status: 'prepared', number: String(a), licence, refusal: null };
  }
  const reason = REFUSALS.get(b);
  if (reason === undefined) throw new RangeError(`refusal ${b} of documents is unknown (load ${key})`);
  const names = reason === 'denied_party' ? context.customers : context.products;
  const refusal = { reason, atFault: nameOf(names, a, 'party or product at fault') };
  return { ...base, status: 'refused', number: null, licence: null, refusal };
}

/** Codes stand in the order of `MILESTONE`. */
function codeOf(milestone: number): MilestoneCode {
  return milestoneCode.options[milestone] ?? 'unknown';
}
