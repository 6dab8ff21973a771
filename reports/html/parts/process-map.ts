/**
 * The map of the process: what followed what in the lives of orders, shipments and loads; the baseline's first.
 *
 * 1. What the picture leaves out is in the table below it, and its share is told. A run without aggregates has no such section.
 */
import type { ArmAggregates } from '../../aggregates/aggregates.ts';
import type { ProcessMap, ProcessVariants } from '../../aggregates/process-map/process-map.ts';
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import { count, duration, share } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { KIND_COLORS, processGraph } from '../pictures/process-graph.ts';
import { differenceTable } from '../process/difference.ts';
import { type Limits, shownOf } from '../process/shown.ts';
import { stepsTable, variantsTable } from '../process/tables.ts';

/** A wider picture would be drawn smaller, and its text with it. */
const WIDTH_MAX_PX = 960;
/** Tried one after the other until it fits. */
const LIMITS: readonly Limits[] = [
  { share: 0.95, nodesMax: 30 },
  { share: 0.95, nodesMax: 26 },
  { share: 0.9, nodesMax: 22 },
  { share: 0, nodesMax: 0 },
];

interface ArmMap {
  readonly policy: string;
  readonly map: ProcessMap;
}

export async function processMap(
  _report: OutboundRunReport,
  drawn: readonly ArmAggregates[],
): Promise<Markup | null> {
  const [baseline, ...others] = drawn.flatMap(({ policy, processMap: map }) =>
    map?.edges === undefined ? [] : [{ policy, map }],
  );
  if (baseline === undefined) return null;
  if (baseline.map.edges.length === 0)
    return html`<section id="process-map"><h2>Process map</h2><p>No order came in, so there is nothing to draw.</p></section>`;
  const own = await armMap(baseline);
  const rest: Markup[] = [];
  for (const other of others) rest.push(await otherArm(baseline, other));
  return html`<section id="process-map">
<h2>Process map</h2>
<p>What followed what, from an order's release to its freight being paid. At each line: how often, and the median time from one event to the next. Lines
are counted along the life of an order, of a shipment or of a load, so that nothing is counted twice where several shipments are of one order or on one
load.${others.length > 0 ? html` Drawn is ${baseline.policy}; the others are below.` : null}</p>
${own}${rest}
</section>`;
}

async function armMap({ policy, map }: ArmMap): Promise<Markup> {
  const { picture, told } = await fitting(policy, map);
  return html`${key()}
<figure><div class="process" tabindex="0" role="region" aria-label="Process map of ${policy}" style="overflow-x:auto">${picture}</div>
<figcaption>${told}</figcaption></figure>
${courses(policy, map)}
<details><summary>Every step as a table (${count(map.edges.length)})</summary>
${stepsTable(`Steps of ${policy}: what followed what`, map)}
</details>
`;
}

async function fitting(
  policy: string,
  map: ProcessMap,
): Promise<{ readonly picture: Markup; readonly told: string }> {
  const says = `Process map by event, policy ${policy}: ${mainWords(map)}`;
  for (const limits of LIMITS) {
    const shown = shownOf(map, limits);
    const { picture, widthPx } = await processGraph(says, shown);
    if (widthPx > WIDTH_MAX_PX && limits !== LIMITS.at(-1)) continue;
    const left = map.activities.length - shown.nodes.length;
    const told = `Drawn: ${share(shown.share)} of all steps from one event to another, between ${count(shown.nodes.length)} events. ${
      left > 0
        ? `${count(left)} rarer events, and steps past what shipments do meanwhile, are in the table.`
        : ''
    } ↻: the same event again, so many times more.${map.cases.top.length === 0 ? ' No case was over: no course is drawn in whole lines.' : ''}`;
    return { picture, told };
  }
  throw new Error('there is no last try');
}

/** What colours, forms and lines mean. */
function key(): Markup {
  const kinds = Object.entries(KIND_COLORS).map(
    ([kind, color]) => html`<li><i style="background:${color}"></i>of ${kind}s</li>`,
  );
  return html`<ul class="key">${kinds}<li>━ whole, bold: the course that most take</li><li>╌ dashed: other ways</li><li>the wider, the more often</li></ul>`;
}

function courses(policy: string, { cases, loads }: ProcessMap): Markup {
  return html`<h3>Courses of ${policy}</h3>
<p class="soft">A case is a shipment, from its order's release to its last event; or an order that no shipment was made of. What repeats at once stands
there once.${open(cases, 'cases')}${open(loads, 'loads')} Medians are within 5 %.</p>
${cases.lives > 0 ? variantsTable(`Courses of ${count(cases.lives)} cases`, 'Cases', cases) : null}
${
  loads.lives > 0
    ? html`<details><summary>Courses of ${count(loads.lives)} loads</summary>
${variantsTable(`Courses of ${count(loads.lives)} loads, from being formed to being paid`, 'Loads', loads)}
</details>`
    : null
}`;
}

function open({ open: left }: ProcessVariants, what: string): string {
  return left > 0
    ? ` ${count(left)} ${what} were not over when the run ended, and are not counted here.`
    : '';
}

function mainWords({ cases }: ProcessMap): string {
  const [main] = cases.top;
  if (main === undefined) return 'no case was over when the run ended';
  return `${share(main.lives / cases.lives)} of ${count(cases.lives)} cases take the most frequent course, in a median time of ${duration(main.medianMs)}`;
}

async function otherArm(baseline: ArmMap, other: ArmMap): Promise<Markup> {
  const policies = [baseline.policy, other.policy] as const;
  const differs =
    differenceTable(
      `Where ${other.policy} goes another way, or takes another time, than ${baseline.policy}. Share: of all that came next after the step's first event`,
      policies,
      [baseline.map, other.map],
    ) ?? html`<p class="soft">${other.policy} goes the ways of ${baseline.policy}, in the same times.</p>`;
  return html`<h3>${other.policy} against ${baseline.policy}</h3>
${differs}
<details><summary>Process map of ${other.policy}</summary>
${await armMap(other)}
</details>
`;
}
