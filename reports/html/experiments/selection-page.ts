/** The page of a search for the best of several: the ranking, how far each is behind, and how probable it is of each to be the best. */
import type { SelectedPolicy, SelectionReport } from '../../comparison/selection-report.ts';
import { selectionSentence } from '../../comparison/selection-summary.ts';
import { warmUpWords } from '../../comparison/summary.ts';
import { OUTBOUND_KPIS } from '../../kpis/outbound/catalogue.ts';
import { figure as figureOf, unitWords } from '../../outbound/figures.ts';
import { count, decimal } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { row, table } from '../parts/tables.ts';
import { experimentPage, figure, unbroken } from './parts/frame.ts';
import { percent } from './parts/metrics.ts';
import { axisUnit, shortName } from './pictures/axis.ts';
import { type ForestRow, forestPlot } from './pictures/forest-plot.ts';
import { shareBars } from './pictures/share-bars.ts';

export function renderSelectionPage(report: SelectionReport): string {
  const { best, sure, policies, indifference, scenario, seed } = report;
  return experimentPage({
    kind: 'Selection',
    scenario,
    heading: `The best of ${count(policies.length)}: ${best}`,
    verdict: {
      word: sure ? 'sure:' : 'not sure:',
      mood: sure ? 'good' : 'open',
      sentence: selectionSentence(report),
    },
    facts: [
      [
        'Procedure',
        `KN (Kim and Nelson): whoever is behind by more than chance allows is out; a difference below ${percent(indifference)} is none to act on`,
      ],
      [
        'Replications',
        policies.map(({ policy, replications }) => `${policy} ${count(replications)}`).join('; '),
      ],
      ...warmUpWords(report).map((said) => ['Warm-up', said] as const),
    ],
    sections: [
      { id: 'ranking', title: 'Ranking', body: ranking(report) },
      { id: 'probable', title: 'How probable each is to be the best', body: probable(report) },
    ],
    seed: String(seed),
    result: report,
  });
}

function ranking(report: SelectionReport): Markup {
  const { policies, currency, kpi, indifference, best } = report;
  const { title, unit } = OUTBOUND_KPIS[kpi];
  const least = policies.find(({ policy }) => policy === best)!;
  const { factor, label } = axisUnit(unit, [least.mean], currency);
  const zone = indifference * Math.abs(least.mean) * factor;
  const rows = policies.flatMap((each): ForestRow[] =>
    each.behind == null ? [] : [rowOf(each, each.behind, factor, zone, label)],
  );
  const picture = forestPlot({
    says: `How far each policy is behind ${shortName(best)}, with intervals`,
    label: `${title}: more than ${shortName(best)}, ${label} (right = dearer)`,
    band: [-zone, zone],
    rows,
  });
  return html`${rows.length === 0 ? null : figure(picture, `How much dearer than ${best}, pair by pair over the replications that both have; 95 % intervals, each for itself. In the grey band a difference is none to act on.`)}
${table(
  `Policies by ${title}, ${unitWords(unit, currency)}`,
  [
    'Policy',
    'Mean',
    '95 % interval',
    'Behind the best',
    'Replications',
    'Best with probability',
    'What it does',
  ],
  policies.map((each) => lineOf(each, report)),
  'wrap',
)}`;
}

function rowOf(
  { policy, replications }: SelectedPolicy,
  { mean, low, high }: NonNullable<SelectedPolicy['behind']>,
  factor: number,
  zone: number,
  label: string,
): ForestRow {
  const [from, to] = [low * factor, high * factor];
  return {
    name: policy,
    ...{ mean: mean * factor, low: from, high: to },
    tone: from > zone ? 'bad' : to < zone && from > -zone ? 'same' : 'open',
    words: `${mean > 0 ? '+' : ''}${decimal(mean * factor, 2)} ${label} · ${count(replications)} runs`,
  };
}

function lineOf(
  { policy, summary, mean, interval, behind, replications, probabilityBest }: SelectedPolicy,
  { kpi }: SelectionReport,
): Markup {
  const { unit } = OUTBOUND_KPIS[kpi];
  const show = (value: number): string => figureOf(value, unit);
  return row(policy, [
    show(mean),
    interval === undefined ? '–' : unbroken(`${show(interval.low)} to ${show(interval.high)}`),
    behind == null ? '–' : unbroken(`${show(behind.mean)} (${show(behind.low)} to ${show(behind.high)})`),
    count(replications),
    probabilityBest === undefined ? '–' : chance(probabilityBest),
    summary,
  ]);
}

function probable({ policies }: SelectionReport): Markup | null {
  const told = policies.flatMap(({ policy, probabilityBest }) =>
    probabilityBest === undefined
      ? []
      : [{ name: policy, share: probabilityBest, words: chance(probabilityBest) }],
  );
  if (told.length === 0) return null;
  return html`${figure(shareBars('Probability of each policy to have the least mean', 'probability to be the best, %', told), 'That its mean is the least of all, from these replications (Bayesian bootstrap of pairs).')}
<p class="soft">This says what the replications at hand say. The guarantee is that of the procedure above: it holds whatever the means are, as long as the best is better by the indifference zone.</p>`;
}

/** Of as many draws nothing is certain. */
function chance(share: number): string {
  return share > 0.999 ? '> 99.9 %' : share < 0.001 ? '< 0.1 %' : percent(share);
}
