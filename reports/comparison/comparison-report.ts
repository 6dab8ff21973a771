/** What a comparison of two designs says about itself: the result of `dray compare --json`, and all that its summary is made of. */
import type { CounterfactualReport } from '../counterfactual/sample-report.ts';
import type { OutboundKpi, OutboundKpiUnit } from '../kpis/outbound/catalogue.ts';
import type { DecisionReport } from '../outbound/arm-details.ts';
import type { RunEndReason, Versions } from '../run-head.ts';
import type { PointScoresOver } from '../scoring/point-scores.ts';
import type { OffPolicyTruthReport } from './off-policy-report.ts';
import type { RegretReport } from './regret-report.ts';
import type { SegmentReport } from './segment-report.ts';
import type { StandIns } from './stand-in-report.ts';

export const COMPARISON_REPORT_VERSION = 1;

/**
 * `uplift`: better by more than the practical threshold, and no guardrail is hurt. `equivalent`: neither better nor worse by more than it.
 * `harm`: worse by more than it, or a guardrail is. `inconclusive`: the interval leaves more than one of these open, or nothing was compared.
 */
export type Verdict = 'uplift' | 'equivalent' | 'harm' | 'inconclusive';

/** Why no more pairs were run. */
export type Stopped = 'narrow' | 'as-many-as-asked' | 'most' | 'interrupted';

/** Candidate less baseline, in the unit of the KPI. All of them hold together with the confidence of the report. */
export interface DifferenceInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly halfWidth: number;
  /** Student's t, or BCa where the differences are skewed; of several candidates by max-t. */
  readonly method: 't' | 'bca' | 'max-t';
  readonly skew: number;
}

export interface ComparedMetric {
  readonly kpi: OutboundKpi;
  readonly title: string;
  readonly unit: OutboundKpiUnit;
  readonly better: 'more' | 'less';
  /** Means over the pairs. */
  readonly baseline: number;
  readonly candidate: number;
  readonly difference: DifferenceInterval;
  /** From here on a difference matters; in the unit of the KPI, > 0. */
  readonly threshold: number;
  /** `1 % of the baseline`, or as it was stated. */
  readonly thresholdWords: string;
  /** Whether the interval is as narrow as was asked for. */
  readonly narrow: boolean;
  /** That the candidate is better on average, from these pairs; 0.5 where nothing differs. */
  readonly probabilityBetter: number;
  /** Of pairs in which the candidate was better. */
  readonly shareBetter: number;
  /** What each pair came to, replication by replication: baseline, candidate. Absent = an older result. */
  readonly pairs?: readonly (readonly [baseline: number, candidate: number])[];
  /** Variance of the difference with independent draws to that with common ones; null where the pairs do not differ. */
  readonly varianceReduction: number | null;
  /** One-sided p-value of the assumption that the candidate is better by no more than the threshold. */
  readonly pBeyond: number;
  /** Primary: its own verdict. Guardrail: `passed`, `failed`, `undecided`. */
  readonly judged: Verdict | 'passed' | 'failed' | 'undecided';
}

/** Decisions of one point by one policy, over all replications. */
export interface DecidedBy extends DecisionReport {
  /** Of the answers: somebody else had to answer instead. */
  readonly fallbackRate: number;
  /** Answers an order. */
  readonly perOrder: number;
  /** What an answer costs, minor units, mean; absent = nobody declares it. */
  readonly costPerDecisionMinor?: number;
  /** Thinking time that half of the answers, and 99 in 100, took at most; virtual time, two significant digits. */
  readonly latencyP50Ms: number;
  readonly latencyP99Ms: number;
}

export interface ComparedDesign {
  readonly scenario: string;
  /** SHA-256 of scenario and data, 16 digits. */
  readonly digest: string;
  readonly policy: string;
  readonly summary: string;
  /** The command that runs its replication 0. */
  readonly reproduce: string;
  /** Orders released sooner after the start are left out, ms; absent = none is. */
  readonly warmUpMs?: number;
  /** How replications ended, and how many so: what was open in one that was stopped counts as open. */
  readonly ends: Readonly<Partial<Record<RunEndReason, number>>>;
  /** Over all replications. */
  readonly decisions: readonly DecidedBy[];
  /** Answers of its policy that others gave in its stead; absent = none was. */
  readonly standIns?: StandIns;
  /** How good its predictions were, where it is known what came; absent = no such point was asked. */
  readonly scores?: readonly PointScoresOver[];
  /** What its answers cost, a part of landed cost; absent = nobody declares it. */
  readonly decisionCost?: DecisionCost;
  /** The resource that had most to do, of those of which it is known; absent = of none. */
  readonly busiest?: Busiest;
  /** Of one replication, mean. */
  readonly cpuMs: number;
}

/** Minor units, of all points and policies that declare what an answer costs. */
export interface DecisionCost {
  readonly perDecisionMinor: number;
  /** Answers that are paid for, an order. */
  readonly decisionsPerOrder: number;
  readonly perOrderMinor: number;
  /** Of one replication, mean. */
  readonly totalMinor: number;
}

export interface Busiest {
  /** `stations` of a node, a `team` of people, `doors` of the docks, the `platform`. */
  readonly kind: ResourceKind;
  readonly name: string;
  /** Work over what it could have done while orders came in, mean over replications: above 1 it can't keep up. */
  readonly utilisation: number;
}

export type ResourceKind = 'stations' | 'team' | 'doors' | 'platform';

/** What is known of a design before it has run. */
export type DesignHead = Omit<
  ComparedDesign,
  'ends' | 'decisions' | 'standIns' | 'scores' | 'decisionCost' | 'busiest' | 'cpuMs'
>;

/** Values of two scenarios that differ, by path. */
export interface ConfigurationDifferences {
  readonly values: readonly {
    readonly path: string;
    /** JSON; null = it says nothing there. */
    readonly baseline: string | null;
    readonly candidate: string | null;
  }[];
  /** Differences beyond those. */
  readonly more: number;
}

/** What comes from outside beside orders: what customers do about theirs, and what is asked for in shops. */
export type OutsideKindName = 'customers' | 'shops';

export interface ComparisonReport {
  readonly format: typeof COMPARISON_REPORT_VERSION;
  readonly process: 'comparison';
  readonly verdict: Verdict;
  readonly baseline: ComparedDesign;
  readonly candidate: ComparedDesign;
  /** The decision point that differs; null = whole designs. */
  readonly decision: string | null;
  /** Whether both are the same: then every difference must be exactly 0. */
  readonly same: boolean;
  readonly currency: string;
  readonly confidence: number;
  readonly pairs: number;
  readonly stopped: Stopped;
  /** Pairs that would make every interval narrow enough, estimated; null where they are, or where no number would. */
  readonly pairsEnough: number | null;
  /** Of the primary metric. */
  readonly varianceReduction: number | null;
  readonly primary: ComparedMetric;
  readonly guardrails: readonly ComparedMetric[];
  /** KPIs that would be guardrails and have no value in some replication. */
  readonly unmeasured: readonly OutboundKpi[];
  /** What came from outside otherwise for the two, since their scenarios say so; absent = nothing did. */
  readonly outsideApart?: readonly OutsideKindName[];
  /** Where it helps and where it hurts; absent = there is one segment alone. */
  readonly segments?: SegmentReport;
  /** Against a bound in hindsight; null = none was asked for, or the two are not of the same scenario. */
  readonly regret: RegretReport | null;
  /** Single decisions tried both ways; absent = none was, or the two are not of the same scenario. */
  readonly counterfactuals?: CounterfactualReport;
  /** What the baseline's log says of the candidate, beside the truth; absent = the baseline does not explore. */
  readonly offPolicy?: OffPolicyTruthReport;
  /** Replications `seed`, `seed + 1` ... of a whole number; else `seed/0`, `seed/1` ... */
  readonly seed: string | number;
  readonly reproduce: string;
  readonly versions: Versions;
  /** What the two scenarios have otherwise, where they are two; absent = they are one. */
  readonly configured?: ConfigurationDifferences;
  /** What the scenario takes for granted without a source, as sentences; absent = an older result. */
  readonly assumptions?: readonly string[];
  /** Replications that an earlier, interrupted comparison had run already. */
  readonly resumed: number;
}
