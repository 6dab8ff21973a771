/**
 * A run for a comment on a pull request, or the summary of a step in CI: what came out, whether that is good enough, the figures side by
 * side, and the command that gives it again.
 */
import { OUTBOUND_KPIS, type OutboundKpi } from '../kpis/outbound/catalogue.ts';
import { difference, END_WORDS, figure, isBetter, unitWords } from '../outbound/figures.ts';
import { notCounted } from '../outbound/not-counted.ts';
import type { OutboundArmReport, OutboundRunReport } from '../outbound/outbound-report.ts';
import { verdictOf } from '../outbound/verdict.ts';
import { assumptionsIn } from '../outbound/watched-report.ts';
import { groupsRest } from '../text/format.ts';
import { fenced, inCode, inText, markdownTable } from './escape.ts';

const SHOWN: readonly OutboundKpi[] = [
  'landedCostPerOrder',
  'orders',
  'ordersShipped',
  'onTimeDelivery',
  'otif',
  'perfectOrder',
  'fillRate',
  'cycleTimeP50',
  'cycleTimeP95',
  'loads',
  'firstTenderAcceptance',
  'exceptionRate',
  'tasksPerOrder',
  'co2eKg',
];

/** Broken or missed first: it is what a reader looks for. */
const MARKS = { good: '✅', bad: '❌', neither: '⚠️' } as const;

/** @param missing what can't be shown of it, a sentence each */
export function renderRunMarkdown(report: OutboundRunReport, missing: readonly string[] = []): string {
  const { scenario, seed, arms, reproduce, versions } = report;
  return `${[
    `### ${markOf(report)} Dray: ${inText(scenario.title)}`,
    verdict(report),
    ...early(report),
    ...(missing.length === 0 ? [] : [gaps(missing)]),
    ...(report.thresholds.length === 0 ? [] : [thresholds(report)]),
    ...(arms.length === 0 ? [] : [figures(report)]),
    ...notes(report),
    `Scenario ${inCode(scenario.name)} ${inCode(scenario.digest)}, seed ${inCode(String(seed))}, Dray ${inText(versions.dray)}. One run with one seed: figures of this run, without an interval.`,
    `<details><summary>Run it again</summary>\n\n${fenced(reproduce)}\n\n</details>`,
  ].join('\n\n')}\n`;
}

function markOf({ end, thresholds: all, arms }: OutboundRunReport): string {
  if (end === 'violated' || all.some(({ passed }) => !passed)) return MARKS.bad;
  return end === 'interrupted' || arms.length === 0 ? MARKS.neither : MARKS.good;
}

function verdict(report: OutboundRunReport): string {
  const [first = '', ...rest] = verdictOf(report);
  return [`**${inText(first)}**`, ...rest.map(inText)].join('\n');
}

function gaps(missing: readonly string[]): string {
  return `**What is missing**\n\n${missing.map((each) => `- ${inText(each)}`).join('\n')}`;
}

function thresholds({ thresholds: all, currency, end }: OutboundRunReport): string {
  const rows = all.map(({ kpi, policy, bound, value, passed }) => {
    const { title, unit } = OUTBOUND_KPIS[kpi];
    const money = unit === 'money' && value !== null ? ` ${currency}` : '';
    const mark =
      end === 'violated'
        ? `${MARKS.neither} not judged`
        : passed
          ? `${MARKS.good} kept`
          : `${MARKS.bad} missed`;
    return [mark, inText(title), inCode(policy), inText(`${figure(value, unit)}${money}`), inText(bound)];
  });
  return markdownTable([['Threshold', 'KPI', 'Policy', 'Is', 'Asked for'], ...rows], 3);
}

/** What does not count is folded away, under a line that says so. */
function figures(report: OutboundRunReport): string {
  const why = notCounted(report);
  return why === null
    ? kpis(report)
    : `<details><summary>${inText(why)}</summary>\n\n${kpis(report)}\n\n</details>`;
}

/** Against the first, where there is one other; with more, side by side. */
function kpis({ arms, currency }: OutboundRunReport): string {
  const [baseline, candidate, ...more] = arms as readonly [OutboundArmReport, ...OutboundArmReport[]];
  const pair = candidate !== undefined && more.length === 0 ? candidate : null;
  const head = [
    'KPI',
    ...arms.map(({ policy }, i) => `${inCode(policy)}${i === 0 && arms.length > 1 ? ' (baseline)' : ''}`),
    ...(pair === null ? [] : ['Difference']),
  ];
  const rows = SHOWN.map((name) => {
    const { title, unit, better } = OUTBOUND_KPIS[name];
    const was = baseline.kpis[name];
    const named = unit === 'money' ? `${title}, ${unitWords(unit, currency)}` : title;
    const cells = [inText(named), ...arms.map((arm) => inText(figure(arm.kpis[name], unit)))];
    if (pair === null) return cells;
    const is = pair.kpis[name];
    return [...cells, `${inText(difference(was, is, unit))}${judged(isBetter(was, is, better))}`];
  });
  return markdownTable([head, ...rows]);
}

function judged(better: boolean | null): string {
  return better === null ? '' : better ? ' better' : ' worse';
}

/** Before any figure: what an arm that has not come to its end says of them. */
function early({ arms }: OutboundRunReport): string[] {
  const lines = arms
    .filter(({ end }) => end !== 'empty')
    .map(({ policy, end }) => `- ${inCode(policy)} ${inText(END_WORDS[end])}`);
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function notes(report: OutboundRunReport): string[] {
  const { warnings } = report;
  const assumptions = assumptionsIn(report);
  const warned = warnings.map((text) => `- warning: ${inText(text)}`);
  const assumed =
    assumptions === null
      ? ['- what it takes for granted without a source is not on record']
      : assumptions.length === 0
        ? []
        : [`- ${groupsRest(assumptions.length)}, at least in part, on an assumption`];
  const lines = [...warned, ...assumed];
  return lines.length === 0 ? [] : [lines.join('\n')];
}
