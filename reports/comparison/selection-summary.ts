/** What `dray best` ends with in the terminal. */
import { OUTBOUND_KPIS } from '../kpis/outbound/catalogue.ts';
import { figure, unitWords } from '../outbound/figures.ts';
import { textTable } from '../outbound/text-table.ts';
import { count } from '../text/format.ts';
import type { SelectionReport } from './selection-report.ts';
import { warmUpWords } from './summary.ts';

export function renderSelection(report: SelectionReport): string {
  const { best, sure, policies, kpi, currency, confidence, indifference } = report;
  const { title, unit } = OUTBOUND_KPIS[kpi];
  const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
  const verdict = sure
    ? `${best} is the best with a probability of at least ${percent(confidence)}, if it is by ${percent(indifference)} or more.`
    : `${best} has the least mean so far; it could not be told apart from the others still in the running.`;
  return [
    verdict,
    ...warmUpWords(report),
    '',
    textTable([
      ['', `${title}, ${unitWords(unit, currency)}`, 'replications'],
      ...policies.map(({ policy, mean, replications }) => [policy, figure(mean, unit), count(replications)]),
    ]),
  ].join('\n');
}
