/** What the figures rest on, what each of them means, and how to get them again. */
import type { SensitivityReport } from '../../comparison/sensitivity-report.ts';
import { OUTBOUND_KPI_NAMES, OUTBOUND_KPIS } from '../../kpis/outbound/catalogue.ts';
import { inputWords } from '../../outbound/figures.ts';
import type { InputReport, OutboundArmReport, OutboundRunReport } from '../../outbound/outbound-report.ts';
import { assumptionParts, type RunSensitivity, sensitivityOf } from '../../outbound/run-sensitivity.ts';
import { count } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { howToMeasure, moves, movesCell, movesHead } from './sensitivity.ts';
import { row, table } from './tables.ts';

/** @param measured how much assumptions move the figures; null = nobody measured it */
export function ground(report: OutboundRunReport, measured: SensitivityReport | null = null): Markup {
  const { assumptions, warnings, input } = report;
  const sensitivity = measured === null ? null : sensitivityOf(report, measured);
  const warned =
    warnings.length === 0
      ? null
      : html`<h3>Warnings</h3>
<ul>${warnings.map((text) => html`<li class="bad">${text}</li>`)}</ul>`;
  const assumed =
    assumptions.length === 0
      ? html`<p>Every parameter has a source.</p>`
      : assumptionTable(assumptions, sensitivity);
  return html`<section id="ground">
<h2>What this rests on</h2>
${warned}${data(input)}
<p>The scenario gives a source for each group of parameters, or says that it is an assumption. Figures above are as good as these.</p>
${sensitivity === null ? null : moves(sensitivity)}
${assumed}
${sensitivity === null && assumptions.length > 0 ? howToMeasure(report) : null}
</section>`;
}

/** Those that were swung come first, the widest of all before the others. */
function assumptionTable(assumptions: readonly string[], sensitivity: RunSensitivity | null): Markup {
  const caption = 'Parameters that rest, at least in part, on an assumption';
  const [where, ...heads] = ['Where', 'Parameters', 'What is known'] as const;
  if (sensitivity === null) {
    const rows = assumptions.map((text) => assumption(text));
    return table(caption, [where, ...heads], rows, 'wrap');
  }
  const swung = Map.groupBy(sensitivity.swung, (each) => each.assumption);
  const first = [...swung.keys()].filter((no) => no !== null);
  const rest = assumptions.map((_, no) => no).filter((no) => !swung.has(no));
  const rows = [...first, ...rest].map((no) => {
    const own = swung.get(no);
    const cell = own === undefined ? html`<span class="soft">not swung</span>` : movesCell(own, sensitivity);
    return assumption(assumptions[no]!, cell);
  });
  return table(caption, [where, movesHead(sensitivity), ...heads], rows, 'wrap');
}

/** What was read of an order list; nothing where orders are made. */
function data(input: InputReport | null): Markup | null {
  if (input === null) return null;
  const lines = inputWords(input).map((line) => html`<li>${line}</li>`);
  return html`<h3>Data</h3>
<ul>${lines}</ul>`;
}

function assumption(text: string, ...beside: readonly Markup[]): Markup {
  const { where, parameters, note } = assumptionParts(text);
  return row(where, [...beside, parameters, note === '' ? 'assumption' : note]);
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
