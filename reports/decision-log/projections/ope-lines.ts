/**
 * The log that `dray ope --log` reads: what was drawn with which probability, what it earned, and what another policy would have done.
 *
 * 1. Lists go by option offered. Where nothing else could have been done there was no decision, and the row is left out.
 * 2. What is predicted is told by whoever calls: a model is learnt from many rows, a line is of one.
 */
import { spreadPropensities } from '../log-row.ts';
import type { DrawnRow } from './projection.ts';

/** What the other policy would have done: index among the options offered; -1 = none of them. */
export type Target = (row: DrawnRow['row'], offered: readonly number[]) => number;

/**
 * What a model says that each option offered would have earned; null = it has too little to learn from.
 * @param features row by row, one an option offered
 */
export type Predicted = (row: DrawnRow, features: Float32Array, rows: number) => readonly number[] | null;

/** null = there was nothing to choose, or the other policy would have chosen nothing. */
export function opeLine(drawn: DrawnRow, target: Target, predict: Predicted): string | null {
  const { row, reward } = drawn;
  const offered = offeredIn(row);
  if (offered.length < 2) return null;
  const wanted = target(row, offered);
  if (wanted < 0 || wanted >= offered.length) return null;
  const probabilities = spreadPropensities(row)!;
  const predicted = predict(drawn, featuresOffered(row), offered.length);
  return JSON.stringify({
    chosen: offered.indexOf(row.chosen),
    propensities: offered.map((i) => probabilities[i]),
    reward,
    target: offered.map((_, i) => (i === wanted ? 1 : 0)),
    ...(predicted === null ? {} : { predicted }),
  });
}

function offeredIn({ ruledOut }: DrawnRow['row']): readonly number[] {
  return ruledOut.flatMap((rule, i) => (rule === null ? [i] : []));
}

/** Row by row, one an option that hard rules allowed. */
export function featuresOffered(row: DrawnRow['row']): Float32Array {
  const columns = row.features.length / row.ruledOut.length;
  const offered = offeredIn(row);
  return Float32Array.from(
    { length: offered.length * columns },
    (_, at) => row.features[offered[Math.floor(at / columns)]! * columns + (at % columns)]!,
  );
}
