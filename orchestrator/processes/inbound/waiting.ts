/**
 * How an actor of inbound waits: for so long, then it asks again, some times; then a person has a task.
 *
 * 1. At most one task is open, and its one escalation to the supervisor; then it stays, where everybody sees it.
 * 2. A task ends with what it is about: what is waited for comes, and the answer to the task is late.
 * 3. After `TASKS_MAX` tasks for the same answer nobody is asked again.
 */
import { closeTask as endTask, giveTask, noTask, type OpenTask } from '../../core/open-task.ts';
import type { Out } from '../../core/out.ts';
import type { InboundLimits } from '../../model/inbound.ts';
import type { Instant } from '../../model/instant.ts';

/** Timers of every actor of inbound, by number. */
export const INBOUND_TIMERS = ['watch', 'escalation'] as const;
export const WATCH_TIMER = 0;
export const ESCALATION_TIMER = 1;

/** Tasks for the same answer. Source: assumption. */
export const TASKS_MAX = 5;

/** What every actor of inbound keeps for it. */
export interface Waiting extends OpenTask {
  /** How often it was asked again, since a person last said so. */
  asked: number;
  /** Tasks for the answer that is waited for. */
  rounds: number;
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
  return { asked: 0, rounds: 0, ...noTask() };
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
  draft.rounds += 1;
  giveTask(draft, { role, kind, detail }, { timer: ESCALATION_TIMER, withinMs: taskEscalationMs }, now, out);
}

/** Whether the answer just given is the last one that may ask for more of the same. */
export function lastRound({ rounds }: Waiting): boolean {
  return rounds >= TASKS_MAX;
}

/** The task has been answered; what it is about goes on. */
export function closeTask(draft: Waiting, out: Out): void {
  endTask(draft, ESCALATION_TIMER, out);
  draft.asked = 0;
}

/** What was waited for has come, or nobody waits for it any more. */
export function waitsNoMore(draft: Waiting, out: Out): void {
  closeTask(draft, out);
  draft.rounds = 0;
  out.cancel(WATCH_TIMER);
}
