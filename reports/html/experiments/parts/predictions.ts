/** How good predictions were, where it is known what came: reliability, precision against recall, and what was said against what came. */
import type { ComparedDesign } from '../../../comparison/comparison-report.ts';
import { LABELS } from '../../../scoring/labelled-decisions.ts';
import { type PointScoresOver, SCORE_TITLES, type ScoreName } from '../../../scoring/point-scores.ts';
import { scoreNotes } from '../../../scoring/score-words.ts';
import { count, decimal } from '../../../text/format.ts';
import { html, type Markup } from '../../markup.ts';
import { row, table } from '../../parts/tables.ts';
import { armColor, colorKey } from '../../pictures/plot.ts';
import { shortName } from '../pictures/axis.ts';
import { reliabilityPicture } from '../pictures/calibration.ts';
import { precisionRecallPicture } from '../pictures/precision-recall.ts';
import { figure } from './frame.ts';

interface Scored {
  /** Of the designs compared: 0 is the baseline. */
  readonly arm: number;
  readonly scores: PointScoresOver;
}

/** null = nowhere is known what came. @param designs the baseline first */
export function predictions(designs: readonly ComparedDesign[]): Markup | null {
  const scored = designs.flatMap(({ scores = [] }, arm) =>
    scores.map((each): Scored => ({ arm, scores: each })),
  );
  if (scored.length === 0) return null;
  const points = [...new Set(scored.map(({ scores }) => scores.point))];
  const nameOf = (arm: number): string => `${designs[arm]!.policy}${arm === 0 ? ' (baseline)' : ''}`;
  return html`<p>Of some predictions it is known what came. Nobody who decides sees that. Intervals are 95 %, by drawing replications again as wholes.</p>
${points.map((point) =>
  ofPoint(
    point,
    scored.filter(({ scores }) => scores.point === point),
    nameOf,
  ),
)}`;
}

type Named = (arm: number) => string;

function ofPoint(point: string, scored: readonly Scored[], nameOf: Named): Markup {
  const likely = scored.filter(({ scores }) => scores.withProbability > 0);
  const reliable = likely.filter(({ scores }) => (scores.reliability ?? []).length > 0);
  const recalled = likely.filter(({ scores }) => (scores.recallCurve ?? []).length > 0);
  const diagrams = reliable.map(({ arm, scores }) =>
    figure(
      reliabilityPicture(
        `${point}: reliability of ${shortName(scores.policy)} under ${shortName(nameOf(arm))}`,
        scores.reliability!,
        armColor(arm),
      ),
      `Reliability of ${scores.policy} under ${nameOf(arm)}: ${scores.reliability!.length} bins, ${count(scores.labelled)} decisions in ${count(scores.replications)} replications. On the dashed line probabilities can be taken at their word; larger dots hold more decisions.`,
    ),
  );
  return html`<h3>${point}: was it ${LABELS[point] ?? 'so'}?</h3>
${likely.length === 0 ? html`<p class="soft">Nobody here gives a probability: yes or no counts as 1 or 0, and there is no curve of that.</p>` : null}
<div class="pictures">${diagrams}${recalled.length === 0 ? null : recallFigure(point, recalled, nameOf)}</div>
${reliable.map(({ arm, scores }) => binTable(point, scores, nameOf(arm)))}
${confusionTable(point, scored, nameOf)}
${scoreTable(point, scored, nameOf)}`;
}

function recallFigure(point: string, recalled: readonly Scored[], nameOf: Named): Markup {
  const curves = recalled.map(({ arm, scores }) => ({
    arm,
    points: scores.recallCurve!,
    prevalence: scores.scores.prevalence ?? 0,
  }));
  const key = colorKey(
    recalled.map(({ arm, scores }) => [`${scores.policy} under ${nameOf(arm)}`, armColor(arm)] as const),
  );
  return html`<div>${figure(precisionRecallPicture(`${point}: precision against recall`, curves), 'Precision against recall, from the most probable on; the dotted line is the prevalence, which a guess at random has.')}${key}</div>`;
}

function binTable(point: string, { policy, reliability }: PointScoresOver, name: string): Markup {
  const rows = reliability!.map(({ decisions, predicted, came, interval }) =>
    row(share(predicted), [
      share(came),
      interval === null ? '–' : `${share(interval.low)} to ${share(interval.high)}`,
      count(decisions),
    ]),
  );
  return html`<details><summary>Bins of ${policy} under ${name}</summary>
${table(`${point}: probability and what came, ${policy} under ${name}`, ['Probability', 'Came', '95 % interval', 'Decisions'], rows)}</details>`;
}

function confusionTable(point: string, scored: readonly Scored[], nameOf: Named): Markup {
  const rows = scored.map(({ arm, scores }) => {
    const { said, replications, intervals } = scores;
    const cell = (name: keyof typeof said): string => {
      const mean = decimal(said[name] / replications, 1);
      const between = intervals[name];
      return between === undefined
        ? mean
        : `${mean} (${decimal(between.low, 1)} to ${decimal(between.high, 1)})`;
    };
    return row(subject(scores, nameOf(arm)), [
      cell('truePositives'),
      cell('falsePositives'),
      cell('falseNegatives'),
      cell('trueNegatives'),
    ]);
  });
  return table(
    `${point}: what was said against what came, decisions a replication with 95 % intervals`,
    ['Who', 'Said and came', 'Said in vain', 'Missed', 'Neither'],
    rows,
    'decisions',
  );
}

function scoreTable(point: string, scored: readonly Scored[], nameOf: Named): Markup {
  const names = Object.keys(SCORE_TITLES) as ScoreName[];
  const rows = scored.map(({ arm, scores }) =>
    row(
      subject(scores, nameOf(arm)),
      names.map((name) => {
        const value = scores.scores[name];
        const between = scores.intervals[name];
        if (value === null) return '–';
        return between === undefined
          ? decimal(value, 3)
          : html`${decimal(value, 3)}<br><span class="soft">${decimal(between.low, 3)} to ${decimal(between.high, 3)}</span>`;
      }),
    ),
  );
  return table(
    `${point}: scores (Brier, log loss and ECE are better the smaller; PR-AUC and precision@${scored[0]!.scores.k} the larger)`,
    ['Who', ...names.map((name) => SCORE_TITLES[name])],
    rows,
    'decisions',
  );
}

function subject(scores: PointScoresOver, name: string): Markup {
  const notes = scoreNotes(scores);
  const how = scores.mode === 'active' ? '' : `, ${scores.mode}`;
  return html`${scores.policy}${how} under ${name}${notes === '' ? null : html`<br><span class="soft">${notes}</span>`}`;
}

function share(value: number): string {
  return `${decimal(100 * value, 1)} %`;
}
