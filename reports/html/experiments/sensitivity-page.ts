/** The page of a sensitivity analysis: which assumed inputs move the verdict, and in what share of plausible worlds it holds. */
import type { Verdict } from '../../comparison/comparison-report.ts';
import type {
  InputEnd,
  InputSensitivity,
  PlausibleWorlds,
  SensitivityReport,
  WorldVerdict,
} from '../../comparison/sensitivity-report.ts';
import { standInsOf } from '../../comparison/sensitivity-summary.ts';
import { standInWords, unheardWords } from '../../comparison/stand-ins.ts';
import { namesOf, warmUpWords } from '../../comparison/summary.ts';
import { kpiTitles, lower } from '../../comparison/verdict-words.ts';
import { OUTBOUND_KPIS } from '../../kpis/outbound/catalogue.ts';
import { count, decimal } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { row, table } from '../parts/tables.ts';
import { MOODS } from './comparison-page.ts';
import { configuredDifferently } from './parts/designs.ts';
import { experimentPage, figure, unbroken } from './parts/frame.ts';
import { percent } from './parts/metrics.ts';
import { tornadoFigure } from './parts/tornado-figure.ts';
import { type ForestRow, forestPlot } from './pictures/forest-plot.ts';
import { shareBars } from './pictures/share-bars.ts';

/** Worlds in the picture. */
const WORLDS_MAX = 60;

export function renderSensitivityPage(report: SensitivityReport): string {
  const { assumed, baseline, candidate, decision, scenario, seed, replications, inputs, plausible } = report;
  const names = namesOf(baseline, candidate);
  const moving = inputs.filter(({ moves }) => moves).map(({ path }) => path);
  return experimentPage({
    kind: 'Sensitivity',
    scenario,
    heading: `Does it hold? ${names.candidate} against ${names.baseline}`,
    verdict: { word: `${assumed.verdict}:`, mood: MOODS[assumed.verdict], sentence: sentence(report) },
    facts: [
      [
        'Moves it by itself',
        moving.length === 0 ? 'no input, at either end of its range' : moving.join('; '),
      ],
      ...(plausible === null || unheardWords(standInsOf(assumed)) !== null
        ? []
        : [['Plausible worlds', holdsWords(plausible)] as const]),
      ['Pairs', `${count(replications)} in each world, with the same seeds everywhere`],
      ...warmUpWords(baseline).map((said) => ['Warm-up', said] as const),
      ...(assumed.unmeasured.length === 0
        ? []
        : [['No guardrail', `not measured in every run: ${kpiTitles(assumed.unmeasured)}`] as const]),
    ],
    sections: [
      { id: 'tornado', title: 'What one input moves', body: tornadoOf(report) },
      {
        id: 'plausible',
        title: 'Plausible worlds',
        body: plausible === null ? null : worldsOf(report, plausible),
      },
      {
        id: 'configured',
        title: 'What differs between the two',
        body: configuredDifferently({ designs: [baseline, candidate], decision }),
      },
    ],
    seed: String(seed),
    result: report,
  });
}

function sentence({ assumed, kpi, currency, baseline, candidate }: SensitivityReport): string {
  const names = namesOf(baseline, candidate);
  const heard = standInsOf(assumed);
  const unheard = unheardWords(heard);
  if (unheard !== null) return `at the scenario's values, ${lower(unheard)}`;
  const partly = standInWords(heard).map((each) => ` ${each}`);
  return `at the scenario's values, ${names.candidate} against ${names.baseline} makes ${signed(assumed)} ${currency} of ${lower(OUTBOUND_KPIS[kpi].title)}.${partly.join('')}`;
}

function holdsWords({ holds, worlds }: PlausibleWorlds): string {
  return `the verdict holds in ${percent(holds.share)} of ${count(worlds.length)} (${percent(holds.low)} to ${percent(holds.high)} with 95 %)`;
}

function tornadoOf(report: SensitivityReport): Markup {
  const { inputs, assumed, currency } = report;
  return html`${tornadoFigure(report)}
${table(
  `Inputs, ${currency} of difference`,
  ['Input', 'Low', 'Difference', 'Verdict', 'High', 'Difference', 'Verdict', 'Swing'],
  inputs.map((each) => inputRow(each, assumed)),
  'wrap',
)}`;
}

function inputRow({ path, low, high, swing }: InputSensitivity, assumed: WorldVerdict): Markup {
  const cells = (end: InputEnd): (string | Markup)[] => [
    end.value,
    unbroken(`${signed(end)} (${major(end.difference.low)} to ${major(end.difference.high)})`),
    verdictCell(end, assumed.verdict),
  ];
  return row(html`<code>${path}</code>`, [...cells(low), ...cells(high), decimal(swing / 100, 2)]);
}

function verdictCell({ verdict, hurt }: WorldVerdict, assumed: Verdict): Markup {
  const other = verdict !== assumed;
  const hurts = hurt.length === 0 ? '' : `, hurts ${kpiTitles(hurt)}`;
  return html`<span class="${other ? 'bad' : 'soft'}">${verdict}${other ? ' (another)' : ''}${hurts}</span>`;
}

function worldsOf(
  { currency, assumed, paths }: SensitivityReport,
  { worlds, verdicts, holds }: PlausibleWorlds,
): Markup {
  const bars = (Object.entries(verdicts) as [Verdict, number][]).map(([verdict, times]) => ({
    name: verdict === assumed.verdict ? `${verdict} (as assumed)` : verdict,
    share: times / worlds.length,
    words: `${count(times)} of ${count(worlds.length)}`,
  }));
  const ranked = worlds
    .map((world, no) => ({ ...world, no }))
    .sort((one, other) => one.difference.mean - other.difference.mean || one.no - other.no);
  const rows = ranked.slice(0, WORLDS_MAX).map(
    ({ difference, verdict, no }): ForestRow => ({
      name: `world ${no + 1}`,
      ...{ mean: difference.mean / 100, low: difference.low / 100, high: difference.high / 100 },
      tone:
        verdict === 'uplift'
          ? 'good'
          : verdict === 'harm'
            ? 'bad'
            : verdict === 'equivalent'
              ? 'same'
              : 'open',
      words: `${major(difference.mean)} ${currency} · ${verdict}`,
    }),
  );
  const lines = ranked.map(({ values, difference, verdict, no, ...rest }) =>
    row(`world ${no + 1}`, [
      ...values,
      major(difference.mean),
      verdictCell({ ...rest, difference, verdict }, assumed.verdict),
    ]),
  );
  return html`<p>All inputs are drawn from their ranges at once. The verdict of the scenario as it stands holds in ${percent(holds.share)} of them; from so many worlds that is known to ${percent(holds.low)} to ${percent(holds.high)} (Wilson, 95 %).</p>
${figure(shareBars('Verdicts over plausible worlds', 'share of plausible worlds, %', bars), 'Verdicts, each world judged as a comparison is.')}
${figure(
  forestPlot({
    says: 'The difference in each plausible world, with its interval',
    label: `candidate less baseline, ${currency} (left = cheaper)`,
    band: null,
    rows,
  }),
  `The primary metric world by world, the cheapest first${rows.length < worlds.length ? ` (${count(rows.length)} of ${count(worlds.length)})` : ''}.`,
)}
<details><summary>Values of each world</summary>
${table(`Plausible worlds, ${currency} of difference`, ['World', ...paths, 'Difference', 'Verdict'], lines, 'kpis')}</details>`;
}

function signed({ difference: { mean } }: WorldVerdict): string {
  return major(mean);
}

function major(minor: number): string {
  return `${minor > 0 ? '+' : minor < 0 ? '-' : '±'}${decimal(Math.abs(minor) / 100, 2)}`;
}
