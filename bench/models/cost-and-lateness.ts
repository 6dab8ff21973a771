/**
 * The example models, of `sourcing` and of `carrier`: what the option costs, plus what missing the promise by so many hours would be worth, plus
 * what a tight plan and stock that is not there risk. A linear scorer, so that a person can check every score.
 *
 * Every weight is a whole number: see `orchestrator/decisions/features.ts` for why that gives the same bits everywhere.
 * Source of the weights: assumption. 50 cents an hour of certain lateness, 8 an hour missing from two days of slack, 300 for
 * each piece that the node does not show: it would have to be sent from elsewhere, or waited for.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';
import type { CARRIER_COLUMNS } from '#orchestrator/decisions/points/carrier';
import type { SOURCING_COLUMNS } from '#orchestrator/decisions/points/sourcing';
import { featuresMetadata } from './features-metadata.ts';
import type { LinearModel } from './onnx-file.ts';

type Weights<Columns extends readonly { readonly name: string }[]> = Readonly<
  Partial<Record<Columns[number]['name'], number>>
>;

/** More is better. An option with a price beats any without. */
const SOURCING_WEIGHTS: Weights<typeof SOURCING_COLUMNS> = {
  freight: -1,
  handling: -1,
  priced: 1 << 20,
  shortfall: -50,
  tightness: -8,
  uncovered: -300,
};

/** As far as a load has these columns. */
const CARRIER_WEIGHTS: Weights<typeof CARRIER_COLUMNS> = { amount: -1, shortfall: -50, tightness: -8 };

export const costAndLateness = linearModel('sourcing', 'cost-and-lateness', SOURCING_WEIGHTS);
export const carrierCostAndLateness = linearModel('carrier', 'carrier-cost-and-lateness', CARRIER_WEIGHTS);

/** A linear scorer of a point. @param weights by column; 0 of a column that is not named */
export function linearModel(
  point: DecisionPoint,
  name: string,
  weights: Readonly<Record<string, number>>,
): LinearModel {
  return {
    name,
    metadata: featuresMetadata(point),
    input: 'features',
    output: 'scores',
    weights: POINTS[point].features.columns.map((column) => weights[column.name] ?? 0),
  };
}

/** What the model's file computes, without it: in float32, column by column. */
export function linearScores(weights: readonly number[], features: Float32Array, rows: number): Float32Array {
  const scores = new Float32Array(rows);
  const columns = weights.length;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const product = Math.fround(weights[column]! * features[row * columns + column]!);
      scores[row] = scores[row]! + product;
    }
  }
  return scores;
}
