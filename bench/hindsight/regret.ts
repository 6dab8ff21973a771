/** From bounds of replications to what a comparison says of them, with intervals over replications. */
import type { Regret, RegretInterval, RegretReport } from '#reports/comparison/regret-report';
import type { DesignResult } from '../comparison/design-result.ts';
import { PRIMARY } from '../comparison/metrics.ts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { moments } from '../statistics/moments.ts';
import { ratioInterval } from '../statistics/ratio-interval.ts';
import type { HindsightFacts, KnownFacts } from './hindsight.ts';
import { type BoundedOutcome, type BoundedRun, boundPair } from './pair-bound.ts';

/** Of each interval by itself. */
const CONFIDENCE = 0.95;

/**
 * @param baselines pair by pair, as `candidates`; at least two
 * @returns null where nothing was asked for. Throws where a run betters its bound
 */
export function regretOf(
  baselines: readonly DesignResult[],
  candidates: readonly DesignResult[],
): RegretReport | null {
  const facts = [...baselines, ...candidates].map(({ hindsight }) => hindsight);
  if (facts.some((each) => each === undefined)) return null;
  const unknown = facts.find((each): each is Exclude<HindsightFacts, KnownFacts> => each!.unknown !== null);
  if (unknown !== undefined) return { unknown: unknown.unknown, confidence: CONFIDENCE };
  const known = facts as KnownFacts[];
  const bounds = baselines.map((one, i) => boundPair(runOf(one), runOf(candidates[i]!)));
  const common = bounds.map(({ commonPriced }) => commonPriced);
  return {
    unknown: null,
    confidence: CONFIDENCE,
    primary: regretIn(bounds.map(({ primary }) => primary)),
    commonPriced: common.some((each) => each === null) ? null : regretIn(common as BoundedOutcome[]),
    by: hardest(known),
    certifiedGap: Math.max(...known.map(({ gap }) => gap)),
  };
}

function runOf({ seed, kpis, hindsight }: DesignResult): BoundedRun {
  return { seed, costMinor: kpis[PRIMARY.kpi]!, facts: hindsight as KnownFacts };
}

function regretIn(outcomes: readonly BoundedOutcome[]): Regret {
  const mean = (of: (each: BoundedOutcome) => number): number => moments(outcomes.map(of)).mean;
  const interval = (of: (each: BoundedOutcome) => number): RegretInterval => {
    const { mean: middle, low, high } = meanInterval(outcomes.map(of), CONFIDENCE);
    return { mean: middle, low, high };
  };
  return {
    orders: mean(({ orders }) => orders),
    bound: interval(({ bound }) => bound),
    baseline: mean(({ baseline }) => baseline),
    candidate: mean(({ candidate }) => candidate),
    saving: interval(({ baseline, candidate }) => baseline - candidate),
    regret: {
      baseline: interval(({ baseline, bound }) => baseline - bound),
      candidate: interval(({ candidate, bound }) => candidate - bound),
    },
    headroomCaptured: headroom(outcomes),
  };
}

function headroom(outcomes: readonly BoundedOutcome[]): RegretInterval | null {
  if (outcomes.some(({ baseline, bound }) => baseline <= bound)) return null;
  const quotients = outcomes.map(({ baseline, candidate, bound }) => ({
    over: baseline - candidate,
    under: baseline - bound,
  }));
  const over = quotients.reduce((sum, each) => sum + each.over, 0);
  const under = quotients.reduce((sum, each) => sum + each.under, 0);
  const { low, high } = ratioInterval(quotients, CONFIDENCE);
  return { mean: over / under, low, high };
}

function hardest(facts: readonly KnownFacts[]): KnownFacts['by'] {
  return (['relaxed', 'lp'] as const).find((by) => facts.some((each) => each.by === by)) ?? 'choice';
}
