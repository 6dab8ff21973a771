/**
 * What the log of a baseline that explores says of the candidate, beside what the candidate really brings: the twin has run it. Amounts are landed cost of
 * the order that a decision was about, minor units, a decision's mean.
 */

export interface OffPolicyInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface OffPolicyTruthReport {
  readonly point: string;
  /** In which the log was kept, and the truth. */
  readonly replications: number;
  /** First ones on an order, in the log. */
  readonly decisions: number;
  /** Least probability of an option in the log. */
  readonly floor: number;
  /** 95 %, as if decisions were independent of each other. */
  readonly logged: OffPolicyInterval;
  readonly ips: OffPolicyInterval;
  readonly snips: OffPolicyInterval;
  /** null = there was too little to learn a model of costs from. */
  readonly dr: OffPolicyInterval | null;
  /** With the candidate in force, on the same seeds; 95 % over replications. */
  readonly truth: OffPolicyInterval;
  /** Decisions that the log is worth for the candidate. */
  readonly effectiveSampleSize: number;
  /** Whether that is enough to be believed. */
  readonly enough: boolean;
}
