/**
 * The list of KPIs that `npm run diagrams` writes to `docs/kpis.md`. The test beside it fails when the page is not what this makes.
 *
 * 1. What a KPI is stands in its definition and nowhere else; what is written here is about what no KPI counts.
 */
import { fileURLToPath } from 'node:url';
import { KPI_SECTIONS, kpisOf } from '#reports/html/parts/kpi-sections';
import { OUTBOUND_KPIS } from '#reports/kpis/outbound/catalogue';
import type { OutboundKpiUnit } from '#reports/kpis/outbound/catalogue/kpi-definition';
import { PARTNER_KPIS } from '#reports/kpis/partners/partner-catalogue';

export const KPIS_PAGE = fileURLToPath(new URL('../docs/kpis.md', import.meta.url));

const UNITS: Readonly<Record<OutboundKpiUnit, string>> = {
  count: 'number',
  share: 'share, 0 to 1',
  ms: 'ms',
  days: 'days',
  money: 'minor units of the currency',
  'money/kg': 'minor units per kg',
  ratio: 'ratio',
  kg: 'kg',
};

/** Asked for by the trade, and not here. */
const MISSING: readonly (readonly [name: string, why: string])[] = [
  [
    'Delivery to request',
    'an order has a promise; the day that the customer asked for is known only of those that become urgent later (`urgencyChanged`)',
  ],
  [
    'Cash to cash',
    'customers are billed (`billingLagP50`), and never pay; suppliers invoice, and are never paid: there are no receivables and payables to age',
  ],
  [
    'Early pickup',
    '`onTimePickup` counts a truck before its time as on time; it waits at the door, which `dwellP50` shows',
  ],
  [
    'On-time delivery to a window, by line, by case',
    'a promise is an instant, and events tell units: `otif` is by unit, `perfectOnDate` by order, `onTimeDelivery` by shipment',
  ],
  [
    'Acceptance by rank 1 of the routing guide; rejection of contract tenders alone',
    'no event tells the rank of a tender, or whether it was at contract or spot: `firstTenderAcceptance` is of the carrier asked first, `tenderRejection` of all tenders',
  ],
  [
    'Detection of loads at risk, holds and exception cases',
    'no event tells when a delay began; a hold and an exception case begin when they are seen. `detectionP50` is of claims and disputed bills',
  ],
  [
    "Retailers' charges for cases not on time and in full",
    'one rate for late orders instead: `latePenalty` of the [landed cost](landed-cost.md)',
  ],
  [
    'Data timeliness of what says no time',
    'only a milestone says when it occurred; of the others there is nothing to take from the time of arrival',
  ],
];

/** The whole page. */
export function kpisPage(): string {
  return `# KPIs

Made by \`npm run diagrams\` from the definitions in \`reports/kpis/\`. The keys are those of \`run.json\` (\`kpis\` of each arm) and of
\`dray list\`, and what a scenario's thresholds name. A share of nothing, and a quantile of nothing, is null (a dash in reports), never 0.

*At the end*: what a KPI does with what is still open when the run ends. A run that ends because nothing is left to do has little of it;
one that is stopped at its horizon or by \`--until\` may have much. Source: S = SCOR, K = a source that was read, A = an assumption of
this project: no standard was found.

${KPI_SECTIONS.map(({ section, title, where }) => sectionOf(title, where, kpisOf(section))).join('\n')}
## Partners

Of each system that the core talks to: \`partners\` of each arm in \`run.json\`, section "Integration" of the report; in the terminal
only partners with trouble. Counted by what the core itself sees: where a message goes by hand or in a file
([as-is-to-be](scenarios/as-is-to-be.md)), it has arrived for its sender once it was handed over. A message is counted once, however
often it was transmitted.

${table(Object.entries(PARTNER_KPIS))}
## Not here

${MISSING.map(([name, why]) => `- **${name}**: ${why}.`).join('\n')}
`;
}

function sectionOf(title: string, where: string, names: readonly (keyof typeof OUTBOUND_KPIS)[]): string {
  return `## ${title}\n\nIn the report: ${where}.\n\n${table(names.map((name) => [name, OUTBOUND_KPIS[name]] as const))}`;
}

interface Row {
  readonly title: string;
  readonly unit: OutboundKpiUnit;
  readonly better: string;
  readonly owner: string;
  readonly formula: string;
  readonly censoring: string;
  readonly source: string;
}

function table(definitions: readonly (readonly [string, Row])[]): string {
  const rows = definitions.map(([name, { title, unit, better, owner, formula, censoring, source }]) => {
    const cells = [`\`${name}\``, title, UNITS[unit], better, owner, formula, censoring, source];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return `| key | KPI | unit | better | owner | formula | at the end | source |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}
`;
}
