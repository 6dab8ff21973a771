/**
 * The example model of `sourcing`: what the option costs, plus what missing the promise by so many hours would be worth, plus
 * what a tight plan and stock that is not there risk. A linear scorer, so that a person can check every score.
 *
 * Every weight is a whole number: see `sourcing-features.ts` for why that gives the same bits everywhere.
 * Source of the weights: assumption. 50 cents an hour of certain lateness, 8 an hour missing from two days of slack, 300 for
 * each piece that the node does not show: it would have to be sent from elsewhere, or waited for.
 */
import { SOURCING_FEATURES, type SourcingFeature } from '#orchestrator/decisions/sourcing-features';
import { FEATURES_METADATA } from './features-metadata.ts';
import type { LinearModel } from './onnx-file.ts';

/** More is better. An option with a price beats any without. */
const WEIGHTS: Readonly<Partial<Record<SourcingFeature, number>>> = {
  freight: -1,
  handling: -1,
  priced: 1 << 20,
  shortfall: -50,
  tightness: -8,
  uncovered: -300,
};

export const costAndLateness: LinearModel = {
  name: 'cost-and-lateness',
  metadata: FEATURES_METADATA,
  input: 'features',
  output: 'scores',
  weights: SOURCING_FEATURES.features.map(({ name }) => WEIGHTS[name] ?? 0),
};

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
