/**
 * Decision point `replenishment`: how much a store is sent, of a group of products, and from where. What comes to a decision are
 * proposals that keep to case packs, to what nodes keep, and to the vehicle; a policy takes one, or none.
 */
import type { HardRule, Policy } from './gate.ts';

/** Lists stand by line of the group. */
export interface ReplenishmentContext {
  readonly store: number;
  readonly group: number;
  /** Number of the review, from 0. */
  readonly review: number;
  /** How old the report of the shelf is. */
  readonly viewAgeMs: number;
  readonly products: readonly number[];
  /** Inventory position: on hand by the books. Nothing is on order while there is a question. */
  readonly position: readonly number[];
  readonly dailyUnits: readonly number[];
  readonly minUnits: readonly number[];
  readonly targetUnits: readonly number[];
  readonly leadTimeMs: number;
  /** Of a vehicle that can unload there. */
  readonly weightGramsMax: number;
}

/**
 * `order-up-to`: every product to its target; `min-max`: those at their minimum or below, to their maximum; `urgent`: those that would
 * run out before it arrives, to their target.
 */
export const REPLENISHMENT_RULES = ['order-up-to', 'min-max', 'urgent'] as const;

export interface ReplenishmentOption {
  /** Supplying node. */
  readonly source: number;
  /** Whether it is the usual one. */
  readonly usual: boolean;
  readonly rule: (typeof REPLENISHMENT_RULES)[number];
  /** Whole cases, by line. */
  readonly units: readonly number[];
  readonly totalUnits: number;
  readonly valueMinor: number;
  readonly weightGrams: number;
}

export type ReplenishmentPolicy = Policy<ReplenishmentContext, ReplenishmentOption>;

/** What does not fit a vehicle that can unload at the store is no proposal. */
export const vehicleFits: HardRule<ReplenishmentContext, ReplenishmentOption> = {
  name: 'vehicle-fits',
  allows: ({ weightGramsMax }, { weightGrams }) => weightGrams <= weightGramsMax,
};

export const orderUpTo: ReplenishmentPolicy = {
  name: 'order-up-to',
  summary: 'every product to its target: mean demand over review period and lead time, and safety stock',
  recommend: (_context, options) => firstBy(options, 'order-up-to'),
};

export const minMax: ReplenishmentPolicy = {
  name: 'min-max',
  summary: 'what is at its minimum or below to its maximum, both in days of mean demand',
  recommend: (_context, options) => firstBy(options, 'min-max'),
};

/** Between reviews what does not run out waits: fewer lines to pick, less on the shelf. */
export const urgentOnly: ReplenishmentPolicy = {
  name: 'urgent-only',
  summary: 'only what would run out before it arrives, to its target',
  recommend: (_context, options) => firstBy(options, 'urgent'),
};

export const REPLENISHMENT_POLICIES: readonly ReplenishmentPolicy[] = [orderUpTo, minMax, urgentOnly];

/** The first of a rule, the usual node before others; -1 = it proposes nothing. */
function firstBy(options: readonly ReplenishmentOption[], rule: ReplenishmentOption['rule']): number {
  const usual = options.findIndex((option) => option.rule === rule && option.usual);
  return usual >= 0 ? usual : options.findIndex((option) => option.rule === rule);
}
