/** What an architect asks next, in a line each, with the way to the evidence: bottleneck, checks, what is open, what it rests on. */
import type { ArmAggregates } from '../../aggregates/aggregates.ts';
import type { SensitivityReport } from '../../comparison/sensitivity-report.ts';
import { bottleneckOf } from '../../outbound/bottleneck.ts';
import { bottleneckStatement } from '../../outbound/bottleneck-statement.ts';
import { INVARIANTS } from '../../outbound/invariants.ts';
import { openInShort } from '../../outbound/open-words.ts';
import type { OutboundArmReport, OutboundRunReport } from '../../outbound/outbound-report.ts';
import { assumptionsIn } from '../../outbound/watched-report.ts';
import { count, groupsRest } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { moversOf } from './sensitivity.ts';

/**
 * @param drawn where there are series, they tell what was narrow, and what only made shipments wait
 * @param measured how much assumptions move the figures; null = nobody measured it
 */
export function inShort(
  report: OutboundRunReport,
  drawn: readonly ArmAggregates[],
  measured: SensitivityReport | null,
): Markup | null {
  const { arms, warnings } = report;
  if (arms.length === 0) return null;
  const seriesOf = ({ policy }: OutboundArmReport) => {
    const series = drawn.find((each) => each.policy === policy)?.overTime;
    return series === undefined || series.slots === 0 ? null : series;
  };
  const narrow = (arm: OutboundArmReport): string => {
    const series = seriesOf(arm);
    return series === null ? bottleneckOf(arm) : bottleneckStatement(arm, series).says;
  };
  const evidence = arms.every((arm) => seriesOf(arm) === null) ? 'bottleneck' : 'narrow';
  return html`<dl class="short">
<dt><a href="#${evidence}">Bottleneck</a></dt><dd>${each(arms, narrow)}</dd>
<dt><a href="#integrity">Checks</a></dt><dd>${each(arms, checked)}</dd>
<dt><a href="#open">Open at the end</a></dt><dd>${each(arms, openInShort)}</dd>
<dt><a href="#ground">Assumptions</a></dt><dd>${assumed(assumptionsIn(report))}${measured === null ? null : html` <a href="#sensitivity">${moversOf(measured)}</a>`}${warned(warnings.length)}</dd>
</dl>`;
}

/** A line an arm; one line where all say the same. */
function each(arms: readonly OutboundArmReport[], say: (arm: OutboundArmReport) => string | Markup): Markup {
  const lines = arms.map((arm) => html`${say(arm)}`);
  const same = lines.every(({ text }) => text === lines[0]!.text);
  if (same)
    return html`${arms.length > 1 ? html`<span class="soft">every policy:</span> ` : null}${lines[0]!}`;
  return html`${arms.map(({ policy }, arm) => html`<div><span class="soft">${policy}:</span> ${lines[arm]!}</div>`)}`;
}

function checked({ violation }: OutboundArmReport): Markup {
  return violation === null
    ? html`<span class="good">all ${INVARIANTS.length} invariants held</span>`
    : html`<span class="bad">broken:</span> ${violation}`;
}

function assumed(assumptions: readonly string[] | null): string {
  if (assumptions === null) return 'not on record.';
  return assumptions.length === 0
    ? 'none: every parameter has a source.'
    : `${groupsRest(assumptions.length)} on one, at least in part.`;
}

function warned(warnings: number): Markup | null {
  if (warnings === 0) return null;
  return html` <span class="bad">${count(warnings)} ${warnings === 1 ? 'warning' : 'warnings'}.</span>`;
}
