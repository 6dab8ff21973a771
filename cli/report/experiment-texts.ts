/** The reports of an experiment, of each kind that there is of it. */
import type { ExperimentReport } from '#reports/comparison/experiment-report';
import { renderExperimentJunit } from '#reports/junit/comparison-junit';
import { renderExperimentMarkdown } from '#reports/markdown/experiment-markdown';
import type { ReportKind } from './report-kinds.ts';

/** What is written for each kind; a kind that is absent there is none of. */
export type Texts = Readonly<Partial<Record<ReportKind, () => string | Promise<string>>>>;

/** @param text what the command prints of it */
export function experimentTexts(report: ExperimentReport, text: string): Texts {
  const junit = renderExperimentJunit(report);
  return {
    html: async () => {
      const { renderExperimentPage } = await import('#reports/html/experiments/experiment-page');
      return renderExperimentPage(report);
    },
    json: () => `${JSON.stringify(report, null, 2)}\n`,
    ...(junit === null ? {} : { junit: () => junit }),
    md: () => renderExperimentMarkdown(report, text),
  };
}
