/** What `dray compare` says of hindsight in the terminal. */
import { figure, unitWords } from '../outbound/figures.ts';
import { textList, textTable } from '../outbound/text-table.ts';
import { count, decimal } from '../text/format.ts';
import type { AnswersRegret, PointRegret, Regret, RegretInterval, RegretReport } from './regret-report.ts';

/** What binds in a bound. */
export const CAPACITY_WORDS = {
  choice: 'no capacity that the bound knows was short',
  lp: 'capacities of nodes are priced by a linear program',
  relaxed: 'the solver gave up: capacities of nodes are relaxed',
} as const;

export function renderRegret(report: RegretReport, currency: string): string {
  const waves = report.waves === undefined ? [] : ['', waveTable(report.waves, report.confidence, currency)];
  const points = (report.points ?? [])
    .filter(({ compared }) => compared)
    .flatMap((each) => ['', pointTable(each, report.confidence, currency)]);
  return [orderTable(report, currency), ...waves, ...points].join('\n');
}

/** What is measured of the answers at a decision point. */
export const MEASURE_WORDS: Readonly<Record<string, string>> = {
  'invoice-anomaly': 'paid of bills, and work on them',
  exception: 'work on exceptions',
  'dock-slot': 'trucks at the gate',
  'delay-prediction': 'speed and lateness of loads',
  'delay-response': 'speed and lateness of loads',
  workload: 'goods too late, from any node',
};

/** As figures of a unit are told: by what they are divided, and what then stands beside them. */
export function pointScale(
  unit: PointRegret['unit'],
  currency: string,
): { readonly by: number; readonly words: string } {
  switch (unit) {
    case 'money':
      return { by: MAJOR, words: currency };
    case 'ms':
      return { by: HOUR_MS, words: 'hours' };
    case 'money x hours':
      return { by: THOUSAND_MAJOR, words: `thousand ${currency} x hours` };
  }
}

const MAJOR = 100;
const HOUR_MS = 3_600_000;

export interface NamedRegret {
  readonly name: string;
  readonly regret: RegretReport;
}

/**
 * Several comparisons against their bounds, a line each: means of the primary metric's regret, and headroom with its interval.
 * @param of what the lines are: candidates, scenarios
 * @param unit of the amounts; empty = each line says its own
 */
export function renderRegrets(of: string, unit: string, regrets: readonly NamedRegret[]): string {
  const rows = regrets.flatMap(({ name, regret: { primary } }) =>
    primary === undefined
      ? []
      : [
          [
            name,
            ...[primary.bound, primary.regret.baseline, primary.regret.candidate].map(({ mean }) =>
              figure(mean, 'money'),
            ),
            primary.headroomCaptured === null ? '' : headroomWords(primary.headroomCaptured),
          ],
        ],
  );
  const unknown = regrets.flatMap(({ name, regret }) =>
    regret.unknown === null ? [] : [`no hindsight bound is known of ${name}: ${regret.unknown}`],
  );
  const head = [of, 'bound', "baseline's", 'its own', 'headroom captured'];
  const table = [
    `  bound and regret of both against hindsight${unit === '' ? '' : `, ${unit}`} an order shipped`,
    '',
    textTable([head, ...rows]),
  ];
  return [...(rows.length === 0 ? [] : table), ...(unknown.length === 0 ? [] : [textList(unknown)])].join(
    '\n',
  );
}

function headroomWords(captured: RegretInterval): string {
  const [mean, interval] = shares(captured);
  return `${mean} (${interval})`;
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
    'figures are means over replications; the metric above is a ratio of totals',
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

function thousands(of: RegretInterval): string[] {
  return scaled(of, THOUSAND_MAJOR);
}

function scaled({ mean, low, high }: RegretInterval, by: number): string[] {
  const [middle, from, to] = [mean, low, high].map((each) => decimal(each / by, 1));
  return [middle!, `${from} to ${to}`];
}

function pointTable(
  { point, unit, baseline, candidate, headroomCaptured }: PointRegret,
  confidence: number,
  currency: string,
): string {
  const { by, words } = pointScale(unit, currency);
  const rowsFor = (name: string, of: AnswersRegret): string[][] => [
    [`${name}, of ${count(Math.round(of.decisions))}: bound (${gapWords(of)})`, ...scaled(of.bound, by)],
    ['  what it came to', decimal(of.came / by, 1), ''],
    ['  regret', ...scaled(of.regret, by)],
    ...(of.right === undefined ? [] : [['  answers as on record', ...shares(of.right)]]),
  ];
  const head = [words, 'mean', `${percent(confidence)} interval`];
  const table = textTable([
    head,
    ...rowsFor('baseline', baseline),
    ...rowsFor('candidate', candidate),
    ...(headroomCaptured === null ? [] : [['  headroom captured', ...shares(headroomCaptured)]]),
  ]);
  return `  ${point}: ${MEASURE_WORDS[point] ?? point}\n${table}`;
}

function gapWords({ certifiedGap }: AnswersRegret): string {
  return certifiedGap === null ? 'not exact' : `gap ${percent(certifiedGap)}`;
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
