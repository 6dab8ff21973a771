/** What `dray warmup` ends with in the terminal: what to leave out, and what that rests on. */
import { figure, NONE, unitWords } from '../outbound/figures.ts';
import { textList, textTable } from '../outbound/text-table.ts';
import { count, decimal, duration } from '../text/format.ts';
import type { PilotSeries, WarmUpReport } from './warm-up-report.ts';

export function renderWarmUp(report: WarmUpReport): string {
  const { series, policy, replications, currency } = report;
  return [
    verdict(report),
    '',
    textTable([
      ['MSER-5 over', 'orders', 'left out', 'until', 'mean of these', 'of the others'],
      ...series.map((each) => seriesRow(each, currency)),
    ]),
    '',
    stretchTable(report),
    '',
    textList([
      `${policy}, ${count(replications)} pilot ${replications === 1 ? 'run' : 'runs'}; the n-th order released is the mean over all of them`,
      'times are since the start of the run; pilots have seeds of their own',
    ]),
  ].join('\n');
}

function verdict({ warmUpMs, setting, series }: WarmUpReport): string {
  const unsettled = series.filter(({ trusted }) => !trusted).map(({ title }) => title);
  if (warmUpMs === null)
    return `no warm-up can be told: ${unsettled.join(' and ')} had not settled in the first half of the orders. Let the runs be longer, or take them as they are: from their beginning to their end.`;
  if (setting === null) return 'nothing is to be left out: the first orders are like those that follow.';
  return `warmUp: ${setting}\nWrite this line into the scenario, and comparisons count orders released from then on.`;
}

function seriesRow(
  { title, unit, observations, truncated, untilMs, trusted, meanBefore, meanAfter }: PilotSeries,
  currency: string,
): string[] {
  const money = unit === 'money' ? `, ${unitWords(unit, currency)}` : '';
  return [
    `${title}${money}`,
    count(observations),
    count(truncated),
    trusted ? duration(untilMs) : 'not settled',
    meanBefore === null ? NONE : figure(meanBefore, unit),
    figure(meanAfter, unit),
  ];
}

/** Stretches are those of the first series, the others beside them: all cover the same run, to an order or so. */
function stretchTable({ series, warmUpMs }: WarmUpReport): string {
  const [first, ...others] = series as readonly [PilotSeries, ...PilotSeries[]];
  const rows = first.stretches.map(({ fromMs, orders }, i) => [
    duration(fromMs),
    decimal(orders, 0),
    ...[first, ...others].map(({ stretches, unit }) => {
      const mean = stretches[i]?.mean ?? null;
      return mean === null ? NONE : figure(mean, unit);
    }),
    warmUpMs !== null && fromMs < warmUpMs ? (endOf(first, i) <= warmUpMs ? 'left out' : 'in part') : '',
  ]);
  return textTable([['released from', 'orders', ...series.map(({ title }) => title), ''], ...rows]);
}

function endOf({ stretches }: PilotSeries, i: number): number {
  return stretches[i + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
}
