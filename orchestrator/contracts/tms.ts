/**
 * What the core and TMS say to each other in outbound fulfilment. TMS owns rates, contracts, the routing guide, contracted
 * capacity and the trade documents of a load.
 *
 * `key` is the load's key, or the order's for a rating before there is a load; `b` of a rating says which.
 */
import type { DetentionTerms } from './detention.ts';
import type { Envelope } from './envelope.ts';

/** What is to be rated. */
export interface RatingRequest {
  /** Places it could leave from. */
  readonly origins: readonly number[];
  readonly destination: number;
  readonly weightGrams: number;
  readonly handlingUnits: number;
  /** Dangerous goods are on it: carriers that do not take them are left out. */
  readonly dangerous: boolean;
  /** When it would be picked up at each of `origins`. */
  readonly pickupsAt: readonly number[];
}

/** One way to move it. */
export interface Rating {
  /** Line of the rate table. */
  readonly rate: number;
  readonly origin: number;
  readonly carrier: number;
  readonly service: number;
  readonly mode: string;
  readonly transitDays: number;
  /** Line haul, minor units. */
  readonly lineHaulMinor: number;
  readonly fuelMinor: number;
  readonly accessorialsMinor: number;
  /** Line haul + fuel + accessorials. */
  readonly amountMinor: number;
  /** Of the rate agreement with the carrier: a tender at this rate states them. */
  readonly detention: DetentionTerms;
  /** Place in the lane's routing guide, from 1; 0 = not in it (spot). */
  readonly guideRank: number;
}

/** Why documents were refused: `b` of `documentsRefused`. */
export const DOCUMENT_REFUSAL = {
  deniedParty: 1,
  noLicence: 2,
  licenceUsedUp: 3,
  dangerousGoods: 4,
} as const;

/** What a paper is: `papers` of `prepareDocuments`. */
export const PAPER = {
  exportDeclaration: 1,
  commercialInvoice: 2,
  dangerousGoodsDeclaration: 3,
} as const;
export type Paper = (typeof PAPER)[keyof typeof PAPER];

/** core -> TMS; a = attempt from 1, b = 0 the key is an order, 1 a load. */
export type RequestRating = Envelope<'requestRating', RatingRequest>;
/** TMS -> core for an order; a = attempt. Sorted by (origin, guide rank with 0 last, rate). */
export type OrderRated = Envelope<'orderRated', { readonly ratings: readonly Rating[] }>;
/** TMS -> core for a load; a = attempt. Sorted by (guide rank, with 0 last, then amount, rate). */
export type LoadRated = Envelope<'loadRated', { readonly ratings: readonly Rating[] }>;
/**
 * core -> TMS: the carrier has accepted; a = carrier, b = agreed amount, `detention` the terms agreed; `attempt` is that of the accepted tender. `onward` = it
 * takes a load under way over from the carrier that is booked: that booking stands until this one is confirmed. `rate` -1 = by
 * none, and it takes no capacity: also where that carrier never came and the former one, booked again, drives on.
 */
export type BookLoad = Envelope<
  'bookLoad',
  {
    readonly rate: number;
    readonly detention: DetentionTerms;
    readonly pickupAt: number;
    readonly attempt: number;
    readonly onward: boolean;
  }
>;
/** What a freight bill is audited by, as TMS has it booked. */
export interface AuditInputs {
  /** Share of line haul that fuel comes to at the day of pickup. */
  readonly fuelShare: number;
  /** Confirms what the carrier has accepted. */
  readonly detention: DetentionTerms;
}

/** TMS -> core; a = carrier, b = booking number. */
export type LoadBooked = Envelope<'loadBooked', AuditInputs>;
/** TMS -> core: the contract's capacity is used up; a = carrier, b = attempt. */
export type BookingRefused = Envelope<'bookingRefused', null>;
/** core -> TMS: the booking is void, also one that is not answered yet; a = carrier, b = attempt. */
export type CancelBooking = Envelope<'cancelBooking', null>;
/** core -> TMS: papers for a load that crosses a border or carries dangerous or controlled goods; a = destination, b = carrier. */
export type PrepareDocuments = Envelope<
  'prepareDocuments',
  {
    /** `PAPER` of each that is wanted, ascending. */
    readonly papers: readonly Paper[];
    readonly customers: readonly number[];
    readonly products: readonly number[];
    readonly units: readonly number[];
  }
>;
/** core -> TMS: less has left than its papers were for; a = shipments aboard with papers, b = carrier. Lists: what has left. */
export type AmendDocuments = Envelope<
  'amendDocuments',
  { readonly products: readonly number[]; readonly units: readonly number[] }
>;
/** TMS -> core: all papers that were asked for; a = number that they go by, b = licence used (0 = none needed). */
export type DocumentsPrepared = Envelope<'documentsPrepared', null>;
/**
 * TMS -> core; a = customer or product at fault, b = `DOCUMENT_REFUSAL`. `unitsLeft` = what licences for the product still allow to go
 * there, where that is the fault.
 */
export type DocumentsRefused = Envelope<'documentsRefused', { readonly unitsLeft: number }>;
/** core -> TMS: where the load is; a = `MILESTONE`, b = carrier. */
export type ReportMilestone = Envelope<
  'reportMilestone',
  { readonly occurredAt: number; readonly estimatedAt: number }
>;

/** What TMS is to find a carrier for, where it tenders. */
export interface LoadToPlace extends RatingRequest {
  /** As in a tender: with carrier and rank what acceptance is drawn by. */
  readonly lane: number;
  /** -1 = the lane has no cut-offs. */
  readonly cutoff: number;
  readonly shipments: readonly number[];
}

/** What a carrier has accepted, or asked for and was given. */
export interface AssignedCarrier {
  readonly rating: Rating;
  readonly agreedMinor: number;
  readonly detention: DetentionTerms;
  readonly pickupAt: number;
}

/**
 * core -> TMS, where TMS tenders: find a carrier. a = tenders up to this one are void, with what came of them (0 = none yet); b = which
 * time from the top of the routing guide, from 1; the same again asks what has become of it.
 */
export type PlaceLoad = Envelope<'placeLoad', LoadToPlace>;
/** core -> TMS, where TMS tenders: the load will not leave; what was offered, accepted or booked of it is void. a = last tender known, b = carrier. */
export type WithdrawLoad = Envelope<'withdrawLoad', null>;
/** TMS -> core: a carrier takes it; a = tender, b = carrier. Where TMS books, `loadBooked` follows, or another carrier. */
export type CarrierAssigned = Envelope<'carrierAssigned', AssignedCarrier>;
/** TMS -> core: nobody of its guide takes it; a = last tender, b = which time from the top. */
export type NoCarrierFound = Envelope<'noCarrierFound', null>;

/** What TMS plans loads by, where it consolidates. */
export interface AnnouncedShipment {
  readonly weightGrams: number;
  readonly handlingUnits: number;
  readonly dangerous: boolean;
  /** An order list prescribes its way: it travels alone. */
  readonly alone: boolean;
}

/**
 * core -> TMS, where TMS consolidates: packed, and free to leave; key = shipment, a = lane. The same again asks what has become of it.
 */
export type AnnounceShipment = Envelope<'announceShipment', AnnouncedShipment>;
/** core -> TMS, where TMS consolidates: it will not leave, planned or not; key = shipment, a = lane. */
export type WithdrawShipment = Envelope<'withdrawShipment', null>;
/**
 * TMS -> core: these leave together; key = lane, a = load, which is the smallest shipment of it as it was planned, b = index of its
 * cut-off, -1 = none was left.
 */
export type LoadPlanned = Envelope<'loadPlanned', { readonly shipments: readonly number[] }>;

/** What a load needs of a dock, where TMS keeps the appointments. */
export interface WantedAppointment {
  readonly node: number;
  /** The slot may begin then, or later. */
  readonly fromAt: number;
  /** The docks must stay open for so long from where it begins, or open just then. */
  readonly leftMs: number;
}

/** A slot at the docks of a node; the truck is expected in it. */
export interface AppointedSlot {
  readonly fromAt: number;
  /** Exclusive. */
  readonly untilAt: number;
}

/**
 * core -> TMS, where TMS keeps the appointments: a slot for the truck of a load; a = number of the request, from 1, b = carrier. A later
 * one gives back what an earlier one was given; the same again asks what has become of it.
 */
export type RequestAppointment = Envelope<'requestAppointment', WantedAppointment>;
/** core -> TMS, where TMS keeps the appointments: no truck will come, answered or not; a = last request, b = carrier. */
export type CancelAppointment = Envelope<'cancelAppointment', null>;
/** TMS -> core: that slot, or the next that was free; a = request, b = node. It stands until it is given back. */
export type AppointmentConfirmed = Envelope<'appointmentConfirmed', AppointedSlot>;
/** TMS -> core: as far as the book is open no slot is free; a = request, b = node. */
export type AppointmentRefused = Envelope<'appointmentRefused', null>;

export type TmsToCore =
  | OrderRated
  | LoadRated
  | LoadBooked
  | BookingRefused
  | DocumentsPrepared
  | DocumentsRefused
  | CarrierAssigned
  | NoCarrierFound
  | LoadPlanned
  | AppointmentConfirmed
  | AppointmentRefused;
export type CoreToTms =
  | RequestRating
  | BookLoad
  | CancelBooking
  | PrepareDocuments
  | AmendDocuments
  | PlaceLoad
  | WithdrawLoad
  | AnnounceShipment
  | WithdrawShipment
  | RequestAppointment
  | CancelAppointment
  | ReportMilestone;
