/** How far models were trusted over time, why that changed, and what it cost that it did not change sooner. */

import type { GovernanceReport, MonitorReport } from '../../outbound/governance-report.ts';
import { changeWords } from '../../outbound/governance-words.ts';
import type { OutboundArmReport, OutboundRunReport } from '../../outbound/outbound-report.ts';
import { count, decimal, duration, instant, money, share } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { type ModeLine, modesPicture } from '../pictures/modes.ts';
import { row, table } from './tables.ts';

type Governed = OutboundArmReport & { readonly governance: GovernanceReport };

/** null = no arm has a model that is governed, or that is shown something wrong. */
export function governance({ arms, startAt, world, currency }: OutboundRunReport): Markup | null {
  const governed = arms.filter((arm): arm is Governed => arm.governance !== undefined);
  if (governed.length === 0) return null;
  const lines: ModeLine[] = governed.map(({ policy, governance: { modes, wrongFrom } }) => ({
    policy,
    modes,
    wrongFrom,
  }));
  return html`<section id="governance">
<h2>How far models were trusted</h2>
<p>A model is off, a shadow (asked and recorded, never obeyed), a canary (obeyed for a share of the orders) or active. Monitors lead it down, and only a
person leads it up. Every change stands in the audit chain between the decisions: <code>dray audit verify</code> checks it.</p>
<figure>${modesPicture('Mode of each model over time', lines, startAt, world.ordersUntil)}
<figcaption>Mode of each model while orders came in. Dashed: from there on it was shown something wrong.</figcaption></figure>
${costTable(governed, currency)}
${changes(governed)}
${monitors(governed)}
</section>`;
}

function costTable(arms: readonly Governed[], currency: string): Markup {
  const rows = arms.map(({ policy, governance: seen }) =>
    row(policy, [
      count(seen.obeyed),
      money(seen.extraMinor),
      seen.wrongFrom === null ? 'never' : instant(seen.wrongFrom),
      duration(seen.noticedAfterMs),
      duration(seen.stoppedAfterMs),
      count(seen.misread),
      count(seen.misreadDearer),
      money(seen.misreadExtraMinor),
    ]),
  );
  const heads = [
    'Policy',
    'Decisions of its own',
    `More committed than by the baseline, ${currency}`,
    'Shown something wrong from',
    'Noticed after',
    'Decided nothing after',
    'Decisions on it',
    'Dearer ones',
    'More committed by them',
  ];
  return table('What models decided, beside what the baseline would have of the same questions', heads, rows);
}

function changes(arms: readonly Governed[]): Markup {
  const lists = arms.flatMap(({ policy, governance: { governed, modes } }) =>
    governed
      ? [
          html`<h3>${policy}: why its mode changed</h3>
<ol>${modes.map(
            (mode) => html`<li>${changeWords(mode)}</li>
`,
          )}</ol>`,
        ]
      : [],
  );
  return html`${lists}`;
}

function monitors(arms: readonly Governed[]): Markup | null {
  const rows = arms.flatMap(({ policy, governance: { monitors: all } }) =>
    all.map((monitor) =>
      row(`${policy}: ${monitor.name}`, [
        limitOf(monitor),
        monitor.value === null ? '–' : shown(monitor, monitor.value),
        count(monitor.samples),
        monitor.standing,
        monitor.response,
      ]),
    ),
  );
  if (rows.length === 0) return null;
  const heads = ['Monitor', 'At most', 'Last seen', 'Samples', 'Standing', 'Leads to'];
  return html`${table('Monitors, as they stood when they were last looked at', heads, rows)}
<p class="soft">After a change of mode a monitor begins anew, and has few samples. Drift is a population stability index; what is above the
baseline is held against what the baseline decided in the same run.</p>`;
}

function limitOf(monitor: MonitorReport): string {
  return `${shown(monitor, monitor.limit)}${monitor.overBaseline ? ' over the baseline' : ''}`;
}

function shown({ name }: MonitorReport, value: number): string {
  if (name.endsWith('-drift')) return decimal(value, 2);
  return name === 'latency' ? `${count(value)} ms` : share(value);
}
