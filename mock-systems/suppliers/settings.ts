/**
 * What the suppliers' portal is configured with: plain data. Ready-made profiles are in `profiles.ts`.
 *
 * Shares are in [0, 1]; distributions named `...Ms` are in ms, `...Factor` multiply, 1 = unchanged.
 */
import type { Distribution } from '#sim/random/distributions';

export interface ConfirmationSettings {
  readonly answerMs: Distribution;
  /** Of purchase orders, each time one is sent: not answered. */
  readonly silentShare: number;
  /** Of purchase orders: refused. */
  readonly declinedShare: number;
  /** Of lines: confirmed with fewer units than ordered. */
  readonly shortShare: number;
  /** Of a short line: confirmed / ordered, less than 1. */
  readonly shortFactor: Distribution;
}

export interface ProductionSettings {
  /** From the answer until the goods can leave; what is wanted later leaves later. */
  readonly leadTimeMs: Distribution;
  /** Of purchase orders: ready later than promised, and nobody says so. */
  readonly lateShare: number;
  readonly lateMs: Distribution;
}

export interface DeliverySettings {
  /** Of purchase orders: shipped in `splitInto` deliveries, from 2 to 7. */
  readonly splitShare: number;
  readonly splitInto: number;
  /** From one delivery to the next. */
  readonly gapMs: Distribution;
  /** From departure to the dock, as planned. */
  readonly transitMs: Distribution;
  /** Of deliveries with less on it than was confirmed: the rest follows in one more. */
  readonly restFollowsShare: number;
}

export interface NoticeSettings {
  /** Of deliveries: no notice until somebody asks for it. */
  readonly missingShare: number;
  /** From departure to the notice. */
  readonly lagMs: Distribution;
  /** Of the notices sent unasked: late, by so much more. */
  readonly lateShare: number;
  readonly lateMs: Distribution;
  /** Of lines: the notice says something else than is on the truck. */
  readonly inaccurateShare: number;
  /** Of such a line: noticed / on the truck. */
  readonly inaccurateFactor: Distribution;
  /** Of questions about a missing notice: not answered. */
  readonly askedSilentShare: number;
  readonly askedAnswerMs: Distribution;
}

/** Exclusive: never, late, early; the rest is on time. Against the appointment, or the planned arrival where that is later. */
export interface TruckSettings {
  readonly neverShare: number;
  readonly lateShare: number;
  readonly lateMs: Distribution;
  readonly earlyShare: number;
  readonly earlyMs: Distribution;
  /** Of a truck that is on time; negative = early. */
  readonly deviationMs: Distribution;
  /** Of late trucks: the delay is announced half-way. */
  readonly delayNoticeShare: number;
}

/** What is loaded, by line. Short and over are exclusive. */
export interface GoodsSettings {
  readonly shortShare: number;
  readonly shortFactor: Distribution;
  readonly overShare: number;
  readonly overFactor: Distribution;
  readonly damagedShare: number;
  /** Of a damaged line: share of its units, capped at all of them. */
  readonly damagedFactor: Distribution;
}

export interface SupplierProfile {
  readonly name: string;
  readonly confirmation: ConfirmationSettings;
  readonly production: ProductionSettings;
  readonly delivery: DeliverySettings;
  readonly notice: NoticeSettings;
  readonly truck: TruckSettings;
  readonly goods: GoodsSettings;
  readonly unitsPerHandlingUnit: number;
}

/** Cartons announced as if they were pieces. */
export interface NoticeSlips {
  /** Of notices. */
  readonly cartonShare: number;
  /** Pieces in one, at least 2. */
  readonly perCarton: number;
}

export interface SupplierSettings {
  readonly profile: SupplierProfile;
  /** Absent = it never mistakes units. */
  readonly slips?: NoticeSlips;
  /** Instants at which its trucks may leave, sorted; empty, and after the last one: at any time. */
  readonly departures: readonly number[];
}

export interface PortalSettings {
  /** `suppliers[i]` is supplier i. */
  readonly suppliers: readonly SupplierSettings[];
  /** A purchase order of which nothing more will come is remembered so long. */
  readonly rememberMs: number;
}
