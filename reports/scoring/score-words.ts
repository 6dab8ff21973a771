/** Scores of predictions as a table for the terminal and for the report: a policy a row. */
import { count, decimal } from '../text/format.ts';
import { LABELS } from './labelled-decisions.ts';
import { type PointScores, type PointScoresOver, SCORE_TITLES, type ScoreName } from './point-scores.ts';

const NAMES = Object.keys(SCORE_TITLES) as readonly ScoreName[];
const NONE = '–';
const DECIMALS = 3;

export const SCORE_HEADS: readonly string[] = [
  'decisions',
  'said and came',
  'said in vain',
  'missed',
  ...NAMES.map((name) => SCORE_TITLES[name]),
];

/** `delay-prediction by by-pace (late)`. */
export function scoreTitle({ point, policy, mode }: PointScores): string {
  const how = mode === 'active' ? '' : `, ${mode}`;
  return `${point} by ${policy}${how} (${LABELS[point] ?? 'came'})`;
}

/** In the order of the heads. */
export function scoreCells({ labelled, said, scores }: PointScores): readonly string[] {
  return [
    count(labelled),
    count(said.truePositives),
    count(said.falsePositives),
    count(said.falseNegatives),
    ...NAMES.map((name) => figure(scores[name])),
  ];
}

/** What the figures leave out. */
export function scoreNotes({ open, acted, withProbability, labelled }: PointScores): string {
  const notes = [
    ...(open > 0 ? [`${count(open)} of which nothing was known at the end`] : []),
    ...(acted > 0 ? [`${count(acted)} about which something was done before it was known`] : []),
    ...(withProbability < labelled ? ['yes or no counts as 1 or 0'] : []),
  ];
  return notes.join('; ');
}

/** Of a design over its replications: score and 95 % interval, in a line. */
export function scoreLine(scores: PointScoresOver): string {
  const parts = NAMES.map((name) => {
    const between = scores.intervals[name];
    const value = figure(scores.scores[name]);
    return `${SCORE_TITLES[name]} ${between === undefined ? value : `${value} [${figure(between.low)}, ${figure(between.high)}]`}`;
  });
  return `${scoreTitle(scores)}: ${count(scores.labelled)} decisions in ${count(scores.replications)} runs; ${parts.join(', ')}`;
}

function figure(value: number | null): string {
  return value === null ? NONE : decimal(value, DECIMALS);
}
