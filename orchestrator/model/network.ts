/**
 * What the core knows of the landscape before any message comes, for outbound fulfilment: nodes, products, customers,
 * carriers, lanes, their timetables and the limits of the process. Plain frozen data, made from the scenario.
 *
 * 1. `nodes[i].no === i`, and so for products, customers, carriers and lanes.
 * 2. Timetables are lists of instants, sorted: calendars, zones and daylight saving have been worked out before.
 */

import type { CareLimits } from './care.ts';
import type { CaseLimits } from './cases.ts';
import type { CustomsTerms } from './customs.ts';
import type { RateSheet } from './rate-sheet.ts';
import type { Responsibilities } from './responsibilities.ts';
import type { RouteTerms } from './routes.ts';
import type { TelematicsTerms } from './telematics.ts';

export interface NodeMaster {
  readonly no: number;
  /** Where it is. */
  readonly place: number;
  /** Places from which its goods are carried, where rates begin at ports; absent = from where it is. */
  readonly ports?: readonly number[];
  readonly country: number;
  /** Handling cost of a unit, minor units; may be fractional. */
  readonly unitCostMinor: number;
  /** Products it keeps; null = all. */
  readonly products: ReadonlySet<number> | null;
  /** Customers it may serve; null = all. */
  readonly customers: ReadonlySet<number> | null;
  /** Instants at which waves are released. Empty = a shipment is its own wave, released when it is reserved. */
  readonly waves: readonly number[];
  /** Order lines that the shift can pick in one wave. */
  readonly linesPerWave: number;
  /** Instants at which its docks open and close, in turn, an opening first; absent, and after the last = they are open. */
  readonly docks?: readonly number[];
}

/** What is known of a product beside what the process goes by; absent = nobody says. */
export interface ProductDescription {
  /** Of the Harmonized System, or a national tariff: six to ten digits. */
  readonly hsCode?: string;
  /** Export classification, such as an ECCN. */
  readonly exportClass?: string;
  /** Class or division of dangerous goods. */
  readonly hazardClass?: string;
  /** null = its UN number has none. */
  readonly packingGroup?: 'I' | 'II' | 'III' | null;
  /** Of one unit, mm. */
  readonly dimensionsMm?: { readonly length: number; readonly width: number; readonly height: number };
  /** From receipt to expiry, ms; absent = it does not expire. */
  readonly shelfLifeMs?: number;
}

export interface ProductMaster extends ProductDescription {
  readonly no: number;
  /** UN number of dangerous goods; 0 = none. */
  readonly unNumber: number;
  /** Needs a licence to leave the country. */
  readonly exportControlled: boolean;
  /** Needs its temperature; absent = it does not. */
  readonly coldChain?: boolean;
}

export interface CustomerMaster {
  readonly no: number;
  readonly place: number;
  readonly country: number;
  readonly deniedParty: boolean;
}

export interface CarrierMaster {
  readonly no: number;
  readonly dangerousGoods: boolean;
}

/** From a node to a destination: what is consolidated and tendered together. */
export interface LaneMaster {
  readonly no: number;
  readonly node: number;
  /** Place of delivery, and the region it lies in: contracts and the routing guide are by region. */
  readonly place: number;
  readonly region: number;
  /** Instants by which goods must be staged to leave. Empty = each shipment is a load of its own, at once. */
  readonly cutoffs: readonly number[];
  /** What is lighter travels alone, as a parcel, when it is packed; 0 = nothing does. */
  readonly parcelBelowGrams: number;
  /** A load carries no more than this. */
  readonly weightGramsMax: number;
}

/** What is done about proofs of delivery that nobody can read. */
export interface ProofTerms {
  /** So many other copies are asked for. */
  readonly copiesMax: number;
  /** Then they count as good and are billed; otherwise a person asks, and nothing is billed before one can be read. */
  readonly waived: boolean;
  /** They may say that units are missing, damaged or too many; absent = none does. */
  readonly differences?: DifferenceTerms;
}

/** What is done about units that did not arrive as they were shipped. */
export interface DifferenceTerms {
  /** Worth up to so much it is settled by rule, minor units; beyond it a person looks. Below 0 = at each. */
  readonly ruledMinorMax: number;
  /** It is billed as shipped, and credited; otherwise the bill waits, and is of what arrived. */
  readonly billShipped: boolean;
  /** Too many are the customer's, and are billed; otherwise the carrier takes them back. */
  readonly oversBilled: boolean;
}

/** How predictions of delay count. */
export interface DelayPredictionTerms {
  /** By how much a load that is predicted late counts as late, as long as nobody has said by how much; ms. */
  readonly lateByMs: number;
}

/** Durations in ms, > 0; how often, integers >= 0. */
export interface ProcessLimits {
  /** An order on hold so long is given to a person. */
  readonly holdTaskAfterMs: number;
  /** No sourcing answer so long: a person is told. */
  readonly backorderRetryMs: number;
  readonly backorderTriesMax: number;
  /** A tender is answered within this, or it is silent. */
  readonly tenderResponseMs: number;
  /** Tenders of one load, over all carriers and rounds; then a planner is asked. */
  readonly tendersMax: number;
  /** A counter-offer up to this share over the offer is taken. */
  readonly counterTolerance: number;
  /** No news this long after a milestone was due: the carrier is asked, then a person. */
  readonly milestoneGraceMs: number;
  readonly statusRequestsMax: number;
  /** Estimated so long after the promise: customers downstream are told, and expedite is considered. */
  readonly slaRiskMs: number;
  /** An estimate that has moved by this since customers were last told of it is news to them. */
  readonly noticeStepMs: number;
  /** What expediting a load may cost, minor units; 0 = it is never done. */
  readonly expediteMinorMax: number;
  /** What rerouting a load may cost on top of its freight, minor units; 0 = it is never done. */
  readonly rerouteMinorMax: number;
  /** TMS has not answered a booking or a request for papers so long: it is asked again, then a person. */
  readonly answerGraceMs: number;
  /** A truck at the door that is not loaded so long: the warehouse is asked again, then a person. */
  readonly loadingGraceMs: number;
  /** A shipment that has not been packed so long after its promise: the warehouse is asked again, and a person. */
  readonly workGraceMs: number;
  /** No news so long after delivery was due: nobody need look for it any more, it is lost. */
  readonly lostAfterMs: number;
  /** No bill so long after delivery: the carrier is asked, then a person. */
  readonly billGraceMs: number;
  /** A bill within this share of the agreed amount, by charge, is paid as billed. */
  readonly invoiceTolerance: number;
  /** A person's task is escalated after this, once; then it stays open and visible. */
  readonly taskEscalationMs: number;
  /** From a load's pickup request to the truck. */
  readonly pickupLeadMs: number;
  /** No truck is called for the last so much before the docks close: it could not be loaded any more. */
  readonly lastPickupMs: number;
  /** And by so much for each shipment that it fetches. */
  readonly loadingMsPerShipment: number;
}

export interface Network {
  readonly nodes: readonly NodeMaster[];
  readonly products: readonly ProductMaster[];
  readonly customers: readonly CustomerMaster[];
  readonly carriers: readonly CarrierMaster[];
  readonly lanes: readonly LaneMaster[];
  /** Of each country of destination, by number; null = it stops nothing. Absent = none does. */
  readonly customs?: readonly (CustomsTerms | null)[];
  /** Vehicles may have devices; absent = none has. */
  readonly telematics?: TelematicsTerms;
  /** Customers ask, complain and send back; absent = nobody hears of them. */
  readonly care?: CareLimits;
  /** Exceptions are cases; absent = they are tasks alone. */
  readonly cases?: CaseLimits;
  /** From when on freight is paid by another ERP, and its partner number; absent = it never is. */
  readonly payables?: { readonly from: number; readonly erp: number };
  /** What waits for a wave may go to another node: decision point `workload` is asked; absent = nobody asks. */
  readonly levelsWorkload?: true;
  /** How urgent an order is is asked: decision point `order-priority`; with the mean value of an order, and of a line. Absent = nobody asks. */
  readonly ranksOrders?: { readonly typicalMinor: number; readonly typicalLineMinor: number };
  /** Where more waits than a wave can take, decision point `wave-sequence` is asked; absent = nobody asks. */
  readonly sequencesWaves?: true;
  /** Whether loads will be late is asked: decision point `delay-prediction`; absent = nobody asks. */
  readonly predictsDelays?: DelayPredictionTerms;
  /** Carriers' bills are judged: decision point `invoice-anomaly`; absent = tolerance alone judges them. */
  readonly auditsBills?: true;
  /** Proofs of delivery are looked at; absent = each is taken as it comes. */
  readonly proof?: ProofTerms;
  /** Stores are driven to by routes of the fleet; absent = carriers have all of it. */
  readonly routes?: RouteTerms;
  /** A third party arranges all freight, and bills it as this carrier; absent = it is tendered and booked load by load. */
  readonly freight?: { readonly carrier: number };
  /** Who does what; absent = the orchestrator does what it can. */
  readonly responsibilities?: Responsibilities;
  /** TMS keeps the appointments of trucks at the docks: a load that goes by one of these modes needs one; absent = none does. */
  readonly appointments?: { readonly modes: ReadonlySet<string> };
  /** The orchestrator rates by its own copy of TMS's table; absent = it asks TMS. */
  readonly rates?: RateSheet;
  /** By place: nodes, the nearest first; the first is its home. Absent = nobody has said. */
  readonly homes?: readonly (readonly number[])[];
  /** Lane from a node to a place. Throws where there is none. */
  laneOf(node: number, place: number): number;
  readonly limits: ProcessLimits;
}

/** Places from which a node's goods are carried. */
export function originsFrom({ place, ports }: NodeMaster): readonly number[] {
  return ports ?? [place];
}

/**
 * When a truck may come to a node that may come from `at` on: within the hours of its docks, and with `leftMs` of them left, or as
 * they open. O(log n).
 */
export function dockTime({ docks }: NodeMaster, at: number, leftMs: number): number {
  if (docks === undefined) return at;
  const change = indexFrom(docks, at + 1);
  if (change < 0) return at;
  // Before an opening they are closed, before a closing open.
  if ((change & 1) === 0) return docks[change]!;
  if (docks[change - 1] === at || docks[change]! - at >= leftMs) return at;
  return docks[change + 1] ?? docks[change]!;
}

/** When its docks open next, after `at`; null where they never close, or are not known to open again. O(log n). */
export function nextOpening({ docks }: NodeMaster, at: number): number | null {
  if (docks === undefined) return null;
  const change = indexFrom(docks, at + 1);
  if (change < 0) return null;
  return docks[(change & 1) === 0 ? change : change + 1] ?? null;
}

/** The first instant of a timetable at or after `at`; its index in `instants`, or -1 when none is left. O(log n). */
export function indexFrom(instants: readonly number[], at: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low === instants.length ? -1 : low;
}
