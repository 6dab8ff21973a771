/** How a decision is named on the command line: the number of its row, or `POINT:ENTITY:ATTEMPT`. */
import type { DecisionPoint } from '#orchestrator/core/out';
import { pointNamed } from '#orchestrator/decisions/point-words';
import { DECISION_POINTS } from '#orchestrator/decisions/points';
import type { DecisionLine } from '#reports/counterfactual/explanation';
import { nearest } from '#sim/nearest';
import { UserError } from '../exit-codes.ts';

/** A kind of thing and its number; the kind may be left out. */
export interface EntityWord {
  readonly type: string | null;
  readonly key: number;
}

export type DecisionId =
  | { readonly kind: 'row'; readonly no: number }
  | {
      readonly kind: 'named';
      readonly point: DecisionPoint;
      readonly entity: EntityWord;
      readonly attempt: number;
    };

/** A decision as far as it is known before it is looked at. */
export type NamedDecision = Pick<DecisionLine, 'point' | 'entityType' | 'entityKey' | 'attempt' | 'mode'>;

/** @param from the option it was given with, for messages */
export function decisionId(text: string): DecisionId {
  if (/^\d{1,9}$/.test(text) && Number(text) >= 1) return { kind: 'row', no: Number(text) };
  const parts = text.split(':');
  if (parts.length !== 3 || !/^\d{1,9}$/.test(parts[2]!) || Number(parts[2]) < 1)
    throw new UserError(
      `--decision ${text}: give the number of its row, from 1, or POINT:ENTITY:ATTEMPT, such as sourcing:order-17:1. ` +
        'Without --decision all of them are listed',
    );
  const [point, entity, attempt] = parts as [string, string, string];
  return {
    kind: 'named',
    point: pointWord(`--decision ${text}`, point),
    entity: entityWord(`--decision ${text}`, entity),
    attempt: Number(attempt),
  };
}

export function pointWord(option: string, word: string): DecisionPoint {
  const point = pointNamed(word);
  if (point !== undefined) return point;
  const near = nearest(word, DECISION_POINTS);
  const hint = near === null ? `There are ${DECISION_POINTS.join(', ')}` : `Did you mean "${near}"?`;
  throw new UserError(`${option}: unknown decision point: "${word}". ${hint}`);
}

/** `order-17`, or `17` of whatever kind. */
export function entityWord(option: string, word: string): EntityWord {
  const parted = /^(?:([a-z][a-z-]*)-)?(\d{1,10})$/.exec(word);
  if (parted === null)
    throw new UserError(`${option}: "${word}" is no order, load or the like: give order-17, or 17`);
  return { type: parted[1] ?? null, key: Number(parted[2]) };
}

/** What a shadow says counts for nothing: where both are on record, the other one is meant. */
export function isNamed(id: DecisionId & { readonly kind: 'named' }, decision: NamedDecision): boolean {
  return (
    decision.point === id.point &&
    decision.attempt === id.attempt &&
    decision.mode !== 'shadow' &&
    isEntity(id.entity, decision)
  );
}

export function isEntity({ type, key }: EntityWord, { entityType, entityKey }: NamedDecision): boolean {
  return entityKey === key && (type === null || type === entityType);
}
