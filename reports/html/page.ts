/**
 * The HTML report of a run of outbound fulfilment: one file that opens from disk.
 *
 * 1. Nothing is fetched: `shell.ts`.
 * 2. The verdict comes first, and the contents right after it; then cost, service and what held orders up; then the evidence; then how to get it again.
 * 3. Names come from scenarios and are escaped. The same run gives the same bytes.
 * 4. It needs `run.json`, and `aggregates.json` for some pictures: without it the page says so, and shows the rest. Its size does not
 *    grow with the number of orders.
 */
import type { ArmAggregates, RunAggregates } from '../aggregates/aggregates.ts';
import type { SensitivityReport } from '../comparison/sensitivity-report.ts';
import type { OutboundRunReport } from '../outbound/outbound-report.ts';
import { html, type Markup } from './markup.ts';
import { bottleneck } from './parts/bottleneck.ts';
import { cost } from './parts/cost.ts';
import { decisions, exceptions } from './parts/exceptions.ts';
import { governance } from './parts/governance.ts';
import { definitions, ground, identity } from './parts/ground.ts';
import { heading, overview } from './parts/heading.ts';
import { integration } from './parts/integration.ts';
import { integrity } from './parts/integrity.ts';
import { learned } from './parts/learned.ts';
import { Gaps } from './parts/missing.ts';
import { networkMap } from './parts/network-map.ts';
import { overTime } from './parts/over-time.ts';
import { processMap } from './parts/process-map.ts';
import { flow, service } from './parts/service.ts';
import { transport } from './parts/transport.ts';
import { pageShell } from './shell.ts';

const CONTENTS: readonly (readonly [id: string, title: string])[] = [
  ['glance', 'At a glance'],
  ['missing', 'What is missing'],
  ['cost', 'Cost'],
  ['service', 'Service'],
  ['flow', 'Orders over time'],
  ['bottleneck', 'What held orders up'],
  ['over-time', 'Queues, people and faults over time'],
  ['network', 'Network map'],
  ['process-map', 'Process map'],
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

/** What may be known beside a run. */
interface Beside {
  /**
   * Of a run that is not whole: what is known to be missing, a sentence each. A part that can't be shown is then left out and named;
   * without it nothing may be missing.
   */
  readonly missing?: readonly string[] | undefined;
  /** How much assumptions move the figures, of the same scenario; null = nobody measured it. */
  readonly sensitivity?: SensitivityReport | null | undefined;
}

/**
 * @param aggregates what pictures are drawn from; or why there are none
 */
export async function renderPage(
  report: OutboundRunReport,
  aggregates: RunAggregates | { readonly missing: string } = { missing: 'nothing was kept for pictures' },
  { missing, sensitivity = null }: Beside = {},
): Promise<string> {
  const { scenario } = report;
  const gaps = new Gaps(missing);
  const drawn = 'missing' in aggregates ? [] : aggregates.arms;
  const head = await gaps.part('Verdict', () => heading(report));
  // What was measured beside the run may be spoilt where the run is not: the run is then shown without it.
  const moved =
    sensitivity === null
      ? null
      : await gaps.part('What --sensitivity says of the assumptions', () => ground(report, sensitivity));
  const measured = moved === null ? null : sensitivity;
  const glance = await gaps.part('At a glance', () => overview(report, drawn, measured));
  const parts = html`${report.arms.length === 0 ? null : await evidence(report, drawn, gaps)}
${moved ?? (await gaps.part('Assumptions', () => ground(report)))}
${definitions()}
${await gaps.part('Run it again', () => identity(report))}`;
  const rest = html`${glance}
${gaps.section()}${parts}`;
  return pageShell({
    title: `${scenario.title}: ${scenario.name}, seed ${report.seed}`,
    name: scenario.name,
    dray: report.versions.dray,
    body: html`${head}
${contentsOf(rest)}
${rest}`,
  });
}

async function evidence(
  report: OutboundRunReport,
  drawn: readonly ArmAggregates[],
  gaps: Gaps,
): Promise<Markup> {
  const parts: readonly (readonly [title: string, draw: () => Markup | null | Promise<Markup | null>])[] = [
    ['Cost', () => cost(report)],
    ['Service', () => service(report)],
    ['Orders over time', () => flow(report)],
    ['What held orders up', () => bottleneck(report, drawn)],
    ['Queues, people and faults over time', () => overTime(report, drawn)],
    ['Network map', () => networkMap(report, drawn)],
    ['Process map', () => processMap(report, drawn)],
    ['Carriers', () => transport(report)],
    ['Exceptions', () => exceptions(report)],
    ['Decisions', () => decisions(report)],
    ['How far models were trusted', () => governance(report)],
    ['What policies learned', () => learned(report)],
    ['Integration', () => integration(report)],
    ['Checks and faults', () => integrity(report)],
  ];
  const shown: Markup[] = [];
  for (const [title, draw] of parts) shown.push(html`${await gaps.part(title, draw)}\n`);
  return html`${shown}`;
}
