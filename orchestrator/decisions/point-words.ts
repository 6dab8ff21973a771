/**
 * What else a decision point may be called where one is named: on the command line, in arms, in phases, of a model. What is recorded goes
 * by its own name.
 */
import type { DecisionPoint } from '../core/out.ts';
import { DECISION_POINTS } from './points.ts';

const OTHER_WORDS = {
  'node-selection': 'sourcing',
  'carrier-selection': 'carrier',
  delay: 'delay-response',
  'exception-routing': 'exception',
  'workload-balance': 'workload',
} as const satisfies Readonly<Record<string, DecisionPoint>>;

type OtherWord = keyof typeof OTHER_WORDS;
type PointWord = DecisionPoint | OtherWord;

const OTHER_PAIRS = Object.entries(OTHER_WORDS) as readonly (readonly [OtherWord, DecisionPoint])[];

/** Every word for a point, with the point. */
export const POINT_WORDS: readonly (readonly [word: PointWord, point: DecisionPoint])[] = [
  ...DECISION_POINTS.map((point) => [point, point] as const),
  ...OTHER_PAIRS,
];

/** The point of this word; undefined = there is none. */
export function pointNamed(word: string): DecisionPoint | undefined {
  return POINT_WORDS.find(([each]) => each === word)?.[1];
}

/** What stands for a point beside its name. */
export function otherWordsFor(point: DecisionPoint): readonly string[] {
  return OTHER_PAIRS.flatMap(([word, each]) => (each === point ? [word] : []));
}

/** Something for each word that is no point's own name. */
export function byOtherWord<Value>(of: (point: DecisionPoint) => Value): Readonly<Record<OtherWord, Value>> {
  return Object.fromEntries(OTHER_PAIRS.map(([word, point]) => [word, of(point)])) as Record<
    OtherWord,
    Value
  >;
}
