/** Results of experiments, of whatever kind: what `result.json` in the folder of one holds. */
import type { ComparisonReport } from './comparison-report.ts';
import type { SelectionReport } from './selection-report.ts';
import type { SensitivityReport } from './sensitivity-report.ts';
import type { AcrossReport, SeveralReport } from './several-report.ts';
import type { SweepReport } from './sweep-report.ts';
import type { WarmUpReport } from './warm-up-report.ts';

export type ExperimentReport =
  | ComparisonReport
  | SeveralReport
  | AcrossReport
  | SelectionReport
  | SweepReport
  | SensitivityReport
  | WarmUpReport;

type ExperimentProcess = ExperimentReport['process'];

/** Formats that a page can be drawn of. */
const FORMATS: Readonly<Record<ExperimentProcess, number>> = {
  comparison: 1,
  'comparison-of-several': 1,
  'comparison-across': 1,
  selection: 1,
  sweep: 1,
  sensitivity: 1,
  'warm-up': 1,
};

/** What `result.json` holds, or why no page can be drawn of it. @param parsed JSON of whatever kind */
export function experimentIn(
  parsed: unknown,
): { readonly report: ExperimentReport } | { readonly unusable: string } {
  if (typeof parsed !== 'object' || parsed === null) return { unusable: 'it is no result of an experiment' };
  const { process, format } = parsed as { readonly process?: unknown; readonly format?: unknown };
  if (typeof process !== 'string' || !Object.hasOwn(FORMATS, process))
    return { unusable: `it is no result of an experiment that this version knows (${String(process)})` };
  if (format !== FORMATS[process as ExperimentProcess])
    return {
      unusable: `its format is ${String(format)}, and this version reads ${FORMATS[process as ExperimentProcess]}`,
    };
  return { report: parsed as ExperimentReport };
}
