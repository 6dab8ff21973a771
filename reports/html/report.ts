/**
 * The HTML report of a run: one file that opens from disk.
 *
 * 1. Nothing is fetched: styles and pictures are in the file.
 * 2. The verdict comes first, with what it rests on; then the figures; then how to get them again.
 * 3. Names come from data files and are escaped. The same run gives the same bytes.
 * 4. Its size does not grow with the number of orders: it holds tables and drawn series, no orders.
 */
import { COMPARED_KPIS, KPI_CATALOGUE, type KpiGroup, type KpiName, type Kpis } from '../kpis/kpis.ts';
import type { OrderOutcomes } from '../kpis/order-outcomes.ts';
import type { ArmReport, RunReport } from '../run-report.ts';
import { deliveredBy, flowOf, latenessOf } from '../series/flow.ts';
import { count, difference, figure, instant, share } from '../text/format.ts';
import { verdictOf } from '../verdict.ts';
import { armColor, latenessChart, overdueChart, workInProcessChart } from './charts.ts';
import { html, Markup } from './markup.ts';
import { STYLE } from './style.ts';

export interface HtmlInput {
  readonly report: RunReport;
  /** Outcomes by policy; every arm of the report has them. */
  readonly outcomes: ReadonlyMap<string, OrderOutcomes>;
}

/** Points a chart's lines have at most. */
const POINTS = 360;
/** Charts over time end where this share of all deliveries has happened: a long tail would squeeze the rest. */
const SHOWN_SHARE = 0.95;
/** Even bounds a bar outside: the outermost bars end and begin at labelled days. */
const LATENESS_DAYS = [-7, 15] as const;

const GROUP_KPIS: readonly (readonly [KpiName, string])[] = [
  ['planned', 'Orders'],
  ['units', 'Units'],
  ['freightCost', 'Freight'],
  ['warehouseCost', 'Warehouse'],
  ['onTimeShare', 'On time'],
  ['orderToShipP50', 'To ship p50'],
  ['orderToShipP95', 'p95'],
  ['orderToDeliveryP50', 'To delivery p50'],
  ['orderToDeliveryP95', 'p95'],
];

export function renderHtml({ report, outcomes }: HtmlInput): string {
  const { scenario } = report;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="dray ${report.versions.dray}">
<title>${scenario.title}: ${scenario.name}, seed ${report.seed}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
${heading(report)}
${figures(report)}
${overTime(report, outcomes)}
${groups(report, 'By plant', (arm) => arm.byPlant)}
${groups(report, 'By carrier', (arm) => arm.byCarrier)}
${ground(report)}
${identity(report)}
</main>
</body>
</html>
`.text;
}

function heading(report: RunReport): Markup {
  const { scenario, thresholds } = report;
  const early =
    report.end === 'empty'
      ? null
      : html`<p class="bad">The run ended early (${report.end}): what was open then counts as open.</p>`;
  const bounds = thresholds.map(({ kpi, policy, bound, value, passed }) => {
    const { unit, title } = KPI_CATALOGUE[kpi];
    const word = passed ? html`<span class="good">met</span>` : html`<span class="bad">missed</span>`;
    return html`<li>${word} · ${title} (${policy}): ${figure(value, unit)}, asked for: ${bound}</li>`;
  });
  return html`<header>
<p class="soft">${scenario.name} · seed ${report.seed} · ${instant(report.startAt)}</p>
<h1>${scenario.title}</h1>
<p class="verdict"><strong>${verdictOf(report)}</strong></p>
${early}${bounds.length === 0 ? null : html`<ul class="bounds">${bounds}</ul>`}
<p class="soft">One run with one seed: these are its figures, without an interval. Every policy met the same orders and the
same luck.</p>
<p>${scenario.story}</p>
</header>`;
}

function figures(report: RunReport): Markup {
  const compared =
    report.comparedOrders === null || report.comparedOrders === report.orders
      ? null
      : html`<h2>On the ${count(report.comparedOrders)} orders that every policy can price</h2>
<p class="soft">Totals above cover what each policy could price, which are not the same orders; these do.</p>
${kpiTable(report, COMPARED_KPIS, (arm) => arm.compared ?? arm.kpis, 'KPIs on the common orders')}`;
  return html`<section>
<h2>KPIs</h2>
${kpiTable(report, Object.keys(KPI_CATALOGUE) as KpiName[], (arm) => arm.kpis, 'KPIs over all orders')}
${compared}
</section>`;
}

function kpiTable(
  report: RunReport,
  names: readonly KpiName[],
  kpisOf: (arm: ArmReport) => Kpis,
  caption: string,
): Markup {
  const { arms } = report;
  const withDifference = arms.length === 2;
  const rows = names.map((name) => {
    const { title, unit } = KPI_CATALOGUE[name];
    const values = arms.map((arm) => kpisOf(arm)[name]);
    const cells = values.map((value) => html`<td>${figure(value, unit)}</td>`);
    const last = withDifference
      ? html`<td>${difference(values[0] ?? null, values[1] ?? null, unit)}</td>`
      : null;
    return html`<tr><th scope="row">${title}</th>${cells}${last}</tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="kpis">
<caption>${caption}; amounts in ${report.currency}</caption>
<thead><tr><th scope="col">KPI</th>${policyHeads(arms)}${withDifference ? html`<th scope="col">Difference</th>` : null}</tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}

function policyHeads(arms: readonly ArmReport[]): Markup[] {
  return arms.map(
    (arm, i) => html`<th scope="col">${arm.policy}${i === 0 && arms.length > 1 ? ' (baseline)' : null}</th>`,
  );
}

function overTime(report: RunReport, outcomes: HtmlInput['outcomes']): Markup {
  const all = report.arms.map(({ policy }) => {
    const found = outcomes.get(policy);
    if (found === undefined) throw new Error(`no outcomes of policy ${policy}`);
    return { policy, outcomes: found };
  });
  const from = report.startAt;
  const to = Math.max(
    from + 1,
    deliveredBy(
      all.map((arm) => arm.outcomes),
      SHOWN_SHARE,
      report.endAt,
    ),
  );
  const flows = all.map((arm) => ({ policy: arm.policy, points: flowOf(arm.outcomes, from, to, POINTS) }));
  const bins = all.map((arm) => ({ policy: arm.policy, points: latenessOf(arm.outcomes, ...LATENESS_DAYS) }));
  const key = all.map(
    ({ policy }, arm) => html`<span><i style="background:${armColor(arm)}"></i>${policy}</span>`,
  );
  const delivered = all.some((arm) =>
    arm.outcomes.deliveredAt.some((at, row) => row < arm.outcomes.size && at >= 0),
  );
  const ends = delivered
    ? `Up to ${instant(to)}, when ${share(SHOWN_SHARE)} of all deliveries had been made.`
    : `Up to ${instant(to)}, the end of the run: nothing was delivered.`;
  return html`<section>
<h2>Orders in process</h2>
<p class="soft">Solid: released, waiting for a plan or for the warehouse. Light: shipped, in transit. ${ends}</p>
<figure>${workInProcessChart(flows, from, to)}</figure>
<h2>Lateness</h2>
<div class="key">${key}</div>
<figure>${overdueChart(flows, from, to)}<figcaption>Orders past their promise and not delivered.</figcaption></figure>
<figure>${latenessChart(bins)}<figcaption>Deliveries by days before (left of the line) and after the promise; the outermost
bars hold all that lies beyond.</figcaption></figure>
</section>`;
}

function groups(report: RunReport, title: string, groupsOf: (arm: ArmReport) => readonly KpiGroup[]): Markup {
  const { arms } = report;
  const names = new Map<number, string>();
  for (const arm of arms) for (const group of groupsOf(arm)) names.set(group.no, group.name);
  const sorted = [...names].sort(([, x], [, y]) => (x < y ? -1 : 1));
  const rows = sorted.flatMap(([no, name]) =>
    arms.map((arm, i) => {
      const kpis = groupsOf(arm).find((group) => group.no === no)?.kpis ?? null;
      const cells = GROUP_KPIS.map(([kpi]) => {
        const text = kpis === null ? '–' : figure(kpis[kpi], KPI_CATALOGUE[kpi].unit);
        return html`<td>${text}</td>`;
      });
      const head = i === 0 ? html`<th scope="rowgroup" rowspan="${arms.length}">${name}</th>` : null;
      return html`<tr>${head}<th scope="row" class="text">${arm.policy}</th>${cells}</tr>`;
    }),
  );
  const columns = GROUP_KPIS.map(([, text]) => html`<th scope="col">${text}</th>`);
  return html`<section>
<h2>${title}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table>
<caption>${title}, planned orders; amounts in ${report.currency}</caption>
<thead><tr><th scope="col"></th><th scope="col" class="text">Policy</th>${columns}</tr></thead>
<tbody>${rows}</tbody>
</table></div>
</section>`;
}

function ground(report: RunReport): Markup {
  const { facts, rejects, leftOut } = report.input;
  const left =
    leftOut === 0
      ? null
      : html`<li>${count(leftOut)} orders are left out by the scenario or the command line</li>`;
  const rejected =
    rejects === 0
      ? null
      : html`<li class="bad">${count(rejects)} rows are no orders: see rejects.csv beside this file</li>`;
  return html`<section>
<h2>What this rests on</h2>
<ul>${facts.map((fact) => html`<li>${fact}</li>`)}${left}${rejected}</ul>
${
  report.assumptions.length === 0
    ? null
    : html`<details open><summary>${report.assumptions.length} groups of parameters that rest, at least in part, on an assumption</summary>
<ul>${report.assumptions.map((text) => html`<li>${text}</li>`)}</ul></details>`
}
</section>`;
}

function identity(report: RunReport): Markup {
  const { versions } = report;
  const rows: readonly (readonly [string, string])[] = [
    ['scenario', `${report.scenario.name}, digest ${report.scenario.digest}`],
    ['seed', String(report.seed)],
    ['digest', report.digest],
    ['business digest', report.businessDigest],
    ['outcome digest', report.outcomeDigest],
    ['events', count(report.events)],
    ['versions', `dray ${versions.dray}, Node ${versions.node}, V8 ${versions.v8}`],
  ];
  return html`<section>
<h2>Run it again</h2>
<pre><code>${report.reproduce}</code></pre>
<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
</section>`;
}
