/**
 * The HTML report of a run of outbound fulfilment: one file that opens from disk.
 *
 * 1. Nothing is fetched and nothing runs: styles and pictures are in the file, there is no script.
 * 2. The verdict comes first; then cost, service and what held orders up; then the evidence; then how to get it again.
 * 3. Names come from scenarios and are escaped. The same run gives the same bytes.
 * 4. It needs `run.json` and nothing else. Its size does not grow with the number of orders.
 */
import type { OutboundRunReport } from '../outbound/outbound-report.ts';
import { html, Markup } from './markup.ts';
import { bottleneck } from './parts/bottleneck.ts';
import { cost } from './parts/cost.ts';
import { decisions, exceptions } from './parts/exceptions.ts';
import { governance } from './parts/governance.ts';
import { definitions, ground, identity } from './parts/ground.ts';
import { heading } from './parts/heading.ts';
import { integration } from './parts/integration.ts';
import { integrity } from './parts/integrity.ts';
import { learned } from './parts/learned.ts';
import { flow, service } from './parts/service.ts';
import { transport } from './parts/transport.ts';
import { STYLE } from './style.ts';

const CONTENTS: readonly (readonly [id: string, title: string])[] = [
  ['cost', 'Cost'],
  ['service', 'Service'],
  ['flow', 'Orders over time'],
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
function contentsOf({ arms }: OutboundRunReport): typeof CONTENTS {
  const isGoverned = arms.some(({ governance: seen }) => seen !== undefined);
  const hasLearned = arms.some(({ learned: told }) => told !== undefined);
  return CONTENTS.filter(([id]) => (id !== 'governance' || isGoverned) && (id !== 'learned' || hasLearned));
}

export function renderPage(report: OutboundRunReport): string {
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
<nav aria-label="Contents">${contentsOf(report).map(([id, title]) => html`<a href="#${id}">${title}</a> `)}</nav>
${
  report.arms.length === 0
    ? null
    : html`${cost(report)}
${service(report)}
${flow(report)}
${bottleneck(report)}
${transport(report)}
${exceptions(report)}
${decisions(report)}
${governance(report)}${learned(report)}
${integration(report)}
${integrity(report)}`
}
${ground(report)}
${definitions()}
${identity(report)}
</main>
</body>
</html>
`.text;
}
