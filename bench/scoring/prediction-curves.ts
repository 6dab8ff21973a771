/** Pictures of predictions over replications: how far probabilities can be relied on, and what recall costs in precision. */
import type { LabelledDecisions } from '#reports/scoring/labelled-decisions';
import type {
  PointScoresOver,
  RecallPoint,
  ReliabilityBin,
  ScoreInterval,
} from '#reports/scoring/point-scores';
import { confidenceInterval } from '#sim/stats/confidence';
import { pseudoRatios } from '../statistics/ratio-interval.ts';
import { type CalibrationBin, calibration, precisionRecall, type Scored } from '../statistics/scores.ts';

const THOUSAND = 1000;
const CONFIDENCE = 0.95;
/** A curve has no more points than can be seen. */
const POINTS_MAX = 200;

/**
 * @param runs by replication
 * @param rows of all of them
 */
export function predictionCurves(
  runs: readonly LabelledDecisions[],
  rows: readonly Scored[],
): Required<Pick<PointScoresOver, 'reliability' | 'recallCurve'>> {
  return {
    reliability: calibration(rows).map((bin) => reliabilityOf(bin, runs)),
    recallCurve: thinned(precisionRecall(rows)),
  };
}

function reliabilityOf(bin: CalibrationBin, runs: readonly LabelledDecisions[]): ReliabilityBin {
  const { rows, predicted, came } = bin;
  return { decisions: rows, predicted, came, interval: intervalOf(bin, runs) };
}

/** Replications are what is independent: the share is a ratio of their totals. */
function intervalOf({ from, to }: CalibrationBin, runs: readonly LabelledDecisions[]): ScoreInterval | null {
  const quotients = runs.map(({ cells }) => {
    const own = cells.filter(([at]) => at >= THOUSAND * from && at <= THOUSAND * to);
    const over = own.reduce((sum, [, , yes]) => sum + yes, 0);
    return { over, under: own.reduce((sum, [, no, yes]) => sum + no + yes, 0) };
  });
  if (quotients.filter(({ under }) => under > 0).length < 2) return null;
  const { low, high } = confidenceInterval(pseudoRatios(quotients), CONFIDENCE);
  return { low: Math.max(0, low), high: Math.min(1, high) };
}

/** Evenly over recall; ends stay. */
function thinned(points: readonly RecallPoint[]): readonly RecallPoint[] {
  if (points.length <= POINTS_MAX) return points;
  let place = -1;
  return points.filter(({ recall }, i) => {
    const own = Math.floor(recall * POINTS_MAX);
    if (own === place && i < points.length - 1) return false;
    place = own;
    return true;
  });
}
