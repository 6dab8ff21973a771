/**
 * The page of an experiment, whichever it is: one file that opens from disk, drawn from its result alone, so that it can be drawn again from the
 * `result.json` in its folder (`experimentIn` says whether a file is one).
 */
import type { ExperimentReport } from '../../comparison/experiment-report.ts';
import { renderComparisonPage } from './comparison-page.ts';
import { renderSelectionPage } from './selection-page.ts';
import { renderSensitivityPage } from './sensitivity-page.ts';
import { renderAcrossPage, renderSeveralPage } from './several-page.ts';
import { renderSweepPage } from './sweep-page.ts';
import { renderWarmUpPage } from './warm-up-page.ts';

export function renderExperimentPage(report: ExperimentReport): string {
  switch (report.process) {
    case 'comparison':
      return renderComparisonPage(report);
    case 'comparison-of-several':
      return renderSeveralPage(report);
    case 'comparison-across':
      return renderAcrossPage(report);
    case 'selection':
      return renderSelectionPage(report);
    case 'sweep':
      return renderSweepPage(report);
    case 'sensitivity':
      return renderSensitivityPage(report);
    case 'warm-up':
      return renderWarmUpPage(report);
  }
}
