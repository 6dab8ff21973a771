/** A comparison of two designs for a comment on a pull request: the verdict, its metrics with their intervals, and the command. */
import type { ComparedMetric, ComparisonReport, Verdict } from '../comparison/comparison-report.ts';
import { isUnheard, standInWords } from '../comparison/stand-ins.ts';
import { namesOf, signedDifference, WHY_STOPPED } from '../comparison/summary.ts';
import { guardrailWords, reasonOf } from '../comparison/verdict-words.ts';
import { figure, unitWords } from '../outbound/figures.ts';
import { count } from '../text/format.ts';
import { fenced, inCode, inText, markdownTable } from './escape.ts';

export const VERDICT_MARKS: Readonly<Record<Verdict, string>> = {
  uplift: '✅',
  equivalent: '✅',
  harm: '❌',
  inconclusive: '⚠️',
};

export function renderComparisonMarkdown(report: ComparisonReport): string {
  const { verdict, baseline, candidate, pairs, stopped, pairsEnough, reproduce, versions } = report;
  const names = namesOf(baseline, candidate);
  const designs = [baseline, candidate];
  const why = [
    reasonOf(report, pairsEnough) ?? guardrailWords(report),
    ...(designs.some(isUnheard) ? [] : standInWords(designs)),
  ].join(' ');
  return `${[
    `### ${VERDICT_MARKS[verdict]} Dray: ${verdict}`,
    `${inCode(names.candidate)} against ${inCode(names.baseline)} in scenario ${inCode(baseline.scenario)}. ${inText(why)}`.trim(),
    metrics(report),
    `${count(pairs)} pairs on common random numbers (${WHY_STOPPED[stopped]}), seed ${inCode(String(report.seed))}, Dray ${inText(versions.dray)}.`,
    `<details><summary>Compare again</summary>\n\n${fenced(reproduce)}\n\n</details>`,
  ].join('\n\n')}\n`;
}

function metrics({ primary, guardrails, confidence, currency }: ComparisonReport): string {
  const head = [
    'Metric',
    'Judged',
    'Baseline',
    'Candidate',
    'Difference',
    `${decimalPercent(confidence)} interval`,
  ];
  const row = (metric: ComparedMetric, title: string): string[] => {
    const { unit, judged, baseline, candidate, difference } = metric;
    const named = unit === 'money' ? `${title}, ${unitWords(unit, currency)}` : title;
    const signed = (value: number): string => inText(signedDifference(value, metric));
    return [
      inText(named),
      judged,
      inText(figure(baseline, unit)),
      inText(figure(candidate, unit)),
      signed(difference.mean),
      `${signed(difference.low)} to ${signed(difference.high)}`,
    ];
  };
  return markdownTable(
    [head, row(primary, primary.title), ...guardrails.map((each) => row(each, `${each.title} (guardrail)`))],
    2,
  );
}

function decimalPercent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
