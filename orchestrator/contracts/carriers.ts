/**
 * What the core and a carrier say to each other in outbound fulfilment. A carrier owns acceptance, position, delivery and its
 * own bill.
 *
 * 1. `key` is the load's key unless a message says otherwise. `attempt` is the number of the tender of this load, from 1, over
 *    all carriers: an answer that comes after the next tender has gone out is a late answer, and can be told.
 * 2. A milestone keeps the carrier's own code beside the canonical one. 0 = the code is unknown: kept, reported, and nothing
 *    moves on by it.
 * 3. Detention terms are tendered: an acceptance accepts them, a counter-offer states those that it is made with.
 */
import type { DetentionTerms } from './detention.ts';
import type { Envelope } from './envelope.ts';

export interface LoadTender {
  readonly origin: number;
  readonly destination: number;
  readonly rate: number;
  readonly service: number;
  readonly mode: string;
  readonly transitDays: number;
  readonly weightGrams: number;
  readonly handlingUnits: number;
  readonly dangerous: boolean;
  readonly pickupAt: number;
  /** Answers after this count as none. */
  readonly respondBy: number;
  readonly offeredMinor: number;
  /** What `offeredMinor` is made of. */
  readonly charges: readonly FreightCharge[];
  /** What the truck may bill for standing at the door. */
  readonly detention: DetentionTerms;
  /** Lane of the routing guide: with carrier, cut-off and rank what acceptance is drawn by. */
  readonly lane: number;
  /** -1 = the lane has no cut-offs: acceptance is then drawn by the order of the smallest shipment as well. */
  readonly cutoff: number;
  /** Place in the routing guide, from 1; 0 = not in it (spot). */
  readonly rank: number;
  /** Shipments on it, the delivery order of a multi-stop load. */
  readonly shipments: readonly number[];
}

/** Canonical milestones; 0 = a code that nobody knows. */
export const MILESTONE = {
  unknown: 0,
  arrivedAtPickup: 1,
  pickedUp: 2,
  departed: 3,
  inTransit: 4,
  arrivedAtTerminal: 5,
  delayed: 6,
  customsHold: 7,
  customsReleased: 8,
  outForDelivery: 9,
  arrivedAtDelivery: 10,
  deliveryAttempted: 11,
  delivered: 12,
  refused: 13,
  damaged: 14,
  lost: 15,
} as const;
export type Milestone = (typeof MILESTONE)[keyof typeof MILESTONE];

export interface MilestoneReport {
  /** As the carrier wrote it: `AF`, `X6`, `in_transit` ... */
  readonly rawCode: string;
  readonly occurredAt: number;
  /** The carrier's estimate of delivery; null = says nothing of it. */
  readonly estimatedAt: number | null;
}

export interface FreightCharge {
  /** X12 element 150: 400 freight, FUE fuel, DTL detention loading, DTU detention unloading, EXP expedited, RCL redelivery, ADV advances of a former carrier ... */
  readonly code: string;
  readonly amountMinor: number;
}

export interface FreightBill {
  /** The carrier's invoice number: the same number twice is the same bill twice. */
  readonly invoice: number;
  readonly charges: readonly FreightCharge[];
}

/** What became of one shipment: one entry of a proof of delivery. */
export interface DeliveredShipment {
  readonly shipment: number;
  /** `CONDITION` of the ERP contract, or `UNREAD`. */
  readonly condition: number;
  /** What differs from what was shipped, of a shipment in good condition; absent = nothing does. */
  readonly exceptions?: readonly LadingException[];
}

/** In which way units of a line differ from what was shipped. */
export const LADING_EXCEPTION = { short: 1, damaged: 2, over: 3 } as const;

export interface LadingException {
  /** Line of the shipment. */
  readonly line: number;
  /** `LADING_EXCEPTION`. */
  readonly kind: number;
  /** Base units, > 0. */
  readonly units: number;
}

/** `condition` of a shipment in a proof of delivery that nobody can read: a blot, a scan cut off, a signature over the count. */
export const UNREAD = 4;

/**
 * A truck that comes later than this after the pickup agreed has missed its appointment: it stands at its own cost. Source: usual
 * terms of shippers' contracts; how long is an assumption.
 */
export const APPOINTMENT_MS = 3_600_000;

/** Why a tender was rejected: `b` of `tenderRejected`. */
export const REJECTION = {
  noCapacity: 1,
  noEquipment: 2,
  shortLeadTime: 3,
  price: 4,
  dangerousGoods: 5,
} as const;

/** core -> carrier; a = attempt, b = carrier. */
export type OfferTender = Envelope<'offerTender', LoadTender>;
/** core -> carrier: the offer is void; a = attempt, b = carrier. After an acceptance it cancels the booking. */
export type WithdrawTender = Envelope<'withdrawTender', null>;
/** core -> carrier: come and fetch it; a = attempt accepted (or countered: its price and terms are taken), b = carrier. */
export type DispatchTruck = Envelope<'dispatchTruck', { readonly pickupAt: number }>;
/**
 * core -> carrier: loaded and closed, drive with these; a = attempt accepted, b = carrier. Detention runs from `truckArrived` to this.
 * `takenOverFrom` = carrier at whose terminal they were fetched, -1 = at the warehouse.
 */
export type ReleaseTruck = Envelope<
  'releaseTruck',
  { readonly shipments: readonly number[]; readonly takenOverFrom: number }
>;
/** core -> carrier: where is it? a = how often asked, b = carrier. */
export type RequestStatus = Envelope<'requestStatus', null>;
/** core -> carrier: go faster for this; a = amount offered on top, b = carrier. */
export type RequestExpedite = Envelope<'requestExpedite', null>;
/** core -> carrier: keep it at your next terminal, another may take it on from there; a = attempt accepted, b = carrier. */
export type RequestHold = Envelope<'requestHold', null>;
/** core -> carrier: what you hold is yours to deliver after all; a = attempt accepted, b = carrier. */
export type DriveOn = Envelope<'driveOn', null>;
/** core -> carrier: what you hold is fetched by carrier b, who bills your charges with its own; a = attempt accepted. */
export type HandOver = Envelope<'handOver', null>;
/** core -> carrier: where is your bill? a = how often asked, b = carrier. The bill comes again under its number. */
export type RequestBill = Envelope<'requestBill', null>;
/** core -> carrier: the bill is not what was agreed; a = amount expected, b = invoice number. */
export type DisputeInvoice = Envelope<'disputeInvoice', { readonly codes: readonly string[] }>;
/** core -> carrier; key = shipment; a = amount claimed, b = load. */
export type FileClaim = Envelope<'fileClaim', { readonly condition: number }>;

/** carrier -> core; a = attempt, b = `REJECTION`. */
export type TenderRejected = Envelope<'tenderRejected', null>;
/** carrier -> core: for this price and on these terms, its own or those tendered; a = attempt, b = amount asked. */
export type TenderCountered = Envelope<'tenderCountered', { readonly detention: DetentionTerms }>;
/** carrier -> core: the truck is at the door; a = attempt, b = carrier. */
export type TruckArrived = Envelope<'truckArrived', { readonly arrivedAt: number }>;
/** carrier -> core; a = `MILESTONE`, b = carrier. May be missing, late, repeated, or out of order. */
export type MilestoneReported = Envelope<'milestoneReported', MilestoneReport>;
/** carrier -> core: proof of delivery; a = instant of delivery, b = carrier. */
export type PodReceived = Envelope<'podReceived', { readonly shipments: readonly DeliveredShipment[] }>;
/** carrier -> core, to `requestExpedite`; a = 1 done, 0 can't; b = new estimate of delivery. */
export type ExpediteAnswered = Envelope<'expediteAnswered', null>;
/** What a carrier that holds a load wants for the way it has come: an advance of whoever takes it on. */
export interface HeldLoad {
  /** From when on it can be fetched. */
  readonly readyAt: number;
  readonly earnedMinor: number;
}

/** carrier -> core, to `requestHold`; a = 1 it is held, 0 it can't be; b = carrier. */
export type HoldAnswered = Envelope<'holdAnswered', HeldLoad>;
/** carrier -> core; a = total, b = carrier. A lost load, and one that was offered for nothing, is never billed. */
export type FreightBilled = Envelope<'freightBilled', FreightBill>;
/** carrier -> core, to `disputeInvoice`; a = corrected total, b = invoice number. */
export type InvoiceCorrected = Envelope<'invoiceCorrected', null>;
/** carrier -> core, to `disputeInvoice`: the bill stands; a = total, b = invoice number. */
export type DisputeRejected = Envelope<'disputeRejected', null>;
/** carrier -> core, to `fileClaim`; key = shipment; a = amount credited, 0 = denied; b = carrier. */
export type ClaimAnswered = Envelope<'claimAnswered', null>;

/** carrier -> core; a = attempt, b = carrier. */
export type TenderAccepted = Envelope<'tenderAccepted', null>;

export type CarrierToCore =
  | TenderAccepted
  | TenderRejected
  | TenderCountered
  | TruckArrived
  | MilestoneReported
  | PodReceived
  | ExpediteAnswered
  | HoldAnswered
  | FreightBilled
  | InvoiceCorrected
  | DisputeRejected
  | ClaimAnswered;
export type CoreToCarrier =
  | OfferTender
  | WithdrawTender
  | DispatchTruck
  | ReleaseTruck
  | RequestStatus
  | RequestExpedite
  | RequestHold
  | DriveOn
  | HandOver
  | RequestBill
  | DisputeInvoice
  | FileClaim;
