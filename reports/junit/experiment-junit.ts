/** The result of an experiment as JUnit's cases, by names that hold no figure of it. What is not known is skipped, never passed. */
import type { ExperimentReport } from '../comparison/experiment-report.ts';
import { renderAcrossJunit, renderComparisonJunit, renderSeveralJunit } from './comparison-junit.ts';
import { renderSelectionJunit } from './selection-junit.ts';
import { renderSensitivityJunit } from './sensitivity-junit.ts';
import { renderSweepJunit } from './sweep-junit.ts';
import { renderWarmUpJunit } from './warm-up-junit.ts';

export function renderExperimentJunit(report: ExperimentReport): string {
  switch (report.process) {
    case 'comparison':
      return renderComparisonJunit(report);
    case 'comparison-of-several':
      return renderSeveralJunit(report);
    case 'comparison-across':
      return renderAcrossJunit(report);
    case 'selection':
      return renderSelectionJunit(report);
    case 'sweep':
      return renderSweepJunit(report);
    case 'sensitivity':
      return renderSensitivityJunit(report);
    case 'warm-up':
      return renderWarmUpJunit(report);
  }
}
