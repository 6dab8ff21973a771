/** What a comparison says of single decisions: a sample of those in which the two designs differ, each tried both ways. */
import type { AdvantageInterval } from './explanation.ts';

export interface SampledDecision {
  /** Of the replication. */
  readonly seed: string | number;
  /** Of its row in the baseline's table of decisions, from 1. */
  readonly no: number;
  readonly point: string;
  readonly entityType: string;
  readonly entityKey: number;
  readonly attempt: number;
  /** Options chosen. */
  readonly baseline: number;
  readonly candidate: number;
  /** By how much the candidate's choice makes all orders together cheaper, minor units. */
  readonly advantageMinor: number;
}

export interface CounterfactualReport {
  /** Replications in which one was looked for. */
  readonly replications: number;
  /** Somebody stopped it before it had looked in as many as it was to; absent = nobody did. */
  readonly interrupted?: true;
  /** Best for the candidate first. */
  readonly decisions: readonly SampledDecision[];
  /** Of the mean advantage; null = fewer than two. */
  readonly advantage: AdvantageInterval | null;
  /** Command that explains the first of them; null = there is none. */
  readonly explain: string | null;
}
