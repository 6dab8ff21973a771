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
    'Bills that are paid late, or never',
    'nobody pays for goods in a run: `cashToCash` goes by the terms of customers and suppliers, and there is no bad debt',
  ],
  [
    'Cases ordered',
    'a case is a handling unit as it was packed: `casesOnTime` is of what left, and what never left is in `otif`, by unit, and in `linesOnTime`',
  ],
  [
    'Detection of holds and exception cases',
    'they begin when they are seen. Of a delay that no carrier reported nothing tells when it began: `riskDetectionP50` leaves it out',
  ],
  [
    'Charges by customer, or with an allowance',
    '`otifCharge` is one share of the value of every unit that was not there by the promise, whoever ordered it, and sooner than a window opens is not charged; goods have a sales price alone, no cost of goods sold',
  ],
  [
    'Data timeliness of what says no time',
    'milestones (`milestoneLagP50`), readings of devices (`deviceLagMean`), goods issues and receipts at ERP (`postingLagP50`, `receiptPostingLagMean`) have two times; of other messages there is nothing to take from the time of arrival',
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
