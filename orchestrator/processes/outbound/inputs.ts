/**
 * What the actors of outbound fulfilment tell each other, and the addresses they do it by. Apart from the actors, so that two
 * actors can name each other. What is about customs, and about where goods are, is in the `inputs.ts` of `customs/` and `tracking/`.
 *
 * 1. Keys: an order's is its number; a shipment's is order x 8 + n, n = which sourcing of the order it came from (0..7); a
 *    load's, its customs entry's and its freight invoice's is that of its smallest shipment; a consolidation's is cut-off index x lanes + lane;
 *    a wave plan's and a stock view's is the node.
 * 2. Lists of units stand by line of the shipment; `lines` says which line of the order each is.
 */

import type {
  ClaimAnswered,
  DisputeRejected,
  ExpediteAnswered,
  FreightBilled,
  HoldAnswered,
  InvoiceCorrected,
  LadingException,
  MilestoneReported,
  PodReceived,
  TenderAccepted,
  TenderCountered,
  TenderRejected,
  TruckArrived,
} from '../../contracts/carriers.ts';
import type { Envelope } from '../../contracts/envelope.ts';
import type {
  CustomerBilled,
  DeliveryCredited,
  DeliveryDateChanged,
  HoldReleased,
  Instructed,
  InvoicePaid,
  MasterDataProvided,
  OrderAllocated,
  OrderCancelled,
  OrderChanged,
  OrderRejected,
  OrderTakenOver,
  SalesOrderReleased,
  ShipToChanged,
} from '../../contracts/erp.ts';
import type { ShippingAdvised } from '../../contracts/three-pl.ts';
import type {
  AppointmentConfirmed,
  AppointmentRefused,
  BookingRefused,
  CarrierAssigned,
  DocumentsPrepared,
  DocumentsRefused,
  LoadBooked,
  LoadPlanned,
  LoadRated,
  NoCarrierFound,
  OrderRated,
} from '../../contracts/tms.ts';
import type {
  GoodsIssued,
  ReservationReduced,
  ShipmentCancelledByWms,
  ShipmentPacked,
  ShipmentPicked,
  StockCounted,
  StockReserved,
  TruckLoaded,
  WaveReleased,
} from '../../contracts/wms.ts';
import type { DecidedInput, InputWithoutActor, TaskAnsweredInput, TimerInput } from '../../core/actor.ts';
import * as types from '../../core/actor-types.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import type { ComplaintInput } from '../care/inputs.ts';
import type { ReturnInput } from '../returns/inputs.ts';
import type { HurryShipment, HurryWave, OrderCareInput } from './care-inputs.ts';
import type { EntryAccepted, EntryHeld, EntryRefused, EntryReleased } from './customs/inputs.ts';
import type { DeviceSilent, GoodsQuarantined, PositionEstimated, PositionsVoid } from './tracking/inputs.ts';

/** As in the messages of partners. */
export { orderOf, SHIPMENTS_MAX, shipmentKey } from '../../contracts/shipment-key.ts';

/** Why an order or shipment goes no further. */
export const STOP_REASON = {
  cancelledByCustomer: 1,
  noStock: 2,
  noRoute: 3,
  refusedByRule: 4,
  lost: 5,
  creditRefused: 6,
  /** More than a licence has left: a person may find another. */
  licenceUsedUp: 7,
  /** All of it is what its customer wants less. */
  changedByCustomer: 8,
  /** Another node is to send it: this and its number. */
  reassigned: 64,
} as const;

/** The rating that a shipment was sourced with: a hint for whoever chooses its load's carrier, no booking. */
export interface PlannedWay {
  readonly carrier: number;
  readonly service: number;
  readonly transitDays: number;
}

export interface ShipmentPlan {
  readonly customer: number;
  readonly destination: number;
  readonly promisedAt: number;
  readonly priority: number;
  readonly shipComplete: boolean;
  /** Index of each in the order's lines. */
  readonly lines: readonly number[];
  readonly products: readonly number[];
  readonly units: readonly number[];
  readonly unitWeightGrams: readonly number[];
  readonly unitPriceMinor: readonly number[];
  /** How it is to travel, where the chosen sourcing option follows an order list; null = the routing guide decides. */
  readonly instructed: Instructed | null;
  readonly planned: PlannedWay;
}

/** A shipment as a load carries it. */
export interface LoadedShipment {
  readonly shipment: number;
  readonly customer: number;
  readonly destination: number;
  readonly promisedAt: number;
  readonly weightGrams: number;
  readonly handlingUnits: number;
  readonly dangerous: boolean;
  /** Holds goods that need their temperature; absent = it does not. */
  readonly coldChain?: boolean;
  /** Crosses a border, or holds what needs a licence. */
  readonly documents: boolean;
  readonly valueMinor: number;
  /** Products and units for the papers; empty where none are needed. */
  readonly products: readonly number[];
  readonly units: readonly number[];
  /** See `ShipmentPlan`. A prescribed shipment travels alone. */
  readonly instructed: Instructed | null;
  readonly planned: PlannedWay;
}

export interface LoadPlan {
  readonly lane: number;
  readonly node: number;
  readonly cutoff: number;
  readonly shipments: readonly LoadedShipment[];
}

/** order -> shipment; a = node, b = n. */
export type PlanShipment = Envelope<'planShipment', ShipmentPlan>;
/** order -> shipment: give it up if that is still possible; a = `STOP_REASON`. */
export type StopShipment = Envelope<'stopShipment', null>;
/** order -> shipment: no more than so many units of each line, if that is still possible; a = which change of its order this is for, from 1, as they were heard of. */
export type ReduceShipment = Envelope<'reduceShipment', { readonly units: readonly number[] }>;
/** shipment -> order; a = n, b = `a` of what asked. What it holds now: all of it where it was too late. */
export type ShipmentReduced = Envelope<'shipmentReduced', { readonly units: readonly number[] }>;
/** order -> shipment: its customer wants it elsewhere, or on another day; a = place. It joins no load before it hears how it is delivered. */
export type HoldDelivery = Envelope<'holdDelivery', null>;
/** shipment -> order; a = n, b = `CHANGE_REFUSAL`: 0 = it waits, else it goes on as it was. */
export type DeliveryHeld = Envelope<'deliveryHeld', null>;
/** order -> shipment: go on; a = place, b = promise. */
export type DeliverAs = Envelope<'deliverAs', null>;
/** order -> shipment: what ERP is to hear goes to this one from now on; a = its partner number. */
export type MoveToErp = Envelope<'moveToErp', null>;
/** order -> shipment: its promise is long over, and it has not left. */
export type ChaseShipment = Envelope<'chaseShipment', null>;
/** shipment -> order; key of the order; a = n, b = units missing. What is reserved, by line of the shipment. */
export type ShipmentReserved = Envelope<'shipmentReserved', { readonly units: readonly number[] }>;
/** shipment -> order; a = n, b = units missing against what was reserved. */
export type ShipmentShort = Envelope<'shipmentShort', { readonly units: readonly number[] }>;
/** shipment -> order; a = n, b = units that left. */
export type ShipmentShipped = Envelope<'shipmentShipped', { readonly units: readonly number[] }>;
export interface ShipmentArrival {
  readonly deliveredAt: number;
  /** Units that the customer has well, by line of the shipment, where they differ from what was shipped; absent = they do not. */
  readonly arrived?: readonly number[];
  /** On its bill beyond what was sent and arrived well: to be credited apart, or kept of too many. */
  readonly apartMinor?: number;
}

/** shipment -> order; a = n, b = `CONDITION`. */
export type ShipmentDelivered = Envelope<'shipmentDelivered', ShipmentArrival>;
/** shipment -> order: nothing of it will ship; a = n, b = `STOP_REASON`. */
export type ShipmentStopped = Envelope<'shipmentStopped', null>;
/** shipment -> order: it could not be stopped, the goods have left; a = n. */
export type ShipmentTooLate = Envelope<'shipmentTooLate', null>;
/** shipment -> order: billed, nothing more to come; a = n, b = billed amount. */
export type ShipmentClosed = Envelope<'shipmentClosed', null>;
/** load -> shipment: news of a risk; shipment -> order, once; a = estimate, b = n of the order's shipment (0 from a load). */
export type DeliveryAtRisk = Envelope<'deliveryAtRisk', null>;

/** What is known of a shipment where waves are put in sequence. */
export interface WaveDue {
  /** By when it must leave to keep its promise. */
  readonly leaveBy: number;
  /** Of its goods. */
  readonly valueMinor: number;
}
/**
 * shipment -> wave plan; key = node; a = shipment, b = instant by which it should be staged; body: order lines to pick, which other
 * nodes could send all of it (bits; absent = none), and what it is due (absent = nobody asks).
 */
export type JoinWave = Envelope<
  'joinWave',
  {
    readonly lines: number;
    readonly priority: number;
    readonly others?: number;
    readonly due?: WaveDue;
  }
>;
/** wave plan -> shipment: another node is to send it; a = that node, b = its own. */
export type ReassignShipment = Envelope<'reassignShipment', null>;
/** shipment -> wave plan; a = shipment. */
export type LeaveWave = Envelope<'leaveWave', null>;

/** shipment -> consolidation; or, where TMS plans loads, to those of its lane; a = lane, b = index of the cut-off that is next. */
export type JoinLoad = Envelope<'joinLoad', LoadedShipment>;
/** shipment -> consolidation, or the load it has become; a = shipment, b = 1: only if no load is formed, and say so. */
export type LeaveLoad = Envelope<'leaveLoad', null>;
/** consolidation -> shipment, that asked; a = 1 it is part of nothing any more, 0 its load is formed. */
export type LeftLoad = Envelope<'leftLoad', null>;
/** consolidation -> shipment; a = the load it is part of, -1 = the cut-off had passed; b = index of the cut-off. */
export type JoinedLoad = Envelope<'joinedLoad', null>;
/** consolidation, or the loads that TMS plans -> load. */
export type FormLoad = Envelope<'formLoad', LoadPlan>;
/** load -> shipment; a = load, b = carrier. */
export type ShipmentBooked = Envelope<'shipmentBooked', null>;
/** load -> shipment: from the proof of delivery, or for want of the goods; a = instant, b = `CONDITION`. A body where its units differ. */
export type StopDelivered = Envelope<
  'stopDelivered',
  { readonly exceptions: readonly LadingException[] } | null
>;
/** load -> shipment: no carrier, no papers: it will not move; a = `STOP_REASON`. */
export type LoadGivenUp = Envelope<'loadGivenUp', null>;

/** load -> freight invoice; a = agreed amount, b = carrier; body: by X12 charge code. */
export type ExpectBill = Envelope<
  'expectBill',
  { readonly charges: readonly (readonly [code: string, minor: number])[] }
>;
/** load -> freight invoice: the carrier booked last never came, the one before it drives on as agreed; b = that one. */
export type ExpectFormerBill = Envelope<'expectFormerBill', null>;
/** load -> freight invoice: it has been delivered, its bill is due. */
export type BillDue = Envelope<'billDue', null>;
/** load -> freight invoice: agreed on later, on top; a = amount. */
export type ExpectCharge = Envelope<'expectCharge', { readonly code: string }>;
/** load -> freight invoice: nothing will be billed; a = carrier. */
export type ExpectNoBill = Envelope<'expectNoBill', null>;
/** freight invoice -> load: settled; a = paid amount, b = billed amount. */
export type FreightSettled = Envelope<'freightSettled', null>;

/** load -> refusal review; a = who or what is at fault, b = why (`DOCUMENT_REFUSAL`). */
export type ReviewRefusal = Envelope<'reviewRefusal', null>;

/** shipment -> claim; a = load, b = carrier. */
export type OpenClaim = Envelope<'openClaim', { readonly condition: number; readonly valueMinor: number }>;
/** claim -> shipment; a = credited amount. */
export type ClaimSettled = Envelope<'claimSettled', null>;

/** shipment -> stock view; key = node: reserved (b = 1) or given back (b = -1). */
export type StockMoved = Envelope<
  'stockMoved',
  { readonly products: readonly number[]; readonly units: readonly number[] }
>;

/** deployment -> stock view; key = node: what is free of these products? */
export type StockAsked = Envelope<'stockAsked', { readonly products: readonly number[] }>;
/** stock view -> deployment; key = node; a = when that was counted. Units in the order asked; -1 = not known. */
export type StockStands = Envelope<'stockStands', { readonly units: readonly number[] }>;

export type OrderInput =
  | SalesOrderReleased
  | HoldReleased
  | OrderRejected
  | OrderChanged
  | DeliveryDateChanged
  | ShipToChanged
  | OrderCancelled
  | OrderTakenOver
  | MasterDataProvided
  | OrderRated
  | OrderAllocated
  | DecidedInput
  | ShipmentReserved
  | ShipmentShort
  | ShipmentReduced
  | DeliveryHeld
  | ShipmentShipped
  | ShipmentDelivered
  | ShipmentStopped
  | ShipmentTooLate
  | ShipmentClosed
  | DeliveryAtRisk
  | OrderCareInput
  | TaskAnsweredInput
  | TimerInput;
export type ShipmentInput =
  | PlanShipment
  | ReassignShipment
  | StopShipment
  | ReduceShipment
  | HoldDelivery
  | DeliverAs
  | ChaseShipment
  | MoveToErp
  | StockReserved
  | ReservationReduced
  | ShipmentPicked
  | ShipmentPacked
  | ShipmentCancelledByWms
  | GoodsIssued
  | JoinedLoad
  | LeftLoad
  | ShipmentBooked
  | StopDelivered
  | LoadGivenUp
  | DeliveryAtRisk
  | CustomerBilled
  | DeliveryCredited
  | ClaimSettled
  | HurryShipment
  | TaskAnsweredInput
  | TimerInput;
export type WavePlanInput =
  | JoinWave
  | LeaveWave
  | HurryWave
  | WaveReleased
  | DecidedInput
  | TaskAnsweredInput
  | TimerInput;
export type ConsolidationInput = JoinLoad | LeaveLoad | TimerInput;
export type PlannedLoadsInput = JoinLoad | LeaveLoad | LoadPlanned | TaskAnsweredInput | TimerInput;
export type LoadInput =
  | FormLoad
  | LeaveLoad
  | LoadRated
  | DecidedInput
  | TenderAccepted
  | TenderRejected
  | TenderCountered
  | CarrierAssigned
  | NoCarrierFound
  | LoadBooked
  | BookingRefused
  | DocumentsPrepared
  | DocumentsRefused
  | AppointmentConfirmed
  | AppointmentRefused
  | TruckArrived
  | TruckLoaded
  | MilestoneReported
  | ShippingAdvised
  | PodReceived
  | ExpediteAnswered
  | HoldAnswered
  | EntryAccepted
  | EntryHeld
  | EntryReleased
  | EntryRefused
  | PositionEstimated
  | DeviceSilent
  | PositionsVoid
  | GoodsQuarantined
  | FreightSettled
  | TaskAnsweredInput
  | TimerInput;
export type FreightInvoiceInput =
  | ExpectBill
  | ExpectFormerBill
  | ExpectCharge
  | BillDue
  | ExpectNoBill
  | FreightBilled
  | InvoiceCorrected
  | DisputeRejected
  | InvoicePaid
  | DecidedInput
  | TaskAnsweredInput
  | TimerInput;
export type ClaimInput = OpenClaim | ClaimAnswered | TaskAnsweredInput | TimerInput;
export type StockViewInput = StockCounted | StockMoved | StockAsked;
export type RefusalReviewInput = ReviewRefusal | TaskAnsweredInput | TimerInput;
export type ExceptionCaseInput = InputWithoutActor | TaskAnsweredInput | TimerInput;

export const ORDER: ActorTypeNo<OrderInput> = types.ORDER;
export const SHIPMENT: ActorTypeNo<ShipmentInput> = types.SHIPMENT;
export const FREIGHT_INVOICE: ActorTypeNo<FreightInvoiceInput> = types.FREIGHT_INVOICE;
export const STOCK_VIEW: ActorTypeNo<StockViewInput> = types.STOCK_VIEW;
export const LOAD: ActorTypeNo<LoadInput> = types.LOAD;
export const CONSOLIDATION: ActorTypeNo<ConsolidationInput> = types.CONSOLIDATION;
export const PLANNED_LOADS: ActorTypeNo<PlannedLoadsInput> = types.PLANNED_LOADS;
export const WAVE_PLAN: ActorTypeNo<WavePlanInput> = types.WAVE_PLAN;
export const CLAIM: ActorTypeNo<ClaimInput> = types.CLAIM;
export const COMPLAINT_CASE: ActorTypeNo<ComplaintInput> = types.COMPLAINT_CASE;
export const RETURN_ORDER: ActorTypeNo<ReturnInput> = types.RETURN_ORDER;
export const REFUSAL_REVIEW: ActorTypeNo<RefusalReviewInput> = types.REFUSAL_REVIEW;
export const EXCEPTION_CASE: ActorTypeNo<ExceptionCaseInput> = types.EXCEPTION_CASE;
