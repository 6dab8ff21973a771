/**
 * Two designs compared on common random numbers: replications of both, as many as it takes, and the report.
 *
 * 1. Replication n of both has the same seed. Where the orders of a pair differ, it is none: that is refused, not averaged.
 * 2. Two designs that are the same (A/A) differ by exactly 0; should they not, that is a fault of ours and said so.
 */
import {
  COMPARISON_REPORT_VERSION,
  type ComparedDesign,
  type ComparisonReport,
  type DesignHead,
  type OutsideKindName,
} from '#reports/comparison/comparison-report';
import { verdictOfHeard } from '#reports/comparison/stand-ins';
import { OUTSIDE_WORDS } from '#reports/comparison/summary';
import type { RunEndReason } from '#reports/run-head';
import { assert } from '#sim/assert';
import { regretOf } from '../hindsight/regret.ts';
import { scoresOver } from '../scoring/point-scores.ts';
import { decidedBy, decisionCostOf } from './decision-cost.ts';
import type { DesignResult } from './design-result.ts';
import { NothingShipped, PRIMARY } from './metrics.ts';
import { outsideDiffers } from './outside-world.ts';
import type { Replicator } from './replicator.ts';
import { segmentDifferences } from './segment-differences.ts';
import { type SequentialPlan, sequentialComparison } from './sequential.ts';
import { standInsOf } from './stand-ins.ts';
import { busiestOf } from './utilisation.ts';
import { type PairedKpis, pairsEnough } from './verdict.ts';

export interface ComparisonPlan extends SequentialPlan {
  readonly baseline: DesignHead;
  readonly candidate: DesignHead;
  /** Whether both are the same design. */
  readonly same: boolean;
}

export type ComparisonHead = Pick<
  ComparisonReport,
  'decision' | 'currency' | 'seed' | 'reproduce' | 'versions'
>;

/** The orders of a pair are not the same: nothing can be compared pair by pair. */
export class UnpairedOrders extends Error {
  override readonly name = 'UnpairedOrders';
}

const [BASELINE, CANDIDATE] = [0, 1];

export async function compareDesigns(
  plan: ComparisonPlan,
  head: ComparisonHead,
  replicator: Replicator,
): Promise<ComparisonReport> {
  const results: [DesignResult[], DesignResult[]] = [[], []];
  const apart = new Set<OutsideKindName>();
  const { judged, pairs, stopped } = await sequentialComparison(plan, async (from, until) => {
    const numbers = Array.from({ length: until - from }, (_, i) => from + i);
    const tasks = numbers.flatMap((replication) =>
      [BASELINE, CANDIDATE].map((design) => ({ design, replication })),
    );
    const done = await replicator.run(tasks);
    const whole: PairedKpis[] = [];
    for (let i = 0; i < numbers.length; i++) {
      const [one, other] = [done[2 * i], done[2 * i + 1]];
      // Interrupted: what follows is not complete either, or has a gap before it.
      if (one === undefined || other === undefined) break;
      for (const kind of checkPair(one, other, plan.same)) apart.add(kind);
      results[0].push(one);
      results[1].push(other);
      whole.push({ baseline: one.kpis, candidate: other.kpis });
    }
    return whole;
  });
  const { verdict, primary, guardrails, unmeasured } = judged;
  const baseline = designOf(plan.baseline, results[0]);
  const candidate = designOf(plan.candidate, results[1]);
  return {
    format: COMPARISON_REPORT_VERSION,
    process: 'comparison',
    verdict: verdictOfHeard(verdict, [baseline, candidate]),
    baseline,
    candidate,
    same: plan.same,
    confidence: plan.confidence,
    pairs: pairs.length,
    stopped,
    pairsEnough: pairsEnough(judged, pairs.length, plan.halfWidth),
    varianceReduction: primary.varianceReduction,
    primary,
    guardrails,
    unmeasured,
    ...(apart.size === 0 ? {} : { outsideApart: [...apart] }),
    ...segmentDifferences(...results),
    regret: regretOf(...results, head.decision),
    resumed: replicator.resumed,
    ...head,
  };
}

/**
 * Refuses two runs of which no pair can be made.
 * @returns what both saw otherwise outside, beside orders, since their scenarios say otherwise of it
 */
export function checkPair(one: DesignResult, other: DesignResult, same: boolean): readonly OutsideKindName[] {
  if (one.outside.orders !== other.outside.orders) {
    throw new UnpairedOrders(
      `seed ${one.seed}: the two designs do not get the same orders, so that no pair can be made of them. ` +
        'Leave demand, customers, products and the ERP that enters orders alike in both',
    );
  }
  const apart = outsideDiffers(one.outside, other.outside);
  const slip = apart.find(({ meant }) => !meant);
  if (slip !== undefined) {
    throw new UnpairedOrders(
      `seed ${one.seed}: ${OUTSIDE_WORDS[slip.kind]} in one of the two and not in the other, where nothing in their scenarios differs that could make it so: ` +
        'that is no pair. A part of your own that remembers something from one run to the next would do it; else it is a fault of ours',
    );
  }
  for (const { seed, kpis } of [one, other]) if (kpis[PRIMARY.kpi] === null) throw new NothingShipped(seed);
  assert(
    !same || one.digest === other.digest,
    `seed ${one.seed}: the same design ran twice and differed (${one.digest}, ${other.digest}): it is not deterministic`,
  );
  return apart.map(({ kind }) => kind);
}

/** @param results of all its replications */
export function designOf(head: DesignHead, results: readonly DesignResult[]): ComparedDesign {
  const cpuMs = results.reduce((sum, each) => sum + each.cpuMs, 0) / results.length;
  const orders = results.reduce((sum, each) => sum + each.orders, 0);
  const labelled = results.flatMap((each) => each.labelled ?? []);
  return {
    ...head,
    ends: counted(results.map(({ end }) => end)),
    decisions: decidedBy(results, orders),
    ...standInsOf(head.policy, results),
    ...(labelled.length === 0 ? {} : { scores: scoresOver(labelled) }),
    ...decisionCostOf(results, orders),
    ...busiestOf(results),
    cpuMs,
  };
}

function counted(ends: readonly RunEndReason[]): ComparedDesign['ends'] {
  const counts: Partial<Record<RunEndReason, number>> = {};
  for (const end of ends) counts[end] = (counts[end] ?? 0) + 1;
  return counts;
}
