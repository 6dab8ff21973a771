/** What `dray compare` ends with in the terminal where several candidates, or several scenarios, are compared. */
import { textList, textTable } from '../outbound/text-table.ts';
import { count, decimal } from '../text/format.ts';
import type { ComparedMetric, Verdict } from './comparison-report.ts';
import type { AcrossReport, SeveralReport } from './several-report.ts';
import { namesOf, signedDifference, WHY_STOPPED } from './summary.ts';

export function renderSeveral(report: SeveralReport): string {
  const { baseline, candidates, pairs, stopped, currency, confidence } = report;
  const rows = candidates.map(({ design, verdict, primary, guardrails }) => [
    design.policy,
    ...differenceCells(primary),
    verdict,
    hurtWords(guardrails),
  ]);
  const primary = candidates[0]!.primary;
  return [
    `${count(candidates.length)} candidates against ${baseline.policy}; all intervals hold together with ${decimal(100 * confidence, 0)} % (max-t).`,
    '',
    textTable([['candidate', `${primary.title}, ${currency}`, 'interval', 'verdict', ''], ...rows]),
    '',
    textList([`${count(pairs)} replications of each on common random numbers (${WHY_STOPPED[stopped]})`]),
  ].join('\n');
}

export function renderAcross({ verdict, scenarios }: AcrossReport): string {
  const { baseline, candidate } = namesOf(scenarios[0]!.report.baseline, scenarios[0]!.report.candidate);
  const rows = scenarios.map(({ report, adjustedP, verdict: own }) => [
    report.baseline.scenario,
    ...differenceCells(report.primary),
    report.currency,
    pText(adjustedP),
    lostWords(own, report.verdict),
  ]);
  return [
    `${verdict} over ${count(scenarios.length)} scenarios: ${candidate} against ${baseline}.`,
    '',
    textTable([
      ['scenario', scenarios[0]!.report.primary.title, 'interval', '', 'p (Holm)', 'verdict'],
      ...rows,
    ]),
  ].join('\n');
}

function differenceCells(primary: ComparedMetric): readonly [string, string] {
  const { mean, low, high } = primary.difference;
  const [at, from, to] = [mean, low, high].map((value) => signedDifference(value, primary));
  return [at!, `${from} to ${to}`];
}

function hurtWords(guardrails: readonly ComparedMetric[]): string {
  const hurt = guardrails.filter(({ judged }) => judged === 'failed');
  return hurt.length === 0 ? '' : `hurts ${hurt.map(({ title }) => title).join('; ')}`;
}

function lostWords(own: Verdict, alone: Verdict): string {
  return own === alone ? own : `${own} (alone: ${alone})`;
}

function pText(p: number): string {
  return p < 0.001 ? '< 0.001' : decimal(p, 3);
}
