/** What TMS is configured with: plain data, made by whoever assembles the landscape. */
import type { DetentionTerms } from '#orchestrator/contracts/detention';
import type { Distribution } from '#sim/random/distributions';
import type { TmsConduct } from './conduct.ts';

/** One line of the freight rate table. Weight bounds are inclusive; a weight in a gap has no price. */
export interface TariffLine {
  readonly no: number;
  readonly carrier: number;
  /** Place. */
  readonly origin: number;
  /** A place, or a region and so all places of it. For one carrier and service, lines to a place stand for those to its region. */
  readonly destination: { readonly place: number } | { readonly region: number };
  readonly service: number;
  readonly mode: string;
  readonly minWeightGrams: number;
  readonly maxWeightGrams: number;
  /** Both may be fractional: the charge is rounded once. */
  readonly minimumChargeMinor: number;
  readonly ratePerKgMinor: number;
  readonly transitDays: number;
}

/** A charge on top of line haul: amount + share x line haul, rounded once. */
export interface Accessorial {
  /** X12 element 150: HAZ dangerous goods, RES residential delivery ... */
  readonly code: string;
  /** For dangerous goods, or for these places of delivery. */
  readonly applies: 'dangerous' | { readonly destinations: ReadonlySet<number> };
  readonly amountMinor: number;
  readonly lineHaulShare: number;
}

/** Who is asked first on a lane. */
export interface RoutingGuideLane {
  readonly origin: number;
  readonly region: number;
  /** From rank 1. */
  readonly ranked: readonly { readonly carrier: number; readonly service: number }[];
}

/** What a carrier has promised to take. A carrier without a contract on a lane takes any number. */
export interface CapacityContract {
  readonly carrier: number;
  readonly origin: number;
  readonly region: number;
  /** Loads picked up in a week from Monday, UTC. */
  readonly loadsPerWeek: number;
}

export interface ExportLicence {
  /** > 0. */
  readonly no: number;
  readonly product: number;
  /** Country of destination. */
  readonly country: number;
  readonly units: number;
}

export interface TradeSettings {
  readonly deniedCustomers: ReadonlySet<number>;
  readonly dangerousProducts: ReadonlySet<number>;
  readonly dangerousGoodsCarriers: ReadonlySet<number>;
  readonly controlledProducts: ReadonlySet<number>;
  /** `countryOf[place]`. */
  readonly countryOf: readonly number[];
  readonly licences: readonly ExportLicence[];
}

/** How TMS tenders, where it does. */
export interface TenderingSettings {
  /** From one run of offers to the next, > 0. */
  readonly everyMs: number;
  readonly respondWithinMs: number;
  /** Of one load from the top of the guide; then it has found nobody. */
  readonly tendersMax: number;
  /** A counter-offer up to this share worse than the offer is taken. */
  readonly tolerance: number;
  /** From an offer to the truck, at least. */
  readonly pickupLeadMs: number;
  /** It books what was accepted by itself. */
  readonly books: boolean;
}

/** How TMS plans loads, where it consolidates. */
export interface ConsolidationSettings {
  /** From one planning run to the next, > 0. A cut-off is planned for by the last run that is not after it. */
  readonly everyMs: number;
  /** Handling units that find room on the equipment. */
  readonly handlingUnitsMax: number;
  /** By lane: instants, sorted, and what the equipment carries. */
  readonly lanes: readonly { readonly cutoffs: readonly number[]; readonly weightGramsMax: number }[];
}

/** The book of appointments at the outbound docks, where TMS keeps one. Distributions draw ms. */
export interface AppointmentSettings {
  /** Length of a slot, > 0. */
  readonly slotMs: number;
  /** The book is open so far ahead. */
  readonly aheadMs: number;
  readonly answerMs: Distribution;
  /** By node: trucks that may come in one slot; and when its docks open and close, in turn (empty = always open). */
  readonly docks: readonly { readonly doors: number; readonly open: readonly number[] }[];
}

/** Distributions draw ms. */
export interface TmsSettings {
  readonly lines: readonly TariffLine[];
  /** `regionOf[place]`. */
  readonly regionOf: readonly number[];
  /** Share of line haul from an instant of pickup on: sorted. Before the first it is 0. */
  readonly fuel: readonly (readonly [fromAt: number, share: number])[];
  readonly accessorials: readonly Accessorial[];
  readonly guide: readonly RoutingGuideLane[];
  readonly capacity: readonly CapacityContract[];
  /** Of the rate agreements, by carrier. A carrier without terms may charge no detention; absent = none has any. */
  readonly detention?: readonly DetentionTerms[];
  readonly trade: TradeSettings;
  readonly ratingAnswerMs: Distribution;
  readonly bookingAnswerMs: Distribution;
  readonly documentsAnswerMs: Distribution;
  /** A load is forgotten so long after its pickup, or its last message: what comes later for it is new. */
  readonly loadKeptMs: number;
  /** Absent = it does not tender. */
  readonly tendering?: TenderingSettings;
  /** Absent = it does not plan loads. */
  readonly consolidation?: ConsolidationSettings;
  /** Absent = it keeps no appointments. */
  readonly appointments?: AppointmentSettings;
  /** Of a user's own: how it prices what its table prices otherwise. The one thing here that is no data. */
  readonly conduct?: TmsConduct;
}
