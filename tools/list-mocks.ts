/**
 * The reference of mock systems that `npm run diagrams` writes to `docs/reference/mock-systems.md`: what each partner takes and says, its parameters, and
 * what can go wrong with it. The test beside it fails when the page is not what this makes.
 *
 * 1. Messages stand in the contracts, parameters in the schema, figures in the library and in profiles: here is only which belong to whom.
 */
import { fileURLToPath } from 'node:url';
import { libraryScenario } from '#bench/throughput/library/library-scenario';
import { CARRIER_PROFILES } from '#mock-systems/carriers/profiles';
import { SUPPLIER_PROFILES } from '#mock-systems/suppliers/profiles';
import { wholeScenarioSchema } from '#scenarios/schema/json-schema';
import { CALL_FAULTS, EVENT_FAULTS, OUTAGE_FAULTS } from '#scenarios/world/fault-settings';
import { type ContractMessage, contractMessages } from './contract-messages.ts';
import { figureAt, figureText, flatFigures } from './profile-figures.ts';
import { type FieldRow, fieldRows } from './schema-rows.ts';

export const MOCKS_PAGE = fileURLToPath(new URL('../docs/reference/mock-systems.md', import.meta.url));

interface Partner {
  readonly title: string;
  readonly page: string;
  /** What contracts call it. */
  readonly names: readonly string[];
  /** Where a scenario sets it up. */
  readonly sections: readonly string[];
  /** Of the library, whose figures are shown. */
  readonly scenario: Parameters<typeof libraryScenario>[0];
  readonly overlays?: readonly string[];
}

export const PARTNERS: readonly Partner[] = [
  {
    title: 'ERP',
    page: 'erp',
    names: ['ERP'],
    sections: ['systems.erp', 'systems.proof', 'systems.erpMigration'],
    scenario: 'b2b-distributor',
  },
  {
    title: 'WMS',
    page: 'wms',
    names: ['WMS'],
    sections: ['network.nodes', 'network.automation'],
    scenario: 'b2b-distributor',
  },
  {
    title: 'TMS',
    page: 'tms',
    names: ['TMS'],
    sections: ['systems.tms', 'systems.market'],
    scenario: 'b2b-distributor',
  },
  {
    title: 'Carriers',
    page: 'carriers',
    names: ['carrier'],
    sections: ['network.carriers'],
    scenario: 'b2b-distributor',
  },
  {
    title: 'Suppliers',
    page: 'suppliers',
    names: ['portal'],
    sections: ['inbound.suppliers'],
    scenario: 'inbound-dock',
  },
  {
    title: 'Customs',
    page: 'customs',
    names: ['customs'],
    sections: ['systems.customs'],
    scenario: 'customs-heavy',
  },
  { title: 'CRM', page: 'crm', names: ['CRM'], sections: ['systems.crm'], scenario: 'returns-wave' },
  {
    title: 'Telematics',
    page: 'telematics',
    names: ['telematics'],
    sections: ['systems.telematics'],
    scenario: 'b2b-distributor',
    overlays: ['live-positions'],
  },
  {
    title: 'Stores',
    page: 'stores',
    names: ['STORES'],
    sections: ['replenishment.stores'],
    scenario: 'retail-replenishment',
  },
  {
    title: 'Own fleet',
    page: 'fleet',
    names: ['fleet'],
    sections: ['replenishment.routes'],
    scenario: 'retail-replenishment',
    overlays: ['routes'],
  },
  {
    title: 'Third party',
    page: 'three-pl',
    names: ['third party'],
    sections: ['systems.threePl'],
    scenario: 'three-pl',
  },
  {
    title: 'Broker and gateways',
    page: 'broker',
    names: [],
    sections: ['systems.broker', 'systems.gateway'],
    scenario: 'b2b-distributor',
    overlays: ['broker', 'tight-gateway'],
  },
];

/** The whole page. */
export function mocksPage(): string {
  const messages = contractMessages();
  const rows = fieldRows(wholeScenarioSchema('outbound'), '', new Map());
  return `# Mock systems

Made by \`npm run diagrams\` from the contracts (\`orchestrator/contracts/\`), the schema and the library. What each system does with a message, and what it never does, is on its own page.

A message has a kind, a key (what it is about) and two numbers, \`a\` and \`b\`; what they mean is said below. Parameters are fields of a [scenario](scenario.md), which says what may
be written; *here* is the figure of the scenario of the library that is named, and its source. Where the *needed* of the schema is no, a system goes without it.

## What can go wrong with each of them

By the section [\`faults\`](../faults.md), for one partner or for all: of what the core sends ${words(CALL_FAULTS)}; of what a partner sends ${words(EVENT_FAULTS)}; of both
${words(OUTAGE_FAULTS)}. Carriers and third parties on lines of their own have the faults of these ([X12](../x12-guide.md), [REST](../rest-guide.md), [files](../files-guide.md)), under
\`x12\`, \`rest\` and \`files\` of the carrier. What partners do wrong by themselves are shares among their parameters.

${PARTNERS.map((partner) => sectionOf(partner, messages, rows)).join('\n')}
## Profiles of carriers

Figures of \`mock-systems/carriers/profiles/\`, where each has its source beside it. \`profile\` of a carrier names one. Lognormal: median, sigma of the logarithm.

${profileTable(CARRIER_PROFILES)}
## Profiles of suppliers

Likewise, of \`mock-systems/suppliers/profiles.ts\`.

${profileTable(SUPPLIER_PROFILES)}`;
}

function sectionOf(
  partner: Partner,
  messages: readonly ContractMessage[],
  rows: readonly FieldRow[],
): string {
  const own = messages.filter(({ partner: name }) => partner.names.includes(name));
  return [
    `## ${partner.title}`,
    `[What it does](../mocks/${partner.page}.md).`,
    messageTable('takes', own),
    messageTable('says', own),
    parameterTable(partner, rows),
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

function messageTable(way: ContractMessage['way'], messages: readonly ContractMessage[]): string {
  const some = messages.filter((message) => message.way === way);
  if (some.length === 0) return '';
  return table(
    [way, ''],
    some.map(({ kind, doc }) => [`\`${kind}\``, doc]),
  );
}

function parameterTable({ sections, scenario, overlays = [] }: Partner, rows: readonly FieldRow[]): string {
  const own = rows.filter(({ path }) =>
    sections.some(
      (section) => path === section || new RegExp(`^${section.replaceAll('.', '\\.')}[.[]`).test(path),
    ),
  );
  const given = libraryScenario(scenario, [], overlays);
  const shown = own.map(({ path, type, doc }) => [`\`${path}\``, type, doc, figureAt(given, path)]);
  return table(['parameter', 'range', '', `here: \`${[scenario, ...overlays].join(' + ')}\``], shown);
}

/** A row a figure, a column a profile; what no profile but one has is left out of the others. */
function profileTable(profiles: Readonly<Record<string, object>>): string {
  const names = Object.keys(profiles);
  const figures = names.map((name) => new Map(flatFigures(profiles[name]!)));
  const paths = [...new Set(figures.flatMap((each) => [...each.keys()]))].filter((path) => path !== 'name');
  const rows = paths.map((path) => [
    `\`${path}\``,
    ...figures.map((each) => (each.has(path) ? figureText(each.get(path), path) : '')),
  ]);
  return `${table(['figure', ...names.map((name) => `\`${name}\``)], rows)}\n`;
}

function words(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, heads.map(() => '---'), ...rows.map((cells) => cells.map(cell))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
}
