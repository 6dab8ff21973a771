/** What went wrong in the business and who had to look at it; what was decided, and by whom. */

import type {
  CaseReport,
  DecisionReport,
  ExceptionClassReport,
  OpenTaskReport,
  RoleReport,
} from '../../outbound/arm-details.ts';
import { fallbackWords } from '../../outbound/fallback-words.ts';
import { CASE_TITLES, figure, wait, words } from '../../outbound/figures.ts';
import type { OutboundArmReport, OutboundRunReport } from '../../outbound/outbound-report.ts';
import { count, decimal, duration, share } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { kpisOf } from './kpi-sections.ts';
import { peopleTable } from './people.ts';
import { scoring } from './scoring.ts';
import { armHeads, groupTable, kpiTable, row, table } from './tables.ts';

export function exceptions(report: OutboundRunReport): Markup {
  const { arms } = report;
  return html`<section id="exceptions">
<h2>Exceptions and people</h2>
${caseTable(arms)}
${classTable(arms)}
${roleTable(arms)}
${peopleTable(arms)}
${kpiTable('Exception KPIs', report, kpisOf('exceptions'))}
${openTable(arms)}
</section>`;
}

function caseTable(arms: readonly OutboundArmReport[]): Markup {
  const kinds = arms[0]?.cases.map(({ kind }, no) => ({ no, name: CASE_TITLES[kind] })) ?? [];
  const of = (arm: OutboundArmReport, no: number): CaseReport => arm.cases[no]!;
  return groupTable('Matters that were opened, and how long they took', 'Matter', arms, () => kinds, [
    { title: 'Resolved', cell: (arm, no) => count(of(arm, no).resolved) },
    { title: 'Still open', cell: (arm, no) => count(of(arm, no).open) },
    { title: 'Until resolved, median', cell: (arm, no) => duration(of(arm, no).p50Ms) },
    { title: '95th percentile', cell: (arm, no) => duration(of(arm, no).p95Ms) },
  ]);
}

function classTable(arms: readonly OutboundArmReport[]): Markup {
  const names = [...new Set(arms.flatMap((arm) => arm.exceptionClasses.map(({ name }) => name)))];
  if (names.length === 0) return html``;
  const of = (arm: OutboundArmReport, no: number): ExceptionClassReport | undefined =>
    arm.exceptionClasses.find(({ name }) => name === names[no]);
  const groups = names.map((name, no) => ({ no, name: words(name) }));
  return groupTable('Exceptions by class: noticed, and resolved by whom', 'Class', arms, () => groups, [
    { title: 'Opened', cell: (arm, no) => count(of(arm, no)?.opened ?? 0) },
    { title: 'By rule', cell: (arm, no) => count(of(arm, no)?.byRule ?? 0) },
    { title: 'By recommendation', cell: (arm, no) => count(of(arm, no)?.byRecommendation ?? 0) },
    { title: 'By a person', cell: (arm, no) => count(of(arm, no)?.byPerson ?? 0) },
    { title: 'Escalated', cell: (arm, no) => count(of(arm, no)?.escalated ?? 0) },
    { title: 'Still open', cell: (arm, no) => count(of(arm, no)?.open ?? 0) },
    { title: 'Until noticed, mean', cell: (arm, no) => duration(of(arm, no)?.detectionMeanMs ?? null) },
    { title: 'Until resolved, mean', cell: (arm, no) => duration(of(arm, no)?.resolutionMeanMs ?? null) },
  ]);
}

function roleTable(arms: readonly OutboundArmReport[]): Markup {
  const names = [...new Set(arms.flatMap(({ roles }) => roles.map(({ role }) => role)))].sort();
  if (names.length === 0) return html`<p>No person was given a task.</p>`;
  const of = (arm: OutboundArmReport, no: number): RoleReport | undefined =>
    arm.roles.find(({ role }) => role === names[no]);
  const groups = names.map((name, no) => ({ no, name: `${words(name)}: ${about(arms, name)}` }));
  return groupTable('Tasks given to people', 'Role', arms, () => groups, [
    { title: 'Given', cell: (arm, no) => count(of(arm, no)?.given ?? 0) },
    { title: 'Answered', cell: (arm, no) => count(of(arm, no)?.answered ?? 0) },
    {
      title: 'Open or overtaken',
      cell: (arm, no) => count((of(arm, no)?.given ?? 0) - (of(arm, no)?.answered ?? 0)),
    },
  ]);
}

function about(arms: readonly OutboundArmReport[], role: string): string {
  const kinds = arms.flatMap(({ roles }) => roles.find((each) => each.role === role)?.kinds ?? []);
  return [...new Set(kinds)].sort().map(words).join(', ');
}

function openTable(arms: readonly OutboundArmReport[]): Markup {
  const kinds = Object.keys(arms[0]?.open ?? {});
  const left = kinds.filter((kind) => arms.some(({ open }) => (open[kind] ?? 0) > 0));
  const rows = left.map((kind) =>
    row(
      words(kind),
      arms.map(({ open }) => count(open[kind] ?? 0)),
    ),
  );
  const matters =
    rows.length === 0
      ? html`<p>Nothing was open at the end: every order, load, bill, claim and case was closed.</p>`
      : table('What was not closed when the run ended', ['What', ...armHeads(arms)], rows);
  return html`<h3 id="open">Open at the end</h3>
${matters}
${openTaskTable(arms)}`;
}

/** Tasks that nobody answered. */
function openTaskTable(arms: readonly OutboundArmReport[]): Markup {
  const of = ({ openTasks = [] }: OutboundArmReport) => openTasks;
  const all = arms.flatMap(of);
  const names = [...new Set(all.map(({ role, kind }) => `${role} ${kind}`))];
  if (names.length === 0) return html``;
  const groups = names.map((name, no) => {
    const { kind, role } = all.find((each) => `${each.role} ${each.kind}` === name)!;
    return { no, name: `${words(kind)}: ${words(role)}` };
  });
  const find = (arm: OutboundArmReport, no: number): OpenTaskReport | undefined =>
    of(arm).find(({ role, kind }) => `${role} ${kind}` === names[no]);
  return groupTable('Tasks that nobody had answered when the run ended', 'Task', arms, () => groups, [
    { title: 'Open', cell: (arm, no) => count(find(arm, no)?.open ?? 0) },
    { title: 'Of these escalated', cell: (arm, no) => count(find(arm, no)?.escalated ?? 0) },
    { title: 'Age of the oldest', cell: (arm, no) => duration(find(arm, no)?.oldestMs ?? null) },
    { title: 'Whose that is', cell: (arm, no) => find(arm, no)?.oldest ?? '' },
  ]);
}

/** What each decision point is asked for. */
const POINTS: Readonly<Record<string, string>> = {
  sourcing: 'which warehouse serves an order, by which service',
  carrier: 'which carrier is asked first for a load',
  'delay-response': 'wait, or pay for going faster',
  exception: 'whether a person has a task, or the usual answer is given',
  'delay-prediction': 'whether a load on the road will be late',
  'invoice-anomaly': "pay a carrier's bill, dispute it, or have it looked at",
};

export function decisions(report: OutboundRunReport): Markup {
  const { arms, currency } = report;
  const rows = arms.flatMap((arm) =>
    arm.decisions.map((decision) => decisionRow(arm.policy, decision, currency)),
  );
  const body =
    rows.length === 0
      ? html`<p>Nothing had to be decided.</p>`
      : table(
          'Decisions by point and by what answered them',
          ['Point', ...DECISION_HEADS],
          rows,
          'decisions',
        );
  return html`<section id="decisions">
<h2>Decisions</h2>
<p>The core asks where there is a choice, with every option on the table. Hard rules (a denied party, dangerous goods, papers) remove options before
anybody is asked, and check the answer again: no policy can override them. Each decision is on record with its inputs.</p>
${body}
${scoring(report)}
</section>`;
}

const DECISION_HEADS = [
  html`<span class="left">Policy compared</span>`,
  html`<span class="left">Answered by</span>`,
  'Asked',
  'Options, mean',
  'Removed by rule',
  'Without choice',
  'Fell back',
  'Overridden',
  'Thinking, mean',
];

/** Of who declares what an answer costs. */
function costWords({ costMinor }: DecisionReport, currency: string): Markup | null {
  if (costMinor === undefined) return null;
  return html`<br><span class="soft">answers cost ${figure(costMinor, 'money')} ${currency}</span>`;
}

function decisionRow(policy: string, decision: DecisionReport, currency: string): Markup {
  const { point, mode, asked, options, removed, withoutChoice, fellBack, overridden, latencyMs } = decision;
  const by = mode === 'active' ? decision.policy : `${decision.policy} (${mode})`;
  const what = POINTS[point];
  const why = fallbackWords(decision.fallbacks ?? {});
  return row(
    html`${words(point)}${what === undefined ? null : html`<br><span class="soft">${what}</span>`}`,
    [
      html`<span class="left">${policy}</span>`,
      html`<span class="left">${by}${costWords(decision, currency)}</span>`,
      count(asked),
      decimal(options / asked, 1),
      share(options === 0 ? null : removed / options),
      count(withoutChoice),
      html`${count(fellBack)}${why === '' ? null : html`<br><span class="soft">${why}</span>`}`,
      count(overridden),
      wait(latencyMs / asked),
    ],
  );
}
