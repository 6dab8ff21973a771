/** The network map as tables: what each lane carries and how late, where arms differ most, and what suppliers send. */
import type { InboundFlow, Punctuality } from '../../aggregates/network/network-flows.ts';
import { NONE } from '../../outbound/figures.ts';
import type { OutboundArmReport } from '../../outbound/outbound-report.ts';
import { count, decimal, share } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { type ArmNetwork, isolated, type Lane, shareLate, shipmentsOn } from './lanes.ts';
import { type GroupColumn, groupTable } from './tables.ts';

/** Lanes of the table; the others are in `aggregates.json`. */
const SHOWN_MAX = 60;
/** Lanes that are no trouble to look through. */
const OPEN_MAX = 10;
const CHANGED_MAX = 8;

/** Where shipments of other arms differ most from the baseline's. */
export function changedTable(
  arms: readonly OutboundArmReport[],
  networks: readonly ArmNetwork[],
  lanes: readonly Lane[],
): Markup | null {
  const changed = lanes
    .map((lane) => ({ lane, by: changeOf(lane, networks) }))
    .filter(({ by }) => by > 0)
    .sort((one, other) => other.by - one.by || one.lane.no - other.lane.no)
    .slice(0, CHANGED_MAX)
    .map(({ lane }, no) => ({ ...lane, no }));
  if (changed.length === 0) return null;
  const caption = `Lanes whose shipments change most against ${arms[0]!.policy}`;
  const columns = columnsOf(networks, changed);
  return groupTable(caption, 'Lane', arms, () => changed, [
    columns.shipments,
    columns.change,
    columns.late,
    columns.median,
    columns.lateBy,
  ]);
}

/** Every lane, or the first so many. */
export function laneTable(
  arms: readonly OutboundArmReport[],
  networks: readonly ArmNetwork[],
  lanes: readonly Lane[],
): Markup {
  const shown = lanes.slice(0, SHOWN_MAX);
  const columns = columnsOf(networks, shown);
  const left = lanes.length - shown.length;
  const caption = `Lanes, most shipments first${left === 0 ? '' : `; ${left} more are in aggregates.json`}`;
  const own = groupTable(caption, 'Lane', arms, () => shown, [
    columns.shipments,
    columns.weight,
    columns.late,
    columns.median,
    columns.lateBy,
    columns.modes,
    columns.carriers,
  ]);
  if (shown.length * arms.length <= OPEN_MAX) return own;
  return html`<details><summary>All lanes: shipments, weight, lateness, modes and carriers</summary>
${own}
</details>`;
}

/** From suppliers to nodes; null = there is no inbound. */
export function inboundTable(
  arms: readonly OutboundArmReport[],
  networks: readonly ArmNetwork[],
): Markup | null {
  const lanes = new Map<string, (InboundFlow | null)[]>();
  for (const [arm, { network }] of networks.entries())
    for (const flow of network.inbound) {
      const name = `${isolated(flow.supplier)} → ${isolated(network.nodes[flow.node]?.name ?? String(flow.node))}`;
      const flows = lanes.get(name) ?? networks.map(() => null);
      flows[arm] = flow;
      lanes.set(name, flows);
    }
  if (lanes.size === 0) return null;
  const list = [...lanes].slice(0, SHOWN_MAX).map(([name, flows], no) => ({ no, name, flows }));
  const of = cellOf(networks, (arm, no) => list[no]!.flows[arm] ?? null);
  return groupTable('From suppliers to nodes (nobody says where suppliers are)', 'Lane', arms, () => list, [
    { title: 'Trucks', cell: of(({ trucks }) => count(trucks)) },
    { title: 'Units', cell: of(({ units }) => count(units)) },
    { title: 'At the gate late', cell: of((flow) => share(shareLate(flow))) },
    { title: 'Median', cell: of(againstPromise) },
    { title: 'Late by, mean', cell: of(({ lateHoursMean }) => span(lateHoursMean)) },
  ]);
}

function columnsOf(networks: readonly ArmNetwork[], lanes: readonly Lane[]) {
  const of = cellOf(networks, (arm, no) => lanes[no]!.flows[arm] ?? null);
  const armOf = ({ policy }: OutboundArmReport): number =>
    networks.findIndex((network) => network.policy === policy);
  const shipments = (arm: number, no: number): number | null =>
    arm < 0 ? null : shipmentsOn(lanes[no]!, arm, networks[arm]!);
  const column = (title: string, cell: GroupColumn['cell']): GroupColumn => ({ title, cell });
  return {
    shipments: column('Shipments', (arm, no) => count(shipments(armOf(arm), no))),
    change: column('Change', (arm, no) => {
      const was = shipments(0, no);
      const is = shipments(armOf(arm), no);
      if (was === null || is === null || armOf(arm) === 0) return NONE;
      return `${is > was ? '+' : ''}${decimal(is - was, 0)}`;
    }),
    weight: column(
      'Weight',
      of(({ weightGrams }) => `${decimal(weightGrams / 1000, 0)} kg`),
    ),
    late: column(
      'Late',
      of((flow) => share(shareLate(flow))),
    ),
    median: column('Median arrival', of(againstPromise)),
    lateBy: column(
      'Late by, mean',
      of(({ lateHoursMean }) => span(lateHoursMean)),
    ),
    modes: column(
      'Modes',
      of(({ modes }) => listed(modes)),
    ),
    carriers: column(
      'Top carriers',
      of(({ carriers }) => listed(carriers)),
    ),
  };
}

/** A cell of a flow, where there is one. */
function cellOf<F>(networks: readonly ArmNetwork[], flowOf: (arm: number, no: number) => F | null) {
  return (show: (flow: F) => string): GroupColumn['cell'] =>
    ({ policy }, no) => {
      const arm = networks.findIndex((network) => network.policy === policy);
      const flow = arm < 0 ? null : flowOf(arm, no);
      return flow === null ? NONE : show(flow);
    };
}

/** The most that any arm's shipments differ from those of the first. */
function changeOf(lane: Lane, networks: readonly ArmNetwork[]): number {
  const counts = networks.map((network, arm) => shipmentsOn(lane, arm, network));
  const was = counts[0] ?? null;
  if (was === null) return 0;
  return counts.reduce<number>((most, is) => (is === null ? most : Math.max(most, Math.abs(is - was))), 0);
}

function againstPromise({ latenessHoursMedian }: Punctuality): string {
  if (latenessHoursMedian === null) return NONE;
  return `${span(Math.abs(latenessHoursMedian))} ${latenessHoursMedian > 0 ? 'late' : 'early'}`;
}

function span(hours: number | null): string {
  if (hours === null) return NONE;
  return hours >= 48 ? `${decimal(hours / 24, 1)} d` : `${decimal(hours, 1)} h`;
}

function listed(shares: readonly (readonly [string, number])[]): string {
  return shares.length === 0
    ? NONE
    : shares.map(([name, shipments]) => `${isolated(name)} ${count(shipments)}`).join(', ');
}
