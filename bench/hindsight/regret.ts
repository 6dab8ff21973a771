/** From bounds of replications to what a comparison says of them, with intervals over replications. */
import { pointNamed } from '#orchestrator/decisions/point-words';
import type { Regret, RegretInterval, RegretReport, WaveRegret } from '#reports/comparison/regret-report';
import { assert } from '#sim/assert';
import type { DesignResult } from '../comparison/design-result.ts';
import { PRIMARY } from '../comparison/metrics.ts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { moments } from '../statistics/moments.ts';
import { ratioInterval } from '../statistics/ratio-interval.ts';
import type { HindsightFacts, KnownFacts } from './hindsight.ts';
import { type BoundedOutcome, type BoundedRun, boundPair } from './pair-bound.ts';
import { pointRegrets } from './points/point-regret.ts';
import type { WaveFacts } from './wave-notes.ts';

/** Of each interval by itself. */
const CONFIDENCE = 0.95;
/** A relative error of sums. */
const ROUNDING = 1e-9;
/** Outcomes of waves are whole minor units x hours: what a solver's prices leave above one by less than this is an error of theirs. */
const WHOLE = 0.5;

/**
 * @param baselines pair by pair, as `candidates`; at least two
 * @param decision any word for the point at which the two differ; null = none is named
 * @returns null where nothing was asked for. Throws where a run betters its bound
 */
export function regretOf(
  baselines: readonly DesignResult[],
  candidates: readonly DesignResult[],
  decision: string | null = null,
): RegretReport | null {
  const facts = [...baselines, ...candidates].map(({ hindsight }) => hindsight);
  if (facts.some((each) => each === undefined)) return null;
  const unknown = facts.find((each): each is Exclude<HindsightFacts, KnownFacts> => each!.unknown !== null);
  const own = { ...wavesOf(baselines, candidates), ...pointsOf(baselines, candidates, decision) };
  if (unknown !== undefined) return { unknown: unknown.unknown, confidence: CONFIDENCE, ...own };
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
    ...own,
  };
}

function wavesOf(
  baselines: readonly DesignResult[],
  candidates: readonly DesignResult[],
): Pick<RegretReport, 'waves'> {
  const [before, after] = [baselines, candidates].map((results) => results.map(({ waves }) => waves));
  const known = (each: WaveFacts | undefined): each is WaveFacts => each !== undefined;
  if (!before!.every(known) || !after!.every(known)) return {};
  return { waves: { baseline: waveRegret(before!), candidate: waveRegret(after!) } };
}

function pointsOf(
  baselines: readonly DesignResult[],
  candidates: readonly DesignResult[],
  decision: string | null,
): Pick<RegretReport, 'points'> {
  const [before, after] = [baselines, candidates].map((results) => results.map(({ points = [] }) => points));
  const points = pointRegrets(before!, after!, decision === null ? null : (pointNamed(decision) ?? null));
  return points.length === 0 ? {} : { points };
}

function waveRegret(facts: readonly WaveFacts[]): WaveRegret {
  for (const { late, bound } of facts)
    assert(
      bound <= late * (1 + ROUNDING) + WHOLE,
      `the hindsight bound of ${bound} on how late waves left goods is bettered by an outcome of ${late}: it is no bound. That is a fault of ours: --no-bounds leaves it out`,
    );
  // Never above what it bounds, by however little.
  const bounds = facts.map((each) => Math.min(each.bound, each.late));
  const bound = intervalOf(bounds);
  const open = moments(facts.map((each) => each.open)).mean;
  return {
    shipments: moments(facts.map(({ jobs }) => jobs)).mean,
    bound,
    late: moments(facts.map(({ late }) => late)).mean,
    regret: intervalOf(facts.map(({ late }, i) => late - bounds[i]!)),
    certifiedGap: bound.mean === 0 ? 0 : open / bound.mean,
  };
}

function runOf({ seed, kpis, hindsight }: DesignResult): BoundedRun {
  return { seed, costMinor: kpis[PRIMARY.kpi]!, facts: hindsight as KnownFacts };
}

function regretIn(outcomes: readonly BoundedOutcome[]): Regret {
  const mean = (of: (each: BoundedOutcome) => number): number => moments(outcomes.map(of)).mean;
  const interval = (of: (each: BoundedOutcome) => number): RegretInterval => intervalOf(outcomes.map(of));
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

function intervalOf(values: readonly number[]): RegretInterval {
  const { mean, low, high } = meanInterval(values, CONFIDENCE);
  return { mean, low, high };
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
