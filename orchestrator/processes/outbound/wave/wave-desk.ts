/**
 * Waves that a desk of the warehouse releases by hand, where people own them: at each instant a list is given out as a task, and what is
 * on it is released when the desk has come to it.
 *
 * 1. A list is what the plan would release, as it stands at that instant: who is in a hurry later is not on it, or not further up.
 * 2. One list is in hand: that of the next instant takes the place of one that nobody has come to.
 * 3. A slip is a page that gets lost: the second half of the list waits for the next one.
 * 4. Nobody comes to it: the supervisor has it as well, once; then the task stays open, where everybody sees it.
 */
import { WMS } from '../../../contracts/partners.ts';
import type { TaskAnsweredInput } from '../../../core/actor.ts';
import { answersTask, closeTask, escalateTask, giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { ProcessLimits } from '../../../model/network.ts';
import { ESCALATION_TIMER, WAVES_OF_NODE, type WavePlanState } from './wave-state.ts';

/** What the desk answers: all of it was released, or half. */
export const LIST_ANSWER = { all: 0, half: 1 } as const;

export function giveList(
  draft: WavePlanState,
  count: number,
  { taskEscalationMs: withinMs }: ProcessLimits,
  now: Instant,
  out: Out,
): void {
  draft.listed = draft.shipments.slice(0, count);
  draft.listedWave = draft.last;
  const within = { timer: ESCALATION_TIMER, withinMs };
  const detail = `${count} shipments`;
  giveTask(draft, { role: 'warehouse-desk', kind: 'releaseWave', detail }, within, now, out);
}

export function escalateList(draft: WavePlanState, out: Out): void {
  escalateTask(draft, `${draft.listed.length} shipments`, out, 'releaseWave');
}

/** The desk has come to the list. Releases what still waits of it. @returns these */
export function answersList(
  draft: WavePlanState,
  { key: node, a: answer, b: no }: TaskAnsweredInput,
  out: Out,
): readonly number[] {
  const { openTask, listed, listedWave } = draft;
  if (!answersTask(draft, no)) {
    out.audit('inputNotExpected', `list ${no} released by hand; ${openTask} is in hand`);
    return [];
  }
  const read = answer === LIST_ANSWER.half ? listed.slice(0, Math.ceil(listed.length / 2)) : listed;
  const shipments = read.filter((shipment) => draft.shipments.includes(shipment));
  listIsOver(draft, out);
  if (shipments.length === 0) return shipments;
  const n = listedWave % WAVES_OF_NODE;
  out.send(WMS, 'releaseWave', node * WAVES_OF_NODE + n, node, n, { shipments });
  return shipments;
}

/** Nobody need come to it any more. */
export function listIsOver(draft: WavePlanState, out: Out): void {
  if (draft.openTask === 0) return;
  draft.listed = [];
  closeTask(draft, ESCALATION_TIMER, out);
}
