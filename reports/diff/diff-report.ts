/**
 * What two runs have otherwise: configuration and KPIs. Printed by `dray diff --json`.
 *
 * 1. Plain data without wall time or paths. `one` and `other` are values of the first and of the second run, as they stand there.
 * 2. A difference is other less one. `better` says what the KPI's own direction makes of it; null = neither way, or nobody can say.
 * 3. One run each is one draw each: there is no interval, and `caveats` say so.
 */
import type { OutboundKpiUnit } from '../kpis/outbound/catalogue.ts';

export const DIFF_FORMAT = 1;

export interface DiffRun {
  readonly name: string;
  readonly reproduce: string | null;
}

export interface ValueDifference {
  /** `network.carriers[Swift Air].capacity` */
  readonly path: string;
  /** JSON; null = it is not there. */
  readonly one: string | null;
  readonly other: string | null;
}

export interface FactDifference {
  readonly what: string;
  readonly one: string | null;
  readonly other: string | null;
}

export interface KpiDifference {
  readonly kpi: string;
  readonly title: string;
  /** null = this Dray does not know the KPI. */
  readonly unit: OutboundKpiUnit | null;
  readonly one: number | null;
  readonly other: number | null;
  readonly difference: number | null;
  /** Of what it was in the first; null = from nothing, or no value. */
  readonly relative: number | null;
  readonly better: boolean | null;
}

export interface PotDifference {
  readonly pot: string;
  readonly title: string;
  /** Minor units. */
  readonly one: number;
  readonly other: number;
}

export interface PairDifference {
  readonly arms: readonly [one: string, other: string];
  /** Where they are not the same policy: why they stand side by side. */
  readonly why: string | null;
  /** What makes the arms themselves differ. */
  readonly facts: readonly FactDifference[];
  readonly kpis: readonly KpiDifference[];
  /** KPIs whose values are the same, or differ by less than is shown. */
  readonly same: readonly KpiDifference[];
  readonly pots: readonly PotDifference[];
}

export interface ThresholdDifference {
  readonly kpi: string;
  readonly policy: string;
  readonly bound: string;
  /** null = it has no such threshold. */
  readonly one: boolean | null;
  readonly other: boolean | null;
}

export interface DiffReport {
  readonly format: typeof DIFF_FORMAT;
  readonly runs: readonly [DiffRun, DiffRun];
  readonly currency: string;
  /** In a sentence. */
  readonly verdict: string;
  /** Whether both are the same run, to the last event. */
  readonly sameRun: boolean;
  readonly facts: readonly FactDifference[];
  /** null = the scenario of one of them is not known. */
  readonly values: readonly ValueDifference[] | null;
  readonly pairs: readonly PairDifference[];
  /** Policies that ran in one only. */
  readonly only: { readonly one: readonly string[]; readonly other: readonly string[] };
  readonly thresholds: readonly ThresholdDifference[];
  readonly caveats: readonly string[];
  /** The command that would be surer; null = none is needed, or nobody can say. */
  readonly surer: string | null;
  readonly missing: readonly string[];
}
