/** What hindsight says: bars of baseline and candidate above the bound, and how much of the way the candidate has gone. */
import type {
  AnswersRegret,
  PointRegret,
  Regret,
  RegretInterval,
  RegretReport,
  WaveRegret,
} from '../../../comparison/regret-report.ts';
import { CAPACITY_WORDS, MEASURE_WORDS, pointScale } from '../../../comparison/regret-words.ts';
import { count, decimal, money } from '../../../text/format.ts';
import { html, type Markup } from '../../markup.ts';
import { row, table } from '../../parts/tables.ts';
import { colorKey } from '../../pictures/plot.ts';
import { shortName } from '../pictures/axis.ts';
import { regretBars } from '../pictures/regret-bars.ts';
import { figure } from './frame.ts';
import { percent } from './metrics.ts';

export interface NamedRegret {
  readonly names: { readonly baseline: string; readonly candidate: string };
  readonly report: RegretReport;
  readonly currency: string;
}

export function regret({ names, report, currency }: NamedRegret): Markup {
  const { unknown, primary, commonPriced, confidence, by, certifiedGap, waves, points = [] } = report;
  const known =
    primary === undefined
      ? html`<p>No bound in hindsight is known of this scenario: ${unknown ?? 'the result has none'}.</p>`
      : html`${bars(primary, names, currency)}
${headroom(primary)}
${regretTable(primary, commonPriced ?? null, names, currency, confidence)}
<p class="soft">No policy that sends the same orders could have cost less than the bound. It knows the future and forgets some of the work: regret is an upper limit,
headroom captured "at least". Beside it: ${CAPACITY_WORDS[by!]}; gap ${percent(certifiedGap!)}.
Figures here are means over replications, of which each counts as much; the metric above is a ratio of totals, all cost to all orders: so a saving may differ a little from the difference there.</p>`;
  const own = points.map((each) => pointTable(each, names, currency, confidence));
  return html`${known}${waves === undefined ? null : waveTable(waves, currency, confidence)}${own}`;
}

function bars(primary: Regret, names: NamedRegret['names'], currency: string): Markup {
  const bound = primary.bound.mean / 100;
  const bar = (name: string, minor: number) => ({
    name,
    bound,
    regret: Math.max(0, minor / 100 - bound),
    words: `${money(minor)} ${currency}`,
  });
  const picture = regretBars(
    `Landed cost an order of ${shortName(names.baseline)} and ${shortName(names.candidate)} above the hindsight bound`,
    `landed cost an order shipped, ${currency}`,
    [
      bar(`${shortName(names.baseline, 22)} (baseline)`, primary.baseline),
      bar(names.candidate, primary.candidate),
      bar('bound, in hindsight', primary.bound.mean),
    ],
  );
  const key = colorKey([
    ['nobody could have saved this', 'var(--part2)'],
    ['regret: what hindsight would have saved at most', 'var(--part1)'],
  ]);
  return html`${key}${figure(picture, `${count(Math.round(primary.orders))} orders a replication, means over replications.`)}`;
}

function headroom({ headroomCaptured }: Regret): Markup {
  if (headroomCaptured === null)
    return html`<p>In some replication the baseline leaves nothing to be gained: there is no headroom to be captured.</p>`;
  const { mean, low, high } = headroomCaptured;
  if (mean < 0)
    return html`<p>Headroom captured: none. The candidate has gone <strong>${percent(-mean)}</strong> of the way to the bound in the other direction (${percent(-high)} to ${percent(-low)}).</p>`;
  return html`<p>Headroom captured: the candidate has gone <strong>${percent(mean)}</strong> of the way from the baseline to the bound (${percent(low)} to ${percent(high)}).</p>`;
}

function regretTable(
  primary: Regret,
  common: Regret | null,
  names: NamedRegret['names'],
  currency: string,
  confidence: number,
): Markup {
  const rowsOf = (title: string, { bound, saving, regret: of }: Regret): Markup[] => [
    amount(`${title}: bound`, bound),
    amount(`${title}: saving of ${names.candidate}`, saving),
    amount(`${title}: regret of ${names.baseline}`, of.baseline),
    amount(`${title}: regret of ${names.candidate}`, of.candidate),
  ];
  return table(
    `Against hindsight, ${currency} an order`,
    ['', 'Mean', `${percent(confidence)} interval`],
    [
      ...rowsOf('all orders shipped', primary),
      ...(common === null ? [] : rowsOf('delivered at a price by both', common)),
    ],
    'kpis',
  );
}

function amount(title: string, { mean, low, high }: RegretInterval): Markup {
  return row(title, [money(mean), `${money(low)} to ${money(high)}`]);
}

/** What is late by how much is told in thousands. */
const THOUSAND_MAJOR = 100_000;

function waveTable(waves: NonNullable<RegretReport['waves']>, currency: string, confidence: number): Markup {
  const show = (value: number): string => decimal(value / THOUSAND_MAJOR, 1);
  const rowOf = (name: string, { bound, late, regret: of, shipments }: WaveRegret): Markup =>
    row(name, [
      count(Math.round(shipments)),
      show(bound.mean),
      show(late),
      show(of.mean),
      `${show(of.low)} to ${show(of.high)}`,
    ]);
  return html`<h3>Waves</h3>
${table(
  `Waves against their best sequence: thousand ${currency} x hours too late`,
  ['', 'Shipments', 'Bound', 'Came to', 'Regret', `${percent(confidence)} interval`],
  [rowOf('baseline', waves.baseline), rowOf('candidate', waves.candidate)],
)}`;
}

function pointTable(
  { point, unit, baseline, candidate, headroomCaptured }: PointRegret,
  names: NamedRegret['names'],
  currency: string,
  confidence: number,
): Markup {
  const { by, words } = pointScale(unit, currency);
  const show = (value: number): string => decimal(value / by, 1);
  const share = (of: RegretInterval | undefined): string => (of === undefined ? '' : percent(of.mean));
  const rowOf = (name: string, of: AnswersRegret): Markup =>
    row(name, [
      count(Math.round(of.decisions)),
      show(of.bound.mean),
      show(of.came),
      show(of.regret.mean),
      `${show(of.regret.low)} to ${show(of.regret.high)}`,
      share(of.right),
    ]);
  const captured =
    headroomCaptured === null
      ? null
      : html`<p class="soft">Headroom captured: ${percent(headroomCaptured.mean)} (${percent(headroomCaptured.low)} to ${percent(headroomCaptured.high)}).</p>`;
  return html`<h3>${point}</h3>
${table(
  `${MEASURE_WORDS[point] ?? point} against the least of any answers to the same questions: ${words}`,
  ['', 'Counted', 'Bound', 'Came to', 'Regret', `${percent(confidence)} interval`, 'As on record'],
  [rowOf(names.baseline, baseline), rowOf(names.candidate, candidate)],
)}${captured}`;
}
