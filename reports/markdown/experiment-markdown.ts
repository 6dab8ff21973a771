/** An experiment of whatever kind for a comment on a pull request: a comparison as its verdict and table, the others as they print. */
import type { ExperimentReport } from '../comparison/experiment-report.ts';
import { renderComparisonMarkdown, VERDICT_MARKS } from './comparison-markdown.ts';
import { fenced, inCode, markdownTable } from './escape.ts';

/** What those that have no verdict are called. */
const TITLES = {
  selection: 'best of several policies',
  sweep: 'sweep',
  sensitivity: 'sensitivity',
  'warm-up': 'warm-up',
} as const;

/** @param text what the command prints of it */
export function renderExperimentMarkdown(report: ExperimentReport, text: string): string {
  switch (report.process) {
    case 'comparison':
      return renderComparisonMarkdown(report);
    case 'comparison-of-several': {
      const rows = report.candidates.map(({ design, verdict }) => [
        inCode(design.policy),
        `${VERDICT_MARKS[verdict]} ${verdict}`,
      ]);
      const head = ['Candidate', 'Verdict'];
      return page(
        `several candidates against ${inCode(report.baseline.policy)}`,
        markdownTable([head, ...rows], 2),
        report,
        text,
      );
    }
    case 'comparison-across': {
      const rows = report.scenarios.map(({ report: each, verdict }) => [
        inCode(each.baseline.scenario),
        `${VERDICT_MARKS[verdict]} ${verdict}`,
      ]);
      const title = `${VERDICT_MARKS[report.verdict]} ${report.verdict} across scenarios`;
      return page(title, markdownTable([['Scenario', 'Verdict'], ...rows], 2), report, text);
    }
    default:
      return page(TITLES[report.process], '', report, text);
  }
}

function page(title: string, table: string, { reproduce }: ExperimentReport, text: string): string {
  return `${[
    `### Dray: ${title}`,
    ...(table === '' ? [] : [table]),
    table === '' ? fenced(text) : `<details><summary>Figures</summary>\n\n${fenced(text)}\n\n</details>`,
    `<details><summary>Run it again</summary>\n\n${fenced(reproduce)}\n\n</details>`,
  ].join('\n\n')}\n`;
}
