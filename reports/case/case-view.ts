/**
 * One order's life across systems: what `dray case` shows, and prints with `--json`.
 *
 * 1. Plain data, without wall time or paths: the same recording gives the same bytes. Times are epoch ms of virtual time, money
 *    integer minor units of `currency`.
 * 2. Each row of the recording that is about the order stands in it once: `table` and `row` say which it is.
 * 3. What could not be read is named in `gaps`, never left out in silence.
 */
import type { Pot } from '../kpis/outbound/landed-cost.ts';

export const CASE_FORMAT = 1;

/** What a line of the case is. */
export type CaseKind = 'event' | 'message' | 'decision' | 'task' | 'posting' | 'fault' | 'note';

export interface CaseEntry {
  readonly at: number;
  readonly kind: CaseKind;
  /** Whose it is: `core`, `ERP`, `carriers`, `people`, `ledger` ... */
  readonly system: string;
  /** Of a message, who it is for. */
  readonly to: string | null;
  /** What it is about, as `load 136`. */
  readonly about: string;
  /** In words, without names of a scenario. */
  readonly what: string;
  /** What more there is to say, in words. */
  readonly detail: string;
  /** Which document it is, or tells of, as `204 load tender (X12)`; null = none. */
  readonly document: string | null;
  /** Of a message: sent until it was taken, or until its receiver said that it has it; null = nobody did. */
  readonly latencyMs: number | null;
  /** Of a message: which transmission of it, from 1. */
  readonly attempt: number | null;
  /** It is about something that others share: a load, a route, a wave. */
  readonly shared: boolean;
  readonly table: string;
  readonly row: number;
}

export interface CaseLoad {
  readonly key: number;
  /** Shipments of the order that were on it, or were to be. */
  readonly shipments: readonly number[];
  /** Of other orders: on it as it was formed, or as it left. */
  readonly otherOrders: readonly number[];
  /** Of its gross weight as it left, 0..1; null = it has not left. */
  readonly share: number | null;
}

/** A route of the own fleet that a shipment of the order was put on. */
export interface CaseRoute {
  readonly key: number;
  readonly shipments: readonly number[];
  readonly otherOrders: readonly number[];
}

/** A posting to the ledger. */
export interface CasePosting {
  readonly at: number;
  readonly posting: string;
  readonly about: string;
  readonly debit: string;
  readonly credit: string;
  /** As it was posted. */
  readonly amountMinor: number;
  /** Of it, this order's: by gross weight, where it is about a load. */
  readonly ownMinor: number;
  /** What the order has cost by the books so far: own parts debited to accounts of cost, less those credited. */
  readonly costMinor: number;
}

/** A pot of the landed cost that is the order's own, beside what the ledger says. */
export interface CasePot {
  readonly pot: Pot;
  readonly landedMinor: number;
  /** null = nothing of the kind is posted. */
  readonly ledgerMinor: number | null;
  /** Why they differ; null = they do not. */
  readonly why: string | null;
}

export interface CaseMoney {
  readonly currency: string;
  readonly postings: readonly CasePosting[];
  readonly pots: readonly CasePot[];
  /** What its customer was billed, less what was credited. */
  readonly billedMinor: number;
}

export interface CaseSummary {
  readonly customer: string | null;
  readonly units: number | null;
  readonly weightGrams: number | null;
  readonly valueMinor: number | null;
  readonly releasedAt: number | null;
  /** The last promise. */
  readonly promisedAt: number | null;
  /** Of lines, day or place, that were made; units, weight and value are those of its release. */
  readonly changes: number;
  /** Last delivery; null = none yet, or something is under way. */
  readonly deliveredAt: number | null;
  readonly doneAt: number | null;
  readonly shipments: readonly number[];
  readonly loads: readonly CaseLoad[];
  readonly routes: readonly CaseRoute[];
  /** Messages between the core and partners; of them those that were sent again. */
  readonly messages: number;
  readonly resent: number;
  readonly decisions: number;
  readonly tasks: number;
  readonly tasksOpen: number;
}

export interface CaseView {
  readonly format: typeof CASE_FORMAT;
  readonly scenario: string;
  readonly seed: string | number;
  readonly arm: string;
  readonly order: number;
  /** What it is called in its source; null = by its number. */
  readonly name: string | null;
  readonly summary: CaseSummary;
  readonly entries: readonly CaseEntry[];
  readonly money: CaseMoney;
  /** What could not be read, a sentence each. */
  readonly gaps: readonly string[];
}

/** What the recording does not say of itself, in the words of who made it. */
export interface CaseKnowledge {
  /** Words of the numbers in a table of codes, by its name: `rejection`, `milestone`. */
  readonly codes: Readonly<Record<string, Readonly<Record<number, string>>>>;
  /** Names of actors by the numbers that recordings have for them. */
  readonly actors: Readonly<Record<number, string>>;
  /** Which document a message of this kind is between the core and a partner; null = none. */
  documentOf(partner: string, kind: string): string | null;
}

/** Whose case it is, and of which run. */
export interface CaseQuestion {
  /** Folder of one arm. */
  readonly dir: string;
  readonly scenario: string;
  readonly seed: string | number;
  readonly arm: string;
  readonly currency: string;
  /** Epoch ms at which the arm ended; null = nobody knows. */
  readonly endedAt: number | null;
  readonly order: number;
  readonly knowledge: CaseKnowledge;
}
