/** The metrics of a comparison: a forest plot in units of what matters, and the same as a table. */
import type { ComparedMetric } from '../../../comparison/comparison-report.ts';
import { signedDifference } from '../../../comparison/summary.ts';
import { figure as figureOf, unitWords } from '../../../outbound/figures.ts';
import { decimal } from '../../../text/format.ts';
import { html, type Markup } from '../../markup.ts';
import { row, table } from '../../parts/tables.ts';
import { type ForestRow, forestPlot, type Tone } from '../pictures/forest-plot.ts';
import { figure } from './frame.ts';

/** Beyond so many times of what matters a row goes to the edge: else one metric would hide all others. */
const REACH = 12;

const TONES: Readonly<Record<ComparedMetric['judged'], Tone>> = {
  uplift: 'good',
  passed: 'good',
  equivalent: 'same',
  harm: 'bad',
  failed: 'bad',
  inconclusive: 'open',
  undecided: 'open',
};

export function toneOf({ judged }: Pick<ComparedMetric, 'judged'>): Tone {
  return TONES[judged];
}

export interface Metrics {
  readonly primary: ComparedMetric;
  readonly guardrails: readonly ComparedMetric[];
  readonly currency: string;
  readonly confidence: number;
  /** How its intervals hold together. */
  readonly together: string;
}

export function metrics({ primary, guardrails, currency, confidence, together }: Metrics): Markup {
  const all = [primary, ...guardrails];
  const drawn = all.filter(({ threshold }) => threshold > 0);
  const rows = drawn.map(gainRow);
  const left = all.filter(({ threshold }) => threshold === 0).map(({ title }) => title);
  const picture = forestPlot({
    says: 'Gain of the candidate in each metric, with its interval, in units of what matters',
    label: 'gain, in units of the difference that matters (right = better)',
    band: [-1, 1],
    rows,
    reach: REACH,
  });
  return html`${drawn.length === 0 ? null : figure(picture, `Each metric on one scale: 1 is the difference from which it matters, to the right is better, the grey band is where nothing matters. Bars are ${percent(confidence)} intervals that hold ${together}. Triangle: better or held; square: the same; circle: open; diamond: worse.`)}
${left.length === 0 ? null : html`<p class="soft">Not drawn, since the baseline has 0 and any difference matters: ${left.join('; ')}.</p>`}
${metricTable(all, currency, confidence)}`;
}

/** In units of the threshold, turned so that better is to the right. */
export function gainRow(metric: ComparedMetric): ForestRow {
  const { title, better, threshold, judged, difference } = metric;
  const [mean, low, high] = [difference.mean, difference.low, difference.high].map(
    (value) => value / threshold,
  );
  const turned = better === 'less' ? [-mean!, -high!, -low!] : [mean!, low!, high!];
  return {
    name: title,
    mean: turned[0]! + 0,
    low: turned[1]! + 0,
    high: turned[2]! + 0,
    tone: toneOf(metric),
    words: `${signedDifference(difference.mean, metric)} · ${judged}`,
  };
}

function metricTable(all: readonly ComparedMetric[], currency: string, confidence: number): Markup {
  const heads = [
    'Metric',
    'Baseline',
    'Candidate',
    'Difference',
    `${percent(confidence)} interval`,
    'Matters from',
    'Judged',
    'Better on average',
    'p',
    'Pairs better',
    'Variance less by',
  ];
  const rows = all.map((metric) => {
    const { title, unit, baseline, candidate, difference, threshold, thresholdWords } = metric;
    const money = unit === 'money' ? `, ${unitWords(unit, currency)}` : '';
    const method = difference.method === 't' ? '' : ` (${difference.method === 'bca' ? 'BCa' : 'max-t'})`;
    return row(`${title}${money}`, [
      figureOf(baseline, unit),
      figureOf(candidate, unit),
      signedDifference(difference.mean, metric),
      `${signedDifference(difference.low, metric)} to ${signedDifference(difference.high, metric)}${method}`,
      unit === 'share' ? thresholdWords : signedDifference(threshold, metric).slice(1),
      judgedCell(metric),
      probability(metric.probabilityBetter),
      pText(metric.pBeyond),
      percent(metric.shareBetter),
      metric.varianceReduction === null ? '–' : times(metric.varianceReduction),
    ]);
  });
  return html`${table('Metrics: the primary one first, then guardrails', heads, rows, 'kpis')}
<p class="soft">Better on average: the probability that the candidate's mean is the better one, from these pairs. p: one-sided, of the assumption that it is better by no more than
what matters. Variance less by: what common random numbers earned, against independent runs.</p>`;
}

function judgedCell(metric: ComparedMetric): Markup {
  const tone = toneOf(metric);
  const kind = tone === 'good' ? 'good' : tone === 'bad' ? 'bad' : 'soft';
  return html`<span class="${kind}">${metric.judged}</span>`;
}

export function pText(p: number): string {
  return p < 0.001 ? '< 0.001' : decimal(p, 3);
}

export function probability(value: number): string {
  return value > 0.9995 ? '> 0.999' : value < 0.0005 ? '< 0.001' : decimal(value, 3);
}

function times(reduction: number): string {
  return reduction > 10_000 ? '> 10,000 x' : `${decimal(reduction, 1)} x`;
}

export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
