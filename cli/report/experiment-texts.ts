/** The reports of an experiment, of each kind. */
import type { ExperimentReport } from '#reports/comparison/experiment-report';
import { renderExperimentJunit } from '#reports/junit/experiment-junit';
import { renderExperimentMarkdown } from '#reports/markdown/experiment-markdown';
import type { ReportKind } from './report-kinds.ts';

/** What is written for each kind. */
export type Texts = Readonly<Record<ReportKind, () => string | Promise<string>>>;

/** @param text what the command prints of it */
export function experimentTexts(report: ExperimentReport, text: string): Texts {
  return {
    html: async () => {
      const { renderExperimentPage } = await import('#reports/html/experiments/experiment-page');
      return renderExperimentPage(report);
    },
    json: () => `${JSON.stringify(report, null, 2)}\n`,
    junit: () => renderExperimentJunit(report),
    md: () => renderExperimentMarkdown(report, text),
  };
}
