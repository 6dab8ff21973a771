/**
 * What went from where to where, and how late: the part of `aggregates.json` that the network map is drawn from.
 *
 * 1. At most `FLOWS_MAX` flows: destinations are grouped where there are too many, and `grouping` says how. What is beyond them is
 *    summed up in `rest`, so that all sums stay whole.
 * 2. Late is what the KPI of shipments on time calls late: it left, and has come after the promise, or is overdue at the end.
 * 3. What a run has none of is absent: stores, borders, tours; so are they in runs from before they were folded.
 * 4. Of a flow from before something was counted there is nothing: sums are 0, shares and means of nothing are null.
 */

/** Flows that are kept one by one; those with fewer shipments are in `rest`. */
export const FLOWS_MAX = 200;
/** Legs of tours that are kept one by one. */
export const LEGS_MAX = 100;

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
  /** Stores at them; absent = none. */
  readonly stores?: number;
  /** Nobody but stores is there. */
  readonly storesAlone?: true;
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

/** At a guarded border, which is half-way: loads that stood there, of them held by customs, and refused. */
export interface BorderSums {
  readonly loads: number;
  readonly held: number;
  readonly refused: number;
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
  readonly border?: BorderSums;
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

/** What vehicles of the shipper's own drove from a place to the next. */
export interface Leg {
  /** Points: the nodes, by index, then the destinations. */
  readonly from: number;
  readonly to: number;
  readonly drives: number;
  /** Came there after the window of a store had closed. */
  readonly late: number;
}

export interface Tours {
  /** Vehicles that left, and the stores that they came to. */
  readonly routes: number;
  readonly stops: number;
  readonly late: number;
  /** Most drives first, at most `LEGS_MAX`; within a place there is none. */
  readonly legs: readonly Leg[];
  /** Drives on legs that are not kept. */
  readonly restDrives: number;
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
  readonly tours?: Tours;
}
