/** What `dray sweep` ends with in the terminal: a table over the grid, where its curves bend, and which thresholds are missed where. */
import { OUTBOUND_KPIS, type OutboundKpi, type OutboundKpiUnit } from '../kpis/outbound/catalogue.ts';
import { figure, NONE, unitWords } from '../outbound/figures.ts';
import { textList, textTable } from '../outbound/text-table.ts';
import { count, decimal } from '../text/format.ts';
import { warmUpWords } from './summary.ts';
import type { SweepReport, SweptKpi } from './sweep-report.ts';
import { sweptStandIns, thresholdWords } from './swept-words.ts';

export function renderSweep(report: SweepReport): string {
  const { varied, points, knees, replications, policy, currency } = report;
  const kpis = [...new Set(points.flatMap((point) => point.kpis.map(({ kpi }) => kpi)))];
  const rows = points.map(({ values, kpis: found }) => [
    ...values,
    ...kpis.map((kpi) => cell(found.find((each) => each.kpi === kpi))),
  ]);
  const bends = knees.map(({ kpi, value }) => `${OUTBOUND_KPIS[kpi].title} bends at ${varied[0]} = ${value}`);
  const asked = thresholdWords(report);
  const heard = sweptStandIns(report);
  return [
    `${policy}, ${count(replications)} ${replications === 1 ? 'replication' : 'replications'} of each point on common random numbers; means${replications === 1 ? '' : ' with 95 % intervals'}.`,
    ...(heard === null ? [] : [heard]),
    ...warmUpWords(report),
    '',
    textTable([[...varied, ...kpis.map((kpi) => heading(kpi, currency))], ...rows], varied.length),
    ...(kpis.length > 0
      ? []
      : ['', '  no KPI has a value in every replication of a point: let the runs go on for longer']),
    ...(bends.length === 0 ? [] : ['', textList(bends)]),
    ...(asked === null ? [] : ['', asked]),
  ].join('\n');
}

function heading(kpi: OutboundKpi, currency: string): string {
  const { title, unit } = OUTBOUND_KPIS[kpi];
  return unit === 'money' ? `${title}, ${unitWords(unit, currency)}` : title;
}

function cell(swept: SweptKpi | undefined): string {
  if (swept === undefined) return NONE;
  const { unit } = OUTBOUND_KPIS[swept.kpi];
  const mean = figure(swept.mean, unit);
  return swept.halfWidth === null ? mean : `${mean} ± ${spread(swept.halfWidth, unit)}`;
}

/** In the unit that the mean stands in, as well as that can be seen. */
function spread(halfWidth: number, unit: OutboundKpiUnit): string {
  return unit === 'share' ? decimal(100 * halfWidth, 1) : figure(halfWidth, unit);
}
