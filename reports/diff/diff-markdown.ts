/** The differences of two runs for a comment on a pull request: what was configured, what came out, how sure that is. */
import { fenced, inCode, inText, markdownTable } from '../markdown/escape.ts';
import { NONE } from '../outbound/figures.ts';
import { count, money } from '../text/format.ts';
import type { DiffReport, KpiDifference, PairDifference } from './diff-report.ts';
import { armsWords } from './diff-runs.ts';
import { betterWords, differenceWords, kpiFigure, kpiTitle, shownValue, signedMoney } from './diff-words.ts';

/** A comment that is longer is cut by the forge. Source: assumption, well below 65,536 characters. */
const VALUES_MAX = 60;

export function renderDiffMarkdown(report: DiffReport): string {
  const { runs, verdict, pairs, only, missing, caveats, surer } = report;
  const again = runs.flatMap(({ reproduce }) => (reproduce === null ? [] : [reproduce]));
  return `${[
    '### Dray: difference of two runs',
    `A = ${inCode(runs[0].name)}, B = ${inCode(runs[1].name)}. ${inText(verdict)}`,
    configuration(report),
    ...pairs.map((pair) => pairWords(report, pair)),
    thresholds(report),
    [...onlyWords('A', only.one), ...onlyWords('B', only.other)].join('\n'),
    missing.length === 0 ? '' : `Not compared:\n\n${missing.map((each) => `- ${inText(each)}`).join('\n')}`,
    [
      ...caveats.map((each) => `> ${inText(each)}`),
      ...(surer === null ? [] : [`> Surer: ${inCode(surer)}`]),
    ].join('\n'),
    again.length === 0
      ? ''
      : `<details><summary>Run them again</summary>\n\n${fenced(again.join('\n'))}\n\n</details>`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function configuration({ facts, values }: DiffReport): string {
  const shown = (values ?? []).slice(0, VALUES_MAX);
  const rows = [
    ...facts.map(({ what, one, other }) => [inText(what), cell(one), cell(other)]),
    ...shown.map(({ path, one, other }) => [inCode(path), cell(one), cell(other)]),
  ];
  const more = (values?.length ?? 0) - shown.length;
  const unknown = values === null ? '\n\nWhat their scenarios have otherwise is not known.' : '';
  if (rows.length === 0) return `**Configured alike.**${unknown}`;
  const table = markdownTable([['What', 'A', 'B'], ...rows], 3);
  return `**Configured differently, and nothing else**\n\n${table}${more > 0 ? `\n\nand ${count(more)} more` : ''}${unknown}`;
}

function cell(value: string | null): string {
  return value === null ? NONE : inCode(shownValue(value));
}

function pairWords({ currency }: DiffReport, { arms, why, kpis, same, pots, facts }: PairDifference): string {
  const title = `**KPIs of ${inCode(armsWords(arms))}**${why === null ? '' : ` (${inText(why)})`}`;
  const about = facts.map(({ what, one, other }) => `- ${inText(what)}: ${cell(one)} | ${cell(other)}`);
  const table =
    kpis.length === 0
      ? 'None differs.'
      : markdownTable([['KPI', 'A', 'B', 'B - A', ''], ...kpis.map(kpiRow)]);
  const alike =
    same.length === 0 ? '' : `${count(same.length)} KPIs are the same, or differ by less than is shown.`;
  const potTable =
    pots.length === 0
      ? ''
      : `<details><summary>Landed cost by pot, all orders, ${inText(currency)}</summary>\n\n${markdownTable([
          ['Pot', 'A', 'B', 'B - A'],
          ...pots.map(({ title: pot, one, other }) => [
            inText(pot),
            inText(money(one)),
            inText(money(other)),
            inText(signedMoney(other - one)),
          ]),
        ])}\n\n</details>`;
  return [title, about.join('\n'), table, alike, potTable].filter((part) => part !== '').join('\n\n');
}

const BETTER_MARKS: Readonly<Record<string, string>> = { better: '✅ better', worse: '❌ worse' };

function kpiRow(kpi: KpiDifference): string[] {
  return [
    inText(kpiTitle(kpi)),
    inText(kpiFigure(kpi, kpi.one)),
    inText(kpiFigure(kpi, kpi.other)),
    inText(differenceWords(kpi)),
    BETTER_MARKS[betterWords(kpi)] ?? '',
  ];
}

function thresholds({ thresholds: all }: DiffReport): string {
  if (all.length === 0) return '';
  const word = (passed: boolean | null): string => (passed === null ? NONE : passed ? 'kept' : '❌ missed');
  return `**Thresholds that came out otherwise**\n\n${markdownTable([
    ['Threshold', 'A', 'B'],
    ...all.map(({ kpi, policy, bound, one, other }) => [
      inText(`${kpi} (${policy}) ${bound}`),
      word(one),
      word(other),
    ]),
  ])}`;
}

function onlyWords(run: string, policies: readonly string[]): string[] {
  return policies.length === 0 ? [] : [`Only ${run} ran ${policies.map(inCode).join(', ')}.`];
}
