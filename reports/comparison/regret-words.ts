/** What `dray compare` says of hindsight in the terminal. */
import { figure, unitWords } from '../outbound/figures.ts';
import { textList, textTable } from '../outbound/text-table.ts';
import { count, decimal } from '../text/format.ts';
import type { Regret, RegretInterval, RegretReport } from './regret-report.ts';

const CAPACITY_WORDS = {
  choice: 'no capacity that the bound knows was short',
  lp: 'capacities of nodes are priced by a linear program',
  relaxed: 'the solver gave up: capacities of nodes are relaxed',
} as const;

export function renderRegret(report: RegretReport, currency: string): string {
  const waves = report.waves === undefined ? [] : ['', waveTable(report.waves, report.confidence, currency)];
  return [orderTable(report, currency), ...waves].join('\n');
}

function orderTable(report: RegretReport, currency: string): string {
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
    'no policy that sends the same orders could have cost less than the bound',
    `${CAPACITY_WORDS[by!]}; gap ${percent(certifiedGap!)}`,
  ];
  return [textTable(rows), '', textList(notes)].join('\n');
}

/** What is late by how much is told in thousands: a day's goods come to millions of hours. */
const THOUSAND_MAJOR = 100_000;

function waveTable(
  { baseline, candidate }: NonNullable<RegretReport['waves']>,
  confidence: number,
  currency: string,
): string {
  const rows = (
    [
      ['baseline', baseline],
      ['candidate', candidate],
    ] as const
  ).flatMap(([name, { bound, late, regret, certifiedGap }]) => [
    [`${name}: bound (gap ${percent(certifiedGap)})`, ...thousands(bound)],
    ['  what it came to', decimal(late / THOUSAND_MAJOR, 1), ''],
    ['  regret', ...thousands(regret)],
  ]);
  const head = [`waves, thousand ${currency} x hours too late`, 'mean', `${percent(confidence)} interval`];
  return textTable([head, ...rows]);
}

function thousands({ mean, low, high }: RegretInterval): string[] {
  const [middle, from, to] = [mean, low, high].map((each) => decimal(each / THOUSAND_MAJOR, 1));
  return [middle!, `${from} to ${to}`];
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
