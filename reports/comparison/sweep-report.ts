/** What `dray sweep` says: KPIs over a grid of values, with intervals, and where a curve bends. */
import type { OutboundKpi } from '../kpis/outbound/catalogue.ts';
import type { Versions } from '../run-head.ts';
import type { StandIns } from './stand-in-report.ts';

export interface SweptKpi {
  readonly kpi: OutboundKpi;
  readonly mean: number;
  /** Half width of the 95 % interval (Student's t over replications); null with one replication. */
  readonly halfWidth: number | null;
}

/** A threshold of the scenario at one point. With several replications it is judged by the interval of the mean, and may stay open. */
export interface SweptThreshold {
  readonly kpi: OutboundKpi;
  /** What is asked for, in words: `at least 90.0 %`. */
  readonly bound: string;
  /** Null = a replication has no value. */
  readonly mean: number | null;
  readonly halfWidth: number | null;
  readonly judged: 'kept' | 'missed' | 'open';
}

export interface SweepPoint {
  /** In the order of what is varied, as typed. */
  readonly values: readonly string[];
  /** Those with a value in every replication. */
  readonly kpis: readonly SweptKpi[];
  /** Answers that others gave in the policy's stead; absent = none was. */
  readonly standIns?: StandIns;
  /** Of the scenario, for its policy; absent = an older result. */
  readonly thresholds?: readonly SweptThreshold[];
}

/** Where a curve bends most: from there on more of what is varied brings much less, or much more. */
export interface Knee {
  readonly kpi: OutboundKpi;
  readonly value: string;
}

export interface SweepReport {
  readonly format: 1;
  readonly process: 'sweep';
  readonly scenario: string;
  readonly policy: string;
  readonly currency: string;
  /** Paths of what is varied. */
  readonly varied: readonly string[];
  readonly replications: number;
  /** Orders released sooner after the start are left out, ms; absent = none is. */
  readonly warmUpMs?: number;
  readonly points: readonly SweepPoint[];
  /** Of one path with numbers, where there is one. */
  readonly knees: readonly Knee[];
  readonly seed: string | number;
  readonly reproduce: string;
  readonly versions: Versions;
  /** What the scenario takes for granted without a source; absent = an older result. */
  readonly assumptions?: readonly string[];
}
