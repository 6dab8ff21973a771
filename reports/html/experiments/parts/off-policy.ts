/** Off-policy against truth: how far estimates from the baseline's log are from what the candidate really brought. */
import type { OffPolicyInterval, OffPolicyTruthReport } from '../../../comparison/off-policy-report.ts';
import { count, decimal, money } from '../../../text/format.ts';
import { html, type Markup } from '../../markup.ts';
import { row, table } from '../../parts/tables.ts';
import { type ForestRow, forestPlot } from '../pictures/forest-plot.ts';
import { figure } from './frame.ts';

const TITLES = {
  logged: 'the log itself',
  ips: 'inverse propensity (IPS)',
  snips: 'self-normalised (SNIPS)',
  dr: 'doubly robust (DR)',
} as const;

export function offPolicy(report: OffPolicyTruthReport, currency: string): Markup {
  const { truth, point, replications, decisions, floor, effectiveSampleSize, enough } = report;
  const estimates = (Object.keys(TITLES) as (keyof typeof TITLES)[]).flatMap((name) => {
    const own = report[name];
    return own === null ? [] : [{ name: TITLES[name], own, isLog: name === 'logged' }];
  });
  const off = (value: number): number => (100 * (value - truth.mean)) / Math.abs(truth.mean);
  const holds = ({ low, high }: OffPolicyInterval): boolean => low <= truth.mean && truth.mean <= high;
  const rows = estimates.map(
    ({ name, own, isLog }): ForestRow => ({
      name,
      ...{ mean: off(own.mean), low: off(own.low), high: off(own.high) },
      tone: isLog ? 'open' : holds(own) ? 'good' : 'bad',
      words: `${own.mean >= truth.mean ? '+' : ''}${decimal(off(own.mean), 1)} %${isLog ? '' : holds(own) ? ' · holds the truth' : ' · misses it'}`,
    }),
  );
  const picture =
    truth.mean === 0
      ? null
      : forestPlot({
          says: 'Estimates from the log against the truth, with intervals',
          label: 'off the truth, % (0 = what the candidate brought)',
          band: [off(truth.low), off(truth.high)],
          rows,
        });
  return html`<p>The baseline explores at ${point} (each option with at least ${decimal(100 * floor, 1)} %), so that its log can be asked what the candidate would have brought.
The twin has run the candidate on the same seeds: this is by how much the log is off.</p>
<p class="soft">${count(decisions)} first decisions on an order in ${count(replications)} replications, worth ${decimal(effectiveSampleSize, 0)} of the candidate${enough ? '' : ': too few to be relied on'}. Where decisions press on
each other (shared loads, a full node) a log is biased; the comparison above is not.</p>
${picture === null ? null : figure(picture, 'Landed cost of the order that a decision was about. Triangle: the 95 % interval holds the truth; diamond: it misses it. The grey band is the interval of the truth over replications.')}
${table(
  `Landed cost a decision, ${currency}`,
  ['', 'Mean', '95 % interval', 'Off the truth'],
  [
    ...estimates.map(({ name, own }) =>
      row(name, cells(own, truth.mean === 0 ? '–' : `${decimal(off(own.mean), 1)} %`)),
    ),
    row('truth, by the twin', cells(truth, '')),
  ],
  'kpis',
)}`;
}

function cells({ mean, low, high }: OffPolicyInterval, off: string): string[] {
  return [money(mean), `${money(low)} to ${money(high)}`, off];
}
