/** From what answers came to in replications to what a comparison says of them, with intervals over replications. */
import type { DecisionPoint } from '#orchestrator/core/out';
import type { AnswersRegret, PointRegret, RegretInterval } from '#reports/comparison/regret-report';
import { assert } from '#sim/assert';
import { meanInterval } from '../../statistics/mean-interval.ts';
import { moments } from '../../statistics/moments.ts';
import { ratioInterval } from '../../statistics/ratio-interval.ts';
import type { PointFacts } from './point-facts.ts';

/** Of each interval by itself. */
const CONFIDENCE = 0.95;

/** By replication: of each point that was asked, what its answers came to. */
export type PointsOfRuns = readonly (readonly PointFacts[])[];

/**
 * Points that some run of either design was asked.
 * @param baselines pair by pair, as `candidates`; at least two
 * @param decision point at which the two designs differ; null = none is named
 * Throws where answers better their bound.
 */
export function pointRegrets(
  baselines: PointsOfRuns,
  candidates: PointsOfRuns,
  decision: DecisionPoint | null,
): readonly PointRegret[] {
  return pointsIn([...baselines, ...candidates]).map(({ point, unit }) => {
    const [before, after] = [baselines, candidates].map((runs) =>
      runs.map((each) => factsOf(point, unit, each)),
    );
    return {
      ...{ point, unit, compared: isCompared(point, decision) },
      baseline: answersRegret(before!),
      candidate: answersRegret(after!),
      headroomCaptured: headroom(before!, after!),
    };
  });
}

/** Each once, as it was first asked. */
function pointsIn(runs: PointsOfRuns): readonly PointFacts[] {
  const found = new Map<string, PointFacts>();
  for (const facts of runs) for (const each of facts) if (!found.has(each.point)) found.set(each.point, each);
  return [...found.values()];
}

/** A late load is a matter of whoever predicts it and of whoever answers. */
const OF_DELAYS: readonly string[] = ['delay-prediction', 'delay-response'];

function isCompared(point: string, decision: DecisionPoint | null): boolean {
  if (decision === null) return false;
  return point === decision || (OF_DELAYS.includes(point) && OF_DELAYS.includes(decision));
}

/** A run that was asked nothing came to nothing. */
function factsOf(point: string, unit: PointFacts['unit'], facts: readonly PointFacts[]): PointFacts {
  const nothing = { decisions: 0, came: 0, bound: 0, open: 0 };
  return facts.find((each) => each.point === point) ?? { point, unit, ...nothing };
}

function answersRegret(runs: readonly PointFacts[]): AnswersRegret {
  for (const { point, bound, came } of runs)
    assert(
      bound <= came,
      `${point}: the hindsight bound of ${bound} is bettered by answers that came to ${came}: it is no bound. That is a fault of ours: --no-bounds leaves it out`,
    );
  const bound = intervalOf(runs.map((each) => each.bound));
  const open = moments(runs.map((each) => each.open)).mean;
  return {
    decisions: moments(runs.map(({ decisions }) => decisions)).mean,
    bound,
    came: moments(runs.map(({ came }) => came)).mean,
    regret: intervalOf(runs.map(regretOf)),
    certifiedGap: gapOf(open, bound.mean),
    ...rightOf(runs),
  };
}

function gapOf(open: number, bound: number): number | null {
  if (open === 0) return 0;
  return bound === 0 ? null : open / bound;
}

function rightOf(runs: readonly PointFacts[]): Pick<AnswersRegret, 'right'> {
  const judged = runs.map(({ right }) => ({ over: right?.answers ?? 0, under: right?.of ?? 0 }));
  return isMoreThanOne(judged) ? { right: ratio(judged) } : {};
}

function headroom(before: readonly PointFacts[], after: readonly PointFacts[]): RegretInterval | null {
  const parts = before.map((each, i) => ({
    over: regretOf(each) - regretOf(after[i]!),
    under: regretOf(each),
  }));
  return isMoreThanOne(parts) ? ratio(parts) : null;
}

/** Where all of it is one run's, there is nothing left without that one. */
function isMoreThanOne(quotients: readonly { readonly under: number }[]): boolean {
  return quotients.filter(({ under }) => under > 0).length > 1;
}

function regretOf({ came, bound }: PointFacts): number {
  return came - bound;
}

function ratio(quotients: readonly { readonly over: number; readonly under: number }[]): RegretInterval {
  const sum = (of: 'over' | 'under'): number => quotients.reduce((all, each) => all + each[of], 0);
  const { low, high } = ratioInterval(quotients, CONFIDENCE);
  return { mean: sum('over') / sum('under'), low, high };
}

function intervalOf(values: readonly number[]): RegretInterval {
  const { mean, low, high } = meanInterval(values, CONFIDENCE);
  return { mean, low, high };
}
