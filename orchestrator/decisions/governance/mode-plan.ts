/**
 * The stages that a model goes through, lowest first, and how it gets from one to another.
 *
 * 1. Stage 0 is `off`. One step is one stage; off can be reached from every stage at once.
 * 2. Down goes it by a monitor or a person, up by a person only, and only through the gate of the stage above.
 */
import type { Mode, Rollout } from '../rollout.ts';

export interface Stage {
  readonly mode: Mode;
  /** 0..1; of the entities, in mode canary. */
  readonly share: number;
  /** So long it must have been one stage below before it may enter this one, ms. */
  readonly afterMs: number;
  /** So many answers of the model must have been seen there. */
  readonly answersMin: number;
}

const stage = (mode: Mode, share = 0): Stage => ({ mode, share, afterMs: 0, answersMin: 0 });

export const OFF: Stage = stage('off');

/** Of a model of which no plan is given: off, shadow, the canary that it is said to be, active. */
export function usualStages({ mode, canaryShare }: Rollout): readonly Stage[] {
  const canary = canaryShare > 0 || mode === 'canary' ? [stage('canary', canaryShare)] : [];
  return [OFF, stage('shadow'), ...canary, stage('active')];
}

/** Place of the stage in which a model begins; -1 = the plan has none like it. */
export function stageOf(
  stages: readonly Stage[],
  { mode, canaryShare }: Pick<Rollout, 'mode' | 'canaryShare'>,
): number {
  return stages.findIndex((each) => each.mode === mode && (mode !== 'canary' || each.share === canaryShare));
}

/** What holds a model back from the stage above, as a sentence; null = nothing does. */
export function heldBack(
  { afterMs, answersMin }: Stage,
  spentMs: number,
  answers: number,
  raised: readonly string[],
): string | null {
  if (raised.length > 0) return `${raised.join(', ')} beyond its limit`;
  if (spentMs < afterMs) return `${hours(spentMs)} h in this stage, ${hours(afterMs)} h are needed`;
  if (answers < answersMin) return `${answers} answers seen in this stage, ${answersMin} are needed`;
  return null;
}

function hours(ms: number): number {
  return Math.floor(ms / 3_600_000);
}
