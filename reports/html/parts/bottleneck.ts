/** What held orders up: the longest stage, the fullest building, and whether the orchestrator itself kept up. */
import type { ArmAggregates } from '../../aggregates/aggregates.ts';
import { STAGE_MEANING, STAGES } from '../../kpis/outbound/outcomes/stages.ts';
import { bottleneckOf } from '../../outbound/bottleneck.ts';
import { busyFigure, STAGE_TITLES, wait } from '../../outbound/figures.ts';
import type { OutboundArmReport, OutboundRunReport, PlatformDay } from '../../outbound/outbound-report.ts';
import { count, decimal, duration, share } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { overTime } from '../pictures/over-time.ts';
import { armColor, colorKey, partColor } from '../pictures/plot.ts';
import { stackedBars } from '../pictures/stacked.ts';
import { kpisOf } from './kpi-sections.ts';
import { armHeads, groupTable, kpiTable, row, table } from './tables.ts';
import { platformSeries } from './time-series/platform-series.ts';

const HOUR_MS = 3_600_000;

/** @param drawn where the platform was kept by the hour, it is drawn so; else by the day */
export function bottleneck(report: OutboundRunReport, drawn: readonly ArmAggregates[] = []): Markup {
  const { arms } = report;
  return html`<section id="bottleneck">
<h2>What held orders up</h2>
<ul>${arms.map((arm) => html`<li>${arm.policy}: ${bottleneckOf(arm)}</li>`)}</ul>
${stages(arms)}
${nodes(arms)}
${kpiTable('Warehouse KPIs', report, kpisOf('warehouse'))}
${report.arms.some(({ kpis }) => kpis.dockToStockP50 !== null) ? kpiTable('Inbound KPIs', report, kpisOf('inbound')) : null}
${platform(report, drawn)}
</section>`;
}

function stages(arms: readonly OutboundArmReport[]): Markup | null {
  const measured = arms.filter((arm) => arm.stages.every(({ meanMs }) => meanMs !== null));
  if (measured.length === 0) return null;
  const bars = measured.map(({ policy, stages: all }) => {
    const parts = all.map(({ meanMs }) => meanMs! / HOUR_MS);
    const sum = parts.reduce((x, y) => x + y, 0);
    return { name: policy, parts, total: duration(sum * HOUR_MS) };
  });
  const rows = STAGES.map((stage, i) =>
    row(
      html`${STAGE_TITLES[stage]}<br><span class="soft">${STAGE_MEANING[stage]}</span>`,
      arms.map(
        ({ stages: all }) =>
          html`${duration(all[i]!.meanMs)}<span class="change soft">${duration(all[i]!.p95Ms)}</span>`,
      ),
    ),
  );
  return html`<h3>Where the time of a shipment goes</h3>
${colorKey(STAGES.map((stage, part) => [STAGE_TITLES[stage], partColor(part)]))}
<figure>${stackedBars('Mean hours of a shipment from release to arrival, by stage and policy', 'hours, mean of shipments that arrived', bars, (value) => `${decimal(value, 1)} h`)}
<figcaption>Mean time from the release of the order to arrival, of shipments that arrived.</figcaption></figure>
${table('Time by stage: mean, and small the 95th percentile', ['Stage', ...armHeads(arms)], rows, 'wrap')}`;
}

function nodes(arms: readonly OutboundArmReport[]): Markup {
  const of = (arm: OutboundArmReport, no: number) => arm.nodeWork.find((node) => node.no === no);
  const stage = (arm: OutboundArmReport, no: number, i: number): string =>
    duration(of(arm, no)?.stages[i]?.meanMs ?? null);
  const kpis = (arm: OutboundArmReport, no: number) => arm.byNode.find((node) => node.no === no)?.kpis;
  return html`<h3>By warehouse</h3>
${groupTable(
  'Warehouses; times are means of shipments that arrived',
  'Warehouse',
  arms,
  (arm) => arm.nodeWork,
  [
    { title: 'Orders shipped', cell: (arm, no) => count(kpis(arm, no)?.ordersShipped ?? null) },
    { title: 'Workers', cell: (arm, no) => count(of(arm, no)?.workers || null) },
    { title: "Work of workers' hours", cell: (arm, no) => share(of(arm, no)?.loadShare ?? null) },
    { title: STAGE_TITLES.pick, cell: (arm, no) => stage(arm, no, 1) },
    { title: STAGE_TITLES.pack, cell: (arm, no) => stage(arm, no, 2) },
    { title: STAGE_TITLES.dock, cell: (arm, no) => stage(arm, no, 3) },
    { title: 'Dwell of trucks, median', cell: (arm, no) => duration(kpis(arm, no)?.dwellP50 ?? null) },
    { title: 'Shipments on time', cell: (arm, no) => share(kpis(arm, no)?.onTimeDelivery ?? null) },
  ],
)}
<p class="soft">Work of workers' hours: work done at pick, pack, stage and load for all orders, over the hours for which workers were there while
orders came in; where it says what the bottleneck was, only work done in these hours counts. Above 100 % a warehouse can't keep up; waves and cut-offs make orders wait long before that.</p>`;
}

function platform(report: OutboundRunReport, drawn: readonly ArmAggregates[]): Markup {
  const { arms, world } = report;
  const line = (title: string, of: (arm: OutboundArmReport) => string): Markup => row(title, arms.map(of));
  const rows = [
    line('Inputs waited for a worker or their actor, mean', ({ platform: p }) => wait(p.waitedMsMean)),
    line('… at most', ({ platform: p }) => wait(p.waitedMsMax)),
    line('Workers busy while orders came in', ({ platform: p }) => busyFigure(p.busyShare)),
    line('… in the busiest hour', ({ platform: p }) => busyFigure(p.busyShareMax)),
    line('Hours in which no worker was free', ({ platform: p }) => count(p.fullHours)),
    line('Inputs in line on the hour, at most', ({ platform: p }) => count(p.backlogMax)),
    line('Steps of actors', ({ steps }) => count(steps)),
  ];
  return html`<h3 id="orchestrator">The orchestrator itself</h3>
${platformSeries(report, drawn) ?? waits(arms, world.ordersUntil)}
${table('Platform: did the orchestrator keep up?', ['Measure', ...armHeads(arms)], rows)}`;
}

/** A day each: how long inputs waited, and how many stood in line. */
function waits(arms: readonly OutboundArmReport[], to: number): Markup | null {
  if (arms.every(({ platform: p }) => p.days.length < 2)) return null;
  const days = arms.flatMap(({ platform: p }) => p.days);
  const from = Math.min(...days.map(({ dayAt }) => dayAt));
  const [unit, unitMs] = waitUnit(Math.max(...days.map(({ waitedMsMean }) => waitedMsMean)));
  const series = (of: (day: PlatformDay) => number) =>
    arms.map(({ platform: p }) => p.days.map((day) => ({ dayAt: day.dayAt, value: of(day) })));
  const waited = `How long an input waited for a worker or its actor, mean of the day in ${unit}`;
  const line = 'Inputs in line on the hour, the most of the day';
  return html`${colorKey(arms.map(({ policy }, arm) => [policy, armColor(arm)]))}
<div class="pictures"><figure>${overTime(
    `${waited}, by policy`,
    `${unit}, mean`,
    series(({ waitedMsMean }) => waitedMsMean / unitMs),
    from,
    to,
  )}
<figcaption>${waited}</figcaption></figure>
<figure>${overTime(
    `${line}, by day and policy`,
    'inputs in line',
    series(({ backlogMax }) => backlogMax),
    from,
    to,
  )}
<figcaption>${line}</figcaption></figure></div>`;
}

/** ms where all waits are short. */
function waitUnit(mostMs: number): readonly [unit: string, unitMs: number] {
  return mostMs < 10_000 ? ['ms', 1] : ['minutes', 60_000];
}
