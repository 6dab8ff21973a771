/**
 * Decisions of a point that one policy answered, against what came: a load was late, a bill was too high. Plain data of bounded size: what
 * scores are computed from, run by run or over replications.
 */

/** A probability in thousandths (0 and 1,000 only where it is 0 or 1), and how many decisions had it: without the event, and with it. */
export type ScoreCell = readonly [thousandths: number, without: number, came: number];

export interface Said {
  /** Said and came; said and did not come; not said and came; neither. */
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

export interface LabelledDecisions {
  readonly point: string;
  readonly policy: string;
  readonly mode: string;
  /** By rising probability. Of who gives none, 0 and 1,000 by what was said. */
  readonly cells: readonly ScoreCell[];
  readonly said: Said;
  /** With a probability of the policy's own. */
  readonly withProbability: number;
  /** Not known yet what came when the run ended. */
  readonly open: number;
  /** Something was done about it between decision and outcome, which may be why the event did not come. */
  readonly acted: number;
}

/** What came, in a word, by point. */
export const LABELS: Readonly<Record<string, string>> = {
  'delay-prediction': 'late',
  'invoice-anomaly': 'too high',
};
