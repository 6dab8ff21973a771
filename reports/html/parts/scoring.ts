/** How good predictions were, where it is known what came: a policy a row. */
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import type { PointScores } from '../../scoring/point-scores.ts';
import { SCORE_HEADS, scoreCells, scoreNotes, scoreTitle } from '../../scoring/score-words.ts';
import { html, type Markup } from '../markup.ts';
import { row, table } from './tables.ts';

/** Nothing where no point with labels was asked. */
export function scoring({ arms }: OutboundRunReport): Markup | null {
  const rows = arms.flatMap(({ policy, scores = [] }) => scores.map((each) => scoreRow(policy, each)));
  if (rows.length === 0) return null;
  const left = (text: string): Markup => html`<span class="left">${text}</span>`;
  return html`<p>Of some predictions it is known what came: whether a load was late by its delivery, whether a bill was too high by what its carrier wrote
down. Nobody who decides sees that. Brier, log loss and ECE are better the smaller; PR-AUC and precision the larger, and a guess at random has the prevalence.</p>
${table(
  'Predictions against what came',
  ['Prediction', left('Policy compared'), ...SCORE_HEADS],
  rows,
  'decisions',
)}`;
}

function scoreRow(policy: string, scores: PointScores): Markup {
  const notes = scoreNotes(scores);
  return row(
    html`${scoreTitle(scores)}${notes === '' ? null : html`<br><span class="soft">${notes}</span>`}`,
    [html`<span class="left">${policy}</span>`, ...scoreCells(scores)],
  );
}
