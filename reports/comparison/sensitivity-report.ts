/** What `dray sensitivity` says: which assumed inputs move a verdict, and in what share of plausible worlds it holds. */
import type { OutboundKpi } from '../kpis/outbound/catalogue.ts';
import type { Versions } from '../run-head.ts';
import type { DesignHead, DifferenceInterval, Verdict } from './comparison-report.ts';
import type { StandIns } from './stand-in-report.ts';

/** The comparison in one world. */
export interface WorldVerdict {
  readonly verdict: Verdict;
  /** Of the primary metric; candidate less baseline. */
  readonly difference: DifferenceInterval;
  /** Mean of the baseline. */
  readonly baseline: number;
  /** Guardrails that are hurt. */
  readonly hurt: readonly OutboundKpi[];
  /** KPIs that would be guardrails and have no value in some replication. */
  readonly unmeasured: readonly OutboundKpi[];
  /** Answers that others gave in the stead of one of the two; absent = none was. */
  readonly standIns?: readonly StandIns[];
}

export interface InputEnd extends WorldVerdict {
  /** As it is written in a scenario. */
  readonly value: string;
}

/** One input at both ends of its range, everything else as the scenario has it. */
export interface InputSensitivity {
  readonly path: string;
  readonly low: InputEnd;
  readonly high: InputEnd;
  /** How far it moves the difference, >= 0. */
  readonly swing: number;
  /** Whether the verdict is another one at an end. */
  readonly moves: boolean;
}

export interface PlausibleWorld extends WorldVerdict {
  /** In the order of `paths`. */
  readonly values: readonly string[];
}

export interface PlausibleWorlds {
  readonly worlds: readonly PlausibleWorld[];
  /** Share of worlds with the verdict of the scenario as it stands, and Wilson's interval of it. */
  readonly holds: { readonly share: number; readonly low: number; readonly high: number };
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
}

export interface SensitivityReport {
  readonly format: 1;
  readonly process: 'sensitivity';
  readonly scenario: string;
  readonly baseline: DesignHead;
  readonly candidate: DesignHead;
  readonly decision: string | null;
  readonly currency: string;
  readonly kpi: OutboundKpi;
  readonly confidence: number;
  /** Pairs in each world. */
  readonly replications: number;
  /** As the scenario has it. */
  readonly assumed: WorldVerdict;
  /** In the order in which they were named. */
  readonly paths: readonly string[];
  /** The one that moves the difference most comes first. */
  readonly inputs: readonly InputSensitivity[];
  /** null = none were asked for. */
  readonly plausible: PlausibleWorlds | null;
  readonly seed: string | number;
  readonly reproduce: string;
  readonly versions: Versions;
  /** What the scenario takes for granted without a source; absent = an older result. */
  readonly assumptions?: readonly string[];
}
