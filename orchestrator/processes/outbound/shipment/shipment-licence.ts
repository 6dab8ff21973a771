/**
 * A shipment that an export licence does not reach for: it stays packed, and the export desk has the task.
 *
 * 1. No answer makes it travel: it is cancelled, or given back to its order to be sourced again once there is a licence.
 * 2. Its task is escalated once; then it stays open, where everybody sees it. Whatever ends the wait takes the timer with it.
 * 3. Tasks are counted on: it may wait again, and an answer to the former task is then none.
 */
import { WMS } from '../../../contracts/partners.ts';
import { closeTask, escalateTask, giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { STOP_REASON } from '../inputs.ts';
import { ESCALATION_TIMER, moveShipment, type ShipmentState } from './shipment-state.ts';

/** What the export desk answers. */
export const LICENCE_ANSWER = { cancel: 0, sourceAgain: 1 } as const;

export function awaitLicence(network: Network, draft: ShipmentState, now: Instant, out: Out): void {
  moveShipment(draft, 'licenceUsedUp');
  // The load goes on without it, or not at all.
  draft.load = -1;
  draft.consolidation = -1;
  const detail = 'more than its export licence has left';
  const within = { timer: ESCALATION_TIMER, withinMs: network.limits.taskEscalationMs };
  giveTask(draft, { role: 'export-desk', kind: 'licenceUsedUp', detail }, within, now, out);
}

export function escalateLicence(draft: ShipmentState, out: Out): void {
  escalateTask(draft, 'the export desk has not answered', out, 'licenceUsedUp');
}

export function licenceDecided(draft: ShipmentState, answer: number, key: number, out: Out): void {
  moveShipment(draft, 'taskAnswered');
  draft.stopReason =
    answer === LICENCE_ANSWER.sourceAgain ? STOP_REASON.licenceUsedUp : STOP_REASON.refusedByRule;
  closeTask(draft, ESCALATION_TIMER, out);
  out.send(WMS, 'cancelShipment', key, draft.node, 0, null);
}
