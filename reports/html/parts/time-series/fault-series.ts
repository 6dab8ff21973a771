/** What went wrong, when, above what came of it: the share of shipments on time. */
import type { OverTime } from '../../../aggregates/over-time/over-time.ts';
import { words } from '../../../outbound/figures.ts';
import type { OutboundRunReport } from '../../../outbound/outbound-report.ts';
import { html, type Markup } from '../../markup.ts';
import { type FaultCell, type FaultFrame, faultTimeline } from '../../pictures/fault-timeline.ts';
import { seriesPicture, type TimeAxis } from '../../pictures/series.ts';
import { bins, DAY_MS, ratioPoints, type SeriesArm, sumOf } from './points.ts';

/** More strips are not read. Source: assumption. */
const KINDS_MAX = 12;
/** As many points as can be told apart, of as many shipments as make a share. Source: assumption. */
const POINTS = 60;
const SHIPMENTS_LEAST = 5;
const REST = 'all other kinds';

export function faultSeries(report: OutboundRunReport, arms: readonly SeriesArm[], axis: TimeAxis): Markup {
  const atLeastMs = Math.ceil((axis.to - axis.from) / POINTS);
  const onTime = arms.map(({ series }) =>
    ratioPoints(series, series.kpis.dueOnTime, series.kpis.due, { atLeastMs, least: SHIPMENTS_LEAST }),
  );
  const kinds = kindsOf(arms);
  const cells = cellsOf(arms, axis, kinds);
  const frames = framesOf(report, arms[0]!.series, kinds, axis);
  const says =
    kinds.length === 0
      ? 'Share of shipments on time by the release of their order, by policy; nothing went wrong'
      : 'Faults by kind over time, above the share of shipments on time by the release of their order, by policy';
  const none = kinds.length === 0 ? ' No fault happened in this run.' : '';
  return html`<h3>Faults, and what became of orders</h3>
<figure>${faultTimeline(says, axis, kinds, cells, frames, onTime)}
<figcaption>Below: shipments on time, by when their order was <em>released</em>: a point is an order's fate, not its day of delivery.${none}
${kinds.length === 0 ? null : 'Above: faults, mean of the policies; the stronger the colour, the more of that kind. A frame is when the scenario has it happen.'}</figcaption></figure>
<div class="pictures">${arrivals(arms, axis, atLeastMs)}${cycles(arms, axis)}</div>`;
}

function arrivals(arms: readonly SeriesArm[], axis: TimeAxis, atLeastMs: number): Markup {
  const lines = arms.map(({ series }) =>
    ratioPoints(series, series.kpis.arrivedOnTime, series.kpis.arrived, {
      atLeastMs,
      least: SHIPMENTS_LEAST,
    }).map(({ at, value }) => ({ at, value: value === null ? null : value * 100 })),
  );
  const title = 'Shipments on time, by when they arrived';
  return html`<figure>${seriesPicture(`${title}, by policy`, '% on time', axis, lines)}
<figcaption>${title}. When orders have stopped coming, it is the late ones that are left.</figcaption></figure>`;
}

function cycles(arms: readonly SeriesArm[], axis: TimeAxis): Markup {
  const lines = arms.map(({ series }) => {
    const { slotsTogether, msP50 } = series.kpis.cycles;
    return msP50.map((ms, i) => ({
      at: series.fromAt + (i + 0.5) * slotsTogether * series.slotMs,
      value: ms === null ? null : ms / DAY_MS,
    }));
  });
  const title = 'Release to door, median, by when the order was released';
  return html`<figure>${seriesPicture(`${title}, by policy`, 'days', axis, lines)}
<figcaption>${title}</figcaption></figure>`;
}

/** Most frequent first; those of windows alone as well. */
function kindsOf(arms: readonly SeriesArm[]): string[] {
  const counts = new Map<string, number>();
  for (const { series } of arms) {
    for (const { kind, counts: own } of series.faults)
      counts.set(kind, (counts.get(kind) ?? 0) + own.reduce((x, y) => x + y, 0));
  }
  for (const { kind } of arms[0]!.series.faultWindows) if (!counts.has(kind)) counts.set(kind, 0);
  const kinds = [...counts]
    .sort(([x, more], [y, less]) => less - more || (x < y ? -1 : 1))
    .map(([kind]) => kind);
  return kinds.length <= KINDS_MAX ? kinds.map(words) : [...kinds.slice(0, KINDS_MAX - 1).map(words), REST];
}

function cellsOf(arms: readonly SeriesArm[], axis: TimeAxis, kinds: readonly string[]): FaultCell[] {
  const cells = new Map<string, FaultCell>();
  for (const { series } of arms) {
    const wide = bins(series, Math.ceil((axis.to - axis.from) / 160));
    for (const { kind, counts } of series.faults) {
      const row = rowOf(kind, kinds);
      for (const { from, to, slots } of wide) {
        const count = sumOf(counts, slots) / arms.length;
        if (count === 0) continue;
        const name = `${row}\t${from}`;
        const known = cells.get(name);
        cells.set(name, {
          kind: row,
          from,
          to: Math.max(to, known?.to ?? 0),
          count: (known?.count ?? 0) + count,
        });
      }
    }
  }
  return [...cells.values()];
}

function framesOf(
  { arms }: OutboundRunReport,
  { faultWindows }: OverTime,
  kinds: readonly string[],
  axis: TimeAxis,
): FaultFrame[] {
  const names = new Map(arms.flatMap(({ partners }) => partners.map(({ no, name }) => [no, name] as const)));
  return faultWindows
    .filter(({ fromAt, untilAt }) => fromAt < axis.to && untilAt > axis.from)
    .map(({ kind, partner, fromAt, untilAt }) => ({
      kind: rowOf(kind, kinds),
      from: Math.max(axis.from, fromAt),
      to: Math.min(axis.to, untilAt),
      whom: partner === null ? '' : (names.get(partner) ?? `partner ${partner}`),
    }));
}

function rowOf(kind: string, kinds: readonly string[]): string {
  const row = words(kind);
  return kinds.includes(row) ? row : REST;
}
