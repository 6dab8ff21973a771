/** The differences of two runs in the terminal. */
import { NONE, unitWords } from '../outbound/figures.ts';
import { textTable } from '../outbound/text-table.ts';
import { count, money } from '../text/format.ts';
import { printable } from '../text/width.ts';
import type { DiffReport, KpiDifference, PairDifference } from './diff-report.ts';
import { armsWords } from './diff-runs.ts';
import { betterWords, differenceWords, kpiFigure, kpiTitle, shownValue, signedMoney } from './diff-words.ts';

/** Values of a scenario that are shown unless all are asked for. */
const VALUES_MAX = 30;

export interface DiffTextOptions {
  /** Also KPIs that are the same. */
  readonly show: 'differences' | 'all';
}

export function renderDiff(report: DiffReport, { show }: DiffTextOptions): string {
  const { runs, verdict, pairs, only, missing } = report;
  const blocks = [
    [`A  ${runs[0].name}`, `B  ${runs[1].name}`, verdict],
    configuration(report, show),
    ...pairs
      .filter(({ kpis }) => show === 'all' || kpis.length > 0)
      .flatMap((pair) => [kpiBlock(report, pair, show), potBlock(report, pair)]),
    thresholds(report),
    [
      ...(only.one.length === 0 ? [] : [`Only A ran ${only.one.join(', ')}`]),
      ...(only.other.length === 0 ? [] : [`Only B ran ${only.other.join(', ')}`]),
    ],
    missing.length === 0 ? [] : ['Not compared', ...missing.map((each) => `  ${each}`)],
    [...report.caveats, ...(report.surer === null ? [] : [`Surer: ${report.surer}`])],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map(printable).join('\n'))
    .join('\n\n');
}

function configuration({ facts, values }: DiffReport, show: DiffTextOptions['show']): string[] {
  const limit = show === 'all' ? Number.POSITIVE_INFINITY : VALUES_MAX;
  const shown = (values ?? []).slice(0, limit);
  const rows = [
    ...facts.map(({ what, one, other }) => [what, one ?? NONE, other ?? NONE]),
    ...shown.map(({ path, one, other }) => [path, shownValue(one), shownValue(other)]),
  ];
  const more = (values?.length ?? 0) - shown.length;
  const rest = [
    ...(more > 0 ? [`and ${count(more)} more values (--all shows them)`] : []),
    ...(values === null ? ['What their scenarios have otherwise is not known'] : []),
  ];
  if (rows.length === 0) return ['Configured alike', ...rest];
  return [
    'Configured differently, and nothing else',
    ...textTable([['what', 'A', 'B'], ...rows], 3).split('\n'),
    ...rest,
  ];
}

function kpiBlock({ currency }: DiffReport, pair: PairDifference, show: DiffTextOptions['show']): string[] {
  const { kpis, same, facts, why } = pair;
  const shown = show === 'all' ? [...kpis, ...same] : kpis;
  const head = `KPIs of ${armsWords(pair.arms)} (amounts in ${currency})${why === null ? '' : `: ${why}`}`;
  const about = facts.map(({ what, one, other }) => `  ${what}: ${one ?? NONE} | ${other ?? NONE}`);
  const alike =
    show === 'all' || same.length === 0
      ? []
      : [`${count(same.length)} KPIs are the same, or differ by less than is shown (--all shows them)`];
  if (shown.length === 0) return [head, ...about, ...alike];
  const rows = shown.map((each) => kpiRow(each, currency));
  return [head, ...about, ...textTable([['KPI', 'A', 'B', 'B - A', ''], ...rows]).split('\n'), ...alike];
}

function kpiRow(kpi: KpiDifference, currency: string): string[] {
  const unit = kpi.unit === 'money/kg' ? ` (${unitWords(kpi.unit, currency)})` : '';
  return [
    `${kpiTitle(kpi)}${unit}`,
    kpiFigure(kpi, kpi.one),
    kpiFigure(kpi, kpi.other),
    differenceWords(kpi),
    betterWords(kpi),
  ];
}

function potBlock({ currency }: DiffReport, { arms, pots }: PairDifference): string[] {
  if (pots.length === 0) return [];
  const rows = pots.map(({ title, one, other }) => [
    title,
    money(one),
    money(other),
    signedMoney(other - one),
  ]);
  return [
    `Landed cost of ${armsWords(arms)} by pot, all orders, ${currency}`,
    ...textTable([['pot', 'A', 'B', 'B - A'], ...rows]).split('\n'),
  ];
}

function thresholds({ thresholds: all }: DiffReport): string[] {
  if (all.length === 0) return [];
  const word = (passed: boolean | null): string => (passed === null ? NONE : passed ? 'kept' : 'missed');
  return [
    'Thresholds that came out otherwise',
    ...textTable([
      ['threshold', 'A', 'B'],
      ...all.map(({ kpi, policy, bound, one, other }) => [
        `${kpi} (${policy}) ${bound}`,
        word(one),
        word(other),
      ]),
    ]).split('\n'),
  ];
}
