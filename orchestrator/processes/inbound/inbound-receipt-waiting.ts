/**
 * What a receipt waits for from the warehouse once the truck is there: the count, then the goods put away. The count cannot be asked
 * for; the release is sent again, some times; then the receiving desk has the task, whose answer waits or sends again.
 */
import type { Out } from '../../core/out.ts';
import type { InboundSettings } from '../../model/inbound.ts';
import { type Instant, instant } from '../../model/instant.ts';
import { releaseGoods } from './inbound-receipt-count.ts';
import type { InboundReceiptState } from './inbound-receipt-state.ts';
import { askPerson, closeTask, lastRound, QUESTIONS, WATCH_TIMER } from './waiting.ts';

/** The truck stands at the gate: it will be unloaded and counted. */
export function awaitCount({ limits }: InboundSettings, now: Instant, out: Out): void {
  out.timer(WATCH_TIMER, instant(now + limits.countGraceMs));
}

/** It is time, and it has not happened. @returns whether anything was waited for */
export function missWarehouse(
  draft: InboundReceiptState,
  key: number,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): boolean {
  const { status, openTask, asked, node } = draft;
  const { limits } = settings;
  if (openTask > 0) return false;
  if (status === 'putting-away' && asked < limits.statusRequestsMax) {
    draft.asked += 1;
    releaseGoods(draft, key, settings, now, out);
    return true;
  }
  if (status !== 'putting-away' && draft.atGateAt === 0) return false;
  const question = status === 'putting-away' ? QUESTIONS.notPutAway : QUESTIONS.notCounted;
  askPerson(draft, question, `at node ${node}, ${status}`, limits, now, out);
  return true;
}

/** The receiving desk has looked after it. */
export function takeDeskAnswer(
  draft: InboundReceiptState,
  key: number,
  settings: InboundSettings,
  now: Instant,
  out: Out,
): void {
  if (lastRound(draft)) {
    out.audit('askedOftenEnough', `${draft.rounds} tasks of a receipt in status ${draft.status}`);
    return;
  }
  closeTask(draft, out);
  if (draft.status === 'putting-away') releaseGoods(draft, key, settings, now, out);
  else awaitCount(settings, now, out);
}
