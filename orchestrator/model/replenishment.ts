/** What replenishment of stores is run by: plain frozen data, made from the scenario. Units are base units, durations ms. */
import { indexFrom } from './network.ts';

/** Products that are reviewed and sent together. */
export interface GroupTerms {
  readonly products: readonly number[];
  /** Units of a case: nothing less is sent. */
  readonly casePack: number;
  /** From the review to the store, as promised. */
  readonly leadTimeMs: number;
}

/** Of one store and group; lists stand by line of the group. */
export interface ReplenishmentPlan {
  /** Instants of the reviews, sorted. */
  readonly reviews: readonly number[];
  /** Mean demand of a day; may be fractional. */
  readonly dailyUnits: readonly number[];
  /** Order-up-to level: mean demand over review period and lead time, and safety stock. */
  readonly targetUnits: readonly number[];
  /** Of min-max. */
  readonly minUnits: readonly number[];
  readonly maxUnits: readonly number[];
}

/** A store, or a node that other nodes supply. */
export interface StoreTerms {
  /** Number of the node that it is; absent = a store. */
  readonly node?: number;
  /** Nodes that supply it, the usual one first. */
  readonly sources: readonly number[];
  /** What a vehicle that can unload there carries. */
  readonly weightGramsMax: number;
  /** Instants at which its delivery windows open and close, in turn; sorted. */
  readonly windows: readonly number[];
  /** By group. */
  readonly plans: readonly ReplenishmentPlan[];
}

export interface ReplenishmentLimits {
  /** A transfer worth more is proposed to a person; minor units at transfer prices. */
  readonly authorityMinor: number;
  /** An older report of a shelf is asked for anew before it is gone by. */
  readonly viewAgeMsMax: number;
  /** ERP or the stores owe an answer so long: they are asked again, then a person. */
  readonly answerGraceMs: number;
  readonly statusRequestsMax: number;
  /** Nothing has left so long after the release: called off, and asked of another node. */
  readonly issueGraceMs: number;
  /** So long after it was due it is asked after. */
  readonly receiptGraceMs: number;
  readonly taskEscalationMs: number;
  /** Proposals to one node are gathered so long from the first on, and share what is there. */
  readonly collectMs: number;
  /** Share of what a node has that stores don't get. */
  readonly keptBackShare: number;
}

export interface ReplenishmentSettings {
  /** How transfers are numbered: `contracts/replenishment.ts`. */
  readonly numbering: { readonly first: number; readonly stores: number; readonly groups: number };
  readonly stores: readonly StoreTerms[];
  readonly groups: readonly GroupTerms[];
  /** By product: what a node's transfer is valued at, and what a unit weighs. */
  readonly unitPriceMinor: readonly number[];
  readonly unitWeightGrams: readonly number[];
  /** Products that a node keeps, by node; null = all. */
  readonly keptAt: readonly (ReadonlySet<number> | null)[];
  readonly limits: ReplenishmentLimits;
}

/** End of the first delivery window that closes `leadTimeMs` from now or later. O(log n). */
export function dueAt({ windows }: StoreTerms, now: number, leadTimeMs: number): number {
  const change = indexFrom(windows, now + leadTimeMs);
  if (change < 0) return now + leadTimeMs;
  // Opens, closes, opens ...: what is odd closes.
  return windows[change | 1] ?? now + leadTimeMs;
}
