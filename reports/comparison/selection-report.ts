/** What `dray best` says: which of several policies is the best, and how sure that is. */
import type { OutboundKpi } from '../kpis/outbound/catalogue.ts';
import type { Versions } from '../run-head.ts';
import type { StandIns } from './stand-in-report.ts';

export interface SelectedPolicy {
  readonly policy: string;
  readonly summary: string;
  /** Of the KPI, over its replications. */
  readonly mean: number;
  /** Those it was in the running for: who is behind by more than chance allows is out. */
  readonly replications: number;
  /** Answers that others gave in its stead; absent = none was. */
  readonly standIns?: StandIns;
  /** 95 % interval of its mean, for itself. Absent = an older result. */
  readonly interval?: { readonly low: number; readonly high: number };
  /** How far it is behind the best, pair by pair, with a 95 % interval for itself; null = it is the best. Absent = an older result. */
  readonly behind?: { readonly mean: number; readonly low: number; readonly high: number } | null;
  /** That its mean is the least of all, from these replications. Absent = an older result. */
  readonly probabilityBest?: number;
}

export interface SelectionReport {
  readonly format: 1;
  readonly process: 'selection';
  readonly scenario: string;
  readonly kpi: OutboundKpi;
  readonly currency: string;
  readonly best: string;
  /** Whether all others are out, and each policy was heard: then it is the best with `confidence`, if by the indifference zone. */
  readonly sure: boolean;
  readonly confidence: number;
  /** As a part of the least mean. */
  readonly indifference: number;
  readonly policies: readonly SelectedPolicy[];
  /** Orders released sooner after the start are left out, ms; absent = none is. */
  readonly warmUpMs?: number;
  readonly seed: string | number;
  readonly reproduce: string;
  readonly versions: Versions;
  /** What the scenario takes for granted without a source; absent = an older result. */
  readonly assumptions?: readonly string[];
}
