/**
 * What a carrier's mock is configured with: plain data. Six ready-made sets are in `profiles.ts`.
 *
 * Shares are in [0, 1]; factors multiply, 1 = unchanged; money is minor units of the scenario's currency; distributions named
 * `...Ms` are in ms, `...Days` in days.
 */
import type { Milestone } from '#orchestrator/contracts/carriers';
import type { Distribution } from '#sim/random/distributions';
import type { CarrierConduct } from './conduct.ts';

export const WEEK_MS = 7 * 86_400_000;

export type Market = 'soft' | 'normal' | 'tight';

/** What all carriers of a landscape see alike. */
export interface MarketSettings {
  /** Share of contract tenders rejected by a carrier of factor 1, first in the guide, with time to spare. */
  readonly rejectionShare: Readonly<Record<Market, number>>;
  /** Market of each week from `weeksFrom`, at least one; the first holds before, the last after. */
  readonly weeks: readonly Market[];
  readonly weeksFrom: number;
  /** From offer to pickup, ms: less is short, and raises the rejection share by this factor. */
  readonly shortLeadMs: number;
  readonly shortLeadFactor: number;
  /** Each place further down the guide adds this share of the first's: those asked later are less committed. */
  readonly rankStep: number;
  readonly spotFactor: number;
  /** However tight, late and far down: never more than this. */
  readonly rejectionShareMax: number;
  /** Fuel is billed by the day of pickup: share of line haul from an instant on, sorted. Absent = as it was tendered. */
  readonly fuel?: readonly (readonly [fromAt: number, share: number])[];
  /** A bill that is too high is written down before it is sent, for whoever judges bills; nobody is told. Absent = it is not. */
  readonly tellsMistakes?: true;
}

/** What goes wrong with proofs of delivery, whoever carries. */
export interface ProofFaults {
  /** Copies that nobody can read, each by itself. */
  readonly unreadShare: number;
  /** Proofs that are not sent until somebody asks; null = as each carrier's profile says. */
  readonly missingShare: number | null;
  /** Units differ from what was shipped, and the proof says so; absent = they never do. */
  readonly differences?: DifferenceSettings;
}

/** Shares are of shipments that arrive in good condition, and together at most 1. */
export interface DifferenceSettings {
  readonly shortShare: number;
  readonly damagedShare: number;
  readonly overShare: number;
  /** From one unit up to this share of the units of a line, each as likely. */
  readonly ofLineMax: number;
}

export interface AcceptanceSettings {
  /** This carrier against the market. */
  readonly rejectionFactor: number;
  readonly answerMs: Distribution;
  /** Offers that are not answered in time, whatever the answer would have been. */
  readonly silentShare: number;
  /** Of the silent, those that accept after `respondBy`; the rest never answers. */
  readonly lateAcceptanceShare: number;
  readonly lateAcceptanceMs: Distribution;
  /** Of the rejections, those that name a price instead. */
  readonly counterShare: number;
  /** On top of the offer: 0.1 = 10 % more. */
  readonly counterMarkup: Distribution;
  /** Relative weights of what a rejection is put down to. */
  readonly reasonWeights: {
    readonly noCapacity: number;
    readonly noEquipment: number;
    readonly price: number;
  };
}

export interface PickupSettings {
  /** Of a truck that is on time: its arrival against `pickupAt`, negative = early. */
  readonly deviationMs: Distribution;
  readonly lateShare: number;
  readonly lateMs: Distribution;
  /** Its own detention terms, which it wants where it counters an offer: counted from `pickupAt` or the later arrival. */
  readonly freeTimeMs: number;
  /** Each hour begun beyond the free time; 0 = not charged. */
  readonly detentionPerHourMinor: number;
}

export interface TransitSettings {
  /** The rest arrives as the table says. */
  readonly lateShare: number;
  readonly earlyShare: number;
  readonly lateDays: Distribution;
  /** Capped at half of the table's transit. */
  readonly earlyDays: Distribution;
  /** A table transit of 0 days takes this long, ms. */
  readonly sameDayMs: number;
}

/** A milestone on the way. */
export interface RouteStep {
  readonly milestone: Milestone;
  /** As this carrier writes it. */
  readonly rawCode: string;
  /** Share of the transit after which it happens. Of `delayed`: of the planned transit, and only if the load is late. */
  readonly at: number;
}

export interface ReportingSettings {
  /** In order of `at`; the last is `delivered`, at 1. At most 30. */
  readonly route: readonly RouteStep[];
  /** Written instead of `delivered` when all of it was refused, and when all of it was lost. */
  readonly refusedCode: string;
  readonly lostCode: string;
  /** From the instant to the report of it. */
  readonly lagMs: Distribution;
  /** Faults of a report; exclusive, their sum at most 1. */
  readonly missingShare: number;
  readonly repeatedShare: number;
  readonly outOfOrderShare: number;
  readonly unknownCodeShare: number;
  readonly repeatedAfterMs: Distribution;
  /** Codes that nobody agreed on. */
  readonly unknownCodes: readonly string[];
  /** Late loads whose delay is announced on the way; the others are just late. */
  readonly delayNoticeShare: number;
  /** Reports carry an estimate of delivery. */
  readonly estimates: boolean;
  /** Of an announced delay: share by which it turns out longer than it is. */
  readonly estimateError: Distribution;
  /** Requests for status that are not answered. */
  readonly statusSilentShare: number;
  readonly statusAnswerMs: Distribution;
}

export interface DeliverySettings {
  /** Of shipments; exclusive, the rest arrives in good condition. */
  readonly lostShare: number;
  readonly damagedShare: number;
  readonly refusedShare: number;
  /** A wholly lost load is declared lost so long after it was due, ms. */
  readonly lostAfterMs: number;
  /** From delivery to the proof of it. */
  readonly podLagMs: Distribution;
  /** Proofs that are not sent until somebody asks for status. */
  readonly podMissingShare: number;
}

export interface ExpediteSettings {
  readonly acceptedShare: number;
  readonly answerMs: Distribution;
  /** What is left of the transit takes this share of it, at most 1. */
  readonly remainingFactor: number;
}

/** For another carrier to fetch it. */
export interface HoldSettings {
  readonly acceptedShare: number;
  readonly answerMs: Distribution;
  /** From the answer to when it can be fetched at the terminal, ms. */
  readonly readyAfterMs: number;
}

export interface FreightSettings {
  readonly billAfterDeliveryMs: Distribution;
  /** Bills with one error of one kind. */
  readonly errorShare: number;
  readonly errorWeights: {
    readonly rate: number;
    readonly accessorial: number;
    readonly duplicate: number;
    readonly fuel: number;
    readonly weight: number;
  };
  /** How much too high the line haul is, by rate or by weight and class; the fuel surcharge; 0.05 = 5 %. */
  readonly rateError: Distribution;
  readonly weightError: Distribution;
  readonly fuelError: Distribution;
  /** An accessorial nobody agreed on, as a share of the line haul. */
  readonly accessorialError: Distribution;
  readonly accessorialCode: string;
  readonly duplicateAfterMs: Distribution;
  readonly disputeAnswerMs: Distribution;
  /** Wrong bills that are corrected when disputed; right ones of which the disputed part is given up. */
  readonly correctedShare: number;
  readonly concededShare: number;
}

/** A unit or a currency that is meant and not said. Shares are of bills, exclusive. */
export interface BillSlips {
  /** Amounts of another currency, said to be of the scenario's. */
  readonly currencyShare: number;
  /** What one unit of the scenario's currency is in the other: more than 1. */
  readonly currencyRate: number;
  /** Pounds taken for kilograms: the line haul is that of so much more. */
  readonly poundsShare: number;
}

export interface ClaimSettings {
  readonly answerMs: Distribution;
  /** Of claims for loss or damage; the rest is denied. */
  readonly fullShare: number;
  readonly partShare: number;
  /** Share of the claim that a part credit pays. */
  readonly partCredit: Distribution;
}

export interface CarrierProfile {
  readonly name: string;
  readonly dangerousGoods: boolean;
  readonly acceptance: AcceptanceSettings;
  readonly pickup: PickupSettings;
  readonly transit: TransitSettings;
  /** Of a carrier that goes by several modes: how punctual it is with one of them, where that is not `transit`. */
  readonly transitOf?: Readonly<Record<string, TransitSettings>>;
  readonly reporting: ReportingSettings;
  readonly delivery: DeliverySettings;
  readonly expedite: ExpediteSettings;
  readonly hold: HoldSettings;
  readonly freight: FreightSettings;
  /** Absent = it never mistakes units. */
  readonly slips?: BillSlips;
  readonly claims: ClaimSettings;
  /** A finished load, and what was rejected or claimed, is remembered so long, ms: what comes later changes nothing. */
  readonly memoryMs: number;
  /** Of a user's own carrier: what it does that no figure says. The one thing here that is no data. */
  readonly conduct?: CarrierConduct;
}
