/** What `dray best` ends with in the terminal. */
import { OUTBOUND_KPIS } from '../kpis/outbound/catalogue.ts';
import { figure, unitWords } from '../outbound/figures.ts';
import { textTable } from '../outbound/text-table.ts';
import { count } from '../text/format.ts';
import type { SelectionReport } from './selection-report.ts';
import { isUnheard, standInWords, unheardPhrase } from './stand-ins.ts';
import { warmUpWords } from './summary.ts';

export function renderSelection(report: SelectionReport): string {
  const { policies, kpi, currency } = report;
  const { title, unit } = OUTBOUND_KPIS[kpi];
  return [
    selectionSentence(report),
    ...warmUpWords(report),
    '',
    textTable([
      ['', `${title}, ${unitWords(unit, currency)}`, 'replications'],
      ...policies.map(({ policy, mean, replications }) => [policy, figure(mean, unit), count(replications)]),
    ]),
  ].join('\n');
}

/** Which is the best, and how sure that is; of policies that were not always heard, how often others answered. */
export function selectionSentence({
  best,
  sure,
  policies,
  confidence,
  indifference,
}: SelectionReport): string {
  const unheard = policies.filter(isUnheard).flatMap(({ standIns }) => standIns ?? []);
  if (unheard.length > 0)
    return `No best was found: ${unheard.map(unheardPhrase).join('; ')}. Of the others ${leastOf(policies)} has the least mean.`;
  const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
  const said = sure
    ? `${best} is the best with a probability of at least ${percent(confidence)}, if it is by ${percent(indifference)} or more.`
    : `${best} has the least mean so far; it could not be told apart from the others still in the running.`;
  return [said, ...standInWords(policies)].join(' ');
}

/** Policies come by their means. */
function leastOf(policies: SelectionReport['policies']): string {
  return policies.find((each) => !isUnheard(each))?.policy ?? 'none';
}
