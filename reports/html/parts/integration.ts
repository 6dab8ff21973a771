/** How the core got on with each of its partners: what it sent, what stood in the way, what it received. */
import {
  PARTNER_KPI_NAMES,
  PARTNER_KPIS,
  type PartnerKpi,
  type PartnerReport,
} from '../../kpis/partners/partner-catalogue.ts';
import { figure, wait } from '../../outbound/figures.ts';
import type { OutboundArmReport, OutboundRunReport } from '../../outbound/outbound-report.ts';
import { html, type Markup } from '../markup.ts';
import { type Group, type GroupColumn, groupTable, row, table } from './tables.ts';

type Column = readonly [kpi: PartnerKpi, title: string];

const SENT: readonly Column[] = [
  ['sent', 'Sent'],
  ['taken', 'Taken'],
  ['firstAttemptShare', 'At first attempt'],
  ['acknowledgedP50', 'Acknowledged, median'],
  ['acknowledgedP95', '95th percentile'],
  ['waitingMean', 'Waiting, mean'],
  ['waitingMax', 'The most'],
  ['waiting', 'At the end'],
];

const TROUBLE: readonly Column[] = [
  ['retries', 'Retries'],
  ['failed', 'Failed'],
  ['throttled', 'Throttled'],
  ['openings', 'Breaker opened'],
  ['openShare', 'Open'],
  ['pausedShare', 'Paused'],
  ['deadLetters', 'Dead letters'],
  ['resent', 'Sent again'],
  ['dropped', 'Dropped'],
];

const RECEIVED: readonly Column[] = [
  ['received', 'Received'],
  ['duplicates', 'Twice'],
  ['unknownCodes', 'Codes unknown'],
  ['timelinessP50', 'After it occurred, median'],
  ['timelinessP95', '95th percentile'],
  ['timelyShare', 'Within an hour'],
];

const DOOR: readonly Column[] = [
  ['turnedAway', 'Turned away'],
  ['doorP50', 'Waited, median'],
  ['doorP95', '95th percentile'],
];

export function integration({ arms }: OutboundRunReport): Markup {
  return html`<section id="integration">
<h2>Integration</h2>
<p>Each partner as the core sees it. A message counts once, however often it was transmitted.</p>
${part('What the core sent', arms, SENT, () => true)}
${trouble(arms)}
${part('What the core received; after it occurred: of what says when', arms, RECEIVED, () => true)}
${door(arms)}
${meanings()}
</section>`;
}

/** Partners without trouble in any arm are left out. */
function trouble(arms: readonly OutboundArmReport[]): Markup {
  const inTrouble = ({ no }: PartnerReport): boolean =>
    arms.some((arm) => TROUBLE.some(([kpi]) => (partnerOf(arm, no)?.[kpi] ?? 0) > 0));
  if (!arms.some(({ partners }) => partners.some(inTrouble)))
    return html`<p>Every message got through at its first attempt; no breaker opened, and nobody asked for a pause.</p>`;
  return part('What stood in the way, of partners where anything did', arms, TROUBLE, inTrouble);
}

/** Of partners whose messages come by a broker or a gateway. */
function door(arms: readonly OutboundArmReport[]): Markup {
  const came = ({ no }: PartnerReport): boolean =>
    arms.some((arm) => (partnerOf(arm, no)?.doorP50 ?? null) !== null);
  if (!arms.some(({ partners }) => partners.some(came))) return html``;
  return part("At the core's door: its gateway, or a broker", arms, DOOR, came);
}

function part(
  caption: string,
  arms: readonly OutboundArmReport[],
  columns: readonly Column[],
  shown: (partner: PartnerReport) => boolean,
): Markup {
  const groupsOf = ({ partners }: OutboundArmReport): Group[] =>
    partners.filter(shown).map(({ no, name }) => ({ no, name }));
  const cells = columns.map(
    ([kpi, title]): GroupColumn => ({ title, cell: (arm, no) => shownFigure(partnerOf(arm, no), kpi) }),
  );
  return groupTable(caption, 'Partner', arms, groupsOf, cells);
}

function partnerOf({ partners }: OutboundArmReport, no: number): PartnerReport | undefined {
  return partners.find((each) => each.no === no);
}

function shownFigure(partner: PartnerReport | undefined, kpi: PartnerKpi): string {
  const value = partner?.[kpi] ?? null;
  const { unit } = PARTNER_KPIS[kpi];
  return unit === 'ms' && value !== null ? wait(value) : figure(value, unit);
}

function meanings(): Markup {
  const rows = PARTNER_KPI_NAMES.map((name) => {
    const { title, formula, censoring } = PARTNER_KPIS[name];
    return row(title, [formula, censoring]);
  });
  return html`<details><summary>What each of these figures means</summary>
${table('Integration KPIs', ['KPI', 'Formula', 'Open at the end'], rows, 'wrap')}
</details>`;
}
