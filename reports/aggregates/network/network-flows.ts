/**
 * What went from where to where, and how late: the part of `aggregates.json` that the network map is drawn from.
 *
 * 1. At most `FLOWS_MAX` flows: destinations are grouped where there are too many, and `grouping` says how. What is beyond them is
 *    summed up in `rest`, so that all sums stay whole.
 * 2. Late is what the KPI of shipments on time calls late: it left, and has come after the promise, or is overdue at the end.
 * 3. Of a flow from before something was counted there is nothing: sums are 0, shares and means of nothing are null.
 */

/** Flows that are kept one by one; those with fewer shipments are in `rest`. */
export const FLOWS_MAX = 200;

export interface MapPlace {
  readonly name: string;
  /** Degrees; null = the scenario does not say where it is. */
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** A place of delivery, or several near each other: it stands where the one of them with most customers is, and is called after it. */
export interface Destination extends MapPlace {
  /** Places in it, and customers at them. */
  readonly places: number;
  readonly customers: number;
}

/** Who is at the end of a flow. */
export type Receiver = 'customers' | 'stores' | 'nodes';

/** How punctual arrivals were. */
export interface Punctuality {
  /** Come, or overdue at the end. */
  readonly due: number;
  readonly late: number;
  /** Come, and not lost. */
  readonly arrived: number;
  /** After the promise, hours; negative = before it. Of those that arrived; the median to the width of a bin: `LatenessHistogram`. */
  readonly latenessHoursMean: number | null;
  readonly latenessHoursMedian: number | null;
  /** Of those that arrived late: by how much. */
  readonly lateHoursMean: number | null;
}

export interface FlowSums extends Punctuality {
  /** That left. */
  readonly shipments: number;
  readonly weightGrams: number;
  /** Lost on the way. */
  readonly lost: number;
}

export interface Flow extends FlowSums {
  /** Indexes of `nodes` and `destinations`. */
  readonly node: number;
  readonly to: number;
  readonly receiver: Receiver;
  /** Shipments by mode, most first; what goes by no tariff is not in it. */
  readonly modes: readonly (readonly [mode: string, shipments: number])[];
  /** Of the three carriers with most of them. */
  readonly carriers: readonly (readonly [carrier: string, shipments: number])[];
}

/** From a supplier, of whom it is not known where it is. */
export interface InboundFlow extends Punctuality {
  readonly supplier: string;
  /** Index of `nodes`. */
  readonly node: number;
  /** Trucks that left it, and the units on them. */
  readonly trucks: number;
  readonly units: number;
}

export interface NetworkFlows {
  /** By what destinations are told apart: 0 = place by place; else squares of so many degrees. */
  readonly grouping: { readonly degrees: number; readonly places: number };
  readonly nodes: readonly MapPlace[];
  readonly destinations: readonly Destination[];
  /** Most shipments first. */
  readonly flows: readonly Flow[];
  /** null = all flows are there. */
  readonly rest: (FlowSums & { readonly flows: number }) | null;
  readonly inbound: readonly InboundFlow[];
}
