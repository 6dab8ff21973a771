/** What `dray ope` says in the terminal. */
import { textList, textTable } from '../outbound/text-table.ts';
import { count, decimal, money } from '../text/format.ts';
import type { OffPolicyTruthReport } from './off-policy-report.ts';

interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** As `evaluateOffPolicy` answers it. */
export interface OffPolicyFigures {
  readonly logged: Interval;
  readonly ips: Interval;
  readonly snips: Interval;
  readonly dr: Interval | null;
  readonly effectiveSampleSize: number;
  readonly largestWeight: number;
  readonly enough: boolean;
}

const TITLES = {
  logged: 'the policy of the log',
  ips: 'the other one, by inverse propensity (IPS)',
  snips: 'the same, self-normalised (SNIPS)',
  dr: 'the same, doubly robust (DR)',
} as const;

export function renderOffPolicy(figures: OffPolicyFigures, decisions: number): string {
  const rows = (Object.keys(TITLES) as (keyof typeof TITLES)[]).flatMap((name) => {
    const interval = figures[name];
    return interval === null ? [] : [[TITLES[name], ...numbers(interval)]];
  });
  const { effectiveSampleSize, largestWeight, enough } = figures;
  return [
    textTable([['reward of a decision', 'mean', '95 % interval'], ...rows]),
    '',
    textList([
      `${count(decisions)} decisions, worth ${decimal(effectiveSampleSize, 0)} of the other policy; largest weight ${decimal(largestWeight, 1)}`,
      ...(enough
        ? []
        : ['too few of them are decisions that the other policy would share: do not rely on these figures']),
      ...(figures.dr === null
        ? ['no "predicted" in every line: without a model of rewards there is no DR']
        : []),
      'where decisions press on each other (capacity, stock), a log is biased by several percent: a comparison in the twin is not',
    ]),
  ].join('\n');
}

/** What a comparison says of its baseline's log: the truth stands beside it. @param currency of the amounts */
export function offPolicyTruthWords(
  { point, decisions, effectiveSampleSize, enough, ips, snips, dr, truth }: OffPolicyTruthReport,
  currency: string,
): string[] {
  const told = (name: string, { mean, low, high }: OffPolicyTruthReport['ips']): string =>
    `${name} ${money(mean)} (${money(low)} to ${money(high)})`;
  const said = [told('IPS', ips), told('SNIPS', snips), ...(dr === null ? [] : [told('DR', dr)])];
  return [
    `the baseline's log at ${point} (${count(decisions)} decisions, worth ${decimal(effectiveSampleSize, 0)} of the candidate${enough ? '' : ': too few to be relied on'}) says of it, ${currency} a decision:`,
    `  ${said.join(', ')}; the truth is ${money(truth.mean)} (${money(truth.low)} to ${money(truth.high)})`,
  ];
}

function numbers({ mean, low, high }: Interval): readonly [string, string] {
  const digits = Math.max(0, Math.min(6, 3 - Math.floor(Math.log10(Math.max(1e-6, Math.abs(high - low))))));
  return [decimal(mean, digits), `${decimal(low, digits)} to ${decimal(high, digits)}`];
}
