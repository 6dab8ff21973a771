/**
 * Draws the transition tables of the core's actors into `docs/actors.md`: `npm run diagrams`, which lists the KPIs as well. The test
 * beside it fails when the page is not what this makes.
 *
 * 1. A transition that leads back to where it began is listed, not drawn: a picture of loops shows nothing.
 * 2. Inputs that lead from one state to the same next one share an arrow.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TransitionTable } from '#orchestrator/core/transition-table';
import { GATE_TABLE } from '#orchestrator/middleware/gate-state';
import { FLOW_TABLE, PLACE_TABLE } from '#orchestrator/middleware/lane-state';
import { OUTBOUND_MESSAGE_TABLE } from '#orchestrator/middleware/outbound-message';
import { COMPLAINT_TABLE } from '#orchestrator/processes/care/complaint-state';
import { CASE_TABLE } from '#orchestrator/processes/exceptions/case-state';
import { DOCK_APPOINTMENT_TABLE } from '#orchestrator/processes/inbound/dock-appointment-state';
import { INBOUND_RECEIPT_TABLE } from '#orchestrator/processes/inbound/inbound-receipt-state';
import { PURCHASE_ORDER_TABLE } from '#orchestrator/processes/inbound/purchase-order-state';
import { CUSTOMS_ENTRY_TABLE } from '#orchestrator/processes/outbound/customs/customs-entry-state';
import { EXCEPTION_CASE_TABLE } from '#orchestrator/processes/outbound/exception-case';
import { CLAIM_TABLE } from '#orchestrator/processes/outbound/freight/claim';
import { FREIGHT_INVOICE_TABLE } from '#orchestrator/processes/outbound/freight/freight-invoice-state';
import { CONSOLIDATION_TABLE } from '#orchestrator/processes/outbound/load/consolidation';
import { LOAD_TABLE } from '#orchestrator/processes/outbound/load/load-table';
import { PLANNED_LOADS_TABLE } from '#orchestrator/processes/outbound/load/planned-loads-state';
import { ORDER_TABLE } from '#orchestrator/processes/outbound/order/order-state';
import { REFUSAL_REVIEW_TABLE } from '#orchestrator/processes/outbound/refusal-review';
import { SHIPMENT_TABLE } from '#orchestrator/processes/outbound/shipment/shipment-state';
import { STOCK_VIEW_TABLE } from '#orchestrator/processes/outbound/stock-view';
import { CARRIER_RECORD_TABLE } from '#orchestrator/processes/outbound/tracking/carrier-record';
import { QUALITY_TABLE } from '#orchestrator/processes/outbound/tracking/quality-case-state';
import { TRACK_TABLE } from '#orchestrator/processes/outbound/tracking/track-state';
import { WAVE_PLAN_TABLE } from '#orchestrator/processes/outbound/wave/wave-state';
import { DEPLOYMENT_TABLE } from '#orchestrator/processes/replenishment/deployment';
import { REPLENISHMENT_TABLE } from '#orchestrator/processes/replenishment/replenishment-state';
import { ROUTE_PLAN_TABLE } from '#orchestrator/processes/replenishment/route-plan';
import { ROUTE_TABLE } from '#orchestrator/processes/replenishment/route-state';
import { RETURN_TABLE } from '#orchestrator/processes/returns/return-order-state';
import { DICTIONARY_PAGE, dictionaryPage } from './list-columns.ts';
import { COMMANDS_PAGE, commandsPage } from './list-commands.ts';
import { FIELDS_PAGE, fieldsPage } from './list-fields.ts';
import { KPIS_PAGE, kpisPage } from './list-kpis.ts';
import { MOCKS_PAGE, mocksPage } from './list-mocks.ts';
import { DECISIONS_PAGE, decisionsPage } from './list-points.ts';

export const ACTORS_PAGE = fileURLToPath(new URL('../docs/actors.md', import.meta.url));

type Table = TransitionTable<string>;

/** A name with a colon in it is of a part of that actor. */
export const TABLES: readonly (readonly [name: string, what: string, table: Table])[] = [
  ['order', 'one sales order, from release to billed', ORDER_TABLE as Table],
  ['shipment', "one node's part of an order", SHIPMENT_TABLE as Table],
  ['stock-view', 'what is believed of the stock of a node', STOCK_VIEW_TABLE as Table],
  ['wave-plan', 'the shipments of a node that wait for its waves', WAVE_PLAN_TABLE as Table],
  ['consolidation', 'what leaves together by a cut-off', CONSOLIDATION_TABLE as Table],
  ['planned-loads', 'the loads of a lane, where TMS plans them', PLANNED_LOADS_TABLE as Table],
  ['load', 'tender, booking, papers, truck, road', LOAD_TABLE as Table],
  ['customs-entry', 'a load before the customs of its destination', CUSTOMS_ENTRY_TABLE as Table],
  ['track', 'what is heard of a load from the device that rides with it', TRACK_TABLE as Table],
  ['quality-case', 'goods that were too warm on their way', QUALITY_TABLE as Table],
  ['carrier-record', 'what has been seen of a carrier', CARRIER_RECORD_TABLE as Table],
  ['freight-invoice', "a load's freight, from booked to paid", FREIGHT_INVOICE_TABLE as Table],
  ['claim', 'what a carrier is asked for a loss', CLAIM_TABLE as Table],
  ['complaint', 'a customer complains, until the answer is known', COMPLAINT_TABLE as Table],
  ['return-order', 'what a customer sends back of a shipment', RETURN_TABLE as Table],
  ['case', 'an exception, from the first sign to who put it right', CASE_TABLE as Table],
  [
    'refusal-review',
    'papers of a load that were refused, until somebody has looked',
    REFUSAL_REVIEW_TABLE as Table,
  ],
  ['exception-case', 'what reached no living actor', EXCEPTION_CASE_TABLE as Table],
  ['purchase-order', 'one purchase order, from release to the last delivery', PURCHASE_ORDER_TABLE as Table],
  [
    'inbound-receipt',
    'one delivery of a purchase order, from its notice to goods put away',
    INBOUND_RECEIPT_TABLE as Table,
  ],
  ['dock-appointment', 'the slot at the dock of a delivery', DOCK_APPOINTMENT_TABLE as Table],
  [
    'replenishment',
    'what a store is sent of a group of products, review by review',
    REPLENISHMENT_TABLE as Table,
  ],
  ['deployment', 'what a node has, shared among the stores that want it', DEPLOYMENT_TABLE as Table],
  ['route-plan', 'the shipments to stores that make one cut-off of a node', ROUTE_PLAN_TABLE as Table],
  ['route', 'a vehicle of the fleet, from its call to its return', ROUTE_TABLE as Table],
  ['partner-gate', 'circuit breaker and tokens of a partner', GATE_TABLE as Table],
  ['partner-lane', 'the way of a partner, as its lanes see it', FLOW_TABLE as Table],
  ['partner-lane: message', 'where a message is that a lane has in hand', PLACE_TABLE as Table],
  ['outbound-message', 'a message in trouble', OUTBOUND_MESSAGE_TABLE as Table],
];

/** The whole page. */
export function actorsPage(): string {
  const sections = TABLES.map(
    ([name, what, table]) => `## ${name}\n\n${what}.\n\n${drawing(table)}\n${staying(table)}`,
  );
  return `# Actors

Made by \`npm run diagrams\` from the transition tables in \`orchestrator/\`: what is not here does not happen. An input that a
table does not know is noted in the audit trail and changes nothing. \`timer\`, \`decided\` and \`taskAnswered\` come from the
host; names without a message of that name (\`guideUsedUp\`) are outcomes inside a step.

${sections.join('\n')}`;
}

function drawing({ initial, terminal, rows }: Table): string {
  const arrows = new Map<string, string[]>();
  for (const [from, kind, to] of rows) {
    if (from === to) continue;
    const arrow = `${id(from)} --> ${id(to)}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), kind]);
  }
  const lines = [...arrows].map(([arrow, kinds]) => `  ${arrow}: ${kinds.join(', ')}`);
  const states = [...new Set(rows.flatMap(([from, , to]) => [from, to]))];
  const names = states
    .filter((state) => id(state) !== state)
    .map((state) => `  state "${state}" as ${id(state)}`);
  const ends = [...terminal].map((state) => `  ${id(state)} --> [*]`);
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...names,
    `  [*] --> ${id(initial)}`,
    ...lines,
    ...ends,
    '```',
    '',
  ].join('\n');
}

/** Mermaid's names have no hyphens. */
function id(state: string): string {
  return state.replaceAll('-', '_');
}

function staying({ rows }: Table): string {
  const stays = new Map<string, string[]>();
  for (const [from, kind, to] of rows) {
    if (from === to) stays.set(from, [...(stays.get(from) ?? []), kind]);
  }
  if (stays.size === 0) return '';
  const lines = [...stays].map(([state, kinds]) => `| ${state} | ${kinds.join(', ')} |`);
  return `| taken without a change of state in | input |\n|---|---|\n${lines.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(ACTORS_PAGE, actorsPage());
  writeFileSync(COMMANDS_PAGE, commandsPage());
  writeFileSync(KPIS_PAGE, kpisPage());
  writeFileSync(DECISIONS_PAGE, decisionsPage());
  writeFileSync(DICTIONARY_PAGE, dictionaryPage());
  writeFileSync(FIELDS_PAGE, fieldsPage());
  writeFileSync(MOCKS_PAGE, mocksPage());
}
