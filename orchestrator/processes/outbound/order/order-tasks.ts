/**
 * When an order waits for somebody: who is asked, and what happens if nobody answers.
 *
 * 1. A status has at most one task open, and its one escalation to the supervisor; then it stays, where everybody sees it.
 * 2. The task of a status ends with the status. A hold is ERP's: no answer to a task lifts it.
 * 3. ERP and TMS are asked again at most `TASKS_MAX` - 1 times for the same answer; then the task stays open, whatever is said.
 */
import { closeTask, escalateTask, giveTask, type Question } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { ProcessLimits } from '../../../model/network.ts';
import { type OrderState, type OrderStatus, TASK_TIMER } from './order-state.ts';

const QUESTIONS: Partial<Record<OrderStatus, Question>> = {
  held: { role: 'credit-clerk', kind: 'creditHold', detail: 'on credit hold' },
  incomplete: { role: 'master-data', kind: 'weightMissing', detail: 'a line has no weight' },
  rating: { role: 'planner', kind: 'ratingUnanswered', detail: 'TMS has not rated it' },
  'no-route': { role: 'planner', kind: 'noRoute', detail: 'no node can send it' },
};

/** What a planner answers to an order that no node can send. */
export const NO_ROUTE_ANSWER = { tryAgain: 0, giveUp: 1 } as const;

/** Tasks of an order that wait for the same answer; then the last stays open, where everybody sees it. Source: assumption. */
export const TASKS_MAX = 5;

/** A person is asked if the order still stands so after `afterMs`. */
export function askAfter(draft: OrderState, afterMs: number, now: Instant, out: Out): void {
  draft.openTask = 0;
  out.timer(TASK_TIMER, instant(now + afterMs));
}

/** Asks the person that the status names. */
export function askPerson(
  draft: OrderState,
  { taskEscalationMs: withinMs }: ProcessLimits,
  now: Instant,
  out: Out,
): void {
  const { role, kind, detail } = QUESTIONS[draft.status]!;
  giveTask(draft, { role, kind, detail }, { timer: TASK_TIMER, withinMs }, now, out);
}

/** The task timer rang. @returns whether it meant anything */
export function askOrEscalate(draft: OrderState, limits: ProcessLimits, now: Instant, out: Out): boolean {
  const question = QUESTIONS[draft.status];
  if (question === undefined) return false;
  const { kind, detail } = question;
  if (draft.openTask > 0) return escalateTask(draft, detail, out, kind);
  draft.rounds += 1;
  askPerson(draft, limits, now, out);
  return true;
}

/** A person says: ask again. @returns whether it is asked again: said often enough, it changes nothing */
export function takesAskAgain(draft: OrderState, out: Out): boolean {
  const { rounds, status } = draft;
  if (rounds >= TASKS_MAX) {
    out.audit('askedOftenEnough', `${rounds} tasks of an order in status ${status}`);
    return false;
  }
  closeTask(draft, TASK_TIMER, out);
  return true;
}

/** Nobody needs to be asked any more. */
export function endTask(draft: OrderState, out: Out): void {
  draft.openTask = 0;
  draft.rounds = 0;
  out.cancel(TASK_TIMER);
}
