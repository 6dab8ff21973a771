/** How customers were served: promises kept, how far from them, and orders over time. */
import type { DayOfOrders } from '../../kpis/outbound/daily.ts';
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import { share } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { latenessPicture } from '../pictures/lateness.ts';
import { overTime } from '../pictures/over-time.ts';
import { armColor, colorKey } from '../pictures/plot.ts';
import { kpisOf } from './kpi-sections.ts';
import { kpiTable } from './tables.ts';

const DAY_MS = 86_400_000;
/** Pictures over time end where this share of all orders has been delivered: a long tail would squeeze the rest. */
const SHOWN_SHARE = 0.98;

export function service(report: OutboundRunReport): Markup {
  const arms = report.arms.map(({ policy, lateness }) => ({ policy, bins: lateness }));
  const arrived = arms.some(({ bins }) => bins.some(({ shipments }) => shipments > 0));
  return html`<section id="service">
<h2>How customers were served</h2>
${
  arrived
    ? html`<figure>${latenessPicture(arms)}
<figcaption>Shipments by days between the promise to the customer and arrival. Left of the dashed line: in time. The outermost bars hold all
that lies beyond.</figcaption></figure>`
    : html`<p>No shipment has arrived, so there is nothing to draw.</p>`
}
${kpiTable('Service KPIs', report, kpisOf('service'))}
</section>`;
}

const SERIES: readonly (readonly [title: string, unit: string, keyof DayOfOrders])[] = [
  ['Orders released by ERP', 'orders a day', 'released'],
  ['Orders wholly shipped', 'orders a day', 'shipped'],
  ['Orders wholly delivered', 'orders a day', 'delivered'],
  ['Orders released and not wholly shipped, at midnight', 'orders', 'backlog'],
];

export function flow(report: OutboundRunReport): Markup {
  const { arms } = report;
  if (arms.every(({ days }) => days.length === 0))
    return html`<section id="flow"><h2>Orders over time</h2><p>No order came in, so there is nothing to draw.</p></section>`;
  const { from, to, cut } = shownDays(report);
  const pictures = SERIES.map(([title, unit, name]) => {
    const series = arms.map(({ days }) =>
      days.filter(({ dayAt }) => dayAt <= to).map((day) => ({ dayAt: day.dayAt, value: day[name] })),
    );
    return html`<figure>${overTime(`${title}, by day and policy`, unit, series, from, to)}
<figcaption>${title}</figcaption></figure>
`;
  });
  return html`<section id="flow">
<h2>Orders over time</h2>
<p class="soft">${cut ? `Up to the day by which ${share(SHOWN_SHARE)} of the orders delivered had been delivered. ` : ''}Released orders are the same
for every policy.</p>
${colorKey(arms.map(({ policy }, arm) => [policy, armColor(arm)]))}
<div class="pictures">${pictures}</div>
</section>`;
}

function shownDays({ arms }: OutboundRunReport): { from: number; to: number; cut: boolean } {
  const all = arms.flatMap(({ days }) => days);
  const from = Math.min(...all.map(({ dayAt }) => dayAt));
  const last = Math.max(...all.map(({ dayAt }) => dayAt));
  const byDay = new Map<number, number>();
  let delivered = 0;
  let ordersUntil = from;
  for (const day of all) {
    byDay.set(day.dayAt, (byDay.get(day.dayAt) ?? 0) + day.delivered);
    delivered += day.delivered;
    if (day.released > 0) ordersUntil = Math.max(ordersUntil, day.dayAt);
  }
  if (delivered === 0) return { from, to: last, cut: false };
  let soFar = 0;
  let to = from;
  for (; to < last && soFar < SHOWN_SHARE * delivered; to += DAY_MS) soFar += byDay.get(to) ?? 0;
  to = Math.max(to, ordersUntil);
  return { from, to, cut: to < last };
}
