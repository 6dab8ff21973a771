/**
 * A bill that does not come: from `billGraceMs` after delivery on the carrier is asked for it, some times; then an auditor has the
 * task, who has it asked for again or writes it off.
 *
 * 1. The task is escalated once; unanswered, it stays open where everybody sees it, and what is accrued stays accrued.
 * 2. The `TASKS_MAX`th answer writes it off whatever it says: nobody is asked for ever.
 * 3. What is written off is accrued no longer, and the load is settled with nothing paid. Until then the bill ends it, whenever it
 *    comes; after that it opens an exception case.
 */
import { carrierPartner } from '../../../contracts/partners.ts';
import type { TaskAnsweredInput } from '../../../core/actor.ts';
import { escalateTask, giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { ProcessLimits } from '../../../model/network.ts';
import { LOAD } from '../inputs.ts';
import {
  BILL_ANSWER,
  DEADLINE_TIMER,
  FREIGHT_INVOICE_TABLE,
  type FreightInvoiceState,
  TASKS_MAX,
} from './freight-invoice-state.ts';

/** The load has been delivered. */
export function waitForBill(draft: FreightInvoiceState, limits: ProcessLimits, now: Instant, out: Out): void {
  draft.asked = 0;
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
  if (draft.openTask > 0) escalateTask(draft, 'no bill, and nobody has answered', out);
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
  draft.rounds += 1;
  const detail = `agreed ${draft.agreedMinor}, asked ${draft.asked} times, no bill`;
  const within = { timer: DEADLINE_TIMER, withinMs: limits.taskEscalationMs };
  giveTask(draft, { role: 'freight-auditor', kind: 'noBill', detail }, within, now, out);
}

/** A person says: ask again, or write it off. */
export function answerNoBill(
  draft: FreightInvoiceState,
  { key, a: answer }: TaskAnsweredInput,
  limits: ProcessLimits,
  now: Instant,
  out: Out,
): void {
  draft.openTask = 0;
  if (answer === BILL_ANSWER.writeOff || draft.rounds >= TASKS_MAX) {
    writeOff(draft, key, out);
    return;
  }
  draft.asked = 0;
  ask(draft, key, limits, now, out);
}

function writeOff(draft: FreightInvoiceState, key: number, out: Out): void {
  const { status, agreedMinor, carrier } = draft;
  draft.status = FREIGHT_INVOICE_TABLE.next(status, 'writeOff')!;
  out.cancel(DEADLINE_TIMER);
  if (agreedMinor > 0) out.post('freightOverAccrued', agreedMinor);
  out.event('freightWrittenOff', 1, agreedMinor, carrier);
  out.tell(LOAD, key, 'freightSettled', 0, 0, null);
}
