/**
 * Tables of the report.
 *
 * 1. Each has a caption and heads with a scope, and can be scrolled with the keyboard where it is wider than the page.
 * 2. What is not known is a dash, never 0.
 * 3. Of a long one the first rows are shown, and all of them on request and on paper: no row is left out of the file.
 */
import { OUTBOUND_KPIS, type OutboundKpi } from '../../kpis/outbound/catalogue.ts';
import { difference, figure, isBetter, NONE, unitWords } from '../../outbound/figures.ts';
import type { OutboundArmReport, OutboundRunReport } from '../../outbound/outbound-report.ts';
import { count } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';

export type Cell = string | Markup;

/** A table of so many rows is shown whole; of a longer one about so many are shown at first. Source: assumption. */
const WHOLE_MAX = 14;
const FIRST_ROWS = 10;
const KPIS = 'kpis';
/** Kinds that are never folded: people look for a KPI by its name; and what is marked as `whole`. */
const WHOLE = /\b(?:kpis|whole)\b/;

/**
 * @param heads the first is that of the row heads
 * @param rows each is one row, or several that belong together
 */
export function table(caption: string, heads: readonly Cell[], rows: readonly Markup[], kind = ''): Markup {
  const size = rows.reduce((sum, each) => sum + rowsIn(each), 0);
  const shown = size > WHOLE_MAX && !WHOLE.test(kind) ? firstOf(rows) : rows.length;
  const rest = rows.slice(shown);
  const scrolled = html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="${kind}">
<caption>${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.slice(0, shown)}
</tbody>${
    rest.length === 0
      ? null
      : html`<tbody class="rest">
${rest}
</tbody>`
  }
</table></div>`;
  if (rest.length === 0) return scrolled;
  return html`<div class="long">${scrolled}
<details class="more"><summary>All ${count(size)} rows<span class="unseen"> of ${caption}</span></summary></details></div>`;
}

/** How many belong to the first rows. */
function firstOf(rows: readonly Markup[]): number {
  let seen = 0;
  for (const [no, each] of rows.entries()) {
    if (seen >= FIRST_ROWS) return no;
    seen += rowsIn(each);
  }
  return rows.length;
}

function rowsIn({ text }: Markup): number {
  return text.split('<tr').length - 1;
}

export function row(head: Cell, cells: readonly Cell[]): Markup {
  return html`<tr><th scope="row">${head}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`;
}

/** Heads of the arms; the first is said to be the baseline. */
export function armHeads(arms: readonly OutboundArmReport[]): Cell[] {
  return arms.map(({ policy }, i) =>
    i === 0 && arms.length > 1 ? html`${policy} <span class="plain">(baseline)</span>` : policy,
  );
}

/** As `armHeads`, with a column for the difference to the baseline behind each of the others. */
export function comparedHeads(arms: readonly OutboundArmReport[]): Cell[] {
  return armHeads(arms).flatMap((head, i) => (i === 0 ? [head] : [head, 'Difference']));
}

/**
 * KPIs, a row each, an arm a column; beside each figure its difference to the baseline. Those without a value in any arm are folded
 * away below.
 */
export function kpiTable(caption: string, report: OutboundRunReport, names: readonly OutboundKpi[]): Markup {
  const { arms } = report;
  const heads = ['KPI', html`<span class="left">Unit</span>`, ...comparedHeads(arms)];
  const known = names.filter((name) => arms.some(({ kpis }) => kpis[name] !== null));
  const rowsOf = (list: readonly OutboundKpi[]): Markup[] => list.map((name) => kpiRow(report, name));
  const unknown = names.filter((name) => !known.includes(name));
  const folded =
    unknown.length === 0
      ? null
      : html`<details><summary>${unknown.length} without a value in this run</summary>
${table(`${caption} without a value`, heads, rowsOf(unknown), KPIS)}
</details>`;
  return html`${known.length === 0 ? null : table(caption, heads, rowsOf(known), KPIS)}${folded}`;
}

function kpiRow({ arms, currency }: OutboundRunReport, name: OutboundKpi): Markup {
  const { title, unit, better } = OUTBOUND_KPIS[name];
  const values = arms.map(({ kpis }) => kpis[name]);
  const cells = values.map((value, i) => {
    const own = html`<td>${figure(value, unit)}</td>`;
    if (i === 0) return own;
    const baseline = values[0]!;
    const beside = change(difference(baseline, value, unit), isBetter(baseline, value, better));
    return html`${own}<td>${beside}</td>`;
  });
  return html`<tr data-kpi="${name}"><th scope="row">${title}</th><td class="unit">${unitWords(unit, currency)}</td>${cells}</tr>
`;
}

/** A difference to the baseline; whether that is good is said by a word for who sees no colours. */
export function change(text: string, good: boolean | null): Markup {
  if (text === NONE || good === null || Number.parseFloat(text) === 0)
    return html`<span class="soft">${text}</span>`;
  return good
    ? html`<span class="good">${text}<span class="unseen"> better</span></span>`
    : html`<span class="bad">${text}<span class="unseen"> worse</span></span>`;
}

/** Something that has a name and is looked at arm by arm: a carrier, a node. */
export interface Group {
  readonly no: number;
  readonly name: string;
}

export interface GroupColumn {
  readonly title: string;
  cell(arm: OutboundArmReport, no: number): string;
}

/** A group a block of rows, an arm a row in it. */
export function groupTable(
  caption: string,
  what: string,
  arms: readonly OutboundArmReport[],
  groupsOf: (arm: OutboundArmReport) => readonly Group[],
  columns: readonly GroupColumn[],
): Markup {
  const names = new Map<number, string>();
  for (const arm of arms) for (const { no, name } of groupsOf(arm)) names.set(no, name);
  const rows = [...names]
    .sort(([x], [y]) => x - y)
    .map(([no, name]) => {
      const lines = arms.map((arm, i) => {
        const head = i === 0 ? html`<th scope="rowgroup" rowspan="${arms.length}">${name}</th>` : null;
        const cells = columns.map(({ cell }) => html`<td>${cell(arm, no)}</td>`);
        return html`<tr>${head}<th scope="row" class="text">${arm.policy}</th>${cells}</tr>
`;
      });
      return html`${lines}`;
    });
  const policy = html`<span class="left">Policy</span>`;
  return table(caption, [what, policy, ...columns.map(({ title }) => title)], rows, 'groups');
}
