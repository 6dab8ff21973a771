/**
 * How probable it is of each of several that its mean is the least, from replications on common random numbers of which some have fewer.
 *
 * 1. Each is told by how far it is behind a reference, pair by pair over the replications that both have: luck that both had is not counted.
 * 2. The same results have the same probabilities; they sum up to 1.
 *
 * Source: Rubin, "The Bayesian Bootstrap", Annals of Statistics 9 (1981).
 */
import { assert } from '#sim/assert';
import { log } from '#sim/random/math';
import { Random } from '#sim/random/random';

const DRAWS = 4000;
const SEED = 'dray/best';

/**
 * @param columns results of each by replication, from the first on: less is better
 * @param reference index of one that has as many replications as any
 */
export function probabilitiesOfBest(
  columns: readonly (readonly number[])[],
  reference: number,
): readonly number[] {
  const standard = columns[reference]!;
  const most = columns.reduce((longest, { length }) => Math.max(longest, length), 0);
  assert(standard.length === most, `the reference has ${standard.length} of ${most} replications`);
  const behind = columns.map((column) => column.map((value, i) => value - standard[i]!));
  const stream = new Random(SEED).stream('weights');
  const wins = new Float64Array(columns.length);
  const weights = new Float64Array(most);
  for (let draw = 0; draw < DRAWS; draw++) {
    for (let i = 0; i < most; i++) weights[i] = -log(1 - stream.unit(draw, i));
    const means = behind.map((differences) => weightedMean(differences, weights));
    const least = Math.min(...means);
    const winners = means.flatMap((mean, i) => (mean === least ? [i] : []));
    for (const winner of winners) wins[winner]! += 1 / winners.length;
  }
  return [...wins].map((won) => won / DRAWS);
}

function weightedMean(values: readonly number[], weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!;
    total += weights[i]!;
  }
  return sum / total;
}
