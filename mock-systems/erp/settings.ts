/** What ERP and its demand are configured with: plain data, made by whoever assembles the landscape. */
import type { SalesOrder } from '#orchestrator/contracts/erp';
import type { Distribution } from '#sim/random/distributions';
import type { ChangeWishSettings } from './change-settings.ts';
import type { CreditSettings } from './credit-notes.ts';
import type { NoteSettings } from './order-notes.ts';
import type { ProcurementSettings } from './procurement-settings.ts';
import type { ErpConduct } from './profile.ts';
import type { TransferSettings } from './transfer-settings.ts';
import type { WrongBillSettings } from './wrong-bills.ts';

/** What happens to an order on ERP's side, where its source says so; lines are indexes. */
export interface OrderFate {
  /** Held for credit, and decided so long after its release; null = it is not held. */
  readonly held: { readonly decidedAfterMs: number; readonly rejected: boolean } | null;
  /** The customer wants another number of units of a line, so long after its release; null = nothing changes. */
  readonly changed: { readonly afterMs: number; readonly line: number; readonly units: number } | null;
  /** The customer cancels so long after its release; null = never. */
  readonly cancelledAfterMs: number | null;
  /** Lines whose weight the master data lack. */
  readonly weightsMissing: readonly number[];
}

/** An order as its source knows it, before ERP looks at credit or master data. Immutable. */
export interface ErpOrder {
  readonly no: number;
  /** uint32: what the draws of this order are keyed by. */
  readonly drawKey: number;
  readonly releaseAt: number;
  /** With the true weight of every line; which of them ERP knows is drawn. */
  readonly sales: SalesOrder;
  /** What the customer asked for; absent = no day. */
  readonly requestedAt?: number;
  /** Absent = it is drawn. */
  readonly fate?: OrderFate;
}

/** How customers of a class behave. Shares lie in [0, 1]. */
export interface CustomerClass {
  /** Of orders, held for credit. */
  readonly holdShare: number;
  /** Of held orders, rejected in the end. */
  readonly rejectShare: number;
  /** Of orders, one line of which the customer changes. */
  readonly changeShare: number;
  /** Of orders, cancelled by the customer. */
  readonly cancelShare: number;
}

export interface StockEntry {
  readonly node: number;
  readonly product: number;
  readonly units: number;
}

/** Distributions draw ms unless they say otherwise. */
/** Where ERP allocates. */
export interface AllocationSettings {
  /** From question to answer, ms. */
  readonly answerMs: Distribution;
  /** By place: nodes, the nearest first. */
  readonly nearest: readonly (readonly number[])[];
}

/** How its picture of stock takes over what WMS knows. */
export interface RefreshSettings {
  /** null = never, and what was posted is kept apart for who carries the picture on. */
  readonly everyMs: number | null;
  readonly nodes: number;
  readonly products: number;
  /** Receipts are posted by ERP itself. */
  readonly buys: boolean;
}

export interface ErpSettings {
  /** Absent = it does not allocate. */
  readonly allocation?: AllocationSettings;
  readonly classes: readonly CustomerClass[];
  /** `classOf[customer]` is an index of `classes`. */
  readonly classOf: readonly number[];
  /** From hold to release or rejection. */
  readonly creditDecisionMs: Distribution;
  /** From release to the customer's change. */
  readonly changeAfterMs: Distribution;
  /** New units = old units x factor, rounded, >= 0, never the same number. */
  readonly changeFactor: Distribution;
  /** Customers change more than units of one line, once; absent = they do not. */
  readonly changes?: ChangeWishSettings;
  /** From release to the customer's cancellation. */
  readonly cancelAfterMs: Distribution;
  /** Of order lines, without a weight in the master data. */
  readonly missingWeightShare: number;
  readonly masterDataAnswerMs: Distribution;
  /** Free text of customers on their orders; absent = there is none. */
  readonly notes?: NoteSettings;
  /** From the report of delivery to the customer's invoice. */
  readonly billingDelayMs: Distribution;
  /** From the approved freight invoice to its payment. */
  readonly paymentTermsMs: number;
  /** A repeated approval of freight paid this long ago, or up to twice as long, is still known for a repeat. */
  readonly paidKeptMs: number;
  /** ERP's interface writes a file at each multiple of this since the Unix epoch; null = it says everything at once. */
  readonly batchEveryMs: number | null;
  /** ERP's own stock picture at the start. */
  readonly stock: readonly StockEntry[];
  /** It buys what its nodes need; absent = stock is somebody else's matter. */
  readonly procurement?: ProcurementSettings;
  /** It credits its customers; absent = it never does. */
  readonly credits?: CreditSettings;
  /** Some of its bills are too high; absent = none is. */
  readonly wrongBills?: WrongBillSettings;
  /** Stores are sent stock by internal orders; absent = there are none. */
  readonly transfers?: TransferSettings;
  /** It keeps book of which lines were there by the promise; absent = it does not. */
  readonly lineBook?: boolean;
  /** Its profile; absent = `PLAIN_CONDUCT`. */
  readonly conduct?: ErpConduct;
  /** Its picture of stock takes over what WMS knows; absent = it hears of its own postings alone. */
  readonly refresh?: Omit<RefreshSettings, 'buys'>;
}

/** What customers of a class ask for. */
export interface DemandClass {
  readonly shipCompleteShare: number;
  /** `priorityWeights[p]` = weight of priority p; 0 is the most urgent. Sum to 1, or whole counts. */
  readonly priorityWeights: readonly number[];
  /** Promised lead time from release; the promise is the end of the delivery day that it falls on or before. */
  readonly leadMs: Distribution;
  /** Asked for from release: the end of that delivery day, before which nothing is promised. Absent = no day is asked for. */
  readonly requestedMs?: Distribution;
}

export interface DemandCustomer {
  readonly place: number;
  /** Index of `DemandSettings.classes`. */
  readonly classNo: number;
  /** Promised that much later than the class: it is far away, or abroad. */
  readonly extraLeadMs: number;
}

export interface DemandProduct {
  readonly unitWeightGrams: number;
  readonly unitPriceMinor: number;
}

export interface DemandSettings {
  readonly startAt: number;
  /** Orders are released before this. */
  readonly endAt: number;
  /** No more orders than these, counted with those left out; null = as many as come. */
  readonly ordersMax: number | null;
  /** Mean over a week with the given weights. */
  readonly ordersPerDay: number;
  /** 24, from local midnight. */
  readonly hourWeights: readonly number[];
  /** 7, from Monday. */
  readonly weekdayWeights: readonly number[];
  /** Demand is `factor` times the usual from `fromAt` on: sorted. Empty = as usual. */
  readonly volume: readonly (readonly [fromAt: number, factor: number])[];
  /** IANA zone: arrivals and promises are on its clocks. */
  readonly zone: string;
  /** `customers[i]` is customer i; the smaller its number, the more it orders. */
  readonly customers: readonly DemandCustomer[];
  readonly classes: readonly DemandClass[];
  /** Weight of the r-th customer = 1 / r^skew; 0 = all alike. */
  readonly customerSkew: number;
  readonly products: readonly DemandProduct[];
  readonly productSkew: number;
  /** Rounded, at least 1, at most `LINES_MAX` and the number of products. */
  readonly linesPerOrder: Distribution;
  /** Rounded, at least 1. */
  readonly unitsPerLine: Distribution;
  /** 7, from Monday: goods are received on these days. */
  readonly deliveryWeekdays: readonly boolean[];
  /** Local time at which a delivery day ends, ms from midnight. */
  readonly deliveryDayEndMs: number;
  /** Orders left out: no other order changes by it. */
  readonly leftOut: ReadonlySet<number>;
}

/** Lines that one order may have: their events are numbered line + 1 + 64 x try. */
export const LINES_MAX = 63;
