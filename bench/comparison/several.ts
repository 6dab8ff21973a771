/**
 * Several candidates against one baseline, or one candidate in several scenarios: what is found must hold with everything that was looked at.
 *
 * 1. Candidates share the baseline's replications, and so their luck: their intervals hold together by max-t, which uses that.
 * 2. Scenarios have nothing in common: an uplift in one counts when it survives Holm's adjustment over all of them.
 *
 * Source: experiment protocol, 6.
 */
import type { ComparisonReport, DesignHead, Verdict } from '#reports/comparison/comparison-report';
import type { AcrossReport, AcrossScenario, SeveralReport } from '#reports/comparison/several-report';
import { regretOf } from '../hindsight/regret.ts';
import { holm } from '../statistics/many-tests.ts';
import { type ComparisonHead, checkPair, designOf } from './comparison.ts';
import type { DesignResult } from './design-result.ts';
import type { Replicator } from './replicator.ts';
import { segmentDifferences } from './segment-differences.ts';
import { type SequentialPlan, sequentially } from './sequential.ts';
import { judgeSeveral, type PairedKpis, pairsEnough } from './verdict.ts';

export interface SeveralPlan extends SequentialPlan {
  readonly baseline: DesignHead;
  readonly candidates: readonly DesignHead[];
}

/** Design 0 is the baseline, the candidates follow. */
export async function compareSeveral(
  plan: SeveralPlan,
  head: ComparisonHead,
  replicator: Replicator,
): Promise<SeveralReport> {
  const { baseline, candidates, confidence } = plan;
  const count = 1 + candidates.length;
  const { seen, pairs, stopped } = await sequentially(
    plan,
    (from, until) => replicationsOf(count, from, until, replicator),
    (replications) => {
      const judged = judgeSeveral(
        candidates.map((_, i) => replications.map((each) => pairOf(each, i + 1))),
        plan,
      );
      const metrics = judged.flatMap(({ primary, guardrails }) => [primary, ...guardrails]);
      return { judged, narrow: metrics.every(({ narrow }) => narrow) };
    },
  );
  const resultsOf = (design: number): DesignResult[] => pairs.map((each) => each[design]!);
  const baselines = resultsOf(0);
  return {
    format: 1,
    process: 'comparison-of-several',
    baseline: designOf(baseline, baselines),
    candidates: seen.judged.map((judged, i) => ({
      design: designOf(candidates[i]!, resultsOf(i + 1)),
      ...judged,
      pairsEnough: pairsEnough(judged, pairs.length, plan.halfWidth),
      ...segmentDifferences(baselines, resultsOf(i + 1)),
      regret: regretOf(baselines, resultsOf(i + 1), head.decision),
    })),
    confidence,
    pairs: pairs.length,
    stopped,
    resumed: replicator.resumed,
    ...head,
  };
}

/** By replication, each design's result; fewer where it was interrupted. */
async function replicationsOf(
  designs: number,
  from: number,
  until: number,
  replicator: Replicator,
): Promise<readonly (readonly DesignResult[])[]> {
  const numbers = Array.from({ length: until - from }, (_, i) => from + i);
  const tasks = numbers.flatMap((replication) =>
    Array.from({ length: designs }, (_, design) => ({ design, replication })),
  );
  const done = await replicator.run(tasks);
  const whole: DesignResult[][] = [];
  for (let i = 0; i < numbers.length; i++) {
    const results = done.slice(i * designs, (i + 1) * designs).filter((each) => each !== undefined);
    if (results.length < designs) break;
    for (const result of results.slice(1)) checkPair(results[0]!, result, false);
    whole.push(results);
  }
  return whole;
}

function pairOf(results: readonly DesignResult[], candidate: number): PairedKpis {
  return { baseline: results[0]!.kpis, candidate: results[candidate]!.kpis };
}

/** @param reports one a scenario, at least one */
export function acrossScenarios(
  reports: readonly ComparisonReport[],
  head: Pick<AcrossReport, 'confidence' | 'reproduce' | 'versions'>,
): AcrossReport {
  const adjusted = holm(reports.map(({ primary }) => primary.pBeyond));
  // One-sided: half of what may go wrong, as on either side of an interval.
  const alpha = (1 - head.confidence) / 2;
  const scenarios = reports.map((report, i): AcrossScenario => {
    const lost = report.verdict === 'uplift' && adjusted[i]! > alpha;
    return { report, adjustedP: adjusted[i]!, verdict: lost ? 'inconclusive' : report.verdict };
  });
  const verdict = together(scenarios.map((each) => each.verdict));
  return { format: 1, process: 'comparison-across', verdict, scenarios, ...head };
}

function together(verdicts: readonly Verdict[]): Verdict {
  for (const verdict of ['harm', 'inconclusive', 'uplift'] as const)
    if (verdicts.includes(verdict)) return verdict;
  return 'equivalent';
}
