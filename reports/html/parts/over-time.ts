/**
 * What happened when: work in process, queues, labour, messages and faults, on one axis of time; and the bottleneck with its evidence.
 *
 * 1. It is there only where the run has kept series. Warm-up is shaded in each picture.
 */
import type { ArmAggregates } from '../../aggregates/aggregates.ts';
import { bottleneckStatement } from '../../outbound/bottleneck-statement.ts';
import type { Holder } from '../../outbound/holders.ts';
import { holdersOf } from '../../outbound/holders.ts';
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import { decimal, duration, instant, share } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { armColor, colorKey } from '../pictures/plot.ts';
import { table } from './tables.ts';
import { faultSeries } from './time-series/fault-series.ts';
import { partnerSeries } from './time-series/partner-series.ts';
import { axisOf, type SeriesArm } from './time-series/points.ts';
import { flowSeries, peopleSeries, warehouseSeries } from './time-series/work-series.ts';

/** Holders that are listed of each arm. */
const LISTED = 6;

export function overTime(report: OutboundRunReport, drawn: readonly ArmAggregates[]): Markup | null {
  const arms = seriesArms(report, drawn);
  if (arms.length === 0) return null;
  const axis = axisOf(arms);
  return html`<section id="over-time">
<h2>Queues, people and faults over time</h2>
${reading(report, arms)}
${statements(report, arms)}
${colorKey(arms.map(({ policy }, arm) => [policy, armColor(arm)]))}
${flowSeries(arms, axis)}
${faultSeries(report, arms, axis)}
${folded('Warehouses, loads and docks', warehouseSeries(report, arms, axis))}
${folded('People', peopleSeries(arms, axis))}
${folded('Messages by partner', partnerSeries(report, arms, axis))}
</section>`;
}

/** What is looked at when the pictures above ask for it. */
function folded(title: string, series: Markup | null): Markup | null {
  if (series === null || series.text.trim() === '') return null;
  return html`<details><summary>${title}</summary>
${series}
</details>`;
}

/** Arms of the report that have series, in its order. */
function seriesArms({ arms }: OutboundRunReport, drawn: readonly ArmAggregates[]): SeriesArm[] {
  return arms.flatMap(({ policy }, no) => {
    const series = drawn.find((each) => each.policy === policy)?.overTime;
    return series === undefined || series.slots === 0 ? [] : [{ policy, no, series }];
  });
}

function reading(report: OutboundRunReport, arms: readonly SeriesArm[]): Markup {
  const { warmUpUntil, endAt, slotMs } = arms
    .map(({ series }) => series)
    .reduce((x, y) => (y.endAt > x.endAt ? y : x));
  const warm =
    warmUpUntil === null ? '' : ` Shaded: warm-up until ${instant(warmUpUntil)}, what comparisons leave out.`;
  const cut = report.arms.some(({ end }) => end !== 'empty');
  const until = cut
    ? '; not every policy ran to its end, so what was open then has no end here. It is kept'
    : ', when nearly all orders were over; kept';
  return html`<p class="soft">Up to ${instant(endAt)}${until} by slots of ${duration(slotMs)}. Levels are means over time.
Dashed: the last order may have come.${warm}</p>`;
}

function statements(report: OutboundRunReport, arms: readonly SeriesArm[]): Markup {
  const lines = arms.map(({ policy, no, series }) => {
    const { says, because } = bottleneckStatement(report.arms[no]!, series);
    return html`<li><span class="soft">${policy}:</span> <strong>${says}</strong> ${because.join(' ')}</li>
`;
  });
  const rows = arms.flatMap(({ policy, no, series }) =>
    holdersOf(report.arms[no]!, series)
      .slice(0, LISTED)
      .map((holder) => holderRow(policy, holder)),
  );
  return html`<h3 id="narrow">Bottleneck</h3>
<ul>${lines}</ul>
${
  rows.length === 0
    ? null
    : html`<details><summary>The evidence: what shipments waited for</summary>
${table(
  'What shipments waited for before the road while orders came in, warm-up left out',
  [
    'Waiting for',
    html`<span class="left">Policy</span>`,
    'On average',
    'Each',
    'Of the time before the road',
    'Busy',
    'First third',
    'Middle',
    'Last third',
  ],
  rows,
)}
<p class="soft">Each: the mean number over the rate at which they came (Little's law). Of an order nothing of which is reserved one waits, from then on each
of its shipments. Busy: work over paid hours of all stations of the place together.</p></details>`
}`;
}

function holderRow(policy: string, holder: Holder): Markup {
  const { what, mean, eachMs, share: part, busyShare, thirds } = holder;
  return html`<tr><th scope="row">${what}</th><td class="text">${policy}</td><td>${decimal(mean, 1)}</td><td>${duration(eachMs)}</td><td>${share(part)}</td><td>${share(busyShare)}</td>${(thirds ?? [null, null, null]).map((each) => html`<td>${each === null ? '–' : decimal(each, 1)}</td>`)}</tr>
`;
}
