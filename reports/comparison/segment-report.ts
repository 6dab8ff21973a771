/**
 * Where a candidate helps and where it hurts: the primary metric in segments of orders that no decision can change. Exploratory: what was looked at
 * in many places is adjusted for that, and still no verdict rests on it.
 */

/** Class and country of the customer, node nearest to the customer, value of the order. */
export type SegmentKind = 'class' | 'country' | 'node' | 'size';

export interface SegmentDifference {
  readonly by: SegmentKind;
  readonly name: string;
  /** Shipped by the baseline, mean of a replication. */
  readonly orders: number;
  /** Landed cost an order shipped, minor units: ratios of totals. */
  readonly baseline: number;
  readonly candidate: number;
  /** Candidate less baseline; holds by itself. */
  readonly difference: {
    readonly mean: number;
    readonly low: number;
    readonly high: number;
    readonly method: 't' | 'bca';
  };
  /** Late orders, of those that were due; null = none was. */
  readonly lateBaseline: number | null;
  readonly lateCandidate: number | null;
  /** Of no difference, two-sided; and by Holm over all segments. */
  readonly p: number;
  readonly adjustedP: number;
  /** With all segments looked at together; `open` = it may be chance. */
  readonly effect: 'helps' | 'hurts' | 'open';
}

export interface SegmentReport {
  /** Of each interval, and of all effects together. */
  readonly confidence: number;
  /** By kind; of each the one with most orders first. */
  readonly segments: readonly SegmentDifference[];
  /** Segments with too few orders to say anything of, or beyond the largest of their kind. */
  readonly leftOut: number;
}
