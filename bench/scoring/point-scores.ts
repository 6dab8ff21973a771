/**
 * Scores of labelled decisions: of one run, and over replications with intervals clustered by replication.
 *
 * 1. Probabilities count in thousandths, as 0 and 1 only where they are that: a squared error is off by two of them for that at most, a
 *    calibration error by one. Log loss counts who was nearly certain and wrong as wrong by 999 in a thousand.
 */
import type { LabelledDecisions, Said } from '#reports/scoring/labelled-decisions';
import type { PointScores, PointScoresOver, ScoreInterval, ScoreName } from '#reports/scoring/point-scores';
import { clusteredEstimate } from '../statistics/cluster-bootstrap.ts';
import {
  averagePrecision,
  brier,
  calibrationError,
  logLoss,
  precisionAt,
  prevalence,
  type Scored,
} from '../statistics/scores.ts';
import { predictionCurves } from './prediction-curves.ts';

/** How many of the most probable are looked at: what a desk of a few people goes through in a day. Source: assumption. */
const MOST_PROBABLE = 50;
const THOUSAND = 1000;

/** Nothing of a point without labels. */
export function scoresOf(labelled: readonly LabelledDecisions[]): readonly PointScores[] {
  return labelled.map((each) => pointScores(merged([each]), each));
}

/**
 * @param labelled by replications of one design, all together
 * @returns by point, policy and mode; without intervals where there is one replication
 */
export function scoresOver(labelled: readonly LabelledDecisions[]): readonly PointScoresOver[] {
  const byName = new Map<string, LabelledDecisions[]>();
  for (const each of labelled) {
    const name = `${each.point}\t${each.policy}\t${each.mode}`;
    byName.set(name, [...(byName.get(name) ?? []), each]);
  }
  return [...byName.values()].map((runs) => ({
    ...pointScores(merged(runs), runs[0]!),
    replications: runs.length,
    intervals: runs.length < 2 ? {} : intervalsOf(runs),
    ...predictionCurves(runs, rowsOf(merged(runs))),
  }));
}

type Sums = Omit<LabelledDecisions, 'point' | 'policy' | 'mode'>;

function pointScores(sums: Sums, { point, policy, mode }: LabelledDecisions): PointScores {
  const { said, open, acted, withProbability } = sums;
  const scores = Object.fromEntries(SCORE_NAMES.map((name) => [name, finite(METRICS[name](sums))])) as Record<
    ScoreName,
    number | null
  >;
  const labelled = said.truePositives + said.falsePositives + said.falseNegatives + said.trueNegatives;
  return { point, policy, mode, labelled, open, acted, withProbability, said, k: MOST_PROBABLE, scores };
}

/** Each score of what was labelled; NaN where there is too little of it. */
const METRICS: Readonly<Record<ScoreName, (sums: Sums) => number>> = {
  prevalence: (sums) => prevalence(rowsOf(sums)),
  precision: ({ said }) => said.truePositives / (said.truePositives + said.falsePositives),
  recall: ({ said }) => said.truePositives / (said.truePositives + said.falseNegatives),
  brier: (sums) => brier(rowsOf(sums)),
  logLoss: (sums) => logLoss(rowsOf(sums)),
  calibrationError: (sums) => calibrationError(rowsOf(sums)),
  averagePrecision: (sums) => averagePrecision(rowsOf(sums)),
  precisionAtK: (sums) => precisionAt(rowsOf(sums), MOST_PROBABLE),
};
const SCORE_NAMES = Object.keys(METRICS) as readonly ScoreName[];

function intervalsOf(runs: readonly LabelledDecisions[]): PointScoresOver['intervals'] {
  const intervals: Partial<Record<ScoreName | keyof Said, ScoreInterval>> = {};
  const note = (name: ScoreName | keyof Said, metric: (sums: Sums) => number): void => {
    const { low, high } = clusteredEstimate(
      runs.map((run) => [run]),
      (picked) => metric(merged(picked)),
    );
    if (Number.isFinite(low) && Number.isFinite(high)) intervals[name] = { low, high };
  };
  for (const name of SCORE_NAMES) note(name, METRICS[name]);
  // Of the confusion matrix as means a replication: a sum grows with their number.
  for (const cell of Object.keys(runs[0]!.said) as (keyof Said)[])
    note(cell, ({ said }) => said[cell] / runs.length);
  return intervals;
}

function merged(runs: readonly LabelledDecisions[]): Sums {
  const without = new Float64Array(THOUSAND + 1);
  const came = new Float64Array(THOUSAND + 1);
  let said: Said = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };
  let [open, acted, withProbability] = [0, 0, 0];
  for (const run of runs) {
    for (const [at, no, yes] of run.cells) {
      without[at]! += no;
      came[at]! += yes;
    }
    open += run.open;
    acted += run.acted;
    withProbability += run.withProbability;
    said = added(said, run.said);
  }
  const cells: [number, number, number][] = [];
  for (let at = 0; at <= THOUSAND; at++)
    if (without[at]! + came[at]! > 0) cells.push([at, without[at]!, came[at]!]);
  return { cells, said, open, acted, withProbability };
}

function added(one: Said, other: Said): Said {
  return {
    truePositives: one.truePositives + other.truePositives,
    falsePositives: one.falsePositives + other.falsePositives,
    falseNegatives: one.falseNegatives + other.falseNegatives,
    trueNegatives: one.trueNegatives + other.trueNegatives,
  };
}

function rowsOf({ cells }: Sums): Scored[] {
  const rows: Scored[] = [];
  for (const [at, without, came] of cells) {
    const predicted = at / THOUSAND;
    if (without > 0) rows.push({ predicted, came: false, count: without });
    if (came > 0) rows.push({ predicted, came: true, count: came });
  }
  return rows;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
