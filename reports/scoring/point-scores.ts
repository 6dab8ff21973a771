/** How good the predictions of a policy were: of one run, or over replications with intervals. */
import type { Said } from './labelled-decisions.ts';

/** Names and units: see `docs/scores.md`. null = there were too few decisions to have one. */
export interface Scores {
  /** Share of decisions with the event. */
  readonly prevalence: number | null;
  /** Of those said to come, came; of those that came, said. */
  readonly precision: number | null;
  readonly recall: number | null;
  readonly brier: number | null;
  readonly logLoss: number | null;
  readonly calibrationError: number | null;
  readonly averagePrecision: number | null;
  /** Share with the event among the `k` most probable. */
  readonly precisionAtK: number | null;
}

export type ScoreName = keyof Scores;

export interface PointScores {
  readonly point: string;
  readonly policy: string;
  readonly mode: string;
  /** Decisions of which it is known what came; not known at the end; something was done meanwhile; with a probability of its own. */
  readonly labelled: number;
  readonly open: number;
  readonly acted: number;
  readonly withProbability: number;
  readonly said: Said;
  readonly k: number;
  readonly scores: Scores;
}

export interface ScoreInterval {
  readonly low: number;
  readonly high: number;
}

/** Decisions of about one probability, against what came. */
export interface ReliabilityBin {
  readonly decisions: number;
  /** Mean probability; share in which the event came, with its 95 % interval over replications (null = there are too few). */
  readonly predicted: number;
  readonly came: number;
  readonly interval: ScoreInterval | null;
}

/** Whoever is at least so probable is said to come. */
export interface RecallPoint {
  readonly threshold: number;
  readonly recall: number;
  readonly precision: number;
}

/** Over replications. */
export interface PointScoresOver extends PointScores {
  readonly replications: number;
  /** 95 %, by drawing replications again as wholes; of what has no value there is none. */
  readonly intervals: Readonly<Partial<Record<ScoreName | keyof Said, ScoreInterval>>>;
  /** By rising probability, in bins of equal mass. Absent = an older result. */
  readonly reliability?: readonly ReliabilityBin[];
  /** By falling threshold, thinned; without an event there is none. Absent = an older result. */
  readonly recallCurve?: readonly RecallPoint[];
}

/** Percent of decisions, or a score: in the order in which they are shown. */
export const SCORE_TITLES: Readonly<Record<ScoreName, string>> = {
  prevalence: 'prevalence',
  precision: 'precision',
  recall: 'recall',
  brier: 'Brier',
  logLoss: 'log loss',
  calibrationError: 'ECE',
  averagePrecision: 'PR-AUC',
  precisionAtK: 'precision@k',
};
