/**
 * What a model has advised against what was done: by its answer as it came, and by the limits that its arm gives it.
 *
 * 1. decision-audited: where a model is obeyed, its answer is one (a finite score for each option that was offered, shares that are
 *    shares), and what was chosen is what it says.
 * 2. authority-kept: where it is obeyed, what it commits, how sure it is and how old its picture is keep its limits.
 */

import type { ModelAnswer } from '#orchestrator/decisions/model-answer';
import type { ModelLimits } from '#orchestrator/decisions/model-limits';
import type { AnyPoint } from '#orchestrator/decisions/point';
import { POINTS } from '#orchestrator/decisions/points';
import type { Ask, Decided } from '../../host/ports.ts';
import { violated } from './part.ts';

const AUDITED = 'decision-audited';

/** Throws `InvariantViolation`. @param limits of the model in force; null = not known */
export function checkAdvice(ask: Ask, decided: Decided, limits: ModelLimits | null): void {
  const { model, mode, fallback, chosen } = decided;
  if (model === undefined || mode === 'shadow' || fallback !== null || model.override !== null) return;
  const what = `${ask.entityType} ${ask.entityKey}: ${ask.point} ${ask.attempt}`;
  const action = actionOf(model.answer, ask.options.length - decided.removed, what);
  const offered = offeredOf(ask, decided);
  if (offered[action] !== chosen)
    violated(
      AUDITED,
      `${what} came to option ${chosen}, its model says ${offered[action] ?? 'none that was offered'}`,
    );
  if (limits !== null) keeps(ask, decided, limits, what);
}

/** Among the options offered. */
function actionOf(answer: ModelAnswer, offered: number, what: string): number {
  if (answer.kind !== 'answered') violated(AUDITED, `${what} is a model's, which has not answered`);
  const { scores, action, confidence, propensity } = answer;
  if (scores.length !== offered || !scores.every((score) => score - score === 0))
    violated(AUDITED, `${what} rests on the scores ${scores.join(', ')} of ${offered} options`);
  for (const share of [confidence, propensity])
    if (share !== null && !(share >= 0 && share <= 1))
      violated(AUDITED, `${what} rests on a share of ${share}`);
  return (
    action ?? scores.indexOf(scores.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY))
  );
}

/** Indices into the options asked with. */
function offeredOf({ options }: Ask, { removed, ruledOut }: Decided): number[] {
  const forbidden = removed === 0 ? [] : (ruledOut?.() ?? []);
  return [...options.keys()].filter((i) => (forbidden[i] ?? null) === null);
}

function keeps(
  { point, options, views }: Ask,
  { chosen, confidence }: Decided,
  limits: ModelLimits,
  what: string,
): void {
  const { confidenceMin, viewAgeMsMax, commitsMinorMax } = limits;
  const described: AnyPoint = POINTS[point];
  const minor = described.commitsMinor?.(options[chosen]) ?? Number.POSITIVE_INFINITY;
  const oldestMs = views.reduce(
    (oldest, { ageMs }) => Math.max(oldest, ageMs ?? Number.POSITIVE_INFINITY),
    0,
  );
  const broken =
    minor > commitsMinorMax
      ? `commits ${minor}, ${commitsMinorMax} are allowed`
      : (confidence ?? 0) < confidenceMin
        ? `is sure to ${confidence}, ${confidenceMin} is needed`
        : oldestMs > viewAgeMsMax
          ? `rests on a picture of ${oldestMs} ms, ${viewAgeMsMax} are allowed`
          : null;
  if (broken !== null) violated('authority-kept', `${what} is obeyed and ${broken}`);
}
