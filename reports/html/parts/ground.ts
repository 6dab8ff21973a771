/** What the figures rest on, what each of them means, and how to get them again. */
import { OUTBOUND_KPI_NAMES, OUTBOUND_KPIS } from '../../kpis/outbound/catalogue.ts';
import { inputWords } from '../../outbound/figures.ts';
import type { InputReport, OutboundArmReport, OutboundRunReport } from '../../outbound/outbound-report.ts';
import { count } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { row, table } from './tables.ts';

export function ground({ assumptions, warnings, input }: OutboundRunReport): Markup {
  const warned =
    warnings.length === 0
      ? null
      : html`<h3>Warnings</h3>
<ul>${warnings.map((text) => html`<li class="bad">${text}</li>`)}</ul>`;
  const assumed =
    assumptions.length === 0
      ? html`<p>Every parameter has a source.</p>`
      : table(
          'Parameters that rest, at least in part, on an assumption',
          ['Where', 'Parameters', 'What is known'],
          assumptions.map(assumption),
          'wrap',
        );
  return html`<section id="ground">
<h2>What this rests on</h2>
${warned}${data(input)}
<p>The scenario gives a source for each group of parameters, or says that it is an assumption. Figures above are as good as these.</p>
${assumed}
</section>`;
}

/** What was read of an order list; nothing where orders are made. */
function data(input: InputReport | null): Markup | null {
  if (input === null) return null;
  const lines = inputWords(input).map((line) => html`<li>${line}</li>`);
  return html`<h3>Data</h3>
<ul>${lines}</ul>`;
}

/** `where: parameters (what is known)` */
function assumption(text: string): Markup {
  const [, where, parameters, note] = /^([^:]*): (.*?)(?: \((.*)\))?$/s.exec(text) ?? [
    null,
    text,
    '',
    undefined,
  ];
  return row(where ?? '', [parameters ?? '', note ?? 'assumption']);
}

export function definitions(): Markup {
  const rows = OUTBOUND_KPI_NAMES.map((name) => {
    const { title, formula, censoring, owner, source } = OUTBOUND_KPIS[name];
    return row(title, [formula, censoring, owner, source]);
  });
  return html`<section id="definitions">
<h2>What each KPI means</h2>
<details><summary>Formulas of ${OUTBOUND_KPI_NAMES.length} KPIs, who answers for each, and where the formula is from</summary>
${table('S: SCOR; K: a source named; A: an assumption of Dray', ['KPI', 'Formula', 'Open at the end', 'Answers for it', 'Source'], rows, 'wrap')}
</details>
</section>`;
}

export function identity(report: OutboundRunReport): Markup {
  const { versions, scenario, arms } = report;
  const facts: readonly (readonly [string, string])[] = [
    ['scenario', `${scenario.name}, digest ${scenario.digest}`],
    ['seed', String(report.seed)],
    ['digest', report.digest],
    ['business digest', report.businessDigest],
    ['outcome digest', report.outcomeDigest],
    ['events', count(report.events)],
    ['versions', `dray ${versions.dray}, Node ${versions.node}, V8 ${versions.v8}`],
  ];
  return html`<section id="again">
<h2>Run it again</h2>
<p>The same command gives the same run, event for event; the digests tell whether it did.</p>
<pre tabindex="0"><code>${report.reproduce}</code></pre>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${table('Digests of each policy', ['Policy', 'Events', 'Digest', 'Business digest', 'Outcome digest'], arms.map(digests))}
</section>`;
}

function digests({ policy, events, digest, businessDigest, outcomeDigest }: OutboundArmReport): Markup {
  const code = (text: string): Markup => html`<code>${text}</code>`;
  return row(policy, [count(events), code(digest), code(businessDigest), code(outcomeDigest)]);
}
