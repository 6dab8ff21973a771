/**
 * How an actor of inbound waits: for so long, then it asks again, some times; then a person has a task.
 *
 * 1. At most one task is open, and its one escalation to the supervisor; then it stays, where everybody sees it.
 * 2. A task ends with what it is about: what is waited for comes, and the answer to the task is late.
 * 3. After `TASKS_MAX` tasks for the same answer nobody is asked again.
 */
import type { Out } from '../../core/out.ts';
import type { InboundLimits } from '../../model/inbound.ts';
import { type Instant, instant } from '../../model/instant.ts';

/** Timers of every actor of inbound, by number. */
export const INBOUND_TIMERS = ['watch', 'escalation'] as const;
export const WATCH_TIMER = 0;
export const ESCALATION_TIMER = 1;

/** Tasks for the same answer. Source: assumption. */
export const TASKS_MAX = 5;

/** What every actor of inbound keeps for it. */
export interface Waiting {
  /** How often it was asked again, since a person last said so. */
  asked: number;
  /** Tasks for the answer that is waited for; tasks in all; the one that waits for an answer (0 = none). */
  rounds: number;
  tasks: number;
  openTask: number;
  escalated: boolean;
}

/** What persons are asked. Their answers stand with the actors that ask, and in docs/inbound.md. */
export const QUESTIONS = {
  orderUnanswered: { role: 'buyer', kind: 'orderUnanswered' },
  noNotice: { role: 'buyer', kind: 'noNotice' },
  shortDelivery: { role: 'buyer', kind: 'shortDelivery' },
  cancellationUnanswered: { role: 'buyer', kind: 'cancellationUnanswered' },
  noSlot: { role: 'dock-planner', kind: 'noSlot' },
  slotUnanswered: { role: 'dock-planner', kind: 'slotUnanswered' },
  discrepancy: { role: 'receiving-desk', kind: 'discrepancy' },
  notCounted: { role: 'receiving-desk', kind: 'notCounted' },
  notPutAway: { role: 'receiving-desk', kind: 'notPutAway' },
} as const;

export interface Question {
  readonly role: string;
  readonly kind: string;
}

export function initialWaiting(): Waiting {
  return { asked: 0, rounds: 0, tasks: 0, openTask: 0, escalated: false };
}

/** A person is asked, and the supervisor if nobody answers. */
export function askPerson(
  draft: Waiting,
  { role, kind }: Question,
  detail: string,
  { taskEscalationMs }: InboundLimits,
  now: Instant,
  out: Out,
): void {
  const dueAt = instant(now + taskEscalationMs);
  draft.rounds += 1;
  draft.tasks += 1;
  draft.openTask = draft.tasks;
  draft.escalated = false;
  out.timer(ESCALATION_TIMER, dueAt);
  out.task({ role, kind, no: draft.tasks, dueAt, detail });
}

/** The task was not answered in time. @returns whether there was one to escalate */
export function escalate(draft: Waiting, detail: string, out: Out): boolean {
  if (draft.openTask === 0 || draft.escalated) return false;
  draft.escalated = true;
  draft.tasks += 1;
  out.task({ role: 'supervisor', kind: 'taskUnanswered', no: draft.tasks, dueAt: null, detail });
  return true;
}

/** Whether it is the task that waits for an answer, or its escalation. */
export function answersTask({ openTask, escalated, tasks }: Waiting, no: number): boolean {
  return openTask > 0 && (no === openTask || (escalated && no === tasks));
}

/** Whether the answer just given is the last one that may ask for more of the same. */
export function lastRound({ rounds }: Waiting): boolean {
  return rounds >= TASKS_MAX;
}

/** The task has been answered; what it is about goes on. */
export function closeTask(draft: Waiting, out: Out): void {
  if (draft.openTask > 0 && !draft.escalated) out.cancel(ESCALATION_TIMER);
  draft.openTask = 0;
  draft.asked = 0;
}

/** What was waited for has come, or nobody waits for it any more. */
export function waitsNoMore(draft: Waiting, out: Out): void {
  closeTask(draft, out);
  draft.rounds = 0;
  out.cancel(WATCH_TIMER);
}
