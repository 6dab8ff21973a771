/** A delay model against rules of thumb on loads that it has not seen: scores with 95 % intervals, as a table for the terminal and the page. */
import { textTable } from '#reports/outbound/text-table';
import { decimal } from '#reports/text/format';
import { clusteredEstimate, type Estimate } from '../../statistics/cluster-bootstrap.ts';
import {
  averagePrecision,
  brier,
  calibrationError,
  confusion,
  logLoss,
  precisionAt,
  type Scored,
} from '../../statistics/scores.ts';
import type { LabelledLoad } from './delay-model.ts';

/** Gives each load a probability of being late; of a rule that says yes or no, 1 or 0. */
export interface Predictor {
  readonly name: string;
  /** From this probability on it says late. */
  readonly threshold: number;
  of(columns: readonly number[]): number;
}

const MOST_PROBABLE = 50;
const METRICS: readonly (readonly [name: string, of: (rows: readonly Scored[]) => number])[] = [
  ['Brier', brier],
  ['log loss', logLoss],
  ['ECE', calibrationError],
  ['PR-AUC', averagePrecision],
  [`precision@${MOST_PROBABLE}`, (rows) => precisionAt(rows, MOST_PROBABLE)],
];

/** @param clusters loads that are not independent of each other stand together: those of one run; else each by itself */
export function heldOutTable(
  clusters: readonly (readonly LabelledLoad[])[],
  predictors: readonly Predictor[],
): string {
  const rows = predictors.map((predictor) => {
    const scored = clusters.map((loads) =>
      loads.map(({ columns, late }) => ({ predicted: predictor.of(columns), came: late })),
    );
    const { truePositives, falsePositives, falseNegatives } = confusion(scored.flat(), predictor.threshold);
    return [
      predictor.name,
      ...METRICS.map(([, of]) => words(clusteredEstimate(scored, of))),
      `${truePositives}`,
      `${falsePositives}`,
      `${falseNegatives}`,
    ];
  });
  const heads = METRICS.map(([name]) => name);
  return textTable([['', ...heads, 'said and came', 'said in vain', 'missed'], ...rows]);
}

function words({ value, low, high }: Estimate): string {
  return `${decimal(value, 3)} [${decimal(low, 3)}, ${decimal(high, 3)}]`;
}
