/** The decision point that a word on the command line names. */
import type { DecisionPoint } from '#orchestrator/core/out';
import { otherWordsFor, POINT_WORDS, pointNamed } from '#orchestrator/decisions/point-words';
import { DECISION_POINTS } from '#orchestrator/decisions/points';
import { nearest } from '#sim/nearest';
import { UserError } from '../exit-codes.ts';

/** Throws `UserError` with the word that may have been meant, else with all that there are. @param option that it was typed with */
export function pointOfWord(option: string, word: string): DecisionPoint {
  const point = pointNamed(word);
  if (point !== undefined) return point;
  const near = nearest(
    word,
    POINT_WORDS.map(([each]) => each),
  );
  const hint =
    near === null ? `There are ${DECISION_POINTS.map(withOthers).join(', ')}` : `Did you mean "${near}"?`;
  throw new UserError(`${option} ${word}: there is no such decision point. ${hint}`);
}

function withOthers(point: DecisionPoint): string {
  const others = otherWordsFor(point);
  return others.length === 0 ? point : `${point} (or ${others.join(', ')})`;
}
