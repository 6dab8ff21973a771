/** How ERP buys: plain data. Units are whole; money minor units; instants epoch ms UTC. */
import type { Distribution } from '#sim/random/distributions';

export interface ProcurementSettings {
  /** What purchase orders are numbered by: (review x nodes + node) x suppliers + supplier + 1. */
  readonly nodes: number;
  readonly suppliers: number;
  readonly products: number;
  /** A node and product is in one plan at most. */
  readonly plans: readonly ProcurementPlan[];
  /** No review after it, so that a run comes to its end. */
  readonly until: number;
  /** From the posting of a receipt to the supplier's invoice. */
  readonly invoiceAfterMs: Distribution;
  /** Instants at which the books of a period are closed, sorted. */
  readonly periodEnds: readonly number[];
  /** A purchase order that is done is remembered so long. */
  readonly rememberMs: number;
}

/** What one node buys from one supplier: reviewed together, ordered together. */
export interface ProcurementPlan {
  readonly node: number;
  readonly supplier: number;
  readonly firstReviewAt: number;
  /** > 0. */
  readonly reviewMs: number;
  /** Wanted at the dock so long after the review. */
  readonly leadTimeMs: number;
  readonly products: readonly BoughtProduct[];
}

export interface BoughtProduct {
  readonly product: number;
  /** With this much or less in ERP's picture and on order, more is ordered. */
  readonly reorderUnits: number;
  /** So much that picture and on order come up to this. */
  readonly targetUnits: number;
  readonly unitCostMinor: number;
}
