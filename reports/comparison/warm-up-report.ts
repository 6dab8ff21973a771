/** What `dray warmup` says: which orders at the beginning of a run are not like those that follow, and so are not to be counted. */
import type { OutboundKpi, OutboundKpiUnit } from '../kpis/outbound/catalogue.ts';
import type { Versions } from '../run-head.ts';

/** A stretch of the run. */
export interface PilotStretch {
  /** Since the start of the run, ms. */
  readonly fromMs: number;
  /** Released in it, mean of a replication. */
  readonly orders: number;
  /** Of the KPI; null = no order has a value. */
  readonly mean: number | null;
}

/** One KPI, order by order in the order of release, each the mean over replications. */
export interface PilotSeries {
  readonly kpi: OutboundKpi;
  readonly title: string;
  readonly unit: OutboundKpiUnit;
  /** Orders that have a value in every replication. */
  readonly observations: number;
  /** Of them, those to leave out by MSER-5. */
  readonly truncated: number;
  /** Release of the first that is kept, the latest over replications; since the start of the run, ms. */
  readonly untilMs: number;
  /** False = it has not settled in its first half: the run is too short to tell. */
  readonly trusted: boolean;
  /** Mean of those left out (null = none is), and of those kept. */
  readonly meanBefore: number | null;
  readonly meanAfter: number;
  readonly stretches: readonly PilotStretch[];
  /** What MSER-5 searched, by rising number left out, thinned: the standard error of the mean of the rest. Absent = an older result. */
  readonly curve?: readonly MserPoint[];
}

export interface MserPoint {
  /** Orders left out. */
  readonly truncated: number;
  /** In the unit of the KPI. */
  readonly standardError: number;
}

export interface WarmUpReport {
  readonly format: 1;
  readonly process: 'warm-up';
  readonly scenario: string;
  readonly policy: string;
  readonly currency: string;
  readonly replications: number;
  /** To leave out, whole hours in ms; 0 = nothing; null = it can't be told. */
  readonly warmUpMs: number | null;
  /** What the scenario leaves out as it stands, ms; 0 = nothing. Absent = an older result. */
  readonly writtenMs?: number;
  /** As a scenario says it; null where nothing is to be said. */
  readonly setting: string | null;
  readonly series: readonly PilotSeries[];
  /** Pilots have seeds of their own, `SEED/pilot/0` ...: what is compared afterwards was not looked at. */
  readonly seed: string | number;
  readonly reproduce: string;
  readonly versions: Versions;
  /** What the scenario takes for granted without a source; absent = an older result. */
  readonly assumptions?: readonly string[];
}
