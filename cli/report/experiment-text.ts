/** What an experiment prints, made again from its result. */
import type { ExperimentReport } from '#reports/comparison/experiment-report';
import { renderSelection } from '#reports/comparison/selection-summary';
import { renderSensitivity } from '#reports/comparison/sensitivity-summary';
import { renderAcross, renderSeveral } from '#reports/comparison/several-summary';
import { renderComparison } from '#reports/comparison/summary';
import { renderSweep } from '#reports/comparison/sweep-summary';
import { renderWarmUp } from '#reports/comparison/warm-up-summary';

export function experimentText(report: ExperimentReport): string {
  switch (report.process) {
    case 'comparison':
      return renderComparison(report);
    case 'comparison-of-several':
      return renderSeveral(report);
    case 'comparison-across':
      return renderAcross(report);
    case 'selection':
      return renderSelection(report);
    case 'sweep':
      return renderSweep(report);
    case 'sensitivity':
      return renderSensitivity(report);
    case 'warm-up':
      return renderWarmUp(report);
  }
}
