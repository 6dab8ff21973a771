/**
 * What a purchase order waits for from its supplier: the confirmation, notices of what is shipped, the answer to a cancellation. It is
 * asked for again, some times; then a buyer has the task.
 *
 * 1. A buyer may have it wait on or be cancelled; the `TASKS_MAX`th answer cancels it whatever it says.
 * 2. That nothing more comes, the portal alone can say: a cancellation that it does not answer stays open, behind its task.
 */
import type { TaskAnsweredInput } from '../../core/actor.ts';
import type { Out } from '../../core/out.ts';
import type { InboundSettings } from '../../model/inbound.ts';
import type { Instant } from '../../model/instant.ts';
import { settle } from './purchase-order-deliveries.ts';
import {
  askForNotice,
  cancelRemainder,
  sendCancellation,
  sendOrder,
  watchNotices,
} from './purchase-order-requests.ts';
import {
  movePurchaseOrder,
  type PurchaseOrderState,
  type PurchaseOrderStatus,
  wantsNotice,
  writeOffMissing,
} from './purchase-order-state.ts';
import { askPerson, closeTask, lastRound, QUESTIONS, type Question } from './waiting.ts';

/** What a buyer answers: to `orderUnanswered`, `noNotice` and `shortDelivery`. */
export const BUYER_ANSWER = { waitOn: 0, cancel: 1 } as const;

const ASKED: Partial<Record<PurchaseOrderStatus, Question>> = {
  sent: QUESTIONS.orderUnanswered,
  open: QUESTIONS.noNotice,
  closing: QUESTIONS.noNotice,
  cancelling: QUESTIONS.cancellationUnanswered,
};

/** It is time, and it has not come. @returns whether anything was waited for */
export function missAnswer(
  draft: PurchaseOrderState,
  key: number,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): boolean {
  const question = ASKED[draft.status];
  if (question === undefined || draft.openTask > 0) return false;
  const forNotice = question === QUESTIONS.noNotice;
  if (forNotice && !wantsNotice(draft)) return false;
  if (draft.asked >= settings.limits.statusRequestsMax) {
    const detail = `supplier ${draft.supplier}, asked ${draft.asked} times more`;
    askPerson(draft, question, detail, settings.limits, now, out);
    return true;
  }
  draft.asked += 1;
  if (forNotice) askForNotice(draft, key, settings, now, out);
  else if (draft.status === 'sent') sendOrder(draft, key, settings, now, out);
  else sendCancellation(draft, key, settings, now, out);
  return true;
}

/** A buyer has answered the task that is open. */
export function takeBuyerAnswer(
  draft: PurchaseOrderState,
  { key, a: answer }: TaskAnsweredInput,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): void {
  const { status } = draft;
  if (status === 'cancelling' && lastRound(draft)) {
    out.audit('askedOftenEnough', `${draft.rounds} tasks of a purchase order in status ${status}`);
    return;
  }
  const waitsOn = status === 'cancelling' || (answer === BUYER_ANSWER.waitOn && !lastRound(draft));
  closeTask(draft, out);
  if (!waitsOn) letGo(draft, key, settings, now, out);
  else if (status === 'sent') sendOrder(draft, key, settings, now, out);
  else if (status === 'cancelling') sendCancellation(draft, key, settings, now, out);
  else {
    if (status === 'short') {
      movePurchaseOrder(draft, 'waitForRest');
      draft.isLast = false;
    }
    watchNotices(draft, settings, now, out);
  }
}

function letGo(
  draft: PurchaseOrderState,
  key: number,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): void {
  if (draft.status !== 'closing') {
    cancelRemainder(draft, key, settings, now, out);
    return;
  }
  writeOffMissing(draft);
  settle(draft, key, settings, now, out);
}
