/** Work in process, queues and labour over time. */
import {
  FLOW_STAGES,
  type FlowStage,
  type Level,
  type NodeOverTime,
  type RoleOverTime,
} from '../../../aggregates/over-time/over-time.ts';
import { words } from '../../../outbound/figures.ts';
import type { OutboundRunReport } from '../../../outbound/outbound-report.ts';
import { html, type Markup } from '../../markup.ts';
import { seriesPicture, type TimeAxis, type TimePoint } from '../../pictures/series.ts';
import { DAY_MS, levelPoints, ratePoints, ratioPoints, type SeriesArm } from './points.ts';

/** The rest are folded away. Source: assumption. */
const SHOWN_MAX = 4;

const STAGE_WORDS: Readonly<Record<FlowStage, readonly [title: string, unit: string]>> = {
  source: ['To source: released, nothing reserved yet', 'orders'],
  pick: ['To pick: reserved, not picked', 'shipments'],
  pack: ['To pack: picked, not packed', 'shipments'],
  dock: ['At the dock: packed, not gone', 'shipments'],
  road: ['On the road: gone, not arrived', 'shipments'],
};

export function flowSeries(arms: readonly SeriesArm[], axis: TimeAxis): Markup {
  const stages = FLOW_STAGES.map((stage) => {
    const [title, unit] = STAGE_WORDS[stage];
    return levels(title, unit, arms, axis, ({ series }) => series.stages[stage]);
  });
  const released = drawn(
    'Orders released by ERP',
    'orders a day',
    axis,
    arms.map(({ series }) => ratePoints(series, series.orders.released, DAY_MS)),
  );
  const open = drawn(
    'Orders in process: released, not wholly arrived',
    'orders',
    axis,
    arms.map(({ series }) => levelPoints(series, series.orders.inProcess)),
  );
  return html`<h3>Work in process</h3>
<div class="pictures">${released}${open}${stages}</div>`;
}

export function warehouseSeries(
  { arms: reports }: OutboundRunReport,
  arms: readonly SeriesArm[],
  axis: TimeAxis,
): Markup {
  const nameOf = (no: number): string =>
    reports[0]?.nodeWork.find((node) => node.no === no)?.name ?? `node ${no}`;
  const numbers = busiest(
    arms.flatMap(({ series }) => series.nodes),
    ({ no }) => no,
    ({ pick }) => total(pick.entered),
  );
  const of = ({ series }: SeriesArm, no: number): NodeOverTime | undefined =>
    series.nodes.find((node) => node.no === no);
  const pictures = numbers.map((no) => {
    const name = nameOf(no);
    const queue = levels(`${name}: to pick`, 'shipments', arms, axis, (arm) => of(arm, no)?.pick);
    const hasHours = arms.some((arm) => of(arm, no)?.paidMs != null);
    return hasHours
      ? html`${queue}${labour(`${name}: work of paid hours, by day`, arms, axis, (arm) => of(arm, no))}`
      : queue;
  });
  const waits = arms.some(({ series }) => total(series.loads.carrier.entered) > 0)
    ? html`<h3>Loads and docks</h3>
<div class="pictures">
${levels('Of a load that waits for a carrier to be booked', 'shipments', arms, axis, ({ series }) => series.loads.carrier)}
${levels('Of a load that waits for its truck', 'shipments', arms, axis, ({ series }) => series.loads.truck)}
${levels('Of a load whose truck is at the dock, not gone', 'shipments', arms, axis, ({ series }) => series.loads.loading)}
${arms.some(({ series }) => series.yard !== null) ? yard(arms, axis) : null}</div>`
    : null;
  return html`<h3>Warehouses: queues and labour</h3>
<p class="soft">All work on a shipment counts when it was packed (of one that never was: when it was released), so a day is the shortest time over which it can be held
against paid hours. It is told when a shipment leaves: what stood at the dock when the run was over is not in it.</p>
${folded(pictures, 'more warehouses')}
${waits}`;
}

export function peopleSeries(arms: readonly SeriesArm[], axis: TimeAxis): Markup | null {
  const roles = busiest(
    arms.flatMap(({ series }) => series.roles),
    ({ role }) => role,
    ({ open }) => total(open.entered) + total(open.mean),
  ).filter((role) => arms.some((arm) => total(roleOf(arm, role)?.open.mean ?? []) > 0));
  if (roles.length === 0) return null;
  const pictures = roles.map((role) => {
    const name = words(role);
    const open = levels(`${name}: tasks open`, 'tasks', arms, axis, (arm) => roleOf(arm, role)?.open);
    const hasHours = arms.some((arm) => roleOf(arm, role)?.paidMs != null);
    return hasHours
      ? html`${open}${labour(`${name}: work of paid hours, by day`, arms, axis, (arm) => roleOf(arm, role))}`
      : open;
  });
  return html`<h3>People: tasks that are open</h3>
<p class="soft">A task is open from when it is given to its first answer. One that nobody answers stays open to the end.</p>
${folded(pictures, 'more roles')}`;
}

function yard(arms: readonly SeriesArm[], axis: TimeAxis): Markup {
  return html`${levels('Trucks of suppliers at the gate', 'trucks', arms, axis, ({ series }) => series.yard?.gate)}
${levels('Trucks of suppliers at a door', 'trucks', arms, axis, ({ series }) => series.yard?.door)}`;
}

function roleOf({ series }: SeriesArm, role: string): RoleOverTime | undefined {
  return series.roles.find((each) => each.role === role);
}

function labour(
  title: string,
  arms: readonly SeriesArm[],
  axis: TimeAxis,
  of: (arm: SeriesArm) => Pick<NodeOverTime, 'workedMs' | 'paidMs'> | undefined,
): Markup {
  const lines = arms.map((arm) => {
    const work = of(arm);
    if (work?.paidMs == null) return [];
    return ratioPoints(arm.series, work.workedMs, work.paidMs, { atLeastMs: DAY_MS }).map(
      ({ at, value }) => ({
        at,
        value: value === null ? null : value * 100,
      }),
    );
  });
  return drawn(title, '% of paid hours', axis, lines);
}

function levels(
  title: string,
  unit: string,
  arms: readonly SeriesArm[],
  axis: TimeAxis,
  of: (arm: SeriesArm) => Level | undefined,
): Markup {
  const lines = arms.map((arm) => levelPoints(arm.series, of(arm)?.mean ?? []));
  return drawn(title, unit, axis, lines);
}

function drawn(
  title: string,
  unit: string,
  axis: TimeAxis,
  lines: readonly (readonly TimePoint[])[],
): Markup {
  return html`<figure>${seriesPicture(`${title}, over time, by policy`, unit, axis, lines)}
<figcaption>${title}</figcaption></figure>
`;
}

function folded(pictures: readonly Markup[], what: string): Markup {
  const rest = pictures.slice(SHOWN_MAX);
  return html`<div class="pictures">${pictures.slice(0, SHOWN_MAX)}</div>
${rest.length === 0 ? null : html`<details><summary>${rest.length} ${what}</summary><div class="pictures">${rest}</div></details>`}`;
}

/** Names of things, the one of which most came first. */
function busiest<Row, Name extends string | number>(
  rows: readonly Row[],
  nameOf: (row: Row) => Name,
  of: (row: Row) => number,
): Name[] {
  const sums = new Map<Name, number>();
  for (const row of rows) sums.set(nameOf(row), (sums.get(nameOf(row)) ?? 0) + of(row));
  return [...sums].sort(([x, more], [y, less]) => less - more || (x < y ? -1 : 1)).map(([name]) => name);
}

function total(values: readonly number[]): number {
  return values.reduce((x, y) => x + y, 0);
}
