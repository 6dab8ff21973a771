/**
 * What followed what in the lives of orders, shipments and loads: a directly-follows graph for each of the three, joined where one
 * becomes part of another (an object-centric one, as process mining calls it).
 *
 * 1. An edge is counted along the life of one thing: an order's events are never counted again for each of its shipments, nor a
 *    load's for each shipment on it. That is why a step is of an order, of a shipment or of a load.
 * 2. Events that several take part in join the three: an order's sourcing is where its shipment begins; a shipment goes on by way of
 *    its load's being formed and its truck's arrival; the end of an order is the last step of its shipments, too.
 * 3. Medians and 90th percentiles come from bins 10 % wide: within 5 %. What repeats at once is an edge from an event to itself.
 */

export type LifeKind = 'order' | 'shipment' | 'load';

export interface ProcessActivity {
  readonly event: string;
  /** Whose event it is. */
  readonly of: LifeKind;
  readonly count: number;
}

export interface ProcessEdge {
  /** null = a life begins with `to`. */
  readonly from: string | null;
  /** null = `from` is the last that was written of it. */
  readonly to: string | null;
  /** Along whose lives. */
  readonly of: LifeKind;
  readonly count: number;
  /** From the one to the other; null = there is no time between them. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
}

/** One course that lives took: an event that repeats at once stands there once. */
export interface ProcessVariant {
  readonly events: readonly string[];
  readonly lives: number;
  /** From its beginning to its last event. */
  readonly medianMs: number;
}

export interface ProcessVariants {
  /** Lives that are over. */
  readonly lives: number;
  /** Lives that were not when the run ended: they are in no variant. */
  readonly open: number;
  /** The most frequent, first. */
  readonly top: readonly ProcessVariant[];
  /** All others together. */
  readonly others: {
    readonly variants: number;
    readonly lives: number;
    readonly medianMs: number | null;
    /** Some of them were too many to be told apart: `variants` is the least there are. */
    readonly more: boolean;
  };
}

export interface ProcessMap {
  readonly activities: readonly ProcessActivity[];
  readonly edges: readonly ProcessEdge[];
  /** A case is a shipment, from its order's release; or an order that no shipment was made of. */
  readonly cases: ProcessVariants;
  /** From being formed to being paid. */
  readonly loads: ProcessVariants;
}
