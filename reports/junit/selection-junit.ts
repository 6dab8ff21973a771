/**
 * A search for the best policy as JUnit's cases: whether one could be told apart, and a case a policy. Being behind is no fault: it fails
 * nothing, and is skipped with how far.
 */
import type { SelectedPolicy, SelectionReport } from '../comparison/selection-report.ts';
import { selectionSentence } from '../comparison/selection-summary.ts';
import { isUnheard } from '../comparison/stand-ins.ts';
import { OUTBOUND_KPIS } from '../kpis/outbound/catalogue.ts';
import { figure } from '../outbound/figures.ts';
import { type JunitCase, renderJunit } from './junit.ts';

export function renderSelectionJunit(report: SelectionReport): string {
  const { scenario, policies, seed, kpi, reproduce } = report;
  return renderJunit(`dray best ${scenario}`, [
    {
      name: 'best',
      classname: `dray.best.${scenario}`,
      properties: { scenario, kpi, seed: String(seed), best: report.best, reproduce },
      cases: [toldApart(report), ...policies.toSorted(byName).map((each) => policyCase(each, report))],
    },
  ]);
}

function byName({ policy: one }: SelectedPolicy, { policy: other }: SelectedPolicy): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function toldApart(report: SelectionReport): JunitCase {
  const { best, sure, confidence, policies } = report;
  const name = 'the best is told apart';
  const percent = `${Number((100 * confidence).toPrecision(3))} %`;
  return sure
    ? { name, outcome: { kind: 'passed' }, says: `${best} is the best with at least ${percent}` }
    : {
        name,
        outcome: {
          kind: 'skipped',
          message: policies.some(isUnheard)
            ? selectionSentence(report)
            : `${best} has the least mean so far, and others are still in the running`,
        },
      };
}

function policyCase({ policy, mean, behind }: SelectedPolicy, report: SelectionReport): JunitCase {
  const { kpi, currency, best } = report;
  const { title, unit } = OUTBOUND_KPIS[kpi];
  const amount = (value: number): string => `${figure(value, unit)}${unit === 'money' ? ` ${currency}` : ''}`;
  const name = `policy ${policy} is the best`;
  const says = `${title} of ${policy}: ${amount(mean)}`;
  if (policy !== best) {
    const far =
      behind === undefined || behind === null
        ? ''
        : `, ${amount(behind.mean)} behind ${best} (${amount(behind.low)} to ${amount(behind.high)})`;
    return { name, outcome: { kind: 'skipped', message: `${says}${far}` } };
  }
  if (!report.sure)
    return { name, outcome: { kind: 'skipped', message: `${says}, the least so far, and not told apart` } };
  return { name, outcome: { kind: 'passed' }, says };
}
