/**
 * The example model of `node-and-carrier`: what the option costs, plus what missing the promise by so many hours would be
 * worth, plus what a tight plan and a busy plant risk. A linear scorer, so that a person can check every score.
 *
 * Every weight is a whole number: see `node-and-carrier-features.ts` for why that gives the same bits everywhere.
 * Source of the weights: assumption. 50 cents an hour of certain lateness, 8 an hour missing from two days of slack, 4
 * for each order that waits at the plant already.
 */
import {
  NODE_AND_CARRIER_FEATURES,
  NODE_AND_CARRIER_FEATURES_DIGEST,
} from '#orchestrator/decisions/node-and-carrier-features';
import type { LinearModel } from './onnx-file.ts';

type FeatureName = (typeof NODE_AND_CARRIER_FEATURES.features)[number]['name'];

/** More is better. An option with a price beats any without. */
const WEIGHTS: Readonly<Partial<Record<FeatureName, number>>> = {
  freight: -1,
  warehouse: -1,
  priced: 1 << 20,
  shortfall: -50,
  tightness: -8,
  openOrders: -4,
};

export const costAndLateness: LinearModel = {
  name: 'cost-and-lateness',
  featuresDigest: NODE_AND_CARRIER_FEATURES_DIGEST,
  input: 'features',
  output: 'scores',
  weights: NODE_AND_CARRIER_FEATURES.features.map(({ name }) => WEIGHTS[name] ?? 0),
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
