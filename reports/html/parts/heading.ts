/** How the report opens: what was run, what came out, whether it is good enough, and the figures that matter most. */

import type { ArmAggregates } from '../../aggregates/aggregates.ts';
import type { SensitivityReport } from '../../comparison/sensitivity-report.ts';
import { OUTBOUND_KPIS, type OutboundKpi, type OutboundKpiUnit } from '../../kpis/outbound/catalogue.ts';
import { difference, END_WORDS, figure, isBetter } from '../../outbound/figures.ts';
import { notCounted } from '../../outbound/not-counted.ts';
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import { verdictOf } from '../../outbound/verdict.ts';
import { count, instant } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { inShort } from './in-short.ts';
import { change } from './tables.ts';

/** Shown first, of every arm. */
const HEADLINES: readonly (readonly [OutboundKpi, string])[] = [
  ['landedCostPerOrder', 'landed cost an order'],
  ['onTimeDelivery', 'shipments on time'],
  ['perfectOrder', 'perfect orders'],
  ['cycleTimeP50', 'release to door, median'],
  ['exceptionRate', 'shipments with an exception'],
  ['co2eKg', 'emissions, CO2e'],
];

export function heading(report: OutboundRunReport): Markup {
  const { scenario, seed } = report;
  const [first, ...rest] = verdictOf(report);
  return html`<header>
<p class="soft">Dray rehearsal · scenario ${scenario.name} · seed ${seed}</p>
<h1>${scenario.title}</h1>
<p class="verdict"><strong>${unbroken(first ?? '')}</strong> ${unbroken(rest.join(' '))}</p>
${early(report)}${bounds(report)}
</header>`;
}

/** What follows the contents: the verdict's reasons in a line each, the figures, and what was run. */
export function overview(
  report: OutboundRunReport,
  drawn: readonly ArmAggregates[],
  measured: SensitivityReport | null,
): Markup {
  const { scenario, arms } = report;
  const why = notCounted(report);
  return html`<section id="glance">
${inShort(report, drawn, measured)}
<h2>At a glance</h2>
${
  why === null
    ? null
    : html`<p class="bad">${why}</p>
`
}<p class="soft">${arms.length > 1 ? 'The small figure is the difference to the baseline: per cent, or percentage points (pp) where the figure is a share. ' : ''}One run with one seed: these are its figures, without an interval.${arms.length > 1 ? ' Every policy met the same orders and the same luck; nothing but the policies on the cards, with what they bring along, was configured differently.' : ''}</p>
<div class="cards">${arms.map((_, arm) => card(report, arm))}</div>
<h2>What was run</h2>
<p>${scenario.story}</p>
${ran(report)}
</section>`;
}

function ran({ world, orders, startAt, endAt }: OutboundRunReport): Markup {
  const workers = world.workers === 0 ? 'without limit' : `with ${count(world.workers)} workers`;
  return html`<p>A real orchestration core (${workers}) against mock ERP, WMS, TMS and ${count(world.carriers)} carriers, in virtual time.
${count(orders)} orders of ${count(world.customers)} customers for ${count(world.products)} products from ${count(world.nodes)} warehouses, released from
${instant(startAt)} to ${instant(world.ordersUntil)}; the run ended at ${instant(endAt)}.</p>`;
}

function early({ arms }: OutboundRunReport): Markup {
  const ends = [...new Set(arms.map(({ end }) => end))].filter((end) => end !== 'empty');
  const lines = ends.map((end) => {
    const who = arms.filter((arm) => arm.end === end).map(({ policy }) => policy);
    return html`<p class="bad">${who.join(' and ')} ${END_WORDS[end]}.</p>
`;
  });
  return html`${lines}`;
}

function bounds({ thresholds, currency, end }: OutboundRunReport): Markup | null {
  if (thresholds.length === 0) return null;
  const lines = thresholds.map(({ kpi, policy, bound, value, passed }) => {
    const { unit, title } = OUTBOUND_KPIS[kpi];
    const judged = passed ? html`<span class="good">kept</span>` : html`<span class="bad">missed</span>`;
    const word = end === 'violated' ? html`<span class="soft">not judged</span>` : judged;
    return html`<li>${word} · ${title} (${policy}): ${withCurrency(value, unit, currency)}, asked for: ${bound}</li>`;
  });
  return html`<ul class="bounds" aria-label="Thresholds">${lines}</ul>`;
}

function card({ arms, currency }: OutboundRunReport, arm: number): Markup {
  const { policy, summary, carrierPolicy, delayPolicy, otherPolicies = {}, modelDigest, kpis } = arms[arm]!;
  const others = Object.entries(otherPolicies).map(([about, name]) => ` ${capital(about)}: ${name}.`);
  const figures = HEADLINES.map(([name, title]) => {
    const { unit, better } = OUTBOUND_KPIS[name];
    const baseline = arms[0]!.kpis[name];
    const value = kpis[name];
    const beside =
      arm === 0 ? null : change(difference(baseline, value, unit), isBetter(baseline, value, better));
    return html`<div><dt>${title}</dt><dd>${withCurrency(value, unit, currency)}${beside}</dd></div>`;
  });
  return html`<section class="card arm${arm % 4}">
<h3>${policy}${arm === 0 && arms.length > 1 ? html` <span class="soft">baseline</span>` : null}</h3>
<p class="soft">Node and service: ${summary}.${modelDigest === undefined ? '' : ` Model ${modelDigest}.`} Carrier: ${carrierPolicy}. Delays: ${delayPolicy}.${others.join('')}</p>
<dl class="figures">${figures}</dl>
</section>`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function withCurrency(value: number | null, unit: OutboundKpiUnit, currency: string): string {
  return `${figure(value, unit)}${unit === 'money' && value !== null ? ` ${currency}` : ''}`;
}

/** A figure stays on one line with its unit. */
function unbroken(text: string): string {
  return text.replace(/(\d) (%|pp)/g, '$1\u00a0$2');
}
