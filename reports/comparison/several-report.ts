/** What `dray compare` says of several candidates against one baseline, and of one candidate in several scenarios. */
import type { CounterfactualReport } from '../counterfactual/sample-report.ts';
import type { OutboundKpi } from '../kpis/outbound/catalogue.ts';
import type { Versions } from '../run-head.ts';
import type {
  ComparedDesign,
  ComparedMetric,
  ComparisonReport,
  Stopped,
  Verdict,
} from './comparison-report.ts';
import type { RegretReport } from './regret-report.ts';
import type { SegmentReport } from './segment-report.ts';

export interface SeveralCandidate {
  readonly design: ComparedDesign;
  readonly verdict: Verdict;
  readonly primary: ComparedMetric;
  readonly guardrails: readonly ComparedMetric[];
  readonly unmeasured: readonly OutboundKpi[];
  /** Pairs that would make every interval of its metrics narrow enough, estimated; null where they are, or where no number would. */
  readonly pairsEnough: number | null;
  /** Where it helps and where it hurts; absent = there is one segment alone. */
  readonly segments?: SegmentReport;
  /** Of the baseline and of it, against a bound in hindsight of the pairs of these two; null = none was asked for. */
  readonly regret: RegretReport | null;
  /** Single decisions of the baseline that it would make otherwise, tried both ways; absent = none was. */
  readonly counterfactuals?: CounterfactualReport;
}

/** All intervals of all candidates hold together. */
export interface SeveralReport {
  readonly format: 1;
  readonly process: 'comparison-of-several';
  readonly baseline: ComparedDesign;
  /** In the order in which they were named. */
  readonly candidates: readonly SeveralCandidate[];
  readonly decision: string | null;
  readonly currency: string;
  readonly confidence: number;
  /** Replications of each design. */
  readonly pairs: number;
  readonly stopped: Stopped;
  readonly seed: string | number;
  readonly reproduce: string;
  readonly versions: Versions;
  /** What the scenario takes for granted without a source; absent = an older result. */
  readonly assumptions?: readonly string[];
  readonly resumed: number;
}

export interface AcrossScenario {
  readonly report: ComparisonReport;
  /** Holm's adjusted p-value of the assumption that the candidate is better by no more than the threshold there. */
  readonly adjustedP: number;
  /** `uplift` only where it holds with all scenarios looked at together. */
  readonly verdict: Verdict;
}

export interface AcrossReport {
  readonly format: 1;
  readonly process: 'comparison-across';
  /** `uplift` where some scenario has it and none is hurt or open; `harm` where one is. */
  readonly verdict: Verdict;
  readonly scenarios: readonly AcrossScenario[];
  readonly confidence: number;
  readonly reproduce: string;
  readonly versions: Versions;
}
