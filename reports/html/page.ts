/**
 * The HTML report of a run of outbound fulfilment: one file that opens from disk.
 *
 * 1. Nothing is fetched: `shell.ts`.
 * 2. The verdict comes first; then cost, service and what held orders up; then the evidence; then how to get it again.
 * 3. Names come from scenarios and are escaped. The same run gives the same bytes.
 * 4. It needs `run.json`, and `aggregates.json` for some pictures: without it the page says so, and shows the rest. Its size does not
 *    grow with the number of orders.
 */
import type { RunAggregates } from '../aggregates/aggregates.ts';
import type { OutboundRunReport } from '../outbound/outbound-report.ts';
import { html, type Markup } from './markup.ts';
import { bottleneck } from './parts/bottleneck.ts';
import { cost } from './parts/cost.ts';
import { decisions, exceptions } from './parts/exceptions.ts';
import { governance } from './parts/governance.ts';
import { definitions, ground, identity } from './parts/ground.ts';
import { heading } from './parts/heading.ts';
import { integration } from './parts/integration.ts';
import { integrity } from './parts/integrity.ts';
import { learned } from './parts/learned.ts';
import { networkMap } from './parts/network-map.ts';
import { overTime } from './parts/over-time.ts';
import { processMap } from './parts/process-map.ts';
import { flow, service } from './parts/service.ts';
import { transport } from './parts/transport.ts';
import { pageShell } from './shell.ts';

const CONTENTS: readonly (readonly [id: string, title: string])[] = [
  ['cost', 'Cost'],
  ['service', 'Service'],
  ['flow', 'Orders over time'],
  ['over-time', 'Queues, people and faults over time'],
  ['network', 'Network map'],
  ['process-map', 'Process map'],
  ['bottleneck', 'What held orders up'],
  ['transport', 'Carriers'],
  ['exceptions', 'Exceptions'],
  ['decisions', 'Decisions'],
  ['governance', 'How far models were trusted'],
  ['learned', 'What policies learned'],
  ['integration', 'Integration'],
  ['integrity', 'Checks and faults'],
  ['ground', 'Assumptions'],
  ['again', 'Run it again'],
];

/** A section that is about nothing in the run is not there. */
function contentsOf(page: Markup): Markup {
  const there = CONTENTS.filter(([id]) => page.text.includes(` id="${id}"`));
  return html`<nav aria-label="Contents">${there.map(([id, title]) => html`<a href="#${id}">${title}</a> `)}</nav>`;
}

/**
 * @param aggregates what pictures are drawn from; or why there are none
 */
export async function renderPage(
  report: OutboundRunReport,
  aggregates: RunAggregates | { readonly missing: string } = { missing: 'nothing was kept for pictures' },
): Promise<string> {
  const { scenario } = report;
  const rest = html`${report.arms.length === 0 ? null : await evidence(report, aggregates)}
${ground(report)}
${definitions()}
${identity(report)}`;
  return pageShell({
    title: `${scenario.title}: ${scenario.name}, seed ${report.seed}`,
    name: scenario.name,
    dray: report.versions.dray,
    body: html`${heading(report)}
${contentsOf(rest)}
${rest}`,
  });
}

async function evidence(
  report: OutboundRunReport,
  aggregates: RunAggregates | { readonly missing: string },
): Promise<Markup> {
  const drawn = 'missing' in aggregates ? [] : aggregates.arms;
  return html`${cost(report)}
${service(report)}
${flow(report)}
${overTime(report, drawn)}
${networkMap(report, drawn)}
${await processMap(report, drawn)}
${bottleneck(report)}
${transport(report)}
${exceptions(report)}
${decisions(report)}
${governance(report)}${learned(report)}
${integration(report)}
${integrity(report)}`;
}
