/**
 * What a model said, as it came, and what the gate makes of it. A model may be wrong, down, slow or hostile: every answer
 * here is a normal input, and only `adviceOf` decides whether it can be obeyed at all.
 *
 * 1. A score is "more is better". The action is the one named, else the first of the best scores.
 * 2. One number that is not finite, or one score too many or too few, makes the whole answer useless: nobody knows which
 *    of the others to believe.
 * 3. `answerText` and `answerOf` lose nothing: not a bit of a score, no NaN, no infinity. So an answer on record is the
 *    answer.
 */
import type { Advice } from './gate.ts';

/** What came from outside. `timedOut` is not said by a model: it is what the desk puts in its place. */
export type ModelAnswer =
  | {
      readonly kind: 'answered';
      /** One for each option offered, in their order. */
      readonly scores: readonly number[];
      /** Index among the options offered, where the model names one. */
      readonly action: number | null;
      /** 0..1, where the model says so. */
      readonly confidence: number | null;
      /** Probability with which the action was drawn, above 0, where the model explores. */
      readonly propensity: number | null;
    }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'timedOut' };

export const TIMED_OUT: ModelAnswer = { kind: 'timedOut' };

/** @param offered how many options the model was asked about, >= 1 */
export function adviceOf(answer: ModelAnswer, offered: number): Advice {
  if (answer.kind === 'failed') return { kind: 'none', reason: 'model-failed' };
  if (answer.kind === 'timedOut') return { kind: 'none', reason: 'timed-out' };
  const { scores, confidence, propensity } = answer;
  if (scores.length !== offered) return { kind: 'none', reason: 'wrong-length' };
  if (!scores.every(Number.isFinite)) return { kind: 'none', reason: 'not-finite' };
  // Of what can't be drawn nobody draws: by 0 a log would be weighted with infinity.
  if (!isShare(confidence) || !isShare(propensity) || propensity === 0)
    return { kind: 'none', reason: 'not-finite' };
  const action = answer.action ?? indexOfBest(scores);
  return {
    kind: 'recommended',
    action,
    scores,
    confidence: confidence ?? relativeMargin(scores, action),
    propensity,
  };
}

function isShare(value: number | null): boolean {
  return value === null || (value >= 0 && value <= 1);
}

function indexOfBest(scores: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i;
  return best;
}

/**
 * How far the action stands out, 0..1: its lead over the best of the others by the whole range of the scores; 1 where
 * there is no other. A stand-in for models that don't say how sure they are.
 */
function relativeMargin(scores: readonly number[], action: number): number {
  if (scores.length === 1) return 1;
  let others = -Infinity;
  let low = Infinity;
  scores.forEach((score, i) => {
    if (i !== action && score > others) others = score;
    if (score < low) low = score;
  });
  const own = scores[action] ?? low;
  const range = Math.max(own, others) - low;
  return range > 0 ? Math.max(0, own - others) / range : 0;
}

/** JSON has no NaN and no infinities: they are written as texts. */
function bare(value: number): number | string {
  return Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : Object.is(value, -0)
      ? '-0'
      : String(value);
}

/** The answer as JSON. */
export function answerText(answer: ModelAnswer): string {
  if (answer.kind !== 'answered') return JSON.stringify(answer);
  const { kind, scores, action, confidence, propensity } = answer;
  const number = (value: number | null): number | string | null => (value === null ? null : bare(value));
  return JSON.stringify({
    kind,
    scores: scores.map(bare),
    action: number(action),
    confidence: number(confidence),
    propensity: number(propensity),
  });
}

/** `answerText` read back. */
export function answerOf(text: string): ModelAnswer {
  const read = JSON.parse(text) as Record<string, unknown>;
  if (read.kind === 'failed') return { kind: 'failed', reason: String(read.reason) };
  if (read.kind === 'timedOut') return TIMED_OUT;
  const number = (value: unknown): number | null => (value === null ? null : Number(value));
  return {
    kind: 'answered',
    scores: (read.scores as unknown[]).map(Number),
    action: number(read.action),
    confidence: number(read.confidence),
    propensity: number(read.propensity),
  };
}
