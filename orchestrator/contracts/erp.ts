/**
 * What the core and ERP say to each other in outbound fulfilment. ERP owns order entry, credit, release, its own stock
 * picture, goods-issue posting, billing of the customer and payment of freight.
 *
 * 1. Commands are imperative and go to the owner of the matter; events are in the past tense and come from it.
 * 2. `key` is the order number, or the shipment's or load's where a message says so. `a` and `b` are documented here and
 *    nowhere else.
 * 3. Quantities are integers in the base unit of measure; money integer minor units; weights grams; instants epoch ms, UTC.
 */
import type { Envelope } from './envelope.ts';

/** What the order list says was really done; a policy may follow it. */
export interface Instructed {
  readonly plant: number;
  readonly origin: number;
  readonly carrier: number;
  readonly service: number;
  /** AIR, GROUND ...; null = nobody knows. */
  readonly mode: string | null;
  readonly transitDays: number;
  readonly customerArranged: boolean;
}

export interface SalesOrderLine {
  readonly product: number;
  /** Ordered, base units, > 0. */
  readonly units: number;
  /** Grams of one unit; null = ERP has no weight for it: nothing can be rated until somebody says. */
  readonly unitWeightGrams: number | null;
  /** Value of one unit, minor units: what is billed, insured and claimed. */
  readonly unitPriceMinor: number;
}

export interface SalesOrder {
  readonly customer: number;
  /** Place of delivery. */
  readonly destination: number;
  readonly lines: readonly SalesOrderLine[];
  /** The customer takes all of it at once or waits: no partial shipment. */
  readonly shipComplete: boolean;
  /** 0 = most urgent. */
  readonly priority: number;
  readonly promisedAt: number;
  /** What an order list says was really done; null where nothing is known. */
  readonly instructed: Instructed | null;
  /** As the customer wrote it, 500 characters at most; absent = nothing. Data, and never an instruction to whoever reads it. */
  readonly note?: string;
}

/** Units of a shipment. ERP never sees how an order is split: `lines` says which line of the order each entry is. */
export interface UnitsOfOrderLines {
  readonly lines: readonly number[];
  readonly units: readonly number[];
}

/** Why ERP holds an order: `a` of `salesOrderReleased`. */
export const HOLD = { none: 0, credit: 1 } as const;

/** What arrived: `b` of `reportDelivery`. */
export const CONDITION = { good: 0, damaged: 1, refused: 2, lost: 3 } as const;

/** Why a customer's change is not made: `reason` of `answerChange`. */
export const CHANGE_REFUSAL = {
  /** It is made. */
  none: 0,
  /** The order is cancelled, or through. */
  over: 1,
  /** A later change of the same thing was heard of first. */
  overtaken: 2,
  /** The goods have left. */
  gone: 3,
  /** The warehouse has begun to pick them, and what were called back could not be sourced again. */
  atWork: 4,
  /** They are part of a load, or handed over for one, and are not called back for that. */
  withLoad: 5,
  /** The day wished for is over. */
  past: 6,
  /** There is no such line, or no way to that place. */
  unknown: 7,
  /** How it travels is prescribed, or somebody else's matter. */
  prescribed: 8,
} as const;

/** ERP -> core; a = `HOLD`: with a hold the core may plan nothing yet. */
export type SalesOrderReleased = Envelope<'salesOrderReleased', SalesOrder>;
/** ERP -> core: credit is good after all. */
export type HoldReleased = Envelope<'holdReleased', null>;
/** ERP -> core: the order will not be delivered (credit refused). */
export type OrderRejected = Envelope<'orderRejected', null>;
/** ERP -> core: the customer wants another quantity; a = line index, b = units that line is to come to, >= 0, what was cancelled of it before not counted. `change` numbers the changes of an order, from 1. */
export type OrderChanged = Envelope<'orderChanged', { readonly change: number }>;
/** ERP -> core: the customer wants it by another day; a = the end of that day, which ERP promises if the change is made; b = number of the change. */
export type DeliveryDateChanged = Envelope<'deliveryDateChanged', null>;
/** ERP -> core: the customer wants it at another place; a = that place, b = number of the change. */
export type ShipToChanged = Envelope<'shipToChanged', null>;
/** ERP -> core: the customer cancels. */
export type OrderCancelled = Envelope<'orderCancelled', null>;
/** ERP -> core: this ERP has the order from now on, another one had it before. */
export type OrderTakenOver = Envelope<'orderTakenOver', null>;
/** ERP -> core, to `requestMasterData`; unit weights by line. */
export type MasterDataProvided = Envelope<
  'masterDataProvided',
  { readonly unitWeightGrams: readonly number[] }
>;
/** ERP -> core; key = shipment; a = billed amount. The customer's invoice is posted. */
export type CustomerBilled = Envelope<'customerBilled', null>;
/** ERP -> core, to `creditDelivery`; key = shipment; a = amount credited: never more than is billed and not credited yet. */
export type DeliveryCredited = Envelope<'deliveryCredited', null>;

/** core -> ERP: an order can't be planned without it; a = first line without a weight. */
export type RequestMasterData = Envelope<'requestMasterData', null>;
/** core -> ERP: nothing is left of the order (a = 1), or it was too late (a = 0): b = units that go on. */
export type AnswerCancellation = Envelope<'answerCancellation', null>;
/** core -> ERP: a = 1 the change is made, 0 it is not; b = number of the change. `reason` is a `CHANGE_REFUSAL`. Each change is answered once. */
export type AnswerChange = Envelope<'answerChange', { readonly reason: number }>;
/** core -> ERP: a = line index, b = units that no node has now. */
export type ReportBackorder = Envelope<'reportBackorder', null>;
/** core -> ERP; key = shipment; a = node, b = units. ERP posts the goods issue against its own stock picture. */
export type ReportGoodsIssue = Envelope<'reportGoodsIssue', UnitsOfOrderLines>;
/** core -> ERP; key = shipment; a = instant of delivery, b = `CONDITION`. ERP bills what arrived in good condition. */
export type ReportDelivery = Envelope<'reportDelivery', UnitsOfOrderLines>;
/** core -> ERP; key = shipment; a = amount: what was billed of it and did not arrive well. Once a shipment. */
export type CreditDelivery = Envelope<'creditDelivery', null>;
/**
 * core -> ERP; key = shipment; a = estimate of delivery, b = what was promised: for the customer to be told. `notice` counts
 * from 1; the last one counts, also where it says that the promise will be kept after all.
 */
export type ReportSlaRisk = Envelope<'reportSlaRisk', { readonly notice: number }>;
/** core -> ERP: the order is done with; a = units shipped, b = units cancelled. It may overtake what is said of its shipments. */
export type ReportOrderDone = Envelope<'reportOrderDone', null>;

/** ERP -> core; key = load; a = amount paid, b = carrier. */
export type InvoicePaid = Envelope<'invoicePaid', null>;
/** core -> ERP; key = load; a = amount to pay, b = carrier. */
export type PayInvoice = Envelope<'payInvoice', null>;

/** What ERP is to find a node for, where it allocates. */
export interface AllocationRequest {
  readonly destination: number;
  /** Nodes that may send it: they keep something of it, serve its customer, and were not tried. */
  readonly nodes: readonly number[];
  /** What is open: product and units of each line. */
  readonly products: readonly number[];
  readonly units: readonly number[];
}

/** core -> ERP, where ERP allocates; a = attempt from 1. Asked again it is answered again. */
export type RequestAllocation = Envelope<'requestAllocation', AllocationRequest>;
/** ERP -> core; a = attempt, b = the node that is to send it. */
export type OrderAllocated = Envelope<'orderAllocated', null>;

export type ErpToCore =
  | SalesOrderReleased
  | HoldReleased
  | OrderRejected
  | OrderChanged
  | DeliveryDateChanged
  | ShipToChanged
  | OrderCancelled
  | OrderTakenOver
  | MasterDataProvided
  | CustomerBilled
  | DeliveryCredited
  | OrderAllocated
  | InvoicePaid;
export type CoreToErp =
  | RequestMasterData
  | RequestAllocation
  | AnswerCancellation
  | AnswerChange
  | ReportBackorder
  | ReportGoodsIssue
  | ReportDelivery
  | CreditDelivery
  | ReportOrderDone
  | ReportSlaRisk
  | PayInvoice;
