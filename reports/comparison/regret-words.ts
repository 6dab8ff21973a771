/** What `dray compare` says of hindsight in the terminal. */
import { figure, unitWords } from '../outbound/figures.ts';
import { textList, textTable } from '../outbound/text-table.ts';
import { count } from '../text/format.ts';
import type { Regret, RegretInterval, RegretReport } from './regret-report.ts';

const CAPACITY_WORDS = {
  choice: 'no capacity that the bound knows was short',
  lp: 'capacities of nodes are priced by a linear program',
  relaxed: 'the solver gave up: capacities of nodes are relaxed',
} as const;

export function renderRegret(report: RegretReport, currency: string): string {
  const { unknown, confidence, primary, commonPriced, by, certifiedGap } = report;
  if (unknown !== null || primary === undefined)
    return textList([`no hindsight bound is known of this scenario: ${unknown}`]);
  const rows = [
    [
      `against hindsight, ${unitWords('money', currency)} an order`,
      'mean',
      `${percent(confidence)} interval`,
    ],
    ...rowsOf(`${count(Math.round(primary.orders))} orders shipped: bound`, primary),
    ...(commonPriced == null
      ? []
      : rowsOf(
          `${count(Math.round(commonPriced.orders))} delivered at a price by both: bound`,
          commonPriced,
        )),
  ];
  const notes = [
    `no policy could have cost less than the bound; ${CAPACITY_WORDS[by!]}; gap ${percent(certifiedGap!)}`,
  ];
  return [textTable(rows), '', textList(notes)].join('\n');
}

function rowsOf(title: string, { bound, saving, regret, headroomCaptured }: Regret): string[][] {
  return [
    [title, ...money(bound)],
    ['  saving of the candidate', ...money(saving)],
    ['  regret of the baseline', ...money(regret.baseline)],
    ['  regret of the candidate', ...money(regret.candidate)],
    ...(headroomCaptured === null ? [] : [['  headroom captured', ...shares(headroomCaptured)]]),
  ];
}

function money({ mean, low, high }: RegretInterval): string[] {
  return [figure(mean, 'money'), `${figure(low, 'money')} to ${figure(high, 'money')}`];
}

function shares({ mean, low, high }: RegretInterval): string[] {
  return [percent(mean), `${percent(low)} to ${percent(high)}`];
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
