/**
 * A bill that does not come: the carrier is asked for it, some times; then an auditor has the task, whose answer asks again.
 *
 * 1. The task is escalated once. After `TASKS_MAX` rounds it stays open, where everybody sees it: what is accrued stays accrued.
 * 2. The bill ends it, whenever it comes.
 */
import { carrierPartner } from '../../contracts/partners.ts';
import type { Out } from '../../core/out.ts';
import { type Instant, instant } from '../../model/instant.ts';
import type { ProcessLimits } from '../../model/network.ts';
import { DEADLINE_TIMER, type FreightInvoiceState, TASKS_MAX } from './freight-invoice-state.ts';

/** From now on a bill is waited for. */
export function waitForBill(draft: FreightInvoiceState, limits: ProcessLimits, now: Instant, out: Out): void {
  draft.asked = 0;
  draft.rounds = 0;
  draft.openTask = 0;
  draft.escalated = false;
  out.timer(DEADLINE_TIMER, instant(now + limits.billGraceMs));
}

/** It is time, and there is no bill. */
export function missBill(
  draft: FreightInvoiceState,
  key: number,
  limits: ProcessLimits,
  now: Instant,
  out: Out,
): void {
  if (draft.openTask > 0) escalate(draft, out);
  else if (draft.asked < limits.statusRequestsMax) ask(draft, key, limits, now, out);
  else openTask(draft, limits, now, out);
}

function ask(draft: FreightInvoiceState, key: number, limits: ProcessLimits, now: Instant, out: Out): void {
  draft.asked += 1;
  const { asked, carrier } = draft;
  out.send(carrierPartner(carrier), 'requestBill', key, asked, carrier, null);
  out.timer(DEADLINE_TIMER, instant(now + limits.answerGraceMs));
}

function openTask(draft: FreightInvoiceState, limits: ProcessLimits, now: Instant, out: Out): void {
  const dueAt = instant(now + limits.taskEscalationMs);
  draft.rounds += 1;
  draft.tasks += 1;
  draft.openTask = draft.tasks;
  draft.escalated = false;
  out.timer(DEADLINE_TIMER, dueAt);
  const detail = `agreed ${draft.agreedMinor}, asked ${draft.asked} times, no bill`;
  out.task({ role: 'freight-auditor', kind: 'noBill', no: draft.tasks, dueAt, detail });
}

function escalate(draft: FreightInvoiceState, out: Out): void {
  if (draft.escalated) return;
  draft.escalated = true;
  draft.tasks += 1;
  const detail = 'no bill, and nobody has answered';
  out.task({ role: 'supervisor', kind: 'taskUnanswered', no: draft.tasks, dueAt: null, detail });
}

/** A person says: ask again. Said often enough, it changes nothing, and the task stays open. */
export function askForBillAgain(
  draft: FreightInvoiceState,
  key: number,
  limits: ProcessLimits,
  now: Instant,
  out: Out,
): void {
  if (draft.rounds >= TASKS_MAX) {
    out.audit('askedOftenEnough', `${draft.rounds} tasks for a bill`);
    return;
  }
  draft.openTask = 0;
  draft.asked = 0;
  ask(draft, key, limits, now, out);
}
