/** What an order costs when everything is counted, and what that is made of. */
import { POTS, type Pot } from '../../kpis/outbound/landed-cost.ts';
import { isBetter, NONE, POT_TITLES, percent, shownPots } from '../../outbound/figures.ts';
import type { OutboundArmReport, OutboundRunReport } from '../../outbound/outbound-report.ts';
import { count, decimal, money } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { colorKey, partColor } from '../pictures/plot.ts';
import { stackedBars } from '../pictures/stacked.ts';
import { waterfallPicture } from '../pictures/waterfall.ts';
import { kpisOf } from './kpi-sections.ts';
import { type Cell, change, comparedHeads, kpiTable, row, table } from './tables.ts';

/** Pots that share a colour. */
const PARTS: readonly (readonly [string, readonly Pot[]])[] = [
  ['Freight, with expediting', ['freight', 'expedite', 'customs']],
  ['Handling, labour and machines in warehouses', ['handling', 'receiving', 'labour', 'machines']],
  ['Holding stock', ['holding']],
  ['Goods lost or damaged', ['goodsLost']],
  ['Penalties for late orders', ['latePenalty']],
  ["Returns, people's time, orchestrator", ['returns', 'tasks', 'it']],
  ['Claims credited by carriers (less)', ['claimCredits']],
];

/** Policies beside the baseline that have one; the tables have all. */
const WATERFALLS = 3;

export function cost(report: OutboundRunReport): Markup {
  const { arms, currency } = report;
  const bars = arms.map((arm) => ({
    name: arm.policy,
    parts: PARTS.map(
      ([, pots]) => pots.reduce((sum, pot) => sum + (anOrder(arm, arm.pots[pot]) ?? 0), 0) / 100,
    ),
    total: `${money(arm.kpis.landedCostPerOrder)} net`,
  }));
  return html`<section id="cost">
<h2>What an order costs</h2>
<p>Landed cost: everything an order causes, from freight to the penalty for being late, over the orders of which anything left.
Orders that were cancelled have their costs in it too, so that who sends less does not look cheaper.</p>
${colorKey(PARTS.map(([title], part) => [title, partColor(part)]))}
<figure>${stackedBars(`Landed cost an order in ${currency}, by part and policy`, `${currency} an order shipped`, bars, (value) => value.toFixed(2))}
<figcaption>Landed cost an order shipped, by what it is made of. What carriers credited for claims is to the left of 0.</figcaption></figure>
${waterfalls(report)}
${potTable(report)}
${arms.length > 1 ? pairedTable(report) : null}
${kpiTable(`Cost KPIs; amounts in ${currency}`, report, kpisOf('cost'))}
</section>`;
}

/** From the baseline to each other policy, pot by pot; what changes most comes first. */
function waterfalls({ arms, currency }: OutboundRunReport): Markup | null {
  const baseline = arms[0]!;
  const was = landedAnOrder(baseline);
  if (was === null) return null;
  const show = (value: number): string => decimal(value, 2);
  const pictures = arms.slice(1, 1 + WATERFALLS).flatMap((arm) => {
    const is = landedAnOrder(arm);
    if (is === null) return [];
    const steps = POTS.map((pot) => ({
      name: POT_TITLES[pot],
      by: ((anOrder(arm, arm.pots[pot]) ?? 0) - (anOrder(baseline, baseline.pots[pot]) ?? 0)) / 100,
    }));
    const says = `Landed cost an order in ${currency} by part, from policy ${baseline.policy} to policy ${arm.policy}`;
    const caption = `From ${baseline.policy} to ${arm.policy}: what of an order costs more (+) and what less (-). Each policy's costs are over the orders that it shipped.`;
    return [
      html`<figure>${waterfallPicture({
        says,
        unit: `${currency} an order shipped`,
        from: { name: baseline.policy, value: was / 100 },
        steps: steps.sort((one, other) => Math.abs(other.by) - Math.abs(one.by)),
        to: { name: arm.policy, value: is / 100 },
        show,
      })}
<figcaption>${caption}</figcaption></figure>
`,
    ];
  });
  return pictures.length === 0 ? null : html`${pictures}`;
}

function landedAnOrder(arm: OutboundArmReport): number | null {
  return anOrder(arm, landedOf(arm));
}

function landedOf({ pots }: OutboundArmReport): number {
  return POTS.reduce((sum, pot) => sum + pots[pot], 0);
}

/** What one policy leaves undelivered is cheap under it: so here are the orders of both. */
function pairedTable({ arms, currency }: OutboundRunReport): Markup {
  const rows = arms.flatMap(({ policy, paired }) => {
    if (paired === null) return [];
    const { orders, onlyBaseline, onlyOther, cheaper, dearer, baselineMinor: was, otherMinor: is } = paired;
    const difference =
      was === null || is === null
        ? NONE
        : html`${money(is - was)}<span class="change soft">${percent(was, is)}</span>`;
    const counts = [cheaper, dearer, onlyBaseline, onlyOther].map(count);
    return [row(policy, [count(orders), money(was), money(is), difference, ...counts])];
  });
  const baseline = arms[0]!.policy;
  const caption = `Order by order: landed cost in ${currency} an order, of those that ${baseline} and the other policy both delivered at a price`;
  const heads = [
    'Policy',
    'Orders',
    baseline,
    'This one',
    'Difference',
    'Cheaper',
    'Dearer',
    `Only ${baseline}`,
    'Only this one',
  ];
  return table(caption, heads, rows);
}

/** Minor units over the orders shipped; null = none was. */
function anOrder({ kpis }: OutboundArmReport, minor: number): number | null {
  const shipped = kpis.ordersShipped ?? 0;
  return shipped === 0 ? null : minor / shipped;
}

function potTable({ arms, currency }: OutboundRunReport): Markup {
  const line = (title: Cell, minorOf: (arm: OutboundArmReport) => number): Markup => {
    const was = anOrder(arms[0]!, minorOf(arms[0]!));
    const cells = arms.flatMap((arm, i) => {
      const is = anOrder(arm, minorOf(arm));
      const sum = html`${money(is)}<span class="change soft">${money(minorOf(arm))}</span>`;
      if (i === 0) return [sum];
      const text = was === null || is === null ? NONE : percent(was, is);
      return [sum, change(text, isBetter(was, is, 'less'))];
    });
    return row(title, cells);
  };
  const rows = [
    ...shownPots(arms).map((pot) => line(POT_TITLES[pot], ({ pots }) => pots[pot])),
    line(html`<strong>Landed cost</strong>`, landedOf),
  ];
  const caption = `Landed cost by part, ${currency} an order shipped; small: the sum over all orders`;
  return table(caption, ['Part', ...comparedHeads(arms)], rows, 'sums');
}
