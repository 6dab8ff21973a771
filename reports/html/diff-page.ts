/**
 * The page of two runs' differences: what was configured, what came out, how sure that is.
 *
 * 1. Names come from scenarios and are escaped; what is not known is a dash.
 */
import { asPrinted } from '../case/as-printed.ts';
import { KPIS_MAX, kpiBars, movedMost, potBars } from '../diff/diff-pictures.ts';
import type { DiffReport, KpiDifference, PairDifference } from '../diff/diff-report.ts';
import { armsWords } from '../diff/diff-runs.ts';
import {
  betterWords,
  differenceWords,
  kpiFigure,
  kpiTitle,
  shownValue,
  signedMoney,
} from '../diff/diff-words.ts';
import { NONE, unitWords } from '../outbound/figures.ts';
import { count, money } from '../text/format.ts';
import { html, type Markup } from './markup.ts';
import { change, row, table } from './parts/tables.ts';
import { pageShell } from './shell.ts';

/** More than these nobody reads. Source: assumption. */
const VALUES_MAX = 200;

export function renderDiffPage(given: DiffReport, dray: string): string {
  const report = asPrinted(given);
  const { runs, verdict, caveats, surer, missing, pairs } = report;
  const title = `${runs[0].name} and ${runs[1].name}`;
  return pageShell({
    title: `What differs: ${title}`,
    name: `diff-${runs[0].name}-${runs[1].name}`,
    dray,
    body: html`<header>
<p class="soft">Dray rehearsal · difference of two runs</p>
<h1>A: ${runs[0].name}<br>B: ${runs[1].name}</h1>
<p class="verdict"><strong>${verdict}</strong></p>
${caveats.map((each) => html`<p>${each}</p>`)}
${surer === null ? null : html`<p>Surer: <code>${surer}</code></p>`}
${missing.length === 0 ? null : html`<p class="bad">Not compared:</p><ul>${missing.map((each) => html`<li>${each}</li>`)}</ul>`}
</header>
${configuration(report)}
${pairs.map((pair, i) => pairSection(report, pair, i))}
${only(report)}${thresholds(report)}${again(report)}`,
  });
}

function configuration({ facts, values }: DiffReport): Markup {
  const shown = (values ?? []).slice(0, VALUES_MAX);
  const more = (values?.length ?? 0) - shown.length;
  const rows = [
    ...facts.map(({ what, one, other }) => row(what, [cell(one), cell(other)])),
    ...shown.map(({ path, one, other }) => row(html`<code>${path}</code>`, [cell(one), cell(other)])),
  ];
  const rest = [
    ...(more > 0
      ? [html`<p>and ${count(more)} more values: <code>dray diff --all</code> prints them.</p>`]
      : []),
    ...(values === null ? [html`<p class="bad">What their scenarios have otherwise is not known.</p>`] : []),
  ];
  return html`<section id="configuration">
<h2>Configured differently, and nothing else</h2>
${rows.length === 0 ? html`<p>Both were configured alike.</p>` : table('What the runs have otherwise', ['What', 'A', 'B'], rows, 'wrap')}
${rest}
</section>
`;
}

function cell(value: string | null): Markup {
  const text = value === null ? NONE : shownValue(value);
  return html`<span style="overflow-wrap:anywhere">${text}</span>`;
}

function pairSection({ currency }: DiffReport, pair: PairDifference, i: number): Markup {
  const { arms, why, facts, kpis, same, pots } = pair;
  const name = armsWords(arms);
  const moved = movedMost(kpis);
  const heads = ['KPI', html`<span class="left">Unit</span>`, 'A', 'B', 'Difference'];
  const kpiRows = (list: readonly KpiDifference[]): Markup[] => list.map((kpi) => kpiRow(kpi, currency));
  const cut =
    kpis.length > moved.length
      ? ` The ${moved.length} that moved most${moved.length < KPIS_MAX ? ' and have a direction' : ''}; the table has all.`
      : '';
  return html`<section id="${`kpis-${i + 1}`}">
<h2>KPIs: ${name}</h2>
${why === null ? null : html`<p>${why}</p>`}
${facts.map(({ what, one, other }) => html`<p>${what}: ${one ?? NONE} | ${other ?? NONE}</p>`)}
${
  moved.length === 0
    ? null
    : html`<figure>${kpiBars(`KPIs of ${name} that moved most, better and worse`, moved)}
<figcaption>How far KPIs moved from A to B; better and worse by each KPI's own direction. Bars end at 100 %.${cut}</figcaption></figure>`
}
${kpis.length === 0 ? html`<p>No KPI differs.</p>` : table(`KPIs of ${name} that differ`, heads, kpiRows(kpis), 'kpis')}
${
  same.length === 0
    ? null
    : html`<details><summary>${count(same.length)} are the same, or differ by less than is shown</summary>
${table(`KPIs of ${name} that are the same`, heads, kpiRows(same), 'kpis')}
</details>`
}
${
  pots.length === 0
    ? null
    : html`<h3>Where the landed cost differs</h3>
<figure>${potBars(`Landed cost of ${name} by pot, B less A`, pots, currency)}
<figcaption>Landed cost of all orders, pot by pot: B less A.</figcaption></figure>
${table(
  `Landed cost of ${name} by pot, all orders, ${currency}`,
  ['Pot', 'A', 'B', 'B - A'],
  pots.map(({ title, one, other }) => row(title, [money(one), money(other), signedMoney(other - one)])),
)}`
}
</section>
`;
}

function kpiRow(kpi: KpiDifference, currency: string): Markup {
  const { one, other, unit, better } = kpi;
  const beside = betterWords(kpi) === '' ? differenceWords(kpi) : change(differenceWords(kpi), better);
  return html`<tr data-kpi="${kpi.kpi}"><th scope="row">${kpiTitle(kpi)}</th><td class="unit">${unit === null ? NONE : unitWords(unit, currency)}</td><td>${kpiFigure(kpi, one)}</td><td>${kpiFigure(kpi, other)}</td><td>${beside}</td></tr>
`;
}

function only({ only: { one, other } }: DiffReport): Markup | null {
  if (one.length + other.length === 0) return null;
  return html`<section id="only">
<h2>Ran in one only</h2>
<ul>${one.map((policy) => html`<li>A: ${policy}</li>`)}${other.map((policy) => html`<li>B: ${policy}</li>`)}</ul>
</section>
`;
}

function thresholds({ thresholds: all }: DiffReport): Markup | null {
  if (all.length === 0) return null;
  const word = (passed: boolean | null): Markup =>
    passed === null
      ? html`${NONE}`
      : passed
        ? html`<span class="good">kept</span>`
        : html`<span class="bad">missed</span>`;
  const rows = all.map(({ kpi, policy, bound, one, other }) =>
    row(`${kpi} (${policy}), asked for: ${bound}`, [word(one), word(other)]),
  );
  return html`<section id="thresholds">
<h2>Thresholds that came out otherwise</h2>
${table('Thresholds that came out otherwise', ['Threshold', 'A', 'B'], rows, 'wrap')}
</section>
`;
}

function again({ runs }: DiffReport): Markup | null {
  const commands = runs.flatMap(({ reproduce }) => (reproduce === null ? [] : [reproduce]));
  if (commands.length === 0) return null;
  return html`<section id="again">
<h2>Run them again</h2>
<pre tabindex="0">${commands.join('\n')}</pre>
</section>
`;
}
