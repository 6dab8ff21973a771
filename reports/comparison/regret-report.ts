/**
 * What hindsight says of a comparison: what no policy could have bettered in each replication, how far from it the two policies stayed, and how much
 * of the way from the baseline to it the candidate has gone. Formulas: docs/hindsight.md.
 */

/** Over replications; each holds by itself. */
export interface RegretInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Minor units an order. */
export interface Regret {
  /** Orders that it is about, mean of a replication. */
  readonly orders: number;
  readonly bound: RegretInterval;
  readonly baseline: number;
  readonly candidate: number;
  /** What the baseline costs less what the candidate does. */
  readonly saving: RegretInterval;
  /** What each costs more than the bound: never below 0. */
  readonly regret: { readonly baseline: RegretInterval; readonly candidate: RegretInterval };
  /** (B - M) / (B - O), of the totals over replications; null where the baseline leaves nothing to be gained. */
  readonly headroomCaptured: RegretInterval | null;
}

/**
 * How one design's waves went: goods' value x the hours that they left too late, minor units x hours, against the least of any sequence of what
 * waited in its own runs. Means over replications.
 */
export interface WaveRegret {
  /** Taken by a wave, mean of a replication. */
  readonly shipments: number;
  readonly bound: RegretInterval;
  readonly late: number;
  /** Never below 0. */
  readonly regret: RegretInterval;
  /** What the bound may be too low by, as a share of it; 0 where it is exact or nothing is late. */
  readonly certifiedGap: number;
}

/** Minor units; ms; goods' minor units x hours. */
export type PointUnit = 'money' | 'ms' | 'money x hours';

/** What one design's own questions at a decision point came to, against the least that any answers to them could have. Means over replications. */
export interface AnswersRegret {
  /** Questions of which it is known what came, mean of a replication. */
  readonly decisions: number;
  readonly bound: RegretInterval;
  readonly came: number;
  /** Never below 0. */
  readonly regret: RegretInterval;
  /** What the bound may be too low by, as a share of it; 0 where it is exact; null = it may be, and is 0. */
  readonly certifiedGap: number | null;
  /** Share of the answers that were what is on record as right. Absent = nothing is on record, or nothing to hold against it. */
  readonly right?: RegretInterval;
}

/** Of one decision point. Costs that follow from it at other points, and later, are in the primary metric alone. */
export interface PointRegret {
  readonly point: string;
  /** It is what the two designs decide differently, by name. */
  readonly compared: boolean;
  readonly unit: PointUnit;
  readonly baseline: AnswersRegret;
  readonly candidate: AnswersRegret;
  /** How much of the baseline's regret the candidate does not have, of totals over replications; null where the baseline has none. */
  readonly headroomCaptured: RegretInterval | null;
}

export interface RegretReport {
  /** Why no bound is known; null = it is. */
  readonly unknown: string | null;
  readonly confidence: number;
  /** Of the primary metric. Absent with `unknown`. */
  readonly primary?: Regret;
  /** Of the orders that both delivered at a price; null = there are none in some replication. Absent with `unknown`. */
  readonly commonPriced?: Regret | null;
  /** Whether capacities bind: `choice` = none was short; `lp` = priced by a linear program; `relaxed` = its solver gave up. Absent with `unknown`. */
  readonly by?: 'choice' | 'lp' | 'relaxed';
  /** By how much the best assignment found may be dearer than the bound, as a share of it; the largest. Absent with `unknown`. */
  readonly certifiedGap?: number;
  /** Where both designs put waves in sequence. */
  readonly waves?: { readonly baseline: WaveRegret; readonly candidate: WaveRegret };
  /** By decision point that has a bound of its own, where it is asked. */
  readonly points?: readonly PointRegret[];
}
